//! Asking on the listing, answering the letter, being told, and leaving: in a browser, with every
//! page and letter on the way looked at.

use std::time::Duration;

use careercenter::eligibility::{Demand, Necessity};
use careercenter::mail::Letter;
use careercenter::{sample, search};
use chrono::TimeDelta;

use crate::support::advert::{Hiring, content, employer, publish};
use crate::support::{Browser, Kind, OnBoth, World};

const CLEO: &str = "cleo@home.example";

fn publish_on(world: &World, hiring: &Hiring, titles: &[&str]) {
    for title in titles {
        world.advance(TimeDelta::seconds(1));
        publish(&world.site, hiring, &content(title));
    }
    search::refresh(&world.site).expect("the index follows");
}

/// The last letter to Cleo after the next tick.
fn letter(world: &World) -> Letter {
    world.advance(TimeDelta::seconds(3));
    world.work();
    world.mail_to(CLEO)
}

/// Opens the sheet beside the results, types an address and presses the button.
fn ask(browser: &Browser, listing: &str, frequency: &str) {
    browser.goto(listing);
    browser.open("details.alert-ask");
    browser.fill("#alert-email", CLEO);
    browser.fill("#alert-frequency", frequency);
    browser.click_through(".alert-form .button");
}

/// A letter as a mail program shows it.
fn look_at(world: &World, browser: &Browser, letter: &Letter, name: &str) {
    let file = world.site.config.data.join(format!("{name}.html"));
    std::fs::write(&file, &letter.html).expect("a file can be written");
    browser.inspect(&format!("file://{}", file.display()), name);
}

on_both! {
    fn a_guest_asks_is_told_and_leaves(world: World) {
        let hiring = employer(&world.site, "Riverbend Health");
        publish_on(&world, &hiring, &["Surgery Coder"]);
        let cleo = world.browser();
        cleo.goto("/jobs");
        cleo.open("details.alert-ask");
        cleo.fill("#alert-email", CLEO);
        // A choice among the filters meanwhile loses nothing of it.
        cleo.click("input[name=credential][value=cpc]");
        let patience = std::time::Instant::now() + Duration::from_secs(10);
        while cleo.path() != "/jobs?credential=cpc" {
            assert!(std::time::Instant::now() < patience, "still at {}", cleo.path());
            std::thread::sleep(Duration::from_millis(30));
        }
        assert_eq!(cleo.execute("return document.getElementById('alert-email').value"), CLEO);
        cleo.fill("#alert-frequency", "instant");
        cleo.click_through(".alert-form .button");
        assert!(cleo.text("main").contains("check your mail"), "{}", cleo.text("main"));
        cleo.goto(&world.link_in(&letter(&world)));
        assert!(cleo.text("main").contains("CPC"), "{}", cleo.text("main"));
        cleo.click_through("main form .button");
        assert!(cleo.text(".alert h2").contains("CPC"), "{}", cleo.text("main"));
        publish_on(&world, &hiring, &["Emergency Coder"]);
        let told = letter(&world);
        assert!(told.subject.contains("Emergency Coder"), "{}", told.subject);
        let list = told.list.expect("a way out");
        cleo.goto(&list.unsubscribe_url);
        cleo.click_through("main form .button");
        assert!(cleo.text("h1").contains("unsubscribed"), "{}", cleo.text("main"));
        let before = world.mails().len();
        publish_on(&world, &hiring, &["Inpatient Coder"]);
        world.advance(TimeDelta::hours(2));
        world.work();
        assert_eq!(world.mails().len(), before);
    }
}

#[test]
fn what_leads_to_an_alert() {
    let world = World::on(Kind::Sqlite);
    sample::top_up(&world.site, 60).expect("the sample is made");
    search::refresh(&world.site).expect("the index follows");
    let browser = world.browser();
    browser.goto("/jobs?credential=cpc");
    let top = |selector: &str| {
        let script = "return document.querySelector('SELECTOR').getBoundingClientRect().top";
        browser.execute(&script.replace("SELECTOR", selector)).as_f64().expect("a place")
    };
    assert!((top(".alert-say") - top("#sort")).abs() < 12.0, "beside each other");
    browser.set_size(390, 844);
    assert!(top(".card") <= 420.0, "the first card is at {}", top(".card"));
    browser.set_size(1280, 1000);
    browser.open("details.alert-ask");
    browser.inspect_shown("alert-listing");
    browser.inspect("/jobs?q=astronaut", "alert-nothing");
    ask(&browser, "/jobs", "weekly");
    browser.inspect_shown("alert-everything");
    browser.goto("/jobs?q=astronaut");
    browser.execute("document.querySelector('.alert-form').noValidate = true");
    browser.fill("#alert-email", "cleo");
    browser.click_through(".alert-form .button");
    browser.inspect_shown("alert-errors");
    ask(&browser, "/jobs?credential=cpc&pay_floor=26", "daily");
    browser.inspect_shown("alert-asked");
    ask(&browser, "/jobs?hires_in=OH", "instant");
    let asking = letter(&world);
    look_at(&world, &browser, &asking, "mail-confirm-alert");
    browser.inspect(&world.link_in(&asking), "alert-confirm");
    browser.click_through("main form .button");
    browser.inspect_shown("alert-list");
    browser.click_through(".alert-acts a");
    browser.inspect_shown("alert-change");
    browser.fill("#pay_floor", "lots");
    browser.click_through("form.form .button");
    browser.inspect_shown("alert-change-errors");
    browser.click_through(".panel .alert-acts .text-button");
    browser.inspect_shown("alert-changing");
    browser.click_through(".alert-changing .text-button");
    browser.click_through(".alert form .text-button");
    browser.inspect_shown("alert-ended");
}

#[test]
fn what_an_alert_sends() {
    let world = World::on(Kind::Sqlite);
    let hiring = employer(&world.site, "Riverbend Health System");
    publish_on(&world, &hiring, &["Outpatient Coder"]);
    let browser = world.browser();
    browser.goto("/fit");
    browser.fill("#place", "Ohio");
    browser.click("input[name=credential][value=cpc]");
    browser.click_through("main form.form .button");
    ask(&browser, "/jobs?my_state=yes&pay_floor=26", "daily");
    ask(&browser, "/jobs?q=coder", "weekly");
    browser.goto(&world.link_in(&letter(&world)));
    browser.inspect_shown("alert-confirm-two");
    browser.click("input[name=alert]:not(:checked)");
    browser.click_through("main form .button");
    let names: Vec<String> = (0..21).map(|n| format!("Surgery Coder {n}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    publish_on(&world, &hiring, &names);
    let mut lacking = content("Inpatient Coder, Level I Trauma");
    lacking.requirements.credentials = Some(Demand::held("ccs", Necessity::Required));
    publish(&world.site, &hiring, &lacking);
    let mut each = content("Emergency Department Coder (per chart)");
    if let Some(pay) = each.pay.as_mut() {
        (pay.unit, pay.lowest, pay.highest) = ("chart".to_owned(), 25_000, 40_000);
        pay.units_per_hour = Some(800);
    }
    each.arrangement = Some("remote-us".to_owned());
    publish(&world.site, &hiring, &each);
    search::refresh(&world.site).expect("the index follows");
    world.work();
    world.advance(TimeDelta::days(7));
    let told = letter(&world);
    look_at(&world, &browser, &told, "mail-alert");
    let list = told.list.clone().expect("a way out");
    browser.inspect(&list.unsubscribe_url, "alert-unsubscribe");
    browser.click_through("main form .button");
    browser.inspect_shown("alert-unsubscribed");
}
