//! The way out of every letter: for people, and for mail programs (RFC 8058).

use careercenter::alerts::Stage;
use careercenter::mail::Letter;
use reqwest::Method;
use url::Url;

use super::{CLEO, ask, confirmation, confirmed, count, hiring, publish_on, told};
use crate::support::World;
use crate::support::advert::content;

const ONE_CLICK: &[u8] = b"List-Unsubscribe=One-Click";
type Headers<'a> = &'a [(&'a str, &'a str)];

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

/// Where a letter says it can be ended.
fn way_out(letter: &Letter) -> String {
    let url = letter.list.as_ref().expect("a list").unsubscribe_url.clone();
    let url = Url::parse(&url).expect("an absolute address");
    url[url::Position::BeforePath..].to_owned()
}

/// A letter of an alert for Ohio.
fn letter(world: &World) -> Letter {
    let hiring = hiring(world);
    confirmed(world, "/jobs?hires_in=OH", CLEO, "instant");
    publish_on(world, &hiring, &content("Surgery Coder"));
    told(world, CLEO).pop().expect("a letter")
}

on_both! {
    fn a_mail_program_ends_it_without_a_cookie(world: World) {
        let letter = letter(&world);
        assert_eq!(letter.list.as_ref().map(|list| list.id), Some("alerts"));
        let out = way_out(&letter);
        assert!(letter.text.contains(&out) && letter.html.contains(&out));
        // A scanner changes nothing.
        let page = world.client().get(&out).expect(200);
        assert!(page.says("No more emails about this search: Remote or hires in Ohio"), "{}", page.shown());
        world.client().send(Method::HEAD, &out, &[], None).expect(200);
        assert_eq!(count(&world, Stage::Active), 1);
        let answer = world.client().send(Method::POST, &out, &[FORM], Some(ONE_CLICK.to_vec())).expect(200);
        assert!(answer.body.is_empty() && answer.header("set-cookie").is_none());
        assert_eq!(count(&world, Stage::Active), 0);
        // Again and again.
        for _ in 0..3 {
            world.client().send(Method::POST, &out, &[FORM], Some(ONE_CLICK.to_vec())).expect(200);
        }
        assert!(world.client().get(&out).expect(200).says("You are unsubscribed"));
        assert_eq!(told(&world, CLEO).len(), 1);
    }

    fn whatever_comes_with_the_request_it_ends(world: World) {
        let out = way_out(&letter(&world));
        let path = out.split_once('=').expect("a token").0;
        let multipart = ("content-type", "multipart/form-data; boundary=x");
        let parts = b"--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n";
        let ways: [(Headers<'_>, Vec<u8>); 6] = [
            (&[multipart], parts.to_vec()),
            (&[FORM, ("origin", "https://mail.example"), ("sec-fetch-site", "cross-site")], ONE_CLICK.to_vec()),
            (&[FORM, ("cookie", "session=0000000000000000000000000000000000000000000000000000000000000000; form=x; alert=y")], ONE_CLICK.to_vec()),
            (&[], Vec::new()),
            (&[("content-type", "text/plain")], b"\xFF\xFE\0".to_vec()),
            (&[FORM], vec![b'x'; 100_000]),
        ];
        for (headers, body) in ways {
            let page = world.client().send(Method::POST, &out, headers, Some(body));
            assert!(page.status == 200 && page.body.is_empty(), "{headers:?}: {}", page.shown());
            assert_eq!(count(&world, Stage::Active), 0, "{headers:?}");
            world.client().get(&out).expect(200);
            let token = out.split_once("token=").expect("a token").1;
            world.client().post("/alerts/again", &[("token", token), ("alert", "1")]).expect(303);
            assert_eq!(count(&world, Stage::Active), 1, "taken back for the next try");
        }
        for forged in ["", "x", "1.2.3", "%00", "%FF"] {
            for method in [Method::GET, Method::POST] {
                world.client().send(method, &format!("{path}={forged}"), &[FORM], Some(ONE_CLICK.to_vec())).expect(404);
            }
        }
        world.client().send(Method::POST, "/alerts/unsubscribe", &[FORM], Some(ONE_CLICK.to_vec())).expect(404);
        assert_eq!(count(&world, Stage::Active), 1);
    }

    fn a_person_presses_a_button_and_may_think_again(world: World) {
        let letter = letter(&world);
        let page = world.client().get(&way_out(&letter)).expect(200);
        let done = page.form("main form").submit().expect(200);
        assert!(done.says("You are unsubscribed") && done.says("Remote or hires in Ohio"), "{}", done.shown());
        assert_eq!(count(&world, Stage::Active), 0);
        let back = done.form("main form").submit().expect(303).follow().expect(200);
        assert!(back.says("Your alert is active again.") && back.says("No more emails"), "{}", back.shown());
        assert_eq!(count(&world, Stage::Active), 1);
        // Each alert in the letter has its own ways too.
        let link = |name: &str| {
            let line = letter.text.lines().find_map(|line| line.strip_prefix(name)).expect(name);
            line.trim().replace(world.site.config.base_url.as_str(), "/")
        };
        assert!(world.client().get(&link("Change:")).expect(200).has("#frequency"));
        assert!(world.client().get(&link("All your alerts:")).expect(200).has("[data-alert]"));
        assert!(world.client().get(&link("End:")).expect(200).says("No more emails"));
    }

    fn providers_and_scanners_get_no_further_than_the_letters_alerts(world: World) {
        let letter = letter(&world);
        confirmed(&world, "/jobs?hires_in=TX", CLEO, "daily");
        let (out, guest) = (way_out(&letter), world.client());
        let token = out.split_once("token=").expect("a token").1;
        let page = guest.get(&out).expect(200);
        let done = page.form("main form").submit().expect(200);
        for page in [&page, &done, &done.form("main form").submit().expect(303).follow().expect(200)] {
            assert!(!page.has("main a") && !page.says(CLEO) && !page.says("Texas"), "{}", page.shown());
            assert!(page.attrs("main input[name=token]", "value").iter().all(|one| one == token));
        }
        guest.get(&format!("/alerts?token={token}")).expect(404);
        guest.post("/alerts/end", &[("token", token), ("all", "yes")]).expect(404);
        // It takes back nothing but what it ended.
        let list = confirmed(&world, "/jobs?q=surgery", CLEO, "daily");
        list.form(".alert-end").submit().expect(303);
        guest.post("/alerts/again", &[("token", token), ("alert", "1"), ("alert", "2")]).expect(303);
        assert_eq!(count(&world, Stage::Active), 1);
        // Whoever is signed in as the same person is led on.
        let cleo = world.person(CLEO);
        cleo.post("/alerts", &[("criteria", "q=surgery"), ("frequency", "daily")]).expect(303);
        assert!(cleo.get(&out).expect(200).click(".form-links a").expect(200).has("[data-alert]"));
        let other = world.person("dana@home.example").get(&out).expect(200);
        assert!(!other.has(".form-links a"), "{}", other.shown());
    }

    fn a_letter_to_an_address_that_was_left_only_ends(world: World) {
        let hiring = hiring(&world);
        let cleo = world.person(CLEO);
        for criteria in ["hires_in=OH", "hires_in=TX"] {
            cleo.post("/alerts", &[("criteria", criteria), ("frequency", "instant")]).expect(303);
        }
        ask(&world.client(), "/jobs?q=surgery", CLEO, "daily").expect(200);
        let asked = confirmation(&world, CLEO);
        publish_on(&world, &hiring, &content("Surgery Coder"));
        let letter = told(&world, CLEO).pop().expect("a letter");
        let out = way_out(&letter);
        let link = |name: &str| {
            let line = letter.text.lines().find_map(|line| line.strip_prefix(name)).expect(name);
            line.trim().replace(world.site.config.base_url.as_str(), "/")
        };
        let (list, change) = (link("All your alerts:"), link("Change:"));
        let guest = world.client();
        let page = guest.get(&list).expect(200);
        assert!(page.has("[data-alert]") && !page.says(CLEO), "{}", page.shown());
        assert!(!guest.get(&asked).expect(200).says(CLEO));
        let moved = |conn: &mut careercenter::db::Conn| {
            use careercenter::schema::account;
            use diesel::prelude::*;
            let row = account::table.filter(account::email.eq(CLEO));
            Ok(diesel::update(row).set(account::email.eq("cleo@work.example")).execute(conn)?)
        };
        assert_eq!(world.site.db.write_now(moved).expect("moved"), 1);
        for path in [&list, &change, &asked] {
            let page = guest.get(path).expect(404);
            assert!(!page.says("work.example"), "{}", page.shown());
        }
        let token = list.split_once("token=").expect("a token").1;
        guest.post("/alerts/end", &[("token", token), ("all", "yes")]).expect(404);
        page.form(".alert-end").submit().expect(404);
        let page = guest.get(&out).expect(200);
        assert!(page.says("No more emails") && !page.says("Ohio") && !page.says("work.example"), "{}", page.shown());
        assert_eq!(count(&world, Stage::Active), 2);
        let done = page.form("main form").submit().expect(200);
        assert!(done.says("You are unsubscribed") && !done.says("Ohio") && !done.has("main form"), "{}", done.shown());
        assert_eq!(count(&world, Stage::Active), 0);
        let token = out.split_once("token=").expect("a token").1;
        guest.post("/alerts/again", &[("token", token), ("alert", "1")]).expect(404);
    }

    fn a_row_nobody_can_read_ends_all_the_same(world: World) {
        let out = way_out(&letter(&world));
        for body in [ONE_CLICK, b"page=yes"] {
            let spoil = |conn: &mut careercenter::db::Conn| {
                use careercenter::schema::alert;
                use diesel::prelude::*;
                let spoilt = (alert::fit.eq("{"), alert::stage.eq(Stage::Active), alert::ended_at.eq(None::<careercenter::clock::Moment>));
                Ok(diesel::update(alert::table).set(spoilt).execute(conn)?)
            };
            world.site.db.write_now(spoil).expect("spoilt");
            let page = world.client().send(Method::POST, &out, &[FORM], Some(body.to_vec()));
            assert_eq!((page.status, count(&world, Stage::Active)), (200, 0), "{}", page.shown());
        }
    }

    fn what_is_gone_needs_no_end(world: World) {
        let letter = letter(&world);
        let out = way_out(&letter);
        let forget = |conn: &mut careercenter::db::Conn| {
            use careercenter::schema::subscriber;
            use diesel::prelude::*;
            Ok(diesel::delete(subscriber::table).execute(conn)?)
        };
        world.site.db.write_now(forget).expect("forgotten");
        world.client().get(&out).expect(200);
        world.client().send(Method::POST, &out, &[FORM], Some(ONE_CLICK.to_vec())).expect(200);
        let manage = letter.text.lines().find_map(|line| line.strip_prefix("All your alerts:")).expect("a link");
        world.client().get(&manage.trim().replace(world.site.config.base_url.as_str(), "/")).expect(404);
    }
}
