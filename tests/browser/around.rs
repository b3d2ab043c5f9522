//! Around a posting, on a screen: cards that stand for several, jobs like one, what was looked at,
//! and the way back to where one was.

use std::time::{Duration, Instant};

use careercenter::{sample, search};

use super::sign_in;
use crate::around::{ad, close, post, reworded};
use crate::support::advert::employer as hiring;
use crate::support::{Browser, Kind, OnBoth, World};

const ADA: &str = "ada@home.example";

fn number(browser: &Browser, script: &str) -> i64 {
    browser.execute(&format!("return Math.round({script})")).as_i64().expect("a number")
}

/// From a card in the middle of a page to its posting, and back by the browser's own button.
fn there_and_back(browser: &Browser, page: &str) {
    browser.goto(page);
    let card = "document.querySelectorAll('[data-posting]')[13]";
    browser.execute(&format!("{card}.scrollIntoView({{ block: 'center', behavior: 'instant' }})"));
    let (id, before) =
        (number(browser, &format!("{card}.dataset.posting")), number(browser, "scrollY"));
    assert!(before > 500, "{before}");
    browser.click_through(&format!("#job-{id} h2 a"));
    assert!(browser.path().starts_with(&format!("/jobs/{id}-")), "{}", browser.path());
    browser.execute("scrollTo(0, 200); history.back()");
    let patience = Instant::now() + Duration::from_secs(10);
    let is_back = || browser.path() == page && (number(browser, "scrollY") - before).abs() <= 2;
    while !is_back() {
        let now = || (browser.path(), number(browser, "scrollY"));
        assert!(Instant::now() < patience, "{:?} and not {page} at {before}", now());
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn going_back_leads_to_the_same_page_and_place() {
    let world = World::on(Kind::Sqlite);
    sample::top_up(&world.site, 80).expect("the sample is made");
    search::refresh(&world.site).expect("the index follows");
    world.account(ADA);
    let browser = world.browser();
    for signed_in in [false, true] {
        if signed_in {
            browser.set_size(1280, 1000);
            browser.goto("/sign-in");
            sign_in(&browser, ADA);
        }
        for (width, height) in [(1280, 1000), (390, 844)] {
            browser.set_size(width, height);
            there_and_back(&browser, "/jobs?page=2");
            there_and_back(&browser, "/jobs?hires_in=OH");
        }
    }
}

#[test]
fn what_stands_around_a_posting() {
    let world = World::on(Kind::Sqlite);
    sample::top_up(&world.site, 60).expect("the sample is made");
    let [codewell, northway, direct] =
        ["Codewell Staffing", "Northway Staffing", "Riverbend Health"]
            .map(|name| hiring(&world.site, name));
    let before = post(&world, &direct, &ad(1));
    close(&world, &direct, before);
    world.advance(chrono::TimeDelta::days(2));
    let own = post(&world, &direct, &ad(1));
    post(&world, &codewell, &ad(1));
    let through = post(&world, &northway, &reworded(&ad(1), "We answer within a day."));
    let browser = world.browser();
    browser.goto("/jobs");
    browser.open(&format!("#job-{own} .others"));
    assert_eq!(
        number(&browser, &format!("document.querySelectorAll('#job-{own} .others li').length")),
        2
    );
    browser.inspect_shown("listing-twins");
    world.account(ADA);
    browser.set_size(1280, 1000);
    browser.goto("/sign-in");
    sign_in(&browser, ADA);
    for (id, name) in
        [(own, "posting-again"), (through, "posting-twin"), (before, "posting-over-similar")]
    {
        browser.goto(&format!("/jobs/{id}"));
        assert!(browser.has(".similar li"), "{name}");
        browser.inspect_shown(name);
    }
    world.work();
    browser.inspect("/saved", "saved-viewed");
}
