//! Bad input: every mistake is said beside its field, and nothing that was typed is lost.

use super::{CLEO, FORM, LEAST, profile_if_any, profile_of, save};
use crate::support::World;

on_both! {
    fn every_mistake_is_said_beside_its_field(world: World) {
        let client = world.person(CLEO);
        let long = "9".repeat(121);
        for (field, value, beside) in [
            ("name", "", "name"),
            ("name", "--", "name"),
            ("name", &long, "name"),
            ("zip", "", "zip"),
            ("zip", "00000", "zip"),
            ("zip", "4321", "zip"),
            ("zip", "Columbus", "zip"),
            ("zip", "43215; DROP TABLE", "zip"),
            ("credential", "circus", "credential-1"),
            ("standing", "owned", "credential-1"),
            ("issued", "2030-01-01", "credential-1"),
            ("issued", "yesterday", "credential-1"),
            ("issued", "0001-01-01", "credential-1"),
            ("expires", "99999-01-01", "credential-1"),
            ("number", "12;34", "credential-1"),
            ("number", &long, "credential-1"),
            ("experience_band", "forever", "experience-1"),
            ("experience_months", "721", "experience-1"),
            ("experience_months", "-3", "experience-1"),
            ("experience_of", "setting:circus", "experience-1"),
            ("moves_to", "ZZ", "moves_to"),
            ("arrangements", "submarine", "arrangements"),
            ("pay_floor", "lots", "pay_floor"),
            ("pay_floor", "0", "pay_floor"),
            ("pay_floor", "-5", "pay_floor"),
            ("pay_floor", "99999999", "pay_floor"),
            ("contact", "pigeon", "contact"),
            ("contact", "phone", "phone"),
            ("phone", "call me", "phone"),
            ("phone", "555-0123", "phone"),
            ("phone", &long, "phone"),
            ("consent", "", "consent"),
        ] {
            let form = client.get("/profile").expect(200);
            let form = form.form(FORM).set_all(&LEAST).set(field, value);
            let page = form.submit().expect(422);
            let error = format!("#{beside}-error");
            assert!(page.has(&error), "{field} {value}: {}", page.shown());
            assert!(page.attrs("#problems a", "href").contains(&format!("#{beside}")));
            let again = page.form(FORM);
            for (name, kept) in LEAST.iter().filter(|(name, _)| *name != field) {
                assert_eq!(again.value(name), Some(*kept), "{field} {value}");
            }
            if ["name", "zip", "issued", "experience_months", "pay_floor", "phone"].contains(&field) {
                assert_eq!(again.value(field), Some(value));
            }
        }
        assert_eq!(profile_if_any(&world, CLEO), None);
    }

    fn all_mistakes_are_said_at_once(world: World) {
        let client = world.person(CLEO);
        let wrong = [("name", ""), ("zip", "x"), ("credential", "circus"), ("experience_months", "x"), ("pay_floor", "x"), ("phone", "x")];
        let page = client.get("/profile").fill(FORM, &wrong).expect(422);
        assert_eq!(
            page.attrs("#problems a", "href"),
            ["#name", "#zip", "#credential-1", "#experience-1", "#pay_floor", "#phone", "#consent"]
        );
        client.get("/profile?done=a&done=b").expect(200);
    }

    fn rows_that_contradict_each_other_are_named(world: World) {
        let client = world.person(CLEO);
        let wide = client.get("/profile").form(FORM).press("Add another credential").expect(200);
        for (rows, beside) in [
            (&[("credential", "cpc"), ("credential", "cpc")][..], "credential-2"),
            (&[("credential", "cpc"), ("credential", "nonsense")], "credential-2"),
            (&[("credential", "cpc"), ("credential", ""), ("issued", ""), ("issued", "2020-01-01")], "credential-2"),
            (&[("issued", "2024-05-31"), ("issued", ""), ("expires", "2024-05-30"), ("expires", "")], "credential-1"),
            (&[("standing", "eligible"), ("standing", "held"), ("issued", "2020-01-01"), ("issued", "")], "credential-1"),
            (&[("experience_band", "2-3"), ("experience_months", "6")], "experience-1"),
            (&[("experience_of", "setting:inpatient")], "experience-1"),
        ] {
            let page = wide.form(FORM).set_all(&LEAST).set_all(rows).submit().expect(422);
            assert!(page.has(&format!("#{beside}-error")), "{rows:?}: {}", page.shown());
        }
        let many: Vec<(String, String)> = ["version", "name"].iter().map(|n| (n.to_string(), String::new()))
            .chain((0..900).map(|_| ("credential".to_owned(), "cpc".to_owned())))
            .collect();
        let page = client.post("/profile", &many).expect(422);
        assert!(page.has("#credentials-error") && page.count("[name=credential]") == 12);
        assert_eq!(profile_if_any(&world, CLEO), None);
    }

    fn hostile_text_stays_text(world: World) {
        let client = world.person(CLEO);
        let name = "Cleo\r\nBcc: all@board.example <script>alert(1)</script>";
        save(&client, &[&LEAST[..], &[("name", name)]].concat()).expect(303);
        let page = client.get("/profile").expect(200);
        assert!(!String::from_utf8_lossy(&page.body).contains("<script>alert"));
        assert_eq!(page.form(FORM).value("name"), Some("Cleo Bcc: all@board.example <script>alert(1)</script>"));
        let kind = "application/x-www-form-urlencoded";
        client.post_body("/profile", kind, format!("name={}", "a".repeat(10_000_000)).into_bytes()).expect(413);
        client.post_body("/profile", kind, b"name=\xff%FF&zip=%00".to_vec()).expect(422);
        client.get("/profile?done=%3Cscript%3E&next=%00&x=1").expect(200);
        client.post("/profile", &[("number_carried", "forged"), ("credential", "cpc"), ("zip", "43215"), ("name", "C"), ("version", "0")]).expect(303);
        assert!(!profile_of(&world, CLEO).credentials.expect("said")[0].has_number());
    }

    fn whoever_saves_second_sees_both_texts(world: World) {
        let client = world.person(CLEO);
        save(&client, &LEAST).expect(303);
        let (first, second) = (client.get("/profile"), client.get("/profile"));
        second.fill(FORM, &[("zip", "10001"), ("pay_floor", "30")]).expect(303);
        let typed = [("zip", "78701"), ("number", "01234542")];
        let stale = first.fill(FORM, &typed).expect(409);
        let shown = stale.text(".conflict");
        for text in ["78701", "10001", "$30", "a new number"] {
            assert!(shown.contains(text), "{shown}");
        }
        assert!(!String::from_utf8_lossy(&stale.body).contains("01234542"));
        assert_eq!(profile_of(&world, CLEO).zip, "10001");
        stale.form(FORM).submit().expect(303);
        let saved = profile_of(&world, CLEO);
        assert_eq!((saved.zip.as_str(), saved.version), ("78701", 2));
        first.form(FORM).set("version", "moon").set("zip", "60601").submit().expect(409);
    }

    fn a_form_sent_twice_has_nothing_to_decide(world: World) {
        let client = world.person(CLEO);
        let page = client.get("/profile").expect(200).form(FORM).set("standing", "eligible").press("Add another row");
        page.fill(FORM, &LEAST).expect(303);
        assert_eq!(page.fill(FORM, &LEAST).expect(303).location(), "/profile?done=saved");
        let stale = page.form(FORM).set_all(&LEAST).set("zip", "10001").submit().expect(409);
        assert!(stale.text(".conflict").contains("10001"));
        assert_eq!(profile_of(&world, CLEO).version, 0);
    }

    fn a_profile_deleted_meanwhile_is_not_made_again_without_consent(world: World) {
        let client = world.person(CLEO);
        save(&client, &LEAST).expect(303);
        let open = client.get("/profile").expect(200);
        client.get("/profile/deletion").expect(200).form("main form").submit().expect(303);
        let page = open.fill(FORM, &[("zip", "10001")]).expect(409);
        assert!(page.has("#consent-error") && page.form(FORM).value("zip") == Some("10001"));
        assert_eq!(profile_if_any(&world, CLEO), None);
        page.fill(FORM, &[("consent", "yes")]).expect(303);
        assert_eq!(profile_of(&world, CLEO).zip, "10001");
    }
}
