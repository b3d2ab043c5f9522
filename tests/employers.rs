//! Those who hire: how an employer comes to be, who may change it, and what happens when two do.

use careercenter::accounts::Account;
use careercenter::employers::{Employer, EmployerId, Member, MemberRole, Standing};
use careercenter::schema::employer;
use diesel::prelude::*;

use crate::support::{Client, Page, World};

const DANA: &str = "dana@riverbend.example";

const RIVERBEND: [(&str, &str); 6] = [
    ("name", "Riverbend Health"),
    ("representation", "direct"),
    ("kind", "health-system"),
    ("website", "riverbend.example"),
    ("home_place", "Columbus, OH"),
    ("about", "Nine *surgery* centers."),
];

fn create(client: &Client, changed: &[(&str, &str)]) -> Page {
    let form = client.get("/hire/employers/new").expect(200);
    form.form("main form").set_all(&RIVERBEND).set_all(changed).submit()
}

fn all(world: &World) -> Vec<Employer> {
    let load = |conn: &mut _| {
        Ok(employer::table.order(employer::id).select(Employer::as_select()).load(conn)?)
    };
    world.site.db.read_now(load).expect("read")
}

fn edit_path(id: EmployerId) -> String {
    format!("/hire/employers/{id}/edit")
}

on_both! {
    fn somebody_sets_up_an_employer_and_owns_it(world: World) {
        let client = world.person(DANA);
        let page = client.get("/hire").expect(200);
        let made = page.form("main form").set_all(&RIVERBEND).submit().expect(303);
        let [riverbend] = &all(&world)[..] else { panic!("one employer") };
        assert_eq!(made.location(), format!("/hire/employers/{}", riverbend.id));
        assert_eq!(riverbend.name, "Riverbend Health");
        assert_eq!(riverbend.website, "https://riverbend.example/");
        assert_eq!((riverbend.city.as_str(), riverbend.state.as_str()), ("Columbus", "OH"));
        assert_eq!(riverbend.time_zone, "America/New_York");
        assert_eq!((riverbend.standing, riverbend.agency), (Standing::New, false));
        let again = client.get("/hire").expect(303);
        assert_eq!(again.location(), made.location());
        let owner = world.site.db.read_now(|conn| {
            let email = careercenter::accounts::Email::parse(DANA).expect("an address");
            let dana = Account::by_email(conn, &email)?.expect("there");
            Member::of(conn, &dana, riverbend.id)
        });
        assert_eq!(owner.expect("a seat").role, MemberRole::Owner);
    }

    fn hire_leads_everybody_to_their_own_desk(world: World) {
        assert_eq!(world.client().get("/hire").expect(303).location(), "/sign-in?next=%2Fhire");
        let dana = world.account(DANA);
        let client = world.sign_in(DANA);
        assert!(client.get("/hire").expect(200).has("#home_place"));
        let first = world.employer(dana, "Riverbend Health");
        assert_eq!(client.get("/hire").expect(303).location(), format!("/hire/employers/{first}"));
        let second = world.employer(dana, "Lakeshore Group");
        let page = client.get("/hire").expect(200);
        let desks = page.attrs("main .employers a", "href");
        assert_eq!(desks, [first, second].map(|id| format!("/hire/employers/{id}")));
        assert!(page.text(".who").contains("Your employers"));
    }

    fn a_form_sent_twice_makes_one_employer(world: World) {
        let client = world.person(DANA);
        let first = create(&client, &[]).expect(303).location();
        assert_eq!(create(&client, &[("name", "RIVERBEND  health")]).expect(303).location(), first);
        assert_eq!(all(&world).len(), 1);
        create(&client, &[("name", "Riverbend Clinics")]).expect(303);
        assert_eq!(all(&world).len(), 2);
    }

    fn every_mistake_is_said_beside_its_field_and_nothing_is_lost(world: World) {
        let client = world.person(DANA);
        let long = "n".repeat(121);
        let about = "a".repeat(8_001);
        for (field, value) in [
            ("name", ""),
            ("name", "--"),
            ("name", &long),
            ("name", "Prizes at https://evil.example"),
            ("name", "Www.Evil.Example"),
            ("representation", "neither"),
            ("kind", "circus"),
            ("kind", ""),
            ("website", "javascript:alert(1)"),
            ("website", "http://127.0.0.1/"),
            ("home_place", ""),
            ("home_place", "99999"),
            ("home_place", "Ohio"),
            ("home_place", "Springfield"),
            ("about", &about),
        ] {
            let page = create(&client, &[(field, value)]).expect(422);
            assert!(page.has(&format!("#{field}-error")), "{field} {value}: {}", page.shown());
            let form = page.form("main form");
            for (name, kept) in RIVERBEND.iter().filter(|(name, _)| *name != field) {
                assert_eq!(form.value(name), Some(*kept), "{field} {value}");
            }
            if !matches!(field, "kind" | "representation") {
                assert_eq!(form.value(field), Some(value));
            }
        }
        assert!(all(&world).is_empty());
    }

    fn hostile_text_stays_text(world: World) {
        let client = world.person(DANA);
        let script = "</textarea><script>alert(1)</script>";
        let name = "Riverbend\r\nX: y <script>alert(2)</script>";
        create(&client, &[("name", name), ("about", script)]).expect(303);
        let [made] = &all(&world)[..] else { panic!("one employer") };
        assert_eq!(made.name, "Riverbend X: y <script>alert(2)</script>");
        let page = client.get(&edit_path(made.id)).expect(200);
        assert!(!String::from_utf8_lossy(&page.body).contains("<script>alert"));
        assert_eq!(page.form("main form").value("about"), Some(script));
        let kind = "application/x-www-form-urlencoded";
        for path in ["/hire/employers".to_owned(), edit_path(made.id)] {
            let huge = format!("about={}", "a".repeat(10_000_000)).into_bytes();
            client.post_body(&path, kind, huge).expect(413);
            client.post_body(&path, kind, b"name=\xff%FF&about=%00".to_vec()).expect(422);
        }
    }

    fn an_owner_edits_and_whoever_saves_second_sees_both_texts(world: World) {
        let dana = world.account(DANA);
        let client = world.sign_in(DANA);
        let id = world.employer(dana, "Riverbend Health");
        let sam = world.seat(id, "sam@riverbend.example", MemberRole::Owner);
        let (first, second) = (client.get(&edit_path(id)), sam.get(&edit_path(id)));
        let saved = second.fill("main form", &[("about", "Nine centers and two hospitals.")]);
        assert_eq!(saved.expect(303).location(), format!("/employers/{id}-riverbend-health"));
        let stale = first.fill("main form", &[("about", "Ten centers."), ("kind", "staffing")]);
        let stale = stale.expect(409);
        let shown = stale.text(".conflict");
        for text in ["sam", "Ten centers.", "Nine centers and two hospitals."] {
            assert!(shown.contains(text), "{shown}");
        }
        assert_eq!(stale.form("main form").value("about"), Some("Ten centers."));
        assert_eq!(all(&world)[0].about, "Nine centers and two hospitals.");
        stale.form("main form").submit().expect(303);
        assert_eq!((all(&world)[0].about.as_str(), all(&world)[0].version), ("Ten centers.", 2));
        first.form("main form").set("version", "x").submit().expect(409);
    }

    fn a_desk_is_closed_to_strangers_and_to_those_who_only_look_on(world: World) {
        let dana = world.account(DANA);
        let id = world.employer(dana, "Riverbend Health");
        assert_eq!(world.client().get(&edit_path(id)).expect(303).location(),
            format!("/sign-in?next=%2Fhire%2Femployers%2F{id}%2Fedit"));
        let stranger = world.person("stranger@example.com");
        stranger.get(&edit_path(id)).expect(404);
        stranger.post(&edit_path(id), &RIVERBEND).expect(404);
        for odd in ["0", "-1", "999999", "x", "99999999999999999999", "%00", "1%2F2"] {
            assert_eq!(stranger.get(&format!("/hire/employers/{odd}/edit")).status, 404, "{odd}");
        }
        for (email, role) in
            [("vera@riverbend.example", MemberRole::Viewer), ("rex@riverbend.example", MemberRole::Recruiter)]
        {
            let member = world.seat(id, email, role);
            member.get(&edit_path(id)).expect(403);
            member.post(&edit_path(id), &RIVERBEND).expect(403);
        }
        assert_eq!(all(&world)[0].version, 0);
    }

    fn a_suspended_employer_changes_nothing_and_hears_why(world: World) {
        let dana = world.account(DANA);
        let client = world.sign_in(DANA);
        let id = world.employer(dana, "Riverbend <b>Health</b>");
        let ada = world.account("ada@board.example");
        let now = world.now();
        let act = |work: fn(&mut careercenter::db::Conn, careercenter::clock::Moment, &Account, EmployerId)
            -> careercenter::error::Result<()>| {
            world.site.db.write_now(|conn| {
                let ada = Account::by_id(conn, ada)?;
                work(conn, now, &ada, id)
            })
        };
        act(|conn, now, ada, id| Employer::approve(conn, now, ada, id).map(|lifted| assert!(lifted)))
            .expect("approved");
        act(|conn, now, ada, id| Employer::approve(conn, now, ada, id).map(|lifted| assert!(!lifted)))
            .expect("nothing to lift");
        act(|conn, now, ada, id| Employer::suspend(conn, now, ada, id, "Asks for <fees>."))
            .expect("suspended");
        assert!(act(|conn, now, ada, id| Employer::suspend(conn, now, ada, id, "Again.")).is_err());
        client.get(&edit_path(id)).expect(403);
        world.work();
        let mail = world.mail_to(DANA);
        assert_eq!(mail.subject, "Riverbend <b>Health</b> is suspended on CareerCenter");
        assert!(mail.text.contains("Asks for <fees>."), "{}", mail.text);
        assert!(mail.html.contains("Asks for &lt;fees&gt;."), "{}", mail.html);
        assert!(!mail.html.contains("<b>Health"), "{}", mail.html);
        act(|conn, now, ada, id| Employer::reinstate(conn, now, ada, id, "")).expect("reinstated");
        assert!(act(|conn, now, ada, id| Employer::reinstate(conn, now, ada, id, "")).is_err());
        world.work();
        assert!(world.mail_to(DANA).subject.contains("is back"));
        client.get(&edit_path(id)).expect(200);
        assert_eq!(all(&world)[0].standing, Standing::New);
    }
}
