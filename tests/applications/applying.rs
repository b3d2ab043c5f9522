//! Sending an application while signed in.

use careercenter::applications::{Event, Stage};
use careercenter::db::Conn;
use careercenter::eligibility::Answer;
use careercenter::schema::stored_file;
use diesel::prelude::*;

use super::{CLEO, FORM, coder, here, named, opening, resume, said, send, sent, waiting};
use crate::support::World;
use crate::support::advert;

fn files(world: &World) -> i64 {
    let count = |conn: &mut Conn| Ok(stored_file::table.count().get_result(conn)?);
    world.site.db.read_now(count).expect("counted")
}

on_both! {
    fn whoever_has_a_profile_is_asked_nothing_again(world: World) {
        let (_, posting) = opening(&world);
        let cleo = coder(&world, CLEO);
        let page = cleo.get(&format!("/jobs/{posting}/apply")).expect(200);
        assert!(!page.has("#name") && !page.has("#email") && !page.has("#phone"));
        let shown = page.text(".sheet");
        assert!(shown.contains("CPC Certified Professional Coder, AAPC") && shown.contains("Ohio") && shown.contains(CLEO), "{shown}");
        assert!(page.text(".verdict-panel").contains("CPC"), "{}", page.shown());
        assert_eq!(page.header("cache-control"), Some("private, no-store"));
        let landed = send(&cleo, posting).expect(303);
        assert!(landed.location().ends_with("?done=sent"), "{}", landed.location());
        let timeline = landed.follow().expect(200);
        assert!(timeline.says("Your application is with Riverbend Health."));
        assert_eq!(timeline.all(".timeline li span"), ["You applied."]);
        for words in ["I know Epic.", "Do you code from home? Yes", "cleo.docx", "Sent"] {
            assert!(timeline.says(words), "{words}: {}", timeline.shown());
        }
        assert!(!timeline.says("Which encoders") && !timeline.has(".no-password"));
        assert_eq!(timeline.click(".sheet a").expect(200).body, resume());
        let list = cleo.get("/applications").expect(200);
        assert_eq!(list.all("[data-application] h2"), ["Outpatient Coder"]);
        let application = named(&world, &landed.location());
        let kept = said(&world, &application);
        assert_eq!(kept.verdict.expect("a verdict").answer, Answer::Meets);
        assert_eq!(kept.profile.expect("a profile").home_text, "Ohio");
        world.work();
        let letter = world.mail_to(CLEO);
        assert_eq!(letter.subject, "Your application to Riverbend Health: Outpatient Coder");
        assert_eq!(world.link_in(&letter), format!("/applications/{}", application.public_id));
    }

    fn a_resume_can_be_kept_and_is_sent_again_without_being_chosen(world: World) {
        let (hiring, posting) = opening(&world);
        let cleo = coder(&world, CLEO);
        let page = cleo.get(&format!("/jobs/{posting}/apply")).expect(200);
        let form = page.form(FORM).set_all(&[("answer_0", "no"), ("save_resume", "yes")]);
        form.attach("resume", "cleo.docx", resume()).submit().expect(303);
        let second = advert::publish(&world.site, &hiring, &here("Surgery Coder"));
        let page = cleo.get(&format!("/jobs/{second}/apply")).expect(200);
        assert!(page.text(".sheet").contains("cleo.docx"), "{}", page.shown());
        let landed = page.form(FORM).set("answer_0", "no").submit().expect(303);
        assert!(landed.follow().text(".sheet").contains("cleo.docx"));
        assert_eq!(files(&world), 1);
    }

    fn without_a_profile_a_name_and_a_resume_are_enough(world: World) {
        let (_, posting) = opening(&world);
        let cleo = world.person(CLEO);
        let page = cleo.get(&format!("/jobs/{posting}/apply")).expect(200);
        assert_eq!(page.attr("#name", "value"), "cleo");
        assert!(!page.has("#email"));
        let bare = page.form(FORM).set("answer_0", "yes").submit().expect(422);
        assert!(bare.has("#resume-error"), "{}", bare.shown());
        let form = bare.form(FORM).set_all(&[("name", "Cleo\u{202E}\r\n Marsh"), ("phone", "614-555-0100")]);
        let landed = form.attach("resume", "cv.docx", resume()).submit().expect(303);
        let application = named(&world, &landed.location());
        assert_eq!((&*application.name, &*application.phone), ("Cleo Marsh", "614-555-0100"));
    }

    fn what_is_wrong_is_said_and_nothing_is_lost(world: World) {
        let (_, posting) = opening(&world);
        let cleo = coder(&world, CLEO);
        let page = cleo.get(&format!("/jobs/{posting}/apply")).expect(200);
        let long = "x".repeat(1_001);
        let fields = [("note", "I know Epic."), ("answer_1", &long)];
        let form = page.form(FORM).set_all(&fields).attach("resume", "cleo.docx", resume());
        let wrong = form.submit().expect(422);
        for field in ["answer_0", "answer_1"] {
            assert!(wrong.has(&format!("#{field}-error")), "{field}: {}", wrong.shown());
            assert!(wrong.has(&format!("#problems a[href='#{field}']")));
        }
        assert_eq!(wrong.text("#note"), "I know Epic.");
        assert!(wrong.says("cleo.docx is kept"), "{}", wrong.shown());
        let bad = wrong.form(FORM).set("answer_1", "3M").attach("resume", "cv.exe", b"MZ\x90".to_vec());
        assert!(bad.set("answer_0", "yes").submit().expect(422).has("#resume-error"));
        let landed = wrong.form(FORM).set_all(&[("answer_0", "yes"), ("answer_1", "3M")]).submit();
        assert!(landed.expect(303).follow().says("cleo.docx"));
        assert_eq!((sent(&world), files(&world)), (1, 1));
    }

    fn a_hundred_presses_at_once_are_one_application(world: World) {
        let (_, posting) = opening(&world);
        let cleo = coder(&world, CLEO);
        let page = cleo.get(&format!("/jobs/{posting}/apply")).expect(200);
        let fields: Vec<_> = page.form(FORM).set("answer_0", "yes").fields;
        let path = format!("/jobs/{posting}/application");
        let landed: Vec<String> = std::thread::scope(|threads| {
            let one = || cleo.post(&path, &fields).expect(303).location();
            let running: Vec<_> = (0..100).map(|_| threads.spawn(one)).collect();
            running.into_iter().map(|one| one.join().expect("answered")).collect()
        });
        assert_eq!(sent(&world), 1);
        let first = named(&world, &landed[0]);
        assert!(landed.iter().all(|path| named(&world, path).id == first.id), "{landed:?}");
        let events = world.site.db.read_now(|conn| Event::all_of(conn, first.id)).expect("read");
        assert_eq!(events.len(), 1);
        world.work();
        assert_eq!(world.mails().iter().filter(|mail| mail.to == CLEO).count(), 1);
    }

    fn a_job_that_ended_meanwhile_takes_nothing_and_gives_back_what_was_written(world: World) {
        let (hiring, posting) = opening(&world);
        let (cleo, guest) = (coder(&world, CLEO), world.client());
        let path = format!("/jobs/{posting}/apply");
        let pages = [cleo.get(&path).expect(200), guest.get(&path).expect(200)];
        advert::close(&world.site, &hiring, posting);
        for page in &pages {
            let late = page.form(FORM).set("note", "Nine years of surgery.").submit().expect(409);
            assert!(late.says("takes no applications any more"), "{}", late.shown());
            assert_eq!(late.text("#note"), "Nine years of surgery.");
            assert!(!late.has(&format!("{FORM} button")));
        }
        assert_eq!((sent(&world), waiting(&world)), (0, 0));
        assert!(cleo.get(&path).expect(303).location().starts_with("/jobs/"));
    }

    fn whoever_was_signed_out_meanwhile_loses_nothing(world: World) {
        let (_, posting) = opening(&world);
        let cleo = coder(&world, CLEO);
        let page = cleo.get(&format!("/jobs/{posting}/apply")).expect(200);
        cleo.post::<&str, &str>("/sign-out", &[]).expect(303);
        let shown = page.form(FORM).set("note", "Nine years of surgery.").submit().expect(422);
        assert!(shown.says("no longer signed in") && shown.has("#email"), "{}", shown.shown());
        assert_eq!(shown.text("#note"), "Nine years of surgery.");
        assert_eq!(sent(&world), 0);
    }

    fn only_what_is_open_here_can_be_applied_to(world: World) {
        let (hiring, _) = opening(&world);
        let cleo = coder(&world, CLEO);
        let draft = advert::draft(&world.site, &hiring, &here("Night Coder"));
        let away = advert::publish(&world.site, &hiring, &advert::content("Day Coder"));
        let token = cleo.get("/reset").expect(200).attr("input[name=csrf_token]", "value");
        for part in ["application", "guest-application"] {
            let send = |id: &str| cleo.post(&format!("/jobs/{id}/{part}"), &[("csrf_token", &token)]);
            for id in [draft.to_string().as_str(), "0", "999999", "moon"] {
                assert_eq!(send(id).status, 404, "{id}");
            }
            send(&away.to_string()).expect(409);
            let bare = cleo.post(&format!("/jobs/{away}/{part}"), &[("note", "x")]);
            assert_eq!(bare.status, 403, "without the token of the form: {}", bare.shown());
        }
        assert_eq!(sent(&world), 0);
    }

    fn questions_that_changed_meanwhile_are_shown_again(world: World) {
        let (_, posting) = opening(&world);
        let cleo = coder(&world, CLEO);
        let page = cleo.get(&format!("/jobs/{posting}/apply")).expect(200);
        let form = page.form(FORM).set_all(&[("answer_0", "yes"), ("asked", "0123456789abcdef")]);
        assert!(form.submit().expect(422).says("changed its questions"));
        let landed = page.form(FORM).set("answer_0", "yes").submit().expect(303);
        assert_eq!(named(&world, &landed.location()).stage, Stage::New);
    }
}
