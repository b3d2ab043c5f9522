//! Leaving the board: what goes at once, what goes later, and who must hand over first.

use careercenter::accounts::AccountId;
use careercenter::applicants::{Contact, Snapshot};
use careercenter::applications::{ApplyAs, NewApplication, apply};
use careercenter::db::Conn;
use careercenter::employers::MemberRole;
use careercenter::postings::PostingId;
use careercenter::schema::{
    account, application, audit, departure, member, outbox, profile, saved_posting,
};
use chrono::TimeDelta;
use diesel::prelude::*;

use super::{DANA, OTHER, close, forget_password, is_signed_in, letters, link, sign_in};
use crate::applicants;
use crate::support::advert::{self, content};
use crate::support::{Client, PASSWORD, World};

fn id_of(world: &World, email: &str) -> AccountId {
    applicants::id_of(world, email)
}

/// Applies to a posting of its own.
fn apply_as(world: &World, email: &str) -> i64 {
    let hiring = advert::employer(&world.site, "Lakeshore Health System");
    let mut posting = content("Outpatient Coder");
    (posting.apply_here, posting.apply_url) = (true, String::new());
    let posting = advert::publish(&world.site, &hiring, &posting);
    let (account, now) = (id_of(world, email), world.now());
    let who = ApplyAs {
        account,
        name: "Dana Reyes".into(),
        email: email.to_owned(),
        phone: String::new(),
        contact: Contact::Email,
        profile: Snapshot::default(),
    };
    let new = NewApplication { note: "I code hearts.".into(), ..NewApplication::default() };
    world
        .site
        .db
        .write_now(|conn| {
            apply(conn, now, &who, posting, &new)?;
            let saved = (
                saved_posting::account_id.eq(account.0),
                saved_posting::posting_id.eq(posting.0),
                saved_posting::saved_at.eq(now),
            );
            diesel::insert_into(saved_posting::table).values(saved).execute(conn)?;
            Ok(application::table.select(application::id).first(conn)?)
        })
        .expect("applied")
}

fn counts(world: &World, id: AccountId) -> [i64; 3] {
    world
        .site
        .db
        .read_now(|conn| {
            Ok([
                profile::table.filter(profile::account_id.eq(id)).count().get_result(conn)?,
                saved_posting::table
                    .filter(saved_posting::account_id.eq(id.0))
                    .count()
                    .get_result(conn)?,
                member::table.filter(member::account_id.eq(id)).count().get_result(conn)?,
            ])
        })
        .expect("counted")
}

fn publish_elsewhere(world: &World) -> PostingId {
    let hiring = advert::employer(&world.site, "Hillside Clinic");
    advert::publish(&world.site, &hiring, &content("Inpatient Coder"))
}

/// Of Dana: where she went to apply, finished letters to her, and what she did under her name.
fn left(world: &World, id: AccountId) -> [i64; 3] {
    let theirs = |conn: &mut Conn| {
        let letters = outbox::table.filter(outbox::finished_at.is_not_null());
        let deeds = audit::table.filter(audit::account_id.eq(id.0));
        Ok([
            departure::table.filter(departure::account_id.eq(id.0)).count().get_result(conn)?,
            letters.filter(outbox::recipient.eq(DANA)).count().get_result(conn)?,
            deeds.filter(audit::actor.eq_any(["dana", "Dana Reyes"])).count().get_result(conn)?,
        ])
    };
    world.site.db.read_now(theirs).expect("counted")
}

/// Sends the button of several at once.
fn at_once(clients: &[Client]) -> Vec<u16> {
    let mut statuses: Vec<u16> = std::thread::scope(|threads| {
        let one = |client: &Client| {
            let client = client.clone();
            threads.spawn(move || client.post("/account/closure", &[("password", PASSWORD)]).status)
        };
        let running: Vec<_> = clients.iter().map(one).collect();
        running.into_iter().map(|one| one.join().expect("answered")).collect()
    });
    statuses.sort();
    statuses
}

