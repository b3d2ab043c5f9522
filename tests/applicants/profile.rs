//! What somebody says of themselves, said on one page and shown again.

use careercenter::applicants::{Contact, number_of};
use careercenter::eligibility::{Experience, Held, Of};
use careercenter::schema::held_credential;
use diesel::prelude::*;

use super::{CLEO, FORM, LEAST, account_of, id_of, profile_if_any, profile_of, save};
use crate::support::World;

const TWO: [(&str, &str); 10] = [
    ("credential", "cpc"),
    ("credential", "ccs"),
    ("standing", "held"),
    ("standing", "eligible"),
    ("issued", "2020-05-31"),
    ("issued", ""),
    ("expires", "2027-05-31"),
    ("expires", ""),
    ("number", "01234542"),
    ("number", ""),
];

on_both! {
    fn a_first_profile_is_a_zip_a_credential_and_consent(world: World) {
        let client = world.person(CLEO);
        let page = client.get("/profile").expect(200);
        assert_eq!(page.form(FORM).value("name"), Some("cleo"));
        assert!(page.has("#consent") && !page.says("We keep this until"));
        let saved = page.fill(FORM, &LEAST).expect(303);
        assert_eq!(saved.location(), "/profile?done=saved");
        let again = saved.follow().expect(200);
        assert!(again.says("Your profile is saved.") && again.says("November 23, 2028"));
        assert!(again.says("Columbus, OH, on New York time") && !again.has("#consent"));
        assert_eq!(again.header("cache-control"), Some("private, no-store"));
        let profile = profile_of(&world, CLEO);
        assert_eq!((profile.zip.as_str(), profile.contact), ("43215", Contact::Email));
        let today = world.now().date();
        let fit = profile.fit(today);
        assert_eq!(fit.home.map(|state| state.abbr()), Some("OH"));
        assert!(fit.near.is_some_and(|at| (39.0..41.0).contains(&at.lat)));
        assert_eq!(fit.credentials.map(|held| held[0].credential.clone()).as_deref(), Some("cpc"));
    }

    fn state_and_time_zone_follow_the_zip(world: World) {
        let client = world.person(CLEO);
        save(&client, &LEAST).expect(303);
        save(&client, &[("name", "Cleo  Ortiz"), ("zip", "96813-1234")]).expect(303);
        let account = account_of(&world, CLEO);
        assert_eq!((account.name.as_str(), account.time_zone.as_str()), ("Cleo Ortiz", "Pacific/Honolulu"));
        let profile = profile_of(&world, CLEO);
        assert_eq!((profile.zip.as_str(), profile.state.map(|s| s.abbr())), ("96813", Some("HI")));
        assert_eq!((profile.version, client.get("/").text(".menu span")), (1, "Cleo Ortiz".into()));
    }

    fn everything_said_is_shown_again_and_seen_by_verdicts(world: World) {
        let client = world.person(CLEO);
        let said = [
            &LEAST[..1], &LEAST[2..], &TWO[..],
            &[
                ("experience_of", "all"), ("experience_band", "3-5"), ("experience_months", ""),
                ("moves_to", "TX"), ("moves_to", "UT"),
                ("arrangements", "remote-us"), ("arrangements", "hybrid"),
                ("pay_floor", "$28.50"), ("contact", "phone"), ("phone", "(614) 555-0123 x9"),
            ],
        ].concat();
        let page = client.get("/profile").form(FORM).press("Add another credential").expect(200);
        page.fill(FORM, &said).expect(303);
        let page = client.get("/profile").form(FORM).set_all(&[
            ("experience_of", "all"), ("experience_of", "setting:inpatient"),
            ("experience_band", "3-5"), ("experience_band", ""),
            ("experience_months", ""), ("experience_months", "18"),
        ]).submit().expect(303).follow();
        let form = page.form(FORM);
        for (name, value) in [("pay_floor", "28.50"), ("phone", "614-555-0123 ext. 9"), ("contact", "phone"), ("issued", "2020-05-31")] {
            assert_eq!(form.value(name), Some(value), "{name}");
        }
        assert_eq!(page.attrs("[name=moves_to][checked]", "value"), ["TX", "UT"]);
        assert_eq!(page.attrs("[name=arrangements][checked]", "value"), ["remote-us", "hybrid"]);
        assert!(page.says("issued by AAPC") && page.says("issued by AHIMA"));
        let profile = profile_of(&world, CLEO);
        assert_eq!(profile.pay_floor, Some(285_000));
        assert_eq!(profile.experience, [
            Experience { of: Of::All, at_least: 36, at_most: Some(59) },
            Experience { of: Of::Setting("inpatient".into()), at_least: 18, at_most: Some(18) },
        ]);
        let fit = profile.fit(world.now().date());
        let held: Vec<_> = fit.credentials.iter().flatten().map(|one| one.held).collect();
        assert_eq!(held, [Held::Held, Held::Eligible]);
        assert_eq!(fit.moves_to.to_string(), "TX,UT");
        let later = profile.fit("2027-06-01".parse().expect("a day"));
        assert_eq!(later.credentials.expect("said")[0].held, Held::Expired);
    }

    fn an_employer_sees_neither_the_number_nor_the_pay_floor(world: World) {
        let client = world.person(CLEO);
        save(&client, &LEAST).expect(303);
        save(&client, &[("number", "01234542"), ("pay_floor", "28"), ("anywhere", "yes")]).expect(303);
        let snapshot = profile_of(&world, CLEO).snapshot(world.now().date());
        let text = serde_json::to_string(&snapshot).expect("json");
        assert!(!text.contains("01234542") && !text.contains("280000"), "{text}");
        assert_eq!(serde_json::from_str::<careercenter::applicants::Snapshot>(&text).expect("read"), snapshot);
        assert_eq!((snapshot.home_text.as_str(), snapshot.moves_to_text.as_str()), ("Ohio", "anywhere"));
        assert_eq!(snapshot.credentials[0].short, "CPC");
        assert_eq!(serde_json::from_str::<careercenter::applicants::Snapshot>("{}").expect("empty").home_text, "");
    }

    fn a_number_is_sealed_and_never_shown_again(world: World) {
        let client = world.person(CLEO);
        save(&client, &LEAST).expect(303);
        save(&client, &[("number", "01234542")]).expect(303);
        let id = id_of(&world, CLEO);
        let number = |credential: &str| {
            world.site.db.read_now(|conn| number_of(conn, &world.site, id, credential)).expect("read")
        };
        let sealed = || {
            let load = |conn: &mut _| Ok(held_credential::table.select(held_credential::number_sealed).first::<String>(conn)?);
            world.site.db.read_now(load).expect("a row")
        };
        assert_eq!((number("cpc").as_deref(), number("ccs")), (Some("01234542"), None));
        assert!(!sealed().contains("01234542"));
        let page = client.get("/profile").expect(200);
        assert!(page.text(".number").contains("ends in 42"));
        assert!(!String::from_utf8_lossy(&page.body).contains("01234542"));
        // Saved again without a word about it, it stays; a new one takes its place; ticked, it goes.
        save(&client, &[("pay_floor", "30")]).expect(303);
        assert_eq!(number("cpc").as_deref(), Some("01234542"));
        save(&client, &[("number", "7654388")]).expect(303);
        assert_eq!(number("cpc").as_deref(), Some("7654388"));
        save(&client, &[("number_gone", "cpc")]).expect(303);
        assert_eq!((number("cpc"), sealed()), (None, String::new()));
        // Another credential in the row does not inherit the number.
        save(&client, &[("number", "01234542")]).expect(303);
        let page = client.get("/profile");
        page.form(FORM).set_all(&[("credential", "ccs"), ("credential", "")]).submit().expect(303);
        assert_eq!((number("cpc"), number("ccs")), (None, None));
    }

    fn a_number_typed_beside_a_mistake_is_not_lost_and_not_shown(world: World) {
        let client = world.person(CLEO);
        save(&client, &LEAST).expect(303);
        let wrong = save(&client, &[("number", "01234542"), ("zip", "00000")]).expect(422);
        assert!(!String::from_utf8_lossy(&wrong.body).contains("01234542"));
        assert!(wrong.text(".number").contains("ends in 42, not saved yet"), "{}", wrong.shown());
        wrong.fill(FORM, &[("zip", "43215")]).expect(303);
        let id = id_of(&world, CLEO);
        let number = world.site.db.read_now(|conn| number_of(conn, &world.site, id, "cpc"));
        assert_eq!(number.expect("read").as_deref(), Some("01234542"));
    }

    fn nothing_said_of_credentials_is_not_the_same_as_none(world: World) {
        let client = world.person(CLEO);
        save(&client, &[("zip", "43215"), ("consent", "yes")]).expect(303);
        assert_eq!(profile_of(&world, CLEO).credentials, None);
        save(&client, &[("no_credential", "yes")]).expect(303);
        assert_eq!(profile_of(&world, CLEO).credentials, Some(vec![]));
        save(&client, &[("credential", "cpc"), ("no_credential", "yes")]).expect(422);
        let page = client.get("/profile");
        page.form(FORM).clear("no_credential").set("credential", "cpc").submit().expect(303);
        assert_eq!(profile_of(&world, CLEO).credentials.map(|held| held.len()), Some(1));
        // Choosing nothing in its row removes it, whatever its dates say.
        save(&client, &[("issued", "2020-01-01"), ("issued", "")]).expect(303);
        save(&client, &[("credential", ""), ("credential", "")]).expect(303);
        assert_eq!(profile_of(&world, CLEO).credentials, None);
    }

    fn rows_are_added_without_a_script_and_nothing_is_lost(world: World) {
        let client = world.person(CLEO);
        let page = client.get("/profile").expect(200);
        assert_eq!((page.count("[name=credential]"), page.count("[name=experience_of]")), (1, 1));
        let typed = [("credential", "cpc"), ("number", "01234542"), ("zip", "4321"), ("phone", "x")];
        let page = page.form(FORM).set_all(&typed).press("Add another credential").expect(200);
        assert_eq!(page.count("[name=credential]"), 2);
        assert!(!page.has(".error") && page.says("ends in 42, not saved yet"));
        let page = page.form(FORM).press("Add another row").expect(200);
        assert_eq!((page.count("[name=credential]"), page.count("[name=experience_of]")), (2, 2));
        let form = page.form(FORM);
        assert_eq!((form.value("zip"), form.value("phone"), form.value("credential")), (Some("4321"), Some("x"), Some("cpc")));
        assert_eq!(profile_if_any(&world, CLEO), None);
    }

    fn saving_leads_back_to_where_somebody_came_from(world: World) {
        let client = world.person(CLEO);
        let page = client.get("/profile?next=%2Fjobs%3Fq%3Dcoder").expect(200);
        assert_eq!(page.fill(FORM, &LEAST).expect(303).location(), "/jobs?q=coder");
        for away in ["https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2F%5Cevil.example"] {
            let page = client.get(&format!("/profile?next={away}")).expect(200);
            assert_eq!(page.form(FORM).submit().expect(303).location(), "/profile?done=saved");
        }
    }
}
