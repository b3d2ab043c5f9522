//! Decisions: their reasons, what they settle, and that each is made once.

use super::*;

on_both! {
    fn a_decision_without_a_reason_changes_nothing(world: World) {
        let hiring = Hiring::new(&world);
        let id = hiring.publish(&world, "Outpatient Coder");
        let root = world.administrator(ROOT);
        let page = root.get(&admin_page(id)).expect(200);
        let refused = page.fill("form[action$=return]", &[("reason", "  ")]).expect(422);
        assert!(refused.text("#reason-error").contains("Say why"));
        let long = "Too long. ".repeat(101);
        let refused = refused.fill("form[action$=return]", &[("reason", &long)]).expect(422);
        assert_eq!(refused.text("#reason"), long.trim(), "what was typed is still there");
        assert!(refused.has("#reason-error") && refused.says("Outpatient Coder"));
        assert_eq!(stage(&world, id), Stage::Held);
        world.work();
        assert!(world.mails().iter().all(|mail| !mail.to.contains(DANA)));

        page.fill("form[action$=approval]", &[("", ""); 0]).expect(303);
        let live = root.get(&admin_page(id)).expect(200);
        let refused = live.form("form[action$=takedown]").submit().expect(422);
        assert!(refused.text("#take_down_reason-error").contains("Say why"));
        assert_eq!(stage(&world, id), Stage::Live);
        let employer = root.get(&format!("/admin/employers/{}", hiring.employer())).expect(200);
        let refused = employer.form("form[action$=suspension]").submit().expect(422);
        assert!(refused.text("#reason-error").contains("Say why"));
        assert_eq!(stage(&world, id), Stage::Live);
    }

    fn what_is_taken_down_is_gone_and_its_reports_are_settled(world: World) {
        let hiring = Hiring::known(&world);
        let id = hiring.publish(&world, "Outpatient Coder");
        let other = hiring.publish(&world, "Inpatient Coder");
        let stranger = world.client();
        for reported in [id, id, other] {
            let path = format!("/jobs/{reported}/report");
            stranger.post(&path, &[("reason", "scam"), ("text", "Asks for a fee.")]).expect(303);
        }
        let root = world.administrator(ROOT);
        let page = root.get(&admin_page(id)).expect(200);
        assert!(page.says("open reports: 2"));
        let why = [("take_down_reason", "It asks applicants for money.")];
        let down = page.fill("form[action$=takedown]", &why).expect(303).follow().expect(200);
        assert!(down.says("Taken down") && !down.has("form[action$=takedown]"));
        world.work();
        assert_eq!(stage(&world, id), Stage::TakenDown);
        stranger.visit(&format!("/jobs/{id}-outpatient-coder")).expect(410);
        stranger.get(&format!("/jobs/{id}/apply")).expect(410);
        stranger.get(&format!("/jobs/{id}/report")).expect(404);
        assert_eq!(listed(&world), [other.to_string()]);
        assert!(world.mail_to(DANA).text.contains("It asks applicants for money."));
        assert_eq!(deeds(&world, "posting", id.0)[0], "took down");
        let reports = root.get("/admin/reports").expect(200);
        assert_eq!(reports.count("[data-report]"), 1, "that of the other posting stays");
        assert!(hiring.desk().says("Taken down"));
        for part in ["renewal", "publication", "closure"] {
            assert_ne!(hiring.act(id, part).status, 500);
        }
        assert_eq!(stage(&world, id), Stage::TakenDown);
    }

    fn a_posting_nobody_claimed_can_be_taken_down(world: World) {
        let id = advert::import(&world.site, "k1", &advert::content("Outpatient Coder"));
        let root = world.administrator(ROOT);
        let page = root.get(&admin_page(id)).expect(200);
        page.fill("form[action$=takedown]", &[("take_down_reason", "Wrong.")]).expect(303);
        world.work();
        world.client().visit(&format!("/jobs/{id}-outpatient-coder")).expect(410);
        assert!(world.mails().is_empty(), "there is nobody to tell");
        let again = advert::import(&world.site, "k1-changed", &advert::content("Another Coder"));
        assert_ne!(again, id);
        assert_eq!(stage(&world, id), Stage::TakenDown);
    }

    fn the_second_of_two_administrators_is_told(world: World) {
        let hiring = Hiring::new(&world);
        let id = hiring.publish(&world, "Outpatient Coder");
        let (root, rita) = (world.administrator(ROOT), world.administrator("rita@board.example"));
        let (hers, his) = (rita.get(&admin_page(id)).expect(200), root.get(&admin_page(id)));
        his.fill("form[action$=return]", &[("reason", "Where is it?")]).expect(303);
        let late = hers.fill("form[action$=approval]", &[("", ""); 0]).expect(409);
        assert!(late.says("has changed meanwhile"));
        hers.fill("form[action$=return]", &[("reason", "Where?")]).expect(409);
        assert_eq!(stage(&world, id), Stage::Draft);
        world.work();
        assert_eq!(world.mails().iter().filter(|mail| mail.to.contains(DANA)).count(), 1);
    }

    fn of_two_decisions_at_once_one_holds(world: World) {
        let hiring = Hiring::new(&world);
        let (root, rita) = (world.administrator(ROOT), world.administrator("rita@board.example"));
        for round in 0..4 {
            let id = hiring.draft(&world, &format!("Coder {round}"));
            hiring.act(id, "publication").expect(303);
            let [first, second] = ["return", "return"].map(|part| format!("{}/{part}", admin_page(id)));
            let mut got = at_once(
                || root.post(&first, &[("reason", "One.")]),
                || rita.post(&second, &[("reason", "Two.")]).status,
            );
            got.sort_unstable();
            assert_eq!(got, [303, 409]);
            assert_eq!(deeds(&world, "posting", id.0).iter().filter(|deed| *deed == "returned").count(), 1);
        }
        let id = hiring.draft(&world, "Last Coder");
        hiring.act(id, "publication").expect(303);
        let version = loaded(&world, id).version.to_string();
        let first = format!("{}/approval", admin_page(id));
        let second = format!("{}/return", admin_page(id));
        let mut got = at_once(
            || root.post(&first, &[("version", &version)]),
            || rita.post(&second, &[("reason", "Two.")]).status,
        );
        got.sort_unstable();
        assert_eq!(got, [303, 409]);
    }

    fn what_is_not_there_cannot_be_decided(world: World) {
        let root = world.administrator(ROOT);
        for id in ODD_IDS {
            for page in [format!("/admin/postings/{id}"), format!("/admin/employers/{id}")] {
                root.get(&page).expect(404);
            }
            for deed in [
                format!("/admin/postings/{id}/approval"),
                format!("/admin/postings/{id}/return"),
                format!("/admin/postings/{id}/takedown"),
                format!("/admin/employers/{id}/suspension"),
                format!("/admin/employers/{id}/reinstatement"),
                format!("/admin/reports/{id}/settlement"),
            ] {
                let why = [("reason", "No."), ("take_down_reason", "No.")];
                for fields in [&why[..], &[]] {
                    let answer = root.post(&deed, fields);
                    assert_eq!(answer.status, 404, "{}", answer.shown());
                }
            }
        }
    }
}
