//! Another address: every way that works, and every way that must not.

use careercenter::schema::outbox;
use chrono::TimeDelta;
use diesel::prelude::*;

use super::{DANA, NEW, OTHER, change_email, is_signed_in, letters, link, sign_in};
use crate::support::{Client, PASSWORD, World};

const ASKED: &str = "Somebody asked to change the address of your CareerCenter account";
const CONFIRM: &str = "Confirm your new address for CareerCenter";
const CHANGED: &str = "Your CareerCenter account has another address now";

on_both! {
    fn an_address_is_changed_by_a_link_to_the_new_one(world: World) {
        let dana = world.person(DANA);
        let elsewhere = world.sign_in(DANA);
        let asked = change_email(&dana, " Dana.Reyes@Home.Example ", PASSWORD).expect(303).follow();
        assert!(asked.says("Look into the mailbox") && asked.text(".waiting").contains(NEW), "{}", asked.shown());
        assert_eq!((letters(&world, DANA), letters(&world, NEW)), (vec![ASKED.into()], vec![CONFIRM.into()]));
        assert!(world.mail_to(DANA).text.contains(NEW));
        let path = link(&world, NEW);
        let page = dana.get(&path).expect(200);
        dana.get(&path).expect(200);
        // Looking changes nothing.
        assert_eq!(dana.get("/account").expect(200).text(".lead"), DANA);
        assert!(page.form("main form").submit().expect(200).says("Address changed"));
        assert_eq!(dana.get("/account").expect(200).text(".lead"), NEW);
        assert!(is_signed_in(&elsewhere));
        assert_eq!((letters(&world, DANA), letters(&world, NEW)),
            (vec![ASKED.into(), CHANGED.into()], vec![CONFIRM.into(), CHANGED.into()]));
        sign_in(&world.client(), DANA, PASSWORD).expect(422);
        sign_in(&world.client(), NEW, PASSWORD).expect(303);
        // Used once, and saying so.
        assert!(dana.get(&path).expect(200).says("Address changed"));
        assert!(page.form("main form").submit().expect(200).says("Address changed"));
        assert!(world.client().get(&path).expect(410).says("no longer works"));
        // The address before is free.
        let form = world.client().get("/register").expect(200);
        form.fill("main form", &[("name", "Eve"), ("email", DANA), ("password", OTHER)]).expect(200);
        assert_eq!(letters(&world, DANA).last().map(String::as_str), Some("Confirm your address for CareerCenter"));
    }

    fn a_taken_address_is_told_and_nobody_else(world: World) {
        let dana = world.person(DANA);
        world.account(NEW);
        let answer = |client: &Client, new: &str| {
            let page = change_email(client, new, PASSWORD).expect(303).follow();
            page.text("main").replace(new, "(address)")
        };
        let taken = answer(&dana, NEW);
        assert_eq!(taken, answer(&dana, "nobody@home.example"));
        world.work();
        assert_eq!(letters(&world, NEW), ["You already have an account at CareerCenter"]);
        assert!(!world.mail_to(NEW).text.contains("token"));
        assert_eq!(letters(&world, DANA), [ASKED, ASKED]);
        assert_eq!(letters(&world, "nobody@home.example"), [CONFIRM]);
    }

    fn an_address_taken_meanwhile_is_not_taken_twice(world: World) {
        let dana = world.person(DANA);
        change_email(&dana, NEW, PASSWORD).expect(303);
        let page = dana.get(&link(&world, NEW)).expect(200);
        world.account(NEW);
        let late = page.form("main form").submit().expect(409);
        assert!(late.says("has an account"), "{}", late.shown());
        assert_eq!(dana.get("/account").expect(200).text(".lead"), DANA);
        sign_in(&world.client(), DANA, PASSWORD).expect(303);
    }

    fn two_people_confirm_one_address_at_once_and_one_gets_it(world: World) {
        let people = ["a@home.example", "b@home.example"];
        let clients = people.map(|email| world.person(email));
        let forms: Vec<_> = clients.iter().map(|client| {
            change_email(client, NEW, PASSWORD).expect(303);
            let page = client.get(&link(&world, NEW)).expect(200);
            let value = |name: &str| page.attr(&format!("main form input[name={name}]"), "value");
            vec![("token".to_owned(), value("token")), ("csrf_token".to_owned(), value("csrf_token"))]
        }).collect();
        let mut statuses: Vec<u16> = std::thread::scope(|threads| {
            let running: Vec<_> = clients.iter().cloned().zip(forms)
                .map(|(client, form)| threads.spawn(move || client.post("/account/email/confirmation", &form).status))
                .collect();
            running.into_iter().map(|one| one.join().expect("answered")).collect()
        });
        statuses.sort();
        assert_eq!(statuses, [200, 409]);
    }

    fn a_registration_that_was_never_confirmed_gives_way(world: World) {
        let dana = world.person(DANA);
        let form = world.client().get("/register").expect(200);
        form.fill("main form", &[("name", "Eve"), ("email", NEW), ("password", OTHER)]).expect(200);
        let verify = link(&world, NEW);
        change_email(&dana, NEW, PASSWORD).expect(303);
        dana.get(&link(&world, NEW)).expect(200).form("main form").submit().expect(200);
        world.client().get(&verify).expect(404);
        sign_in(&world.client(), NEW, OTHER).expect(422);
        sign_in(&world.client(), NEW, PASSWORD).expect(303);
    }

    fn the_link_alone_gives_nothing(world: World) {
        let dana = world.person(DANA);
        change_email(&dana, NEW, PASSWORD).expect(303);
        let path = link(&world, NEW);
        let token = path.split('=').nth(1).expect("a token");
        // Whoever owns a mistyped address cannot take the account.
        let stranger = world.client();
        let page = stranger.get(&path).expect(200);
        assert!(page.says("Sign in to finish") && !page.says(DANA), "{}", page.shown());
        let csrf = stranger.get("/reset").expect(200).attr("input[name=csrf_token]", "value");
        let fields = [("token", token), ("csrf_token", csrf.as_str())];
        stranger.post("/account/email/confirmation", &fields).expect(200);
        let sam = world.person("sam@home.example");
        assert!(sam.get(&path).expect(409).says("another account"));
        let csrf = sam.get("/reset").expect(200).attr("input[name=csrf_token]", "value");
        sam.post("/account/email/confirmation", &[("token", token), ("csrf_token", csrf.as_str())]).expect(409);
        sam.post("/account/email/confirmation", &[("token", token)]).expect(403);
        assert_eq!(dana.get("/account").expect(200).text(".lead"), DANA);
        // Signing in leads back.
        let form = page.click("main a.button").expect(200);
        let back = form.fill("main form", &[("email", DANA), ("password", PASSWORD)]).expect(303);
        assert_eq!(back.location(), path);
        back.follow().form("main form").submit().expect(200);
    }

    fn links_expire_are_replaced_and_cannot_be_forged(world: World) {
        let dana = world.person(DANA);
        change_email(&dana, "first@home.example", PASSWORD).expect(303);
        let first = link(&world, "first@home.example");
        change_email(&dana, NEW, PASSWORD).expect(303);
        let second = link(&world, NEW);
        assert!(dana.get(&first).expect(410).says("no longer works"));
        let page = dana.get(&second).expect(200);
        for forged in ["", "?token=", "?token=1", "?token=1.00ff", "?token=%FF.%00"] {
            assert_eq!(dana.get(&format!("/account/email/confirmation{forged}")).status, 404, "{forged}");
        }
        dana.get(&format!("{second}0")).expect(404);
        dana.get(&second.replace("/account/email/confirmation", "/verify")).expect(404);
        dana.get(&second.replace("/account/email/confirmation", "/invitation")).expect(404);
        world.advance(TimeDelta::hours(24));
        dana.get(&second).expect(410);
        page.form("main form").submit().expect(410);
        assert!(!dana.get("/account").expect(200).has(".waiting"));
        world.advance(TimeDelta::days(10));
        world.work();
        let dana = world.sign_in(DANA);
        dana.get(&second).expect(404);
    }

    fn links_to_the_old_address_open_nothing_any_more(world: World) {
        let dana = world.person(DANA);
        world.client().get("/reset").expect(200).fill("main form", &[("email", DANA)]).expect(200);
        let reset = link(&world, DANA);
        change_email(&dana, NEW, PASSWORD).expect(303);
        dana.get(&link(&world, NEW)).expect(200).form("main form").submit().expect(200);
        world.client().get(&reset).expect(410);
    }

    fn a_password_reset_stops_a_change(world: World) {
        let dana = world.person(DANA);
        change_email(&dana, NEW, PASSWORD).expect(303);
        let path = link(&world, NEW);
        world.client().get("/reset").expect(200).fill("main form", &[("email", DANA)]).expect(200);
        let reset = link(&world, DANA);
        world.client().get(&reset).expect(200).fill("main form", &[("password", OTHER)]).expect(200);
        sign_in(&dana, DANA, OTHER).expect(303);
        dana.get(&path).expect(410);
    }

    fn mistakes_are_said_beside_the_field_and_nothing_is_lost(world: World) {
        let dana = world.person(DANA);
        for (new, password, field) in [
            ("", PASSWORD, "new_email"),
            ("dana@@x", PASSWORD, "new_email"),
            (DANA, PASSWORD, "new_email"),
            ("x@y.example\r\nBcc: a@b.example", PASSWORD, "new_email"),
            ("closed-1@closed.invalid", PASSWORD, "new_email"),
            (NEW, "quite another password", "email_password"),
            (NEW, "", "email_password"),
        ] {
            let page = change_email(&dana, new, password).expect(422);
            assert!(page.has(&format!("#{field}-error")), "{new:?}: {}", page.shown());
            assert!(page.attrs("input[type=password]", "value").iter().all(String::is_empty));
        }
        assert!(letters(&world, DANA).is_empty());
        for _ in 0..3 {
            change_email(&dana, NEW, PASSWORD).expect(303);
        }
        change_email(&dana, NEW, PASSWORD).expect(429);
    }

    fn the_outbox_holds_no_link(world: World) {
        let dana = world.person(DANA);
        change_email(&dana, NEW, PASSWORD).expect(303);
        let payloads: Vec<String> = world
            .site
            .db
            .read_now(|conn| Ok(outbox::table.order(outbox::id).select(outbox::payload).load(conn)?))
            .expect("read");
        assert!(payloads.iter().all(|payload| payload.len() < 50), "{payloads:?}");
    }
}
