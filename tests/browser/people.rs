//! Members, invitations, one's own account and leaving it: each state inspected, and the way from
//! an invitation to a seat gone by mouse.

use careercenter::employers::MemberRole;

use super::sign_in;
use crate::support::{Browser, Kind, OnBoth, PASSWORD, World};

const DANA: &str = "dana@riverbend.example";
const RAY: &str = "ray@riverbend.example";

fn signed_in(world: &World, email: &str) -> Browser {
    let browser = world.browser();
    browser.goto("/sign-in");
    sign_in(&browser, email);
    browser
}

#[test]
fn members_of_an_employer() {
    let world = World::on(Kind::Sqlite);
    let employer = world.known_employer(world.account(DANA), "Riverbend Health");
    let members = format!("/hire/employers/{employer}/members");
    let dana = signed_in(&world, DANA);
    dana.inspect(&members, "members-alone");
    dana.click_through("form[action$=invitations] .button");
    dana.inspect_shown("members-errors");
    dana.fill("#email", RAY);
    dana.click("input[name=role][value=recruiter]");
    dana.click_through("form[action$=invitations] .button");
    drop(world.seat(
        employer,
        "vic.with.a.rather.long.name@riverbend-health-system.example",
        MemberRole::Viewer,
    ));
    drop(world.seat(employer, "lou@riverbend.example", MemberRole::Owner));
    dana.goto(&members);
    dana.click("li:last-child .sure summary");
    dana.inspect_shown("members");
    world.work();
    let link = world.link_in(&world.mail_to(RAY));

    let ray = world.browser();
    ray.inspect(&link, "invitation-unknown");
    ray.click_through("main a.button");
    ray.fill("#name", "Ray Reyes");
    ray.fill("#password", PASSWORD);
    ray.click_through("main form .button");
    world.work();
    ray.goto(&world.link_in(&world.mail_to(RAY)));
    ray.click_through("main form .button");
    ray.click_through("main a.button");
    sign_in(&ray, RAY);
    ray.inspect_shown("invitation");
    ray.click_through("main form .button");
    ray.inspect_shown("members-recruiter");
    ray.inspect(&link, "invitation-done");
    signed_in(&world, "lou@riverbend.example").inspect(&link, "invitation-used");
    ray.goto(&members);
    ray.click(".sure summary");
    ray.click_through(".sure button");
    ray.goto(&members);
    assert!(!ray.has(".seats"), "out at once");
}

#[test]
fn ones_own_account() {
    let world = World::on(Kind::Sqlite);
    world.account(DANA);
    drop(world.sign_in(DANA));
    let dana = signed_in(&world, DANA);
    dana.goto("/account");
    dana.fill("#new_email", "dana.reyes@home.example");
    dana.fill("#email_password", PASSWORD);
    dana.click_through("form[action$='account/email'] .button");
    dana.inspect_shown("account-asked");
    dana.inspect("/account", "account");
    dana.fill("#password_now", "quite another password");
    dana.fill("#password_new", "walnut copper evening 52");
    dana.click_through("form[action$='account/password'] .button");
    dana.inspect_shown("account-errors");
    world.work();
    let link = world.link_in(&world.mail_to("dana.reyes@home.example"));
    let stranger = world.browser();
    stranger.inspect(&link, "new-address-stranger");
    dana.inspect(&link, "new-address");
    dana.click_through("main form .button");
    dana.inspect_shown("new-address-done");
    dana.inspect("/account/closure", "closure");
    dana.click_through("main form .button");
    dana.inspect_shown("closure-errors");
    dana.fill("#password", PASSWORD);
    dana.click_through("main form .button");
    dana.inspect_shown("closed");
}

#[test]
fn an_owner_who_would_leave() {
    let world = World::on(Kind::Sqlite);
    world.employer(world.account(DANA), "Riverbend Health");
    signed_in(&world, DANA).inspect("/account/closure", "closure-owner");
}
