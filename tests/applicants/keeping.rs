//! How long a profile is kept, how it is taken along, and how it goes.

use careercenter::applicants::{self, renew};
use careercenter::schema::{experience, held_credential};
use chrono::TimeDelta;
use diesel::prelude::*;
use serde_json::Value;

use super::{CLEO, FORM, LEAST, id_of, profile_if_any, profile_of, save};
use crate::support::{Page, World};

const YEAR: TimeDelta = TimeDelta::days(365);

fn rows(world: &World) -> (i64, i64) {
    let count = |conn: &mut _| {
        let held = held_credential::table.count().get_result(conn)?;
        Ok((held, experience::table.count().get_result(conn)?))
    };
    world.site.db.read_now(count).expect("read")
}

fn json(page: &Page) -> Value {
    serde_json::from_slice(&page.body).expect("json")
}

on_both! {
    fn a_profile_is_kept_two_years_from_its_last_use(world: World) {
        let client = world.person(CLEO);
        save(&client, &[&LEAST[..], &[("experience_band", "2-3")]].concat()).expect(303);
        assert_eq!(profile_of(&world, CLEO).keep_until.to_string(), "2028-11-23");
        world.advance(YEAR);
        let (id, now) = (id_of(&world, CLEO), world.now());
        world.site.db.write_now(|conn| renew(conn, id, now)).expect("renewed");
        let renewed = profile_of(&world, CLEO);
        assert_eq!((renewed.keep_until.to_string().as_str(), renewed.version), ("2029-11-23", 0));
        assert_eq!(renewed.consented_at, renewed.created_at);
        world.advance(TimeDelta::days(731));
        world.work();
        assert!(profile_if_any(&world, CLEO).is_some(), "its last day is not over");
        world.advance(TimeDelta::days(1));
        world.work();
        assert_eq!((profile_if_any(&world, CLEO), rows(&world)), (None, (0, 0)));
        world.site.db.write_now(|conn| renew(conn, id, now)).expect("nothing to renew");
        assert_eq!(profile_if_any(&world, CLEO), None);
        let client = world.sign_in(CLEO);
        assert!(client.get("/profile").expect(200).has("#consent"));
    }

    fn many_profiles_are_erased_in_batches(world: World) {
        let writer = world.person(CLEO);
        save(&writer, &LEAST).expect(303);
        let profile = profile_of(&world, CLEO);
        for number in 0..120 {
            let id = world.account(&format!("coder{number}@home.example"));
            let row = (
                careercenter::schema::profile::account_id.eq(id),
                careercenter::schema::profile::zip.eq("43215"),
                careercenter::schema::profile::contact.eq(profile.contact),
                careercenter::schema::profile::consented_at.eq(profile.consented_at),
                careercenter::schema::profile::keep_until.eq(profile.keep_until - YEAR),
                careercenter::schema::profile::created_at.eq(profile.created_at),
                careercenter::schema::profile::updated_at.eq(profile.updated_at),
            );
            let insert = |conn: &mut _| {
                Ok(diesel::insert_into(careercenter::schema::profile::table).values(row).execute(conn)?)
            };
            world.site.db.write_now(insert).expect("a row");
        }
        world.advance(YEAR + TimeDelta::days(2));
        let now = world.now();
        let sweep = || world.site.db.write_now(|conn| applicants::sweep(conn, now)).expect("swept");
        assert_eq!((sweep(), sweep(), sweep()), (100, 20, 0));
        assert!(profile_if_any(&world, CLEO).is_some());
    }

    fn everything_can_be_taken_along(world: World) {
        let client = world.person(CLEO);
        let empty = client.get("/profile/export").expect(200);
        assert!(json(&empty)["profile"].is_null());
        assert_eq!(client.get("/profile/resume.json").expect(303).location(), "/profile");
        save(&client, &[&LEAST[..], &[("experience_band", "2-3"), ("issued", "2020-05-31"), ("number", "01234542"), ("phone", "6145550123"), ("pay_floor", "28")]].concat()).expect(303);
        let page = client.get("/profile/export").expect(200);
        assert_eq!(page.header("content-disposition"), Some("attachment; filename=\"careercenter.json\"; filename*=UTF-8''careercenter.json"));
        assert_eq!((page.header("cache-control"), page.header("x-content-type-options")), (Some("private, no-store"), Some("nosniff")));
        let own = json(&page);
        assert_eq!(own["account"]["email"], CLEO);
        let profile = &own["profile"];
        assert_eq!((&profile["zip"], &profile["pay_floor"], &profile["keep_until"]), (&"43215".into(), &"28".into(), &"2028-11-23".into()));
        assert_eq!(profile["credentials"][0]["number"], "01234542");
        assert_eq!(profile["experience"][0]["at_least"], 24);
        let page = client.get("/profile/resume.json").expect(200);
        assert!(page.header("content-disposition").is_some_and(|how| how.starts_with("attachment")));
        assert!(!String::from_utf8_lossy(&page.body).contains("01234542"));
        let resume = json(&page);
        assert_eq!(resume["basics"]["location"]["region"], "Ohio");
        assert_eq!((&resume["certificates"][0]["issuer"], &resume["certificates"][0]["date"]), (&"AAPC".into(), &"2020-05-31".into()));
        assert_eq!(resume["skills"][0]["level"], "2 to 3 years");
        // What has run out or is still to be earned is no certificate.
        save(&client, &[("expires", "2021-05-31"), ("expires", "")]).expect(303);
        assert_eq!(json(&client.get("/profile/resume.json"))["certificates"], Value::Array(vec![]));
    }

    fn nobody_sees_what_another_said(world: World) {
        let cleo = world.person(CLEO);
        save(&cleo, &[&LEAST[..], &[("number", "01234542")]].concat()).expect(303);
        let mara = world.person("mara@home.example");
        assert!(mara.get("/profile").expect(200).has("#consent"));
        assert!(json(&mara.get("/profile/export"))["profile"].is_null());
        save(&mara, &LEAST).expect(303);
        // A number of one does not open in the form of another.
        let wrong = save(&cleo, &[("number", "7654388"), ("zip", "")]).expect(422);
        let carried = wrong.attr("[name=number_carried]", "value");
        assert!(carried.len() > 48);
        let page = mara.get("/profile");
        page.form(FORM).set_all(&[("number_carried", carried.as_str()), ("number_carried", "")]).submit().expect(303);
        assert!(!profile_of(&world, "mara@home.example").credentials.expect("said")[0].has_number());
    }

    fn a_profile_is_deleted_by_a_button_alone(world: World) {
        let client = world.person(CLEO);
        save(&client, &[&LEAST[..], &[("experience_band", "2-3")]].concat()).expect(303);
        let page = client.get("/profile").click(".own-links a[href$=deletion]").expect(200);
        assert!(page.says("What goes, at once") && profile_if_any(&world, CLEO).is_some());
        let gone = page.form("main form").submit().expect(303).follow().expect(200);
        assert!(gone.says("Your profile is deleted.") && gone.has("#consent"));
        assert_eq!((profile_if_any(&world, CLEO), rows(&world)), (None, (0, 0)));
        assert!(client.get("/profile/deletion").expect(200).says("nothing to delete"));
        client.post("/profile/deletion", &[("", ""); 0]).expect(303);
    }
}
