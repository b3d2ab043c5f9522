//! What an applicant sees of an application after it was sent.

use careercenter::accounts::Account;
use careercenter::applications::{Application, Deed, Event, Side, Stage};
use careercenter::db::Conn;
use careercenter::schema::application;
use chrono::TimeDelta;
use diesel::prelude::*;

use super::{CLEO, FORM, coder, named, opening, said, send};
use crate::support::World;
use crate::support::advert;

/// Moves an application as somebody of the employer would.
pub fn moved(world: &World, id: &Application, by: &Account, stage: Stage) {
    let now = world.now();
    let event = Event {
        application_id: id.id,
        happened_at: now,
        account_id: Some(by.id),
        side: Side::Employer,
        actor: by.name.clone(),
        deed: Deed::Moved,
        stage: Some(stage),
    };
    let set = |conn: &mut Conn| {
        diesel::update(application::table.find(id.id))
            .set((
                application::stage.eq(stage),
                application::moved_at.eq(now),
                application::version.eq(application::version + 1),
            ))
            .execute(conn)?;
        event.record(conn)?;
        careercenter::applications::mails::tell_moved(conn, now, id, stage)
    };
    world.site.db.write_now(set).expect("it moves");
}

on_both! {
    fn what_was_sent_can_be_taken_along(world: World) {
        let (hiring, posting) = opening(&world);
        let cleo = coder(&world, CLEO);
        let path = send(&cleo, posting).expect(303).location();
        moved(&world, &named(&world, &path), &hiring.account, Stage::Interview);
        let page = cleo.get("/profile/export").expect(200);
        let own: serde_json::Value = serde_json::from_slice(&page.body).expect("JSON");
        let sent = &own["applications"][0];
        assert_eq!((&sent["posting"], &sent["stage"]), (&posting.0.into(), &"interview".into()));
        assert_eq!(sent["history"].as_array().map(Vec::len), Some(2));
        assert!(sent["verdict"]["reasons"].is_array() && sent["profile"]["credentials"].is_array());
        assert!(!String::from_utf8_lossy(&page.body).contains("Dana"), "who moved it is not theirs to know");
        let other = coder(&world, "mara@home.example").get("/profile/export").expect(200);
        let other: serde_json::Value = serde_json::from_slice(&other.body).expect("JSON");
        assert_eq!(other["applications"].as_array().map(Vec::len), Some(0));
    }

    fn every_move_is_seen_and_written_without_naming_who_made_it(world: World) {
        let (hiring, posting) = opening(&world);
        let cleo = coder(&world, CLEO);
        let path = send(&cleo, posting).expect(303).location();
        let application = named(&world, &path);
        for (stage, subject, shown) in [
            (Stage::Reviewed, "has looked at your application", "Riverbend Health looked at it."),
            (Stage::Interview, "would like to talk with you", "Riverbend Health moved it to the interview stage."),
            (Stage::Offer, "is making you an offer", "Riverbend Health moved it to the offer stage."),
            (Stage::Hired, "has hired you", "Riverbend Health marked it as hired."),
            (Stage::Declined, "Your application for", "Riverbend Health decided to move forward with other candidates."),
        ] {
            world.advance(TimeDelta::hours(1));
            moved(&world, &application, &hiring.account, stage);
            world.work();
            let letter = world.mail_to(CLEO);
            assert!(letter.subject.contains(subject), "{stage}: {}", letter.subject);
            assert!(!letter.text.contains("Dana"), "{}", letter.text);
            let timeline = cleo.get(&path).expect(200);
            assert_eq!(timeline.all(".timeline li span").last().map(String::as_str), Some(shown));
            assert!(!timeline.says("Dana Reyes"), "{}", timeline.shown());
        }
        assert!(world.mail_to(CLEO).text.contains("thank you for your interest"));
        assert_eq!(cleo.get("/applications").expect(200).text(".stage"), "Declined");
        // In the time zone of whoever reads it.
        assert!(cleo.get(&path).expect(200).says("Nov 23, 2026, 7:00 AM EST"));
    }

    fn a_letter_that_things_have_overtaken_is_not_sent(world: World) {
        let (hiring, posting) = opening(&world);
        let cleo = coder(&world, CLEO);
        let application = named(&world, &send(&cleo, posting).expect(303).location());
        world.work();
        moved(&world, &application, &hiring.account, Stage::Declined);
        moved(&world, &application, &hiring.account, Stage::Reviewed);
        world.work();
        let subjects: Vec<String> = world.mails().into_iter().map(|mail| mail.subject).collect();
        assert!(!subjects.iter().any(|subject| subject == "Your application for Outpatient Coder"), "{subjects:?}");
    }

    fn an_application_is_taken_back_and_sent_again(world: World) {
        let (_, posting) = opening(&world);
        let cleo = coder(&world, CLEO);
        let path = send(&cleo, posting).expect(303).location();
        let first = named(&world, &path);
        world.advance(TimeDelta::hours(1));
        let timeline = cleo.get(&path).expect(200);
        let gone = timeline.form(".take-back form").submit().expect(303).follow().expect(200);
        assert!(gone.says("Your application is withdrawn.") && !gone.has(".take-back"));
        // Pressed twice, it is withdrawn once.
        timeline.form(".take-back form").submit().expect(303);
        let page = gone.click("a[href$='/apply']").expect(200);
        world.advance(TimeDelta::hours(1));
        let form = page.form(FORM).set_all(&[("answer_0", "no"), ("note", "Still interested.")]);
        let again = form.submit().expect(303);
        let second = named(&world, &again.location());
        assert_eq!((second.id, second.stage, &second.resume_key), (first.id, Stage::New, &None));
        assert_eq!(said(&world, &second).note, "Still interested.");
        let steps = again.follow().expect(200).all(".timeline li span");
        assert_eq!(steps, ["You applied.", "You took it back.", "You applied again."]);
    }

    fn what_is_decided_cannot_be_taken_back(world: World) {
        let (hiring, posting) = opening(&world);
        let cleo = coder(&world, CLEO);
        let path = send(&cleo, posting).expect(303).location();
        let application = named(&world, &path);
        let timeline = cleo.get(&path).expect(200);
        for stage in [Stage::Hired, Stage::Declined] {
            moved(&world, &application, &hiring.account, stage);
            let refused = timeline.form(".take-back form").submit().expect(409);
            assert!(refused.says("cannot be withdrawn any more"), "{}", refused.shown());
            assert!(!cleo.get(&path).expect(200).has(".take-back"));
        }
        assert_eq!(named(&world, &path).stage, Stage::Declined);
    }

    fn nobody_else_sees_it(world: World) {
        let (_, posting) = opening(&world);
        let cleo = coder(&world, CLEO);
        let path = send(&cleo, posting).expect(303).location();
        let path = path.split('?').next().expect("a path");
        let sam = world.person("sam@home.example");
        for part in ["", "/resume"] {
            sam.get(&format!("{path}{part}")).expect(404);
            let away = world.client().get(&format!("{path}{part}")).expect(303);
            assert!(away.location().starts_with("/sign-in?next="));
        }
        sam.post::<&str, &str>(&format!("{path}/withdrawal"), &[]).expect(404);
        assert_eq!(named(&world, path).stage, Stage::New);
        for odd in ["0", "1", "-1", &"f".repeat(32), &"F".repeat(32), &"g".repeat(32), "%00"] {
            cleo.get(&format!("/applications/{odd}")).expect(404);
        }
    }

    fn it_stays_to_be_followed_when_the_job_is_gone(world: World) {
        let (hiring, posting) = opening(&world);
        let cleo = coder(&world, CLEO);
        let path = send(&cleo, posting).expect(303).location();
        advert::close(&world.site, &hiring, posting);
        assert!(cleo.get("/applications").expect(200).says("this job is closed"));
        let timeline = cleo.get(&path).expect(200);
        let gone = timeline.form(".take-back form").submit().expect(303).follow().expect(200);
        assert!(!gone.has("a[href$='/apply']"), "{}", gone.shown());
    }
}
