//! From two words about oneself to an interview, and back: a guest and a recruiter, each at their
//! own screen.

use std::time::{Duration, Instant};

use careercenter::accounts::Account;
use careercenter::eligibility::{Demand, Necessity, Requirements};
use careercenter::employers::Standing;
use careercenter::postings::{Content, PostingId};

use super::sign_in;
use crate::applications::{here, resume};
use crate::support::{Browser, World, advert};

const DANA: &str = "dana@riverbend.example";
const CLEO: &str = "cleo@home.example";

/// An employer with two postings: one asks for a CPC, one for a CCS.
fn set_up(world: &World) -> PostingId {
    let id = world.account(DANA);
    let employer = world.employer(id, "Riverbend Health");
    let site = &world.site;
    site.db.write_now(|conn| advert::stand(conn, employer, Standing::Approved)).expect("known");
    let account = site.db.read_now(|conn| Account::by_id(conn, id)).expect("Dana");
    let hiring = advert::Hiring { account, employer };
    let inpatient = Requirements {
        credentials: Some(Demand::held("ccs", Necessity::Required)),
        experience: Vec::new(),
    };
    let other = Content { requirements: inpatient, ..here("Inpatient Coder") };
    advert::publish(site, &hiring, &other);
    let posting = advert::publish(site, &hiring, &here("Outpatient Coder"));
    world.work();
    posting
}

/// Says where she lives and what she holds, and leaves only what she meets.
fn find(cleo: &Browser) {
    cleo.goto("/jobs");
    cleo.click_through(".fit-strip a");
    cleo.fill("#place", "Ohio");
    cleo.click("input[name=credential][value=cpc]");
    cleo.click_through("main form.form .button");
    assert_eq!(cleo.path(), "/jobs");
    assert_eq!(cleo.text("h1"), "2 jobs");
    cleo.click("input[name=meets]");
    let patience = Instant::now() + Duration::from_secs(10);
    while cleo.path() != "/jobs?meets=yes" || cleo.text("h1") != "1 job" {
        assert!(Instant::now() < patience, "{} at {}", cleo.text("h1"), cleo.path());
        std::thread::sleep(Duration::from_millis(30));
    }
    cleo.click_through(".card h2 a");
    assert!(cleo.text(".verdict-panel, .verdict").contains("meet"), "{}", cleo.text("main"));
}

fn apply(world: &World, cleo: &Browser) {
    let file = world.site.config.data.join("cleo.docx");
    std::fs::write(&file, resume()).expect("a file can be written");
    cleo.click_through(".posting-apply a");
    cleo.fill("#name", "Cleo Marsh");
    cleo.fill("#email", CLEO);
    cleo.click("input[name=answer_0][value=yes]");
    cleo.choose_file("#resume", &file);
    cleo.click_through("main form.form .button");
    assert!(cleo.text("main").contains(CLEO), "{}", cleo.text("main"));
    world.work();
    cleo.goto(&world.link_in(&world.mail_to(CLEO)));
    cleo.click_through("main form .button");
    assert!(cleo.path().ends_with("?done=sent"), "{}", cleo.path());
}

fn invite_to_interview(dana: &Browser, posting: PostingId) {
    dana.goto(&format!("/hire/postings/{posting}/applications"));
    sign_in(dana, DANA);
    dana.click_through("td a.title");
    assert!(dana.text("main").contains("Cleo Marsh"));
    dana.click_through("button[name=stage][value=interview]");
}

on_both! {
    fn a_guest_finds_what_she_meets_applies_and_takes_it_back(world: World) {
        let posting = set_up(&world);
        let (cleo, dana) = (world.browser(), world.browser());
        find(&cleo);
        apply(&world, &cleo);
        let own = cleo.path();
        invite_to_interview(&dana, posting);
        cleo.goto(&own);
        assert!(cleo.text(".timeline").contains("interview"), "{}", cleo.text(".timeline"));
        cleo.open(".take-back");
        cleo.click_through(".take-back .button");
        assert!(cleo.text("main").contains("Withdrawn"), "{}", cleo.text("main"));
        dana.goto(&dana.path());
        assert!(dana.text("main").contains("Withdrawn"), "{}", dana.text("main"));
    }
}
