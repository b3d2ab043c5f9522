//! How people come in: every way that works, and every way that must not.

use careercenter::accounts::{self, Account, Email};
use careercenter::schema::{account, audit, session};
use chrono::TimeDelta;
use diesel::prelude::*;

use crate::support::{Client, PASSWORD, Page, World};

const DANA: &str = "dana@riverbend.example";

fn register(client: &Client, email: &str, password: &str) -> Page {
    let form = client.get("/register").expect(200);
    form.fill("main form", &[("name", "Dana Reyes"), ("email", email), ("password", password)])
}

fn sign_in(client: &Client, email: &str, password: &str) -> Page {
    let form = client.get("/sign-in").expect(200);
    form.fill("main form", &[("email", email), ("password", password)])
}

fn ask_reset(client: &Client, email: &str) -> Page {
    client.get("/reset").expect(200).fill("main form", &[("email", email)])
}

/// The link of the last letter to an address.
fn link(world: &World, email: &str) -> String {
    world.work();
    world.link_in(&world.mail_to(email))
}

fn is_signed_in(client: &Client) -> bool {
    client.get("/hire").status == 200
}

/// What a page says, without the address it was asked about.
fn said(page: &Page, email: &str) -> (u16, String) {
    (page.status, page.text("main").replace(email, "(address)"))
}

fn accounts_of(world: &World, email: &str) -> i64 {
    let count = |conn: &mut _| {
        Ok(account::table.filter(account::email.eq(email)).count().get_result(conn)?)
    };
    world.site.db.read_now(count).expect("counted")
}

fn sessions(world: &World) -> Vec<String> {
    let hashes = |conn: &mut _| {
        Ok(session::table.select(session::token_hash).order(session::id).load(conn)?)
    };
    world.site.db.read_now(hashes).expect("read")
}

