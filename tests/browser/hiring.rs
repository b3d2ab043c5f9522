//! The pages those who hire work through applications on.

use careercenter::applicants::{Contact, Expertise};
use careercenter::applications::{Answered, NewApplication};
use careercenter::employers::{MemberRole, Standing};
use chrono::TimeDelta;

use super::sign_in;
use crate::support::advert::{self, Hiring};
use crate::support::{Browser, Kind, OnBoth, World, sent};

const DANA: &str = "dana@riverbend.example";

fn signed_in(world: &World, email: &str) -> Browser {
    let browser = world.browser();
    browser.goto("/sign-in");
    sign_in(&browser, email);
    browser
}

/// An application with all there can be.
fn whole(world: &World, posting: careercenter::postings::PostingId) -> String {
    let cleo = world.account("cleo.marsh-whittaker@home.example");
    let mut who = sent::holder(&world.site, cleo, &["cpc", "ccs"]);
    (who.phone, who.contact) = ("(614) 555-0100".to_owned(), Contact::Phone);
    who.profile.credentials[0].issued = "2021-05-01".parse().ok();
    who.profile.credentials[0].expires = "2027-04-30".parse().ok();
    let expertise = |of: &str, amount: &str| Expertise { of: of.into(), amount: amount.into() };
    who.profile.experience =
        vec![expertise("All coding", "3 to 5 years"), expertise("Hospital inpatient", "18 months")];
    who.profile.moves_to_text = "Texas, Utah".to_owned();
    let answer = |question: &str, answer: &str| Answered {
        question: question.to_owned(),
        answer: answer.to_owned(),
    };
    let new = NewApplication {
        note: "I have coded for two surgery centers and know Epic well.\n\nI could start in two weeks.".to_owned(),
        answers: vec![
            answer("Do you have a quiet place to work?", "Yes"),
            answer("Which encoders have you used, and for how long each?", ""),
        ],
        resume_key: Some(sent::resume(&world.site, cleo, "Cleo Marsh.pdf", b"%PDF-1.7 hello")),
    };
    sent::send(&world.site, &who, posting, &new)
}

#[test]
fn what_those_who_hire_work_through() {
    let world = World::on(Kind::Sqlite);
    let id = world.account(DANA);
    let employer = world.employer(id, "Riverbend Health");
    let approve = |conn: &mut _| advert::stand(conn, employer, Standing::Approved);
    world.site.db.write_now(approve).expect("the employer is known");
    let read = |conn: &mut _| careercenter::accounts::Account::by_id(conn, id);
    let account = world.site.db.read_now(read).expect("Dana");
    let hiring = Hiring { account, employer };
    let posting = advert::publish(&world.site, &hiring, &sent::here("Outpatient Surgery Coder"));
    let list = format!("/hire/postings/{posting}/applications");
    let browser = signed_in(&world, DANA);
    browser.inspect(&list, "received-none");
    for (number, credential) in ["rhit", "cpc", "ccs", "coc", "cpc-a"].into_iter().enumerate() {
        let account = world.account(&format!("applicant.{number}@home.example"));
        let who = sent::holder(&world.site, account, &[credential]);
        sent::send(&world.site, &who, posting, &NewApplication::default());
        world.advance(TimeDelta::minutes(11));
    }
    let cleo = whole(&world, posting);
    let page = format!("/hire/applications/{cleo}");
    browser.inspect(&list, "received-list");
    browser.inspect(&format!("/hire/employers/{employer}"), "desk-applications");
    browser.inspect(&format!("/hire/employers/{employer}/mail"), "employer-mail");
    browser.goto(&page);
    browser.fill("#note", "Call her on Monday.");
    browser.click_through(".moves button[value=interview]");
    browser.inspect(&page, "received");
    browser.open(".decline");
    browser.inspect_shown("received-decline");
    browser.goto(&page);
    browser.fill("#note", "Her references are good.");
    let ray = world.seat(employer, "ray@riverbend.example", MemberRole::Recruiter);
    let theirs = ray.get(&page).expect(200);
    let version = theirs.form("form.handling").value("version").unwrap_or_default().to_owned();
    ray.post(&format!("{page}/stage"), &[("stage", "offer"), ("version", &version)]).expect(303);
    browser.click_through(".moves button[value=hired]");
    browser.inspect_shown("received-conflict");
    world.seat(employer, "vic@riverbend.example", MemberRole::Viewer);
    let viewer = signed_in(&world, "vic@riverbend.example");
    viewer.inspect(&page, "received-viewer");
}
