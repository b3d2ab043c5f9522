//! Every page of applying there is, inspected.

use careercenter::applications::Stage;

use super::sign_in;
use crate::applicants::{LEAST, save};
use crate::applications::{CLEO, following, here, named, opening, send, send_as_guest};
use crate::support::advert::{content, publish};
use crate::support::{Browser, Kind, OnBoth, World};

fn signed_in(world: &World, email: &str) -> Browser {
    let browser = world.browser();
    browser.goto("/sign-in");
    sign_in(&browser, email);
    browser
}

#[test]
fn what_an_applicant_sees() {
    let world = World::on(Kind::Sqlite);
    let (hiring, posting) = opening(&world);
    let cleo = world.person(CLEO);
    let browser = signed_in(&world, CLEO);
    browser.inspect("/applications", "applications-none");
    browser.inspect(&format!("/jobs/{posting}/apply"), "apply-no-profile");
    save(&cleo, &LEAST).expect(303);
    browser.inspect(&format!("/jobs/{posting}/apply"), "apply-account");
    browser.click_through("main form.form .button");
    browser.inspect_shown("apply-account-errors");
    let sent = send(&cleo, posting).expect(303).location();
    browser.inspect(&sent, "application-sent");
    following::moved(&world, &named(&world, &sent), &hiring.account, Stage::Reviewed);
    following::moved(&world, &named(&world, &sent), &hiring.account, Stage::Interview);
    browser.goto(&sent);
    browser.open(".take-back");
    browser.inspect_shown("application-interview");
    let away = publish(&world.site, &hiring, &content("Emergency Coder"));
    browser.inspect(&format!("/jobs/{away}/apply"), "apply-elsewhere");
    let second = publish(&world.site, &hiring, &here("Surgery Coder"));
    cleo.get(&format!("/jobs/{away}/departure")).expect(303);
    let other = send(&cleo, second).expect(303).location();
    browser.inspect(&format!("/jobs/{away}/apply"), "apply-elsewhere-asked");
    browser.inspect("/applications", "applications");
    browser.goto(&other);
    browser.open(".take-back");
    browser.click_through(".take-back .button");
    browser.inspect_shown("application-withdrawn");
    browser.goto("/applications");
    browser.click_through("[data-departure] .button");
    browser.inspect("/applications", "applications-answered");
}

#[test]
fn what_a_guest_sees() {
    let world = World::on(Kind::Sqlite);
    let (_, posting) = opening(&world);
    let browser = world.browser();
    browser.goto("/fit");
    browser.fill("#place", "ohio");
    browser.click("input[name=credential][value=cpc]");
    browser.click_through("main form.form .button");
    browser.inspect(&format!("/jobs/{posting}/apply"), "apply-guest");
    browser.click_through("main form.form .button");
    browser.inspect_shown("apply-guest-errors");
    send_as_guest(&world.client(), posting, CLEO).expect(200);
    world.work();
    let link = world.link_in(&world.mail_to(CLEO));
    browser.inspect(&link, "confirm");
    browser.goto(&link);
    browser.click_through("main form .button");
    assert!(browser.path().ends_with("?done=sent"), "{}", browser.path());
    browser.inspect_shown("application-guest");
    browser.inspect(&link, "confirm-used");
}
