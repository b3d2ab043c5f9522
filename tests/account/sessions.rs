//! Name, sessions and password.

use chrono::TimeDelta;

use super::{
    DANA, NEW, OTHER, change_email, change_password, forget_password, is_signed_in, letters, link,
    sign_in,
};
use crate::support::{PASSWORD, World};

on_both! {
    fn a_name_is_changed_and_shown(world: World) {
        let dana = world.person(DANA);
        let page = dana.get("/account").expect(200);
        let saved = page.fill("form[action='/account']", &[("name", "  Dana   O’Brien ")]).expect(303).follow();
        assert!(saved.says("Name saved") && saved.text(".who").contains("Dana O’Brien"));
        let long = "n".repeat(121);
        for wrong in ["", "--", long.as_str()] {
            let page = page.fill("form[action='/account']", &[("name", wrong)]).expect(422);
            assert!(page.has("#name-error"), "{}", page.shown());
        }
    }

    fn browsers_are_listed_and_signed_out(world: World) {
        let here = world.person(DANA);
        let [second, third] = [world.sign_in(DANA), world.sign_in(DANA)];
        world.advance(TimeDelta::hours(2));
        here.get("/account").expect(200);
        let page = here.get("/account").expect(200);
        assert_eq!(page.count(".sessions li"), 3);
        assert!(page.text(".sessions li").contains("This browser"), "{}", page.shown());
        assert!(page.text(".sessions li").contains("in the last ten minutes"), "{}", page.shown());
        assert_eq!(page.count(".sessions form"), 2);
        assert!(page.text(".sessions li:last-child").contains("2 hours ago"), "{}", page.shown());
        let ended = page.form(".sessions li:last-child form").submit().expect(303).follow();
        assert!(ended.says("That browser is signed out") && ended.count(".sessions li") == 2);
        assert_eq!([&here, &second, &third].map(is_signed_in).iter().filter(|still| **still).count(), 2);
        page.form(".sessions li:last-child form").submit().expect(404);
        let ended = page.form(".sessions-end form").submit().expect(303).follow();
        assert!(ended.says("Every other browser is signed out") && ended.count(".sessions li") == 1);
        assert!(!ended.has(".sessions-end"));
        assert_eq!([&here, &second, &third].map(is_signed_in), [true, false, false]);
    }

    fn sessions_of_others_are_not_there(world: World) {
        let dana = world.person(DANA);
        let twice = world.sign_in(DANA);
        let own = dana.get("/account").expect(200).attr(".sessions form", "action");
        let sam = world.person("sam@home.example");
        assert_eq!(sam.get("/account").expect(200).count(".sessions li"), 1);
        sam.post::<&str, &str>(&own, &[]).expect(404);
        for odd in ["0", "-1", "x", "99999999999999999999", "%00", "1%2F2"] {
            assert_eq!(dana.post::<&str, &str>(&format!("/account/sessions/{odd}/end"), &[]).status, 404, "{odd}");
        }
        sam.post::<&str, &str>("/account/sessions/end", &[]).expect(303);
        assert!(is_signed_in(&dana) && is_signed_in(&twice));
        let stranger = world.client();
        assert_eq!(stranger.get("/account").expect(303).location(), "/sign-in?next=%2Faccount");
        assert!(stranger.post::<&str, &str>(&own, &[]).expect(303).location().starts_with("/sign-in"));
    }

    fn devices_are_named_in_plain_words_and_as_text(world: World) {
        world.account(DANA);
        let sign_in_as = |agent: &str| {
            let client = world.client();
            let token = client.get("/sign-in").expect(200).attr("input[name=csrf_token]", "value");
            let body = format!("csrf_token={token}&email={DANA}&password={}", PASSWORD.replace(' ', "+"));
            let headers = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin"), ("user-agent", agent)];
            client.send(reqwest::Method::POST, "/sign-in", &headers, Some(body.into_bytes())).expect(303);
            client
        };
        sign_in_as("<script>alert(1)</script> Firefox/132.0 (Windows NT 10.0)");
        let page = sign_in_as("").get("/account").expect(200);
        let shown = page.all(".sessions b");
        assert_eq!(shown, ["A browser we do not know", "Firefox on Windows"]);
    }

    fn a_password_is_changed_by_whoever_knows_it(world: World) {
        let dana = world.person(DANA);
        let elsewhere = world.sign_in(DANA);
        let wrong = change_password(&dana, "quite another password", OTHER).expect(422);
        assert!(wrong.text("#password_now-error").contains("not your current"), "{}", wrong.shown());
        change_password(&dana, "", OTHER).expect(422);
        let weak = change_password(&dana, PASSWORD, "password123").expect(422);
        assert!(weak.has("#password_new-error") && !weak.says("password123"));
        assert!(weak.attrs("input[type=password]", "value").iter().all(String::is_empty));
        assert!(is_signed_in(&elsewhere) && letters(&world, DANA).is_empty());

        let form = world.client();
        form.get("/reset").expect(200).fill("main form", &[("email", DANA)]).expect(200);
        let reset = link(&world, DANA);
        change_email(&dana, NEW, PASSWORD).expect(303);
        let address = link(&world, NEW);
        assert!(change_password(&dana, PASSWORD, OTHER).expect(303).follow().says("Password saved"));
        assert!(is_signed_in(&dana) && !is_signed_in(&elsewhere));
        assert_eq!(letters(&world, DANA).last().map(String::as_str), Some("Your password for CareerCenter was changed"));
        sign_in(&world.client(), DANA, PASSWORD).expect(422);
        sign_in(&world.client(), DANA, OTHER).expect(303);
        // Whatever was asked for before is void.
        form.get(&reset).expect(410);
        dana.get(&address).expect(410);
    }

    fn an_open_browser_is_no_place_to_guess_from(world: World) {
        let dana = world.person(DANA);
        let tried: Vec<u16> = (0..10).map(|_| change_password(&dana, "quite another password", OTHER).status).collect();
        // Signing in was the first of ten.
        assert_eq!((&tried[..9], tried[9]), (&[422; 9][..], 429));
        change_email(&dana, NEW, PASSWORD).expect(429);
        dana.post("/account/closure", &[("password", PASSWORD)]).expect(429);
        world.advance(TimeDelta::minutes(2));
        change_password(&dana, PASSWORD, OTHER).expect(303);
    }

    fn a_guest_chooses_a_password_by_a_link(world: World) {
        let dana = world.person(DANA);
        forget_password(&world, DANA);
        for guess in ["", PASSWORD] {
            assert_eq!(sign_in(&world.client(), DANA, guess).status, 422);
        }
        let page = dana.get("/account").expect(200);
        assert!(!page.has("form[action='/account/password']") && !page.has("form[action='/account/email']"));
        for (path, fields) in [
            ("/account/password", [("password_now", ""), ("password_new", OTHER)]),
            ("/account/email", [("email_password", ""), ("new_email", NEW)]),
            ("/account/closure", [("password", ""), ("x", "")]),
        ] {
            dana.post(path, &fields).expect(422);
        }
        assert!(page.form("form[action='/reset']").submit().expect(200).says(DANA));
        // Registering the address anew changes nothing.
        let form = world.client().get("/register").expect(200);
        form.fill("main form", &[("name", "Eve"), ("email", DANA), ("password", PASSWORD)]).expect(200);
        assert_eq!(letters(&world, DANA), ["Choose a new password for CareerCenter", "You already have an account at CareerCenter"]);
        sign_in(&world.client(), DANA, PASSWORD).expect(422);
        let letter = world.mails().into_iter().find(|mail| mail.subject.contains("new password")).expect("sent");
        let choosing = dana.get(&world.link_in(&letter)).expect(200);
        choosing.fill("main form", &[("password", OTHER)]).expect(200);
        assert!(!is_signed_in(&dana));
        sign_in(&dana, DANA, OTHER).expect(303);
        assert!(dana.get("/account").expect(200).has("form[action='/account/password']"));
        change_password(&dana, OTHER, PASSWORD).expect(303);
    }
}
