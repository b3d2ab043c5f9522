//! The first posting of a new employer.

use super::*;
use careercenter::postings::versions;

on_both! {
    fn the_first_posting_waits_out_of_sight(world: World) {
        let hiring = Hiring::new(&world);
        let id = hiring.publish(&world, "Outpatient Coder");
        assert_eq!(stage(&world, id), Stage::Held);
        assert!(hiring.desk().says("Waiting"));
        assert!(listed(&world).is_empty());
        for stranger in [world.client(), world.person("sam@home.example")] {
            let employer = hiring.employer();
            for path in [
                format!("/jobs/{id}"),
                format!("/jobs/{id}-outpatient-coder"),
                format!("/jobs/{id}/apply"),
                format!("/jobs/{id}/report"),
                format!("/employers/{employer}"),
            ] {
                stranger.get(&path).expect(404);
            }
            stranger.post(&format!("/jobs/{id}/report"), &[("reason", "scam")]).expect(404);
            assert!(!stranger.get("/employers").expect(200).says("Riverbend"));
        }
        let root = world.administrator(ROOT);
        let queue = root.get("/admin").expect(200);
        assert_eq!(queue.attrs("tr[data-posting]", "data-posting"), [id.to_string()]);
        assert!(queue.says("Outpatient Coder") && queue.says("Riverbend Health"));
        let page = queue.click("tr a.title").expect(200);
        assert!(page.says("Code charts with care") && page.says("$28–$34"));
        assert!(!page.has("script[type='application/ld+json']"));
    }

    fn an_approval_lifts_the_hold(world: World) {
        let hiring = Hiring::new(&world);
        let first = hiring.publish(&world, "Outpatient Coder");
        let second = hiring.publish(&world, "Inpatient Coder");
        let root = world.administrator(ROOT);
        let approved = root.get("/admin").fill("form[action$=approval]", &[("", ""); 0]);
        let queue = approved.expect(303).follow();
        assert!(queue.says("Inpatient Coder"), "the second still waits for its own look");
        world.work();
        assert_eq!([first, second].map(|id| stage(&world, id)), [Stage::Live, Stage::Held]);
        assert_eq!(listed(&world), [first.to_string()]);
        let letter = world.mail_to(DANA);
        assert!(letter.subject.contains("is live"), "{}", letter.subject);
        world.client().visit(&format!("/jobs/{first}")).expect(200);
        assert_eq!(world.link_in(&letter), format!("/jobs/{first}-outpatient-coder"));
        let third = hiring.publish(&world, "Risk Adjustment Coder");
        assert_eq!(stage(&world, third), Stage::Live);
        assert_eq!(deeds(&world, "posting", first.0)[..2], ["approved", "published"]);
        assert_eq!(deeds(&world, "employer", hiring.employer().0)[0], "approved");
        assert!(root.get(&admin_page(first)).expect(200).says("Approved by root"));
    }

    fn a_returned_posting_is_a_draft_again_and_says_why(world: World) {
        let hiring = Hiring::new(&world);
        let id = hiring.publish(&world, "Outpatient Coder");
        let root = world.administrator(ROOT);
        let page = root.get(&admin_page(id)).expect(200);
        let why = [("reason", "Say which <b>records</b> system you use.")];
        page.fill("form[action$=return]", &why).expect(303);
        world.work();
        assert_eq!(stage(&world, id), Stage::Draft);
        let letter = world.mail_to(DANA);
        assert!(letter.text.contains("Say which <b>records</b> system"), "{}", letter.text);
        assert!(!letter.html.contains("<b>records</b>"), "{}", letter.html);
        assert_eq!(world.link_in(&letter), format!("/hire/postings/{id}"));
        assert!(hiring.desk().says("Returned: Say which <b>records</b> system you use."));
        assert_eq!(deeds(&world, "posting", id.0)[..2], ["returned", "published"]);
        assert!(root.get("/admin").expect(200).says("Nothing waits"));

        hiring.act(id, "publication").expect(303);
        assert_eq!(stage(&world, id), Stage::Held, "it is looked at again");
        let kept = world.site.db.read_now(|conn| versions(conn, id, 10)).expect("versions");
        assert!(!kept.is_empty());
    }

    fn what_was_changed_after_it_was_read_is_not_approved(world: World) {
        let hiring = Hiring::new(&world);
        let id = hiring.publish(&world, "Outpatient Coder");
        let root = world.administrator(ROOT);
        let read = root.get(&admin_page(id)).expect(200);
        let page = hiring.client.get(&format!("/hire/postings/{id}")).expect(200);
        page.form("main form").set("title", "Something Else").press("Save changes").expect(303);
        read.fill("form[action$=approval]", &[("", ""); 0]).expect(409);
        assert_eq!(stage(&world, id), Stage::Held);
        approve(&root, id).expect(303);
        assert_eq!(stage(&world, id), Stage::Live);
    }

    fn what_was_never_sent_is_nobody_elses_business(world: World) {
        let hiring = Hiring::new(&world);
        let id = hiring.draft(&world, "Outpatient Coder");
        let root = world.administrator(ROOT);
        root.get(&admin_page(id)).expect(404);
        for (part, field) in [("approval", ""), ("return", "reason"), ("takedown", "take_down_reason")] {
            let answer = root.post(&format!("/admin/postings/{id}/{part}"), &[(field, "No.")]);
            assert!([404, 409].contains(&answer.status), "{}", answer.shown());
        }
        assert_eq!(stage(&world, id), Stage::Draft);
    }
}
