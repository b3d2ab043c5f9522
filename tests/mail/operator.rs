//! What administrators see of mail, and what they can do about it.

use std::time::Instant;

use careercenter::db::Conn;
use careercenter::mail::outbox::{Kind, Stage};
use careercenter::mail::suppression;
use careercenter::on_each;
use chrono::TimeDelta;
use diesel::prelude::*;

use super::{post, row, through};
use crate::support::{Answer, At, PostOffice, World};

const ROOT: &str = "root@board.example";

on_both! {
    fn a_failure_is_seen_with_the_servers_words_and_sent_again(world: World) {
        let (mut world, office) = (world, PostOffice::new());
        through(&mut world, &office);
        let words = "550 5.7.1 <b>we do not like you</b>";
        office.answers("ada@home.example", &[Answer::Say(At::Recipient, words)]);
        let failed = post(&world, "ada@home.example", Kind::PasswordChanged);
        let sent = post(&world, "bea@home.example", Kind::PasswordChanged);
        world.work();
        world.advance(TimeDelta::hours(1));
        let waiting = post(&world, "cleo@home.example", Kind::EmailTaken);
        let root = world.administrator(ROOT);
        let list = root.get("/admin/mail").expect(200);
        let seen = |page: &crate::support::Page| page.attrs("[data-letter]", "data-letter");
        assert_eq!(seen(&list), [waiting, sent, failed].map(|id| id.to_string()));
        assert!(list.says("we do not like you") && list.says("The oldest waiting letter"));
        assert_eq!(list.all(".piles b"), ["1", "1", "1", "0"]);
        assert!(list.text(".tabs").contains("1 failed"));
        for (query, ids) in [
            ("stage=failed", vec![failed]),
            ("stage=sent", vec![sent]),
            ("kind=email_taken", vec![waiting]),
            ("kind=password_changed&stage=waiting", vec![]),
            ("to=Bea@home.example", vec![sent]),
            (&format!("before={failed}"), vec![]),
            ("stage=nonsense&kind=x&before=moon", vec![waiting, sent, failed]),
        ] {
            let page = root.get(&format!("/admin/mail?{query}")).expect(200);
            let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
            assert_eq!(seen(&page), ids, "{query}");
        }
        let page = root.get(&format!("/admin/mail/{failed}")).expect(200);
        assert!(page.says("Tried") && page.says("we do not like you"), "{}", page.shown());
        let policy = page.header("content-security-policy").expect("a policy").to_owned();
        assert!(policy.ends_with("; frame-src 'self'"), "{policy}");
        assert_eq!(page.attr("iframe", "sandbox"), "");
        let body = root.get(&page.attr("iframe", "src")).expect(200);
        let policy = body.header("content-security-policy").expect("a policy");
        assert!(policy.contains("sandbox") && policy.contains("default-src 'none'"), "{policy}");
        assert!(body.says("password"), "{}", body.shown());
        let again = page.fill("form[action$='/try']", &[("", ""); 0]).expect(303).follow();
        assert!(again.says("Waiting") && again.says("Asked for another try"), "{}", again.shown());
        world.work();
        assert_eq!(row(&world, failed).stage, Stage::Sent);
        assert_eq!(office.taken_for("ada@home.example").len(), 1);
        root.post("/admin/mail/999999/try", &[("", ""); 0]).expect(404);
    }

    fn a_letter_that_opens_something_is_shown_to_nobody(world: World) {
        let anybody = world.client();
        let fields = [("name", "Ada"), ("email", "ada@home.example"), ("password", crate::support::PASSWORD)];
        anybody.get("/register").expect(200).fill("main form", &fields);
        let root = world.administrator(ROOT);
        let list = root.get("/admin/mail?kind=verify_address&to=ada@home.example").expect(200);
        let url = list.attr("[data-letter] a", "href");
        let page = root.get(&url).expect(200);
        assert!(page.says("Only its reader sees it"), "{}", page.shown());
        assert!(!page.shown().contains("token="));
        root.get(&format!("{url}/body")).expect(404);
        world.work();
        root.get(&format!("{url}/body")).expect(404);
    }

    fn suppressed_addresses_are_listed_and_let_go(world: World) {
        let now = world.now();
        for n in 0..60 {
            let email = format!("a{n:02}@home.example");
            let add = |conn: &mut _| suppression::add(conn, now, &email, "550 5.1.1 nobody here");
            world.site.db.write_now(add).expect("it is added");
        }
        let root = world.administrator(ROOT);
        assert!(root.get("/admin/mail").expect(200).says("60 suppressed addresses"));
        let first = root.get("/admin/suppressed").expect(200);
        assert_eq!(first.attrs("[data-email]", "data-email").len(), 50);
        let rest = root.get(&first.attr(".pager a", "href")).expect(200);
        assert_eq!(rest.attrs("[data-email]", "data-email").len(), 10);
        first.fill("[data-email='a00@home.example'] form", &[("", ""); 0]).expect(303);
        let gone = root.get("/admin/suppressed").expect(200);
        assert_eq!(gone.attrs("[data-email]", "data-email")[0], "a01@home.example");
        root.post("/admin/suppressed/lifting", &[("email", "a00@home.example")]).expect(409);
    }

    fn the_last_page_of_many_letters_is_as_near_as_the_first(world: World) {
        const LETTERS: i64 = 30_000;
        let many = format!(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {LETTERS})
             INSERT INTO outbox (recipient, kind, payload, stage, created_at, finished_at)
             SELECT 'a' || i || '@home.example', CASE WHEN i % 3 = 0 THEN 'alert' ELSE 'password_changed' END,
                    'null', CASE WHEN i % 100 = 0 THEN 'failed' ELSE 'sent' END,
                    '2026-11-01 12:00:00', '2026-11-01 12:00:00' FROM n"
        );
        let fill = |conn: &mut Conn| {
            Ok(on_each!(conn, each => diesel::sql_query(&many).execute(each)?))
        };
        world.site.db.write_now(fill).expect("they are written");
        let root = world.administrator(ROOT);
        for query in ["", "stage=failed&", "kind=alert&", "stage=sent&kind=alert&"] {
            let path = format!("/admin/mail?{query}before=400");
            let started = Instant::now();
            let page = root.get(&path).expect(200);
            assert!(!page.attrs("[data-letter]", "data-letter").is_empty(), "{path}");
            assert!(started.elapsed().as_millis() < 2_000, "{path}: {:?}", started.elapsed());
        }
    }
}