on_both! {
    fn somebody_registers_confirms_signs_in_and_out(world: World) {
        let client = world.client();
        assert_eq!(client.get("/hire").expect(303).location(), "/sign-in?next=%2Fhire");
        let sent = register(&client, " Dana@Riverbend.Example ", PASSWORD).expect(200);
        assert!(sent.says("dana@riverbend.example"), "{}", sent.shown());
        let path = link(&world, DANA);
        // Opening the link does nothing by itself: mail scanners open links.
        let page = client.get(&path).expect(200);
        client.get(&path).expect(200);
        assert!(sign_in(&client, DANA, PASSWORD).status == 403);
        assert!(page.says(DANA));
        assert!(page.form("main form").submit().expect(200).says("Address confirmed"));
        assert!(client.get(&path).expect(200).says("done before"));
        let form = client.get("/sign-in?next=/hire/employers/new").expect(200);
        let landed = form.fill("main form", &[("email", DANA), ("password", PASSWORD)]);
        assert_eq!(landed.expect(303).location(), "/hire/employers/new");
        let hire = client.get("/hire").expect(200);
        assert!(hire.text(".who").contains("Dana Reyes"), "{}", hire.text(".who"));
        assert_eq!(client.get("/sign-in").expect(303).location(), "/");
        let other = world.client();
        let landed = sign_in(&other, DANA, PASSWORD).expect(303);
        assert_eq!(landed.location(), "/jobs", "somebody without a desk");
        other.post::<&str, &str>("/sign-out", &[]).expect(303);
        assert_eq!(client.post::<&str, &str>("/sign-out", &[]).expect(303).location(), "/");
        assert!(!is_signed_in(&client));
        assert!(sessions(&world).is_empty());
    }

    fn nobody_signs_in_before_the_address_is_confirmed(world: World) {
        let client = world.client();
        register(&client, DANA, PASSWORD).expect(200);
        world.work();
        assert_eq!(world.mails().len(), 1);
        let wrong = sign_in(&client, DANA, "quite another password").expect(422);
        let unknown = sign_in(&client, "nobody@riverbend.example", PASSWORD).expect(422);
        assert_eq!(said(&wrong, DANA), said(&unknown, "nobody@riverbend.example"));
        let page = sign_in(&client, DANA, PASSWORD).expect(403);
        assert!(page.says("Confirm your address first"), "{}", page.shown());
        world.work();
        assert_eq!(world.mails().len(), 2);
        // One more link may be asked for; then the page says where to look instead.
        sign_in(&client, DANA, PASSWORD).expect(403);
        assert!(sign_in(&client, DANA, PASSWORD).expect(403).says("several links"));
        world.work();
        assert_eq!(world.mails().len(), 3);
        client.get(&link(&world, DANA)).expect(200).form("main form").submit().expect(200);
        sign_in(&client, DANA, PASSWORD).expect(303);
    }

    fn known_and_unknown_addresses_get_the_same_answers(world: World) {
        world.account(DANA);
        let ask = |email: &str| {
            let client = world.client();
            let registered = register(&client, email, PASSWORD).expect(200);
            let again = registered.form("main form").submit().expect(200);
            let reset = ask_reset(&client, email).expect(200);
            let wrong = sign_in(&client, email, "quite another password").expect(422);
            let shown = client.get("/reset").expect(200);
            (said(&registered, email), said(&again, email), said(&reset, email),
             said(&wrong, email).1.replace(email, ""), said(&shown, email))
        };
        assert_eq!(ask(DANA), ask("nobody@riverbend.example"));
        world.work();
        let to_dana: Vec<_> =
            world.mails().into_iter().filter(|mail| mail.to == DANA).map(|mail| mail.subject).collect();
        assert_eq!(
            to_dana,
            ["You already have an account at CareerCenter", "Choose a new password for CareerCenter"]
        );
        // Registering again changed nothing for whoever owns the address.
        sign_in(&world.client(), DANA, PASSWORD).expect(303);
    }

    fn an_address_nobody_reset_for_gets_no_mail(world: World) {
        ask_reset(&world.client(), "nobody@riverbend.example").expect(200);
        world.work();
        assert!(world.mails().is_empty());
    }

    fn a_second_registration_replaces_one_that_was_never_confirmed(world: World) {
        let client = world.client();
        register(&client, DANA, "an intruder chose this one").expect(200);
        let first = link(&world, DANA);
        register(&client, DANA, PASSWORD).expect(200);
        let second = link(&world, DANA);
        let page = client.get(&first).expect(410);
        assert!(page.says("no longer works"));
        client.get(&second).expect(200).form("main form").submit().expect(200);
        sign_in(&client, DANA, "an intruder chose this one").expect(422);
        sign_in(&client, DANA, PASSWORD).expect(303);
        assert_eq!(accounts_of(&world, DANA), 1);
    }

    fn two_registrations_at_once_make_one_account(world: World) {
        let base = &world.site.config.base_url;
        let answers: Vec<_> = std::thread::scope(|threads| {
            let one = || {
                let page = register(&Client::new(base), DANA, PASSWORD);
                said(&page, DANA)
            };
            let running: Vec<_> = (0..3).map(|_| threads.spawn(one)).collect();
            running.into_iter().map(|one| one.join().expect("answered")).collect()
        });
        assert_eq!(answers[0].0, 200, "{answers:?}");
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
        assert_eq!(accounts_of(&world, DANA), 1);
        let path = link(&world, DANA);
        world.client().get(&path).expect(200).form("main form").submit().expect(200);
    }

    fn a_forgotten_password_is_replaced_and_every_browser_signed_out(world: World) {
        let before = world.person(DANA);
        let client = world.client();
        ask_reset(&client, DANA).expect(200);
        ask_reset(&client, DANA).expect(200);
        world.work();
        let links: Vec<_> = world.mails().iter().map(|mail| world.link_in(mail)).collect();
        let page = client.get(&links[0]).expect(200);
        let weak = page.fill("main form", &[("password", "password1234")]).expect(422);
        assert!(weak.says("too easy to guess") && !weak.says("password1234"), "{}", weak.shown());
        assert!(is_signed_in(&before));
        let saved = weak.fill("main form", &[("password", "walnut copper evening 52")]).expect(200);
        assert!(saved.says("Password saved"));
        assert!(!is_signed_in(&before));
        // Used once, and the other one is void too.
        for link in &links {
            client.get(link).expect(410);
        }
        page.fill("main form", &[("password", "walnut copper evening 53")]).expect(410);
        sign_in(&client, DANA, PASSWORD).expect(422);
        sign_in(&client, DANA, "walnut copper evening 52").expect(303);
    }

    fn a_reset_proves_the_address_as_well(world: World) {
        let client = world.client();
        register(&client, DANA, "an intruder chose this one").expect(200);
        ask_reset(&client, DANA).expect(200);
        let page = client.get(&link(&world, DANA)).expect(200);
        page.fill("main form", &[("password", PASSWORD)]).expect(200);
        sign_in(&client, DANA, PASSWORD).expect(303);
    }

    fn links_expire_and_cannot_be_forged(world: World) {
        let client = world.client();
        register(&client, DANA, PASSWORD).expect(200);
        let verify = link(&world, DANA);
        ask_reset(&client, DANA).expect(200);
        let reset = link(&world, DANA);
        let choosing = client.get(&reset).expect(200);
        // A link of one kind is none of the other.
        client.get(&verify.replace("/verify", "/new-password")).expect(404);
        client.get(&reset.replace("/new-password", "/verify")).expect(404);
        for forged in ["", "?token=", "?token=1", "?token=1.00ff", "?token=%FF.%00", "?token=9e9.é"] {
            assert_eq!(client.get(&format!("/verify{forged}")).status, 404, "{forged}");
            assert_eq!(client.get(&format!("/new-password{forged}")).status, 404, "{forged}");
        }
        client.get(&format!("{reset}0")).expect(404);
        world.advance(TimeDelta::minutes(61));
        let old = client.get(&reset).expect(410);
        assert_eq!(old.attr("main a.button", "href"), "/reset");
        choosing.fill("main form", &[("password", "walnut copper evening 52")]).expect(410);
        client.get(&verify).expect(200);
        world.advance(TimeDelta::hours(48));
        let old = client.get(&verify).expect(410);
        assert!(old.form("main form").press("Send another").expect(200).says("Check your mail"));
        client.get(&link(&world, DANA)).expect(200).form("main form").submit().expect(200);
        world.advance(TimeDelta::days(30));
        world.work();
    }

    fn guessing_is_slowed_down_by_address_and_by_network(world: World) {
        world.account(DANA);
        let client = world.client();
        let tried: Vec<u16> =
            (0..11).map(|_| sign_in(&client, DANA, "quite another password").status).collect();
        assert_eq!((&tried[..10], tried[10]), (&[422; 10][..], 429));
        let refused = sign_in(&client, DANA, PASSWORD).expect(429);
        let wait: u64 = refused.header("retry-after").expect("when").parse().expect("seconds");
        assert!((1..=61).contains(&wait), "{wait}");
        // Another account is not hindered, until the network has tried too often.
        for number in 0..18 {
            let page = sign_in(&client, &format!("somebody{number}@riverbend.example"), PASSWORD);
            assert_eq!(page.status, 422, "{number}");
        }
        sign_in(&client, "one.more@riverbend.example", PASSWORD).expect(429);
        world.advance(TimeDelta::minutes(2));
        sign_in(&client, DANA, PASSWORD).expect(303);
    }

    fn signing_in_while_too_many_do_is_answered_come_back_soon(world: World) {
        world.account(DANA);
        let client = world.client();
        let form = client.get("/sign-in").expect(200);
        let (started, is_started) = std::sync::mpsc::channel();
        let (release, released) = std::sync::mpsc::channel::<()>();
        let lane = world.site.hashing.clone();
        let holder = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
            let held = lane.run(move || {
                started.send(()).expect("the test waits");
                released.recv().expect("the test lets go")
            });
            runtime.expect("a runtime").block_on(held).expect("the lane was free");
        });
        is_started.recv().expect("the lane is taken");
        let fields = [("email", DANA), ("password", PASSWORD)];
        let busy = form.fill("main form", &fields).expect(503);
        assert!(busy.header("retry-after").is_some(), "{}", busy.shown());
        release.send(()).expect("the lane is held");
        holder.join().expect("the lane is free again");
        form.fill("main form", &fields).expect(303);
    }

    fn a_mailbox_is_not_flooded(world: World) {
        world.account(DANA);
        let client = world.client();
        for _ in 0..3 {
            ask_reset(&client, DANA).expect(200);
        }
        let refused = ask_reset(&client, DANA).expect(429);
        assert!(refused.header("retry-after").is_some());
        register(&client, DANA, PASSWORD).expect(429);
        // The same for a mailbox nobody knows.
        for _ in 0..3 {
            ask_reset(&client, "nobody@riverbend.example").expect(200);
        }
        ask_reset(&client, "nobody@riverbend.example").expect(429);
        world.work();
        assert_eq!(world.mails().len(), 3);
        world.advance(TimeDelta::minutes(21));
        ask_reset(&client, DANA).expect(200);
    }

    fn weak_passwords_and_wrong_addresses_are_explained_and_nothing_is_lost(world: World) {
        let client = world.client();
        for (email, password, field) in [
            (DANA, "short", "password"),
            (DANA, "password123", "password"),
            (DANA, "dana@riverbend.example", "password"),
            (DANA, "Dana Reyes", "password"),
            (DANA, "", "password"),
            ("dana@@riverbend", PASSWORD, "email"),
            ("", PASSWORD, "email"),
            ("dana@riverbend.example\r\nBcc: all@example.com", PASSWORD, "email"),
        ] {
            let page = register(&client, email, password).expect(422);
            assert!(page.has(&format!("#{field}-error")), "{email} {password}: {}", page.shown());
            assert!(page.has(&format!("#problems a[href='#{field}']")), "{}", page.shown());
            assert_eq!(page.attr("#name", "value"), "Dana Reyes");
            assert!(!page.attrs("#password", "value").iter().any(|value| !value.is_empty()));
        }
        let page = client.get("/register").expect(200);
        let page = page.fill("main form", &[("name", "  "), ("email", DANA), ("password", PASSWORD)]);
        assert!(page.expect(422).has("#name-error"));
        world.work();
        assert!(world.mails().is_empty());
        assert_eq!(accounts_of(&world, DANA), 0);
    }

    fn hostile_input_is_shown_as_text_and_breaks_nothing(world: World) {
        let client = world.client();
        let script = "<script>alert(1)</script>\r\nSet-Cookie: a=b\u{202E}";
        let form = client.get("/register").expect(200);
        let shown = form.fill("main form", &[("name", script), ("email", "<b>"), ("password", "x")]);
        let shown = shown.expect(422);
        assert!(!String::from_utf8_lossy(&shown.body).contains("<script>alert"), "{}", shown.shown());
        assert!(shown.header("set-cookie").is_none_or(|cookie| !cookie.contains("a=b")));
        let fields = [("name", script), ("email", DANA), ("password", PASSWORD)];
        form.fill("main form", &fields).expect(200);
        client.get(&link(&world, DANA)).expect(200).form("main form").submit().expect(200);
        sign_in(&client, DANA, PASSWORD).expect(303);
        let page = client.get("/hire").expect(200);
        assert!(page.text(".who").contains("<script>alert(1)</script> Set-Cookie: a=b"));
        assert!(!String::from_utf8_lossy(&page.body).contains("<script>alert"));

        let kind = "application/x-www-form-urlencoded";
        for path in ["/register", "/sign-in", "/reset", "/new-password", "/verify", "/verify/again"] {
            let huge = format!("name={}", "a".repeat(10_000_000)).into_bytes();
            assert_eq!(client.post_body(path, kind, huge).status, 413, "{path}");
            let broken = b"name=%FF%FE&email=\xff\xfe&password=%00&csrf_token=%C3".to_vec();
            let status = client.post_body(path, kind, broken).status;
            assert!((400..500).contains(&status), "{path}: {status}");
            let status = client.post_body(path, "application/json", b"{}".to_vec()).status;
            assert_eq!(status, 422, "{path}");
            // Without the token of the form nothing happens.
            let fields = [("email", DANA), ("password", PASSWORD), ("name", "x"), ("token", "1.0")];
            assert_eq!(client.post(path, &fields).status, 403, "{path}");
        }
    }

    fn another_site_cannot_act_for_somebody(world: World) {
        let client = world.person(DANA);
        let headers = [
            ("content-type", "application/x-www-form-urlencoded"),
            ("sec-fetch-site", "cross-site"),
        ];
        let page = client.send(reqwest::Method::POST, "/sign-out", &headers, Some(Vec::new()));
        page.expect(403);
        assert!(is_signed_in(&client));
        let away = client.get("/sign-in?next=https://evil.example/").expect(303);
        assert_eq!(away.location(), "/");
        for next in ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:x"] {
            let form = world.client().get("/sign-in").expect(200);
            let fields = [("email", DANA), ("password", PASSWORD), ("next", next)];
            assert_eq!(form.fill("main form", &fields).expect(303).location(), "/", "{next}");
        }
    }

    fn sessions_are_kept_hashed_turn_over_and_end(world: World) {
        let client = world.person(DANA);
        let signed_in = {
            let form = client.post::<&str, &str>("/sign-out", &[]).expect(303);
            drop(form);
            sign_in(&client, DANA, PASSWORD).expect(303)
        };
        let cookie = signed_in.header("set-cookie").expect("a cookie").to_owned();
        for part in ["session=", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=34560000"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        let token = cookie.split(['=', ';']).nth(1).expect("a value");
        assert_eq!(token.len(), 64);
        let kept = sessions(&world);
        assert_eq!(kept, [careercenter::token::hash(token)]);
        // Somebody who signs in once more gets another session for the one they had.
        client.post::<&str, &str>("/sign-out", &[]).expect(303);
        sign_in(&client, DANA, PASSWORD).expect(303);
        assert_ne!(sessions(&world), kept);
        for _ in 0..2 {
            world.advance(TimeDelta::days(29));
            assert!(is_signed_in(&client), "a session in use does not run out");
        }
        world.advance(TimeDelta::days(30));
        assert!(!is_signed_in(&client));
        world.work();
        assert!(sessions(&world).is_empty());
    }

    fn the_first_administrator_comes_in_by_a_link_of_the_operator(world: World) {
        let link = accounts::admin::create(&world.site, "Ada@Board.Example").expect("a link");
        let path = link.strip_prefix(world.site.config.base_url.as_str()).expect("ours");
        let client = world.client();
        sign_in(&client, "ada@board.example", "none").expect(422);
        world.advance(TimeDelta::hours(23));
        let page = client.get(&format!("/{path}")).expect(200);
        page.fill("main form", &[("password", PASSWORD)]).expect(200);
        sign_in(&client, "ada@board.example", PASSWORD).expect(303);
        // Somebody who has an account keeps it.
        let dana = world.account(DANA);
        accounts::admin::create(&world.site, DANA).expect("a link");
        assert!(accounts::admin::create(&world.site, "no address").is_err());
        let email = Email::parse(DANA).expect("an address");
        let known = world.site.db.read_now(|conn| Account::by_email(conn, &email)).expect("read");
        let known = known.expect("still there");
        assert_eq!((known.id, known.administrator), (dana, true));
        sign_in(&world.client(), DANA, PASSWORD).expect(303);
    }

    fn only_administrators_are_shown_the_way_to_the_review(world: World) {
        let ada = world.administrator("ada@board.example");
        let dana = world.person(DANA);
        assert!(ada.get("/hire").expect(200).has("nav a[href='/admin']"));
        assert!(!dana.get("/hire").expect(200).has("nav a[href='/admin']"));
    }

    fn what_people_do_is_in_the_record(world: World) {
        let client = world.client();
        register(&client, DANA, PASSWORD).expect(200);
        client.get(&link(&world, DANA)).expect(200).form("main form").submit().expect(200);
        sign_in(&client, DANA, PASSWORD).expect(303);
        let deeds: Vec<String> = world
            .site
            .db
            .read_now(|conn| Ok(audit::table.order(audit::id).select(audit::deed).load(conn)?))
            .expect("read");
        assert_eq!(deeds, ["registered", "confirmed the address", "signed in"]);
    }
}
