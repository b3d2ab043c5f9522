//! Employers that are suspended, and let in again.

use super::*;

fn suspend(root: &Client, hiring: &Hiring) -> Page {
    let page = root.get(&format!("/admin/employers/{}", hiring.employer())).expect(200);
    page.fill("form[action$=suspension]", &[("reason", "Nobody answers at that address.")])
}

fn reinstate(root: &Client, hiring: &Hiring) -> Page {
    root.post(&format!("/admin/employers/{}/reinstatement", hiring.employer()), &[("", ""); 0])
}

on_both! {
    fn nothing_of_a_suspended_employer_is_shown_or_changed(world: World) {
        let hiring = Hiring::known(&world);
        let live = hiring.publish(&world, "Outpatient Coder");
        let closed = hiring.publish(&world, "Inpatient Coder");
        let path = format!("/hire/postings/{closed}/closure");
        hiring.client.post(&path, &[("reason", "filled")]).expect(303);
        let draft = hiring.draft(&world, "Auditor");
        let root = world.administrator(ROOT);
        let stranger = world.client();
        let page = format!("/employers/{}-riverbend-health", hiring.employer());
        stranger.get(&page).expect(200);

        let after = suspend(&root, &hiring).expect(303).follow().expect(200);
        assert!(after.says("Suspended") && after.says("Nobody answers at that address."));
        world.work();
        assert!(listed(&world).is_empty());
        for path in [
            page,
            format!("/jobs/{live}-outpatient-coder"),
            format!("/jobs/{live}/apply"),
            format!("/jobs/{closed}-inpatient-coder"),
            format!("/jobs/{closed}/report"),
        ] {
            stranger.get(&path).expect(404);
        }
        assert!(!stranger.get("/employers").expect(200).says("Riverbend"));
        assert!(world.mail_to(DANA).text.contains("Nobody answers at that address."));
        assert_eq!(deeds(&world, "employer", hiring.employer().0)[0], "suspended");

        assert!(hiring.desk().says("Outpatient Coder"), "its people may look");
        for (id, part) in [(draft, "publication"), (closed, "renewal"), (live, "renewal"), (live, "closure"), (live, "copy")] {
            hiring.act(id, part).expect(403);
        }
        hiring.client.get(&format!("/hire/employers/{}/postings/blank", hiring.employer())).expect(403);
        let text = [("text", "Coder wanted in Columbus")];
        let path = format!("/hire/employers/{}/postings/from-text", hiring.employer());
        hiring.client.post(&path, &text).expect(403);
        root.post(&format!("{}/approval", admin_page(live)), &[("", ""); 0]).expect(409);
        assert_eq!([live, draft].map(|id| stage(&world, id)), [Stage::Held, Stage::Draft]);
    }

    fn a_reinstated_employer_is_looked_at_again(world: World) {
        let hiring = Hiring::known(&world);
        let live = hiring.publish(&world, "Outpatient Coder");
        let first = world.site.db.read_now(|conn| load_one(conn, live)).expect("there").posting;
        let root = world.administrator(ROOT);
        suspend(&root, &hiring).expect(303);
        root.post(&format!("/admin/employers/{}/suspension", hiring.employer()), &[("reason", "Again.")]).expect(409);
        let after = reinstate(&root, &hiring).expect(303).follow().expect(200);
        assert!(after.says("Reinstated by root"));
        reinstate(&root, &hiring).expect(409);
        world.advance(chrono::TimeDelta::days(1));
        world.work();
        assert!(world.mail_to(DANA).subject.contains("is back"));
        assert!(listed(&world).is_empty(), "what it had waits for review");
        let new = hiring.publish(&world, "Inpatient Coder");
        assert_eq!(stage(&world, new), Stage::Held);
        approve(&root, new).expect(303);
        world.work();
        assert_eq!(listed(&world), [new.to_string()], "what it had before waits for its own look");
        approve(&root, live).expect(303);
        world.work();
        assert_eq!(listed(&world), [new.to_string(), live.to_string()]);
        let back = world.site.db.read_now(|conn| load_one(conn, live)).expect("there").posting;
        assert_eq!(back.first_published_at, first.first_published_at, "it is no newer than it was");
    }

    fn reopening_is_no_way_around_the_review(world: World) {
        let hiring = Hiring::known(&world);
        let live = hiring.publish(&world, "Outpatient Coder");
        let closed = hiring.publish(&world, "Inpatient Coder");
        let close = |id: PostingId| {
            let path = format!("/hire/postings/{id}/closure");
            hiring.client.post(&path, &[("reason", "filled")]).expect(303);
        };
        close(closed);
        let root = world.administrator(ROOT);
        suspend(&root, &hiring).expect(303);
        reinstate(&root, &hiring).expect(303);
        close(live);
        for id in [live, closed] {
            let desk = hiring.act(id, "renewal").expect(303).follow().expect(200);
            assert_eq!(stage(&world, id), Stage::Held);
            assert!(desk.says("An administrator looks at it"), "{}", desk.shown());
        }
        world.work();
        assert!(listed(&world).is_empty());
        for id in [live, closed] {
            approve(&root, id).expect(303);
        }
        assert_eq!([live, closed].map(|id| stage(&world, id)), [Stage::Live; 2]);
    }
}