on_both! {
    fn an_account_is_closed_and_nothing_of_it_stays(world: World) {
        let dana = world.person(DANA);
        let elsewhere = world.sign_in(DANA);
        applicants::save(&dana, &applicants::LEAST).expect(303);
        let applied = apply_as(&world, DANA);
        let employer = world.employer(world.account("fay@riverbend.example"), "Riverbend Health");
        let id = id_of(&world, DANA);
        let now = world.now();
        world.site.db.write_now(|conn| {
            let row = (member::employer_id.eq(employer), member::account_id.eq(id), member::role.eq(MemberRole::Owner), member::created_at.eq(now));
            Ok(diesel::insert_into(member::table).values(row).execute(conn)?)
        }).expect("seated");
        world.client().get("/reset").expect(200).fill("main form", &[("email", DANA)]).expect(200);
        world.work();
        let letter = world.mails().into_iter().find(|mail| mail.subject.contains("new password"));
        let reset = world.link_in(&letter.expect("sent"));
        let page = dana.get("/account/closure").expect(200);
        for words in ["What happens at once", "What happens by December 23, 2026", "What stays", "cannot be undone"] {
            assert!(page.says(words), "{words}: {}", page.shown());
        }
        assert!(page.fill("main form", &[("password", "quite another password")]).expect(422).has("#password-error"));
        page.fill("main form", &[("password", "")]).expect(422);
        assert!(is_signed_in(&elsewhere));
        assert_eq!(counts(&world, id), [1, 1, 1]);
        let away = publish_elsewhere(&world);
        dana.get(&format!("/jobs/{away}/departure")).expect(303);
        assert!(left(&world, id).iter().all(|count| *count > 0), "{:?}", left(&world, id));

        let closed = close(&dana).expect(200);
        assert!(closed.says("Your account is closed") && !closed.has(".menu"), "{}", closed.shown());
        assert!(!is_signed_in(&dana) && !is_signed_in(&elsewhere));
        assert_eq!(counts(&world, id), [0, 0, 0]);
        let row: (String, String, String, bool, bool) = world.site.db.read_now(|conn| {
            Ok(account::table.find(id).select((account::email, account::name, account::password_hash, account::verified_at.is_null(), account::closed_at.is_not_null())).first(conn)?)
        }).expect("the row stays");
        assert_eq!(left(&world, id), [0; 3]);
        assert_eq!(row, (format!("closed-{id}@closed.invalid"), "Closed account".into(), String::new(), true, true));
        let goodbye = letters(&world, DANA);
        assert_eq!(goodbye.last().map(String::as_str), Some("Your CareerCenter account is closed"));
        assert!(world.mail_to(DANA).text.contains("December 23, 2026"));

        // The employer sees it withdrawn; after the period nothing of the person.
        let seen = |conn: &mut _| Ok(application::table.find(applied)
            .select((application::stage, application::name, application::note, application::email))
            .first::<(careercenter::applications::Stage, String, String, String)>(conn)?);
        let now = world.site.db.read_now(seen).expect("there");
        assert_eq!((now.0.as_str(), now.1.as_str()), ("withdrawn", "Dana Reyes"));
        world.advance(TimeDelta::days(29));
        world.work();
        assert_eq!(world.site.db.read_now(seen).expect("there").1, "Dana Reyes");
        world.advance(TimeDelta::days(1));
        world.work();
        let later = world.site.db.read_now(seen).expect("there");
        assert_eq!((later.1.as_str(), later.2.as_str(), later.3.as_str()), ("", "", ""));

        // For the address everything is as for a stranger.
        world.client().get(&reset).expect(404);
        let before = world.mails().len();
        sign_in(&world.client(), DANA, PASSWORD).expect(422);
        sign_in(&world.client(), &row.0, "").expect(422);
        sign_in(&world.client(), &row.0, PASSWORD).expect(422);
        for address in [DANA, &row.0] {
            let asked = world.client().get("/reset").expect(200).fill("main form", &[("email", address)]);
            assert_eq!(asked.status, if address == DANA { 200 } else { 422 });
        }
        world.work();
        assert_eq!(world.mails().len(), before);
        let client = world.client();
        let form = client.get("/register").expect(200);
        form.fill("main form", &[("name", "Dana"), ("email", DANA), ("password", OTHER)]).expect(200);
        client.get(&link(&world, DANA)).expect(200).form("main form").submit().expect(200);
        sign_in(&client, DANA, OTHER).expect(303);
        assert_ne!(id_of(&world, DANA), id);
        assert_eq!(counts(&world, id_of(&world, DANA)), [0, 0, 0]);
    }

    fn whom_we_wrote_to_is_forgotten_after_a_month(world: World) {
        world.account(DANA);
        world.client().get("/reset").expect(200).fill("main form", &[("email", DANA)]).expect(200);
        let kept = || {
            let count = |conn: &mut Conn| Ok(outbox::table.count().get_result::<i64>(conn)?);
            world.work();
            world.site.db.read_now(count).expect("counted")
        };
        assert_eq!(kept(), 1);
        world.advance(TimeDelta::days(30) - TimeDelta::hours(1));
        assert_eq!(kept(), 1);
        world.advance(TimeDelta::hours(2));
        assert_eq!(kept(), 0);
    }

    fn the_last_owner_hands_over_first(world: World) {
        let dana = world.person(DANA);
        let alone = world.employer(id_of(&world, DANA), "Riverbend Health");
        let staffed = world.employer(id_of(&world, DANA), "Riverbend Clinics");
        world.seat(staffed, "ray@riverbend.example", MemberRole::Recruiter);
        let page = dana.get("/account/closure").expect(200);
        let said = page.text(".banner");
        assert!(said.contains("Riverbend Health : nobody else is there") && said.contains("Riverbend Clinics : make somebody"), "{said}");
        assert!(!page.has("input[name=password]"));
        assert_eq!(page.attrs(".banner a[href$=members]", "href"), [alone, staffed].map(|id| format!("/hire/employers/{id}/members")));
        let refused = dana.post("/account/closure", &[("password", PASSWORD)]).expect(409);
        assert!(refused.says("Not closed") && refused.says("hand over first"), "{}", refused.shown());
        assert!(is_signed_in(&dana));
        assert_eq!(counts(&world, id_of(&world, DANA)), [0, 0, 2]);
        assert!(letters(&world, DANA).is_empty());
        // Once others own them it goes.
        for employer in [alone, staffed] {
            let email = format!("owner{employer}@riverbend.example");
            world.seat(employer, &email, MemberRole::Owner);
        }
        close(&dana).expect(200);
    }

    fn owners_who_leave_the_board_at_once_leave_one(world: World) {
        let dana = world.person(DANA);
        let first = world.employer(id_of(&world, DANA), "Riverbend Health");
        let second = world.employer(id_of(&world, DANA), "Riverbend Clinics");
        let ray = world.seat(first, "ray@riverbend.example", MemberRole::Owner);
        let now = world.now();
        let id = id_of(&world, "ray@riverbend.example");
        world.site.db.write_now(|conn| {
            let row = (member::employer_id.eq(second), member::account_id.eq(id), member::role.eq(MemberRole::Owner), member::created_at.eq(now));
            Ok(diesel::insert_into(member::table).values(row).execute(conn)?)
        }).expect("seated");
        assert_eq!(at_once(&[dana, ray]), [200, 409]);
    }

    fn the_last_administrator_stays(world: World) {
        let root = world.administrator("root@board.example");
        let page = root.get("/account/closure").expect(200);
        assert!(page.says("the only administrator") && !page.has("input[name=password]"), "{}", page.shown());
        root.post("/account/closure", &[("password", PASSWORD)]).expect(409);
        let others = ["ada@board.example", "eve@board.example"].map(|email| world.administrator(email));
        let all: Vec<Client> = std::iter::once(root).chain(others).collect();
        assert_eq!(at_once(&all), [200, 200, 409]);
        let left: i64 = world.site.db.read_now(|conn| {
            Ok(account::table.filter(account::administrator.eq(true)).count().get_result(conn)?)
        }).expect("counted");
        assert_eq!(left, 1);
    }

    fn a_guest_chooses_a_password_first(world: World) {
        let dana = world.person(DANA);
        forget_password(&world, DANA);
        let page = dana.get("/account/closure").expect(200);
        assert!(!page.has("input[name=password]"));
        page.form("main form").submit().expect(200);
        let choosing = dana.get(&link(&world, DANA)).expect(200);
        choosing.fill("main form", &[("password", PASSWORD)]).expect(200);
        sign_in(&dana, DANA, PASSWORD).expect(303);
        close(&dana).expect(200);
    }

    fn an_account_is_closed_once_and_joins_nothing_meanwhile(world: World) {
        let dana = world.person(DANA);
        let twice = world.sign_in(DANA);
        let employer = world.known_employer(world.account("fay@riverbend.example"), "Riverbend Health");
        let fay = world.sign_in("fay@riverbend.example");
        let members = format!("/hire/employers/{employer}/members");
        let invited = [("email", DANA), ("role", "owner")];
        fay.get(&members).expect(200).fill("form[action$=invitations]", &invited).expect(303);
        let path = link(&world, DANA);
        let token = dana.get(&path).expect(200).attr("input[name=token]", "value");
        let id = id_of(&world, DANA);
        let statuses = std::thread::scope(|threads| {
            let (closing, joining) = (dana.clone(), twice.clone());
            let closing = threads.spawn(move || closing.post("/account/closure", &[("password", PASSWORD)]).status);
            let joining = threads.spawn(move || joining.post("/invitation", &[("token", token)]).status);
            (closing.join().expect("answered"), joining.join().expect("answered"))
        });
        assert_eq!(statuses.0, 200, "{statuses:?}");
        assert_eq!(counts(&world, id)[2], 0, "{statuses:?}");
        assert_eq!(fay.get(&members).expect(200).count(".seats li"), 1);
        assert!(dana.post("/account/closure", &[("password", PASSWORD)]).expect(303).location().starts_with("/sign-in"));
    }
}
