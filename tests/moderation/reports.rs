//! "Report this posting".

use super::*;

on_both! {
    fn a_stranger_reports_and_an_administrator_dismisses(world: World) {
        let hiring = Hiring::known(&world);
        let id = hiring.publish(&world, "Outpatient Coder");
        let page = world.client().visit(&format!("/jobs/{id}")).expect(200);
        let form = page.click("a.report").expect(200);
        assert_eq!(form.count("input[name=reason]"), 6);
        let words = "They asked for a <script>fee</script>.";
        let refused = form.fill("main form", &[("text", words)]).expect(422);
        assert!(refused.text("#reason-error").contains("Choose what is wrong."));
        assert_eq!(refused.text("#text"), words, "what was typed is still there");
        let odd = refused.form("main form").set_all(&[("reason", "moon")]).submit().expect(422);
        let long = [("reason", "scam".to_owned()), ("text", "x".repeat(1_001))];
        odd.fill("main form", &long).expect(422);
        let sent = odd.fill("main form", &[("reason", "scam")]).expect(303);
        assert!(sent.follow().expect(200).says("Thank you"));

        let root = world.administrator(ROOT);
        let list = root.get("/admin").click("nav.tabs a[href='/admin/reports']").expect(200);
        assert_eq!(list.count("[data-report]"), 1);
        for said in ["Asks for money or private data", words, "a visitor without an account", "Live"] {
            assert!(list.says(said), "{said}: {}", list.shown());
        }
        assert!(!String::from_utf8_lossy(&list.body).contains("<script>fee"));
        list.click("[data-report] .actions a").expect(200);
        let after = list.fill("form[action$=settlement]", &[("", ""); 0]).expect(303).follow();
        assert!(after.expect(200).says("No open reports"));
        list.fill("form[action$=settlement]", &[("", ""); 0]).expect(409);
        assert_eq!(stage(&world, id), Stage::Live);
        assert_eq!(deeds(&world, "posting", id.0)[0], "dismissed a report");
        world.work();
        assert!(world.mails().is_empty(), "the employer does not hear of it");
    }

    fn whoever_is_signed_in_is_named_to_administrators_alone(world: World) {
        let hiring = Hiring::known(&world);
        let id = hiring.publish(&world, "Outpatient Coder");
        let sam = world.person("sam@home.example");
        sam.post(&format!("/jobs/{id}/report"), &[("reason", "wrong-facts")]).expect(303);
        let root = world.administrator(ROOT);
        assert!(root.get("/admin/reports").expect(200).says("From sam"));
        for path in [format!("/hire/postings/{id}/history"), format!("/hire/employers/{}", hiring.employer())] {
            let page = hiring.client.get(&path).expect(200);
            assert!(!page.says("sam") && !page.says("eport"), "{}", page.shown());
        }
    }

    fn reports_are_not_taken_without_end(world: World) {
        let hiring = Hiring::known(&world);
        let id = hiring.publish(&world, "Outpatient Coder");
        let path = format!("/jobs/{id}/report");
        let report = || world.client().post(&path, &[("reason", "spam")]);
        for _ in 0..5 {
            report().expect(303);
        }
        let refused = report().expect(429);
        let wait: i64 = refused.header("retry-after").expect("Retry-After").parse().expect("seconds");
        assert!((1..=601).contains(&wait), "{wait}");
        world.client().post(&path, &[("", ""); 0]).expect(422);
        world.advance(chrono::TimeDelta::seconds(wait));
        report().expect(303);
        report().expect(429);
        let root = world.administrator(ROOT);
        assert_eq!(root.get("/admin/reports").expect(200).count("[data-report]"), 6);
    }

    fn what_nobody_can_see_cannot_be_reported(world: World) {
        let hiring = Hiring::known(&world);
        let draft = hiring.draft(&world, "Outpatient Coder").to_string();
        let ids = ODD_IDS.iter().copied().chain([draft.as_str()]);
        for id in ids {
            // A world has one network address: let the limit forget.
            world.advance(chrono::TimeDelta::hours(1));
            world.client().get(&format!("/jobs/{id}/report")).expect(404);
            world.client().post(&format!("/jobs/{id}/report"), &[("reason", "scam")]).expect(404);
        }
        let closed = hiring.publish(&world, "Inpatient Coder");
        let path = format!("/hire/postings/{closed}/closure");
        hiring.client.post(&path, &[("reason", "filled")]).expect(303);
        world.client().post(&format!("/jobs/{closed}/report"), &[("reason", "scam")]).expect(303);
    }
}
