//! The life of a posting.

use super::*;
use careercenter::accounts::{Account, Email};
use careercenter::postings::{approve, return_with, take_down, versions};
use chrono::TimeDelta;

fn administrator(world: &World) -> Account {
    world.account("root@board.example");
    let address = Email::parse("root@board.example").expect("an address");
    let found = world.site.db.read_now(|conn| Account::by_email(conn, &address));
    found.expect("read").expect("an account")
}

on_both! {
    fn a_posting_is_written_published_edited_closed_and_opened_again(world: World) {
        let hiring = Hiring::known(&world);
        let id = hiring.complete();
        let preview = hiring.client.get(&part_of(id, "preview")).expect(200);
        assert!(preview.says("Outpatient Surgery Coder") && preview.says("$28–$34.50"));
        assert!(preview.says("Remote · hires in Ohio and Texas"));
        assert_eq!(stage(&world, id), Stage::Draft);

        let published = preview.fill("form[action$=publication]", &[("", ""); 0]).expect(303);
        assert!(published.follow().expect(200).says("It is on the board now"));
        let first = loaded(&world, id).posting.first_published_at;
        assert_eq!((stage(&world, id), first), (Stage::Live, Some(world.now())));

        world.advance(TimeDelta::days(2));
        let edit = hiring.edit(id);
        let saved = edit.form("main form").set("pay_max", "36").press("Save changes").expect(303);
        assert_eq!(saved.location(), part_of(id, "preview"));
        let now = loaded(&world, id);
        assert_eq!(now.content.pay.as_ref().map(|pay| pay.highest), Some(360_000));
        assert_eq!((now.posting.stage, now.posting.first_published_at), (Stage::Live, first));
        let kept = world.site.db.read_now(|conn| versions(conn, id, 10)).expect("versions");
        assert_eq!(kept.iter().map(|version| version.number).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(kept[0].by.as_deref(), Some("dana"));
        let history = hiring.client.get(&part_of(id, "history")).expect(200);
        assert!(history.says("Version 2, live now") && history.says("$28–$36 an hour"));

        let close = hiring.client.get(&part_of(id, "closure")).expect(200);
        close.form("main form").set("note", "Thank you all.").submit().expect(422);
        let closed = close.fill("main form", &[("reason", "filled")]).expect(303);
        assert!(closed.follow().says("Its page stays and says why"));
        assert_eq!(loaded(&world, id).posting.end_reason, "filled");

        hiring.act(id, "renewal").expect(303);
        let open = loaded(&world, id).posting;
        assert_eq!((open.stage, open.opening, open.first_published_at), (Stage::Live, 1, first));
    }

    fn a_listing_lasts_for_the_days_chosen_and_is_renewed_for_as_long(world: World) {
        let hiring = Hiring::new(&world);
        let ids = [hiring.complete(), hiring.complete()];
        let publish = |id, days: &str| {
            let preview = hiring.client.get(&part_of(id, "preview")).expect(200);
            preview.fill("form[action$=publication]", &[("days", days)]).expect(303);
        };
        publish(ids[0], "60");
        publish(ids[1], "9000");
        world.advance(TimeDelta::days(3));
        let (now, root) = (world.now(), administrator(&world));
        let version = loaded(&world, ids[0]).posting.version;
        world.site.db.write_now(|conn| approve(conn, now, ids[0], version, &root)).expect("approved");
        let until = |id| loaded(&world, id).posting.expires_at;
        let after = |days| Some(world.now().plus(TimeDelta::days(days)));
        // The second still waits: thirty days from when it was sent.
        assert_eq!((until(ids[0]), until(ids[1])), (after(60), after(27)));
        world.advance(TimeDelta::days(10));
        hiring.act(ids[0], "renewal").expect(303);
        assert_eq!(until(ids[0]), after(60));
    }

    fn an_edit_that_changes_nothing_makes_no_version(world: World) {
        let hiring = Hiring::known(&world);
        let id = hiring.live(&world);
        hiring.edit(id).form("main form").press("Save changes").expect(303);
        let kept = world.site.db.read_now(|conn| versions(conn, id, 10)).expect("versions");
        assert_eq!(kept.len(), 1);
    }

    fn the_first_posting_of_a_new_employer_waits_for_an_administrator(world: World) {
        let hiring = Hiring::new(&world);
        let id = hiring.complete();
        let sent = hiring.publish(id).expect(303);
        assert!(sent.follow().expect(200).says("Your first posting is being looked at"));
        assert_eq!(stage(&world, id), Stage::Held);
        let root = administrator(&world);
        let now = world.now();
        let db = &world.site.db;
        db.write_now(|conn| return_with(conn, now, id, "Say where it is.", &root)).expect("returned");
        world.work();
        let letter = world.mail_to(DANA);
        assert!(letter.text.contains("Say where it is."), "{}", letter.text);
        assert_eq!(world.link_in(&letter), format!("/hire/postings/{id}"));
        assert!(hiring.client.get(&hiring.desk()).says("Returned: Say where it is."));

        hiring.publish(id).expect(303);
        world.advance(TimeDelta::hours(5));
        let now = world.now();
        let version = loaded(&world, id).posting.version;
        db.write_now(|conn| approve(conn, now, id, version, &root)).expect("approved");
        let posting = loaded(&world, id).posting;
        assert_eq!((posting.stage, posting.first_published_at), (Stage::Live, Some(now)));
        assert_eq!(posting.expires_at, Some(now.plus(TimeDelta::days(30))));
        world.work();
        assert!(world.mail_to(DANA).subject.contains("live"));
        db.write_now(|conn| approve(conn, now, id, version, &root)).expect_err("only once");
    }

    fn what_is_taken_down_stays_down(world: World) {
        let hiring = Hiring::known(&world);
        let id = hiring.live(&world);
        let root = administrator(&world);
        let now = world.now();
        let db = &world.site.db;
        db.write_now(|conn| take_down(conn, now, id, "A scam.", &root)).expect("taken down");
        world.work();
        assert!(world.mail_to(DANA).text.contains("A scam."));
        let form = [("title", "Again"), ("version", "2")];
        hiring.client.post(&format!("/hire/postings/{id}"), &form).expect(403);
        hiring.client.get(&format!("/hire/postings/{id}")).expect(403);
        for part in ["renewal", "copy", "publication"] {
            let answer = hiring.act(id, part);
            assert!([303, 403, 409].contains(&answer.status), "{}", answer.shown());
        }
        assert_eq!(stage(&world, id), Stage::TakenDown);
    }

    fn listings_end_by_their_date_and_can_be_renewed(world: World) {
        let hiring = Hiring::known(&world);
        let id = hiring.live(&world);
        let until = loaded(&world, id).posting.expires_at.map(|end| end.plus(TimeDelta::days(20)));
        world.advance(TimeDelta::days(20));
        hiring.act(id, "renewal").expect(303);
        hiring.act(id, "renewal").expect(303);
        assert_eq!(loaded(&world, id).posting.expires_at, until);
        world.advance(TimeDelta::days(29));
        world.work();
        assert_eq!(stage(&world, id), Stage::Live);
        world.advance(TimeDelta::days(2));
        world.work();
        let ended = loaded(&world, id).posting;
        assert_eq!((ended.stage, ended.end_reason.as_str()), (Stage::Expired, "date"));
        assert!(world.mail_to(DANA).subject.contains("No longer listed"));
        // A month has passed: the session has ended too.
        let back = Hiring { client: world.sign_in(DANA), ..hiring };
        back.act(id, "renewal").expect(303);
        assert_eq!(loaded(&world, id).posting.opening, 1);
    }

    fn a_deadline_ends_a_posting_when_the_day_is_over_everywhere(world: World) {
        let hiring = Hiring::known(&world);
        let form = hiring.blank();
        let day = [("deadline", "2026-11-25")];
        let sent = form.form("main form").set_all(FILLED).clear("ongoing").set_all(&day).press("Preview");
        let id = id_in(&sent.expect(303).location());
        hiring.publish(id).expect(303);
        world.advance(TimeDelta::hours(59));
        world.work();
        assert_eq!(stage(&world, id), Stage::Live, "2026-11-25T23:00Z");
        world.advance(TimeDelta::hours(14));
        world.work();
        let ended = loaded(&world, id).posting;
        assert_eq!((ended.stage, ended.end_reason.as_str()), (Stage::Expired, "deadline"));
        let refused = hiring.act(id, "renewal").expect(422);
        assert!(refused.says("The application deadline has passed"));
    }

    fn a_copy_is_a_draft_of_its_own(world: World) {
        let hiring = Hiring::known(&world);
        let id = hiring.live(&world);
        let copy = id_in(&hiring.act(id, "copy").expect(303).location());
        assert_ne!(copy, id);
        let copied = loaded(&world, copy);
        assert_eq!(copied.posting.stage, Stage::Draft);
        assert_eq!(copied.content, loaded(&world, id).content);
        assert!(copied.posting.attested_at.is_none());
    }
}
