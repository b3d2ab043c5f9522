//! The one résumé that is kept with a profile.

use chrono::TimeDelta;

use super::{CLEO, LEAST, profile_of, save};
use crate::support::{Client, Page, World, document};

const RESUME: &str = "form[action='/profile/resume']";

fn upload(client: &Client, called: &str, bytes: Vec<u8>) -> Page {
    let page = client.get("/profile").expect(200);
    page.form(RESUME).attach("resume", called, bytes).submit()
}

on_both! {
    fn a_resume_is_kept_shown_replaced_and_removed(world: World) {
        let client = world.person(CLEO);
        assert!(!client.get("/profile").has(RESUME), "there is no profile to keep it with");
        save(&client, &LEAST).expect(303);
        assert!(client.get("/profile").says("Never upload patient data"));
        let file = document::docx("Cleo Ortiz, CPC. Eight years of inpatient coding.");
        let saved = upload(&client, "Cleo \"CV\" <b>.docx", file.clone()).expect(303);
        assert_eq!(saved.location(), "/profile?done=resume");
        let page = saved.follow().expect(200);
        let shown = page.text(".file");
        assert!(shown.contains("Cleo") && shown.contains("saved November 23, 2026"), "{shown}");
        let got = page.click(".file a").expect(200);
        assert_eq!(got.body, file);
        assert!(got.header("content-disposition").is_some_and(|how| how.starts_with("attachment")));
        assert_eq!(got.header("x-content-type-options"), Some("nosniff"));
        assert!(got.header("content-security-policy").is_some_and(|policy| policy.contains("sandbox")));
        let export = client.get("/profile/export").expect(200);
        assert!(String::from_utf8_lossy(&export.body).contains("officedocument"));
        // Saving the profile leaves it, and a form that was open meanwhile is not stale.
        save(&client, &[("zip", "10001")]).expect(303);
        let first = profile_of(&world, CLEO).resume_key.expect("kept");
        upload(&client, "new.pdf", document::pdf("Cleo Ortiz")).expect(303);
        let second = profile_of(&world, CLEO).resume_key.expect("kept");
        assert_ne!(first, second);
        assert!(client.get("/profile").text(".file").contains("new.pdf"));
        client.get("/profile").form("form[action$='/removal']").submit().expect(303);
        assert_eq!(profile_of(&world, CLEO).resume_key, None);
        assert_eq!(client.get("/profile/resume").expect(303).location(), "/profile");
        world.advance(TimeDelta::hours(25));
        world.work();
        assert_eq!(world.site.files.get(&first).expect("looked"), None);
        assert_eq!(world.site.files.get(&second).expect("looked"), None);
    }

    fn what_is_no_resume_is_refused_beside_its_field(world: World) {
        let client = world.person(CLEO);
        let early: [(&str, &str); 0] = [];
        assert!(client.post("/profile/resume", &early).expect(422).says("Save your profile first"));
        save(&client, &[("zip", "43215"), ("consent", "yes"), ("pay_floor", "31")]).expect(303);
        let good = document::docx("Cleo Ortiz, CPC. Eight years of inpatient coding.");
        upload(&client, "good.docx", good).expect(303);
        let kept = profile_of(&world, CLEO).resume_key;
        for bytes in [b"MZ\x90 not a document".to_vec(), Vec::new(), vec![b'%'; 6_000_000]] {
            let page = upload(&client, "resume.pdf", bytes).expect(422);
            assert!(page.has("#resume-error"), "{}", page.shown());
            assert_eq!(page.form("form[action='/profile']").value("pay_floor"), Some("31"));
        }
        assert_eq!(profile_of(&world, CLEO).resume_key, kept);
    }

    fn nobody_fetches_the_resume_of_another(world: World) {
        let cleo = world.person(CLEO);
        save(&cleo, &LEAST).expect(303);
        upload(&cleo, "cleo.docx", document::docx("Cleo Ortiz, CPC, coder for eight years.")).expect(303);
        let mara = world.person("mara@home.example");
        assert_eq!(mara.get("/profile/resume").expect(303).location(), "/profile");
        world.client().get("/profile/resume").expect(303);
    }
}
