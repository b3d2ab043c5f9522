//! Moving applications and writing notes.

use careercenter::applications::{Deed, Event, Side};
use chrono::TimeDelta;

use super::*;

fn events(world: &World, id: &str) -> Vec<Event> {
    let id = named(world, id).id;
    world.site.db.read_now(|conn| Event::all_of(conn, id)).expect("its history")
}

on_both! {
    fn every_move_is_written_down_and_told(world: World) {
        let team = Team::new(&world);
        let id = team.receive(&world, "cleo@home.example", &["cpc"]);
        world.work();
        for (stage, subject) in [
            ("reviewed", "looked at"), ("interview", "talk"), ("offer", "offer"), ("hired", "hired"),
            ("declined", "Your application"), ("interview", "talk"),
        ] {
            let page = team.dana.get(&path(&id)).expect(200);
            let then = press(&page, stage, "").expect(303).follow().expect(200);
            assert!(then.says("The applicant is told"), "{}", then.shown());
            world.work();
            let letter = world.mail_to("cleo@home.example");
            assert!(letter.subject.contains(subject), "{stage}: {}", letter.subject);
        }
        let history = events(&world, &id);
        assert_eq!(history.len(), 7);
        let last = history.last().expect("a move");
        assert_eq!((last.side, last.deed, last.stage), (Side::Employer, Deed::Moved, Some(Stage::Interview)));
        assert_eq!(last.actor, "dana");
        assert!(team.dana.get(&path(&id)).says("Moved to Interview by dana"));
    }

    fn a_button_pressed_twice_moves_once(world: World) {
        let team = Team::new(&world);
        let id = team.receive(&world, "cleo@home.example", &["cpc"]);
        let page = team.dana.get(&path(&id)).expect(200);
        for _ in 0..2 {
            press(&page, "declined", "Not now").expect(303);
        }
        world.work();
        assert_eq!(events(&world, &id).len(), 3);
        let letters = world.mails().into_iter().filter(|mail| mail.text.contains("move forward with other candidates")).count();
        assert_eq!(letters, 1);
        assert_eq!(team.dana.get(&path(&id)).expect(200).count(".notes li"), 1);
    }

    fn of_two_recruiters_one_wins_and_the_other_is_told(world: World) {
        let team = Team::new(&world);
        let ray = world.seat(team.employer, "ray@riverbend.example", MemberRole::Recruiter);
        let id = team.receive(&world, "cleo@home.example", &["cpc"]);
        for (mine, theirs) in [("interview", "declined"), ("offer", "offer"), ("hired", "reviewed")] {
            let before = events(&world, &id).len();
            let pages = [team.dana.get(&path(&id)).expect(200), ray.get(&path(&id)).expect(200)];
            let forms = pages.iter().zip([mine, theirs]).map(|(page, stage)| {
                let form = page.form("form.handling").set("note", &format!("Note for {stage}"));
                let mut fields = form.fields.clone();
                fields.push(("stage".to_owned(), stage.to_owned()));
                (page.client.clone(), page.attr("form.handling", "action"), fields)
            });
            let forms: Vec<_> = forms.collect();
            let answers: Vec<(u16, String)> = std::thread::scope(|scope| {
                let sent = forms.into_iter().map(|(client, action, fields)| {
                    scope.spawn(move || {
                        let answer = client.post(&action, &fields);
                        (answer.status, String::from_utf8_lossy(&answer.body).into_owned())
                    })
                });
                let sent: Vec<_> = sent.collect();
                sent.into_iter().map(|one| one.join().expect("an answer")).collect()
            });
            let mut statuses: Vec<u16> = answers.iter().map(|(status, _)| *status).collect();
            statuses.sort_unstable();
            assert_eq!(statuses, [303, 409], "{mine} {theirs}");
            let (_, told) = answers.iter().find(|(status, _)| *status == 409).expect("one is told");
            let now = format!("moved it first: this application is at “{}” now.", named(&world, &id).stage.label());
            assert!(told.contains(&now) && told.contains("Note for "), "{told}");
            assert_eq!(events(&world, &id).len(), before + 2, "one move and its note");
        }
        let stale = team.dana.get(&path(&id)).expect(200);
        press(&ray.get(&path(&id)).expect(200), "new", "").expect(303);
        let refused = press(&stale, "hired", "She is good").expect(409);
        assert!(refused.says("ray moved it first: this application is at “New” now."));
        assert_eq!(refused.text("#note"), "She is good");
        press(&refused, "hired", "She is good").expect(303);
        assert_eq!(named(&world, &id).stage, Stage::Hired);
    }

    fn what_was_withdrawn_stays_withdrawn(world: World) {
        let team = Team::new(&world);
        let cleo = world.account("cleo@home.example");
        let key = sent::resume(&world.site, cleo, "cleo.pdf", b"%PDF-1.7 hello");
        let new = NewApplication { resume_key: Some(key), ..NewApplication::default() };
        let id = sent::send(&world.site, &sent::holder(&world.site, cleo, &["cpc"]), team.posting, &new);
        let open = team.dana.get(&path(&id)).expect(200);
        withdraw(&world, &id);
        let page = press(&open, "interview", "Call her").expect(409);
        assert!(page.says("The applicant has withdrawn this application."));
        assert_eq!(page.text("#note"), "Call her");
        assert!(!page.has("[name=stage]") && page.says("its résumé with it"));
        team.dana.get(&format!("{}/resume", path(&id))).expect(404);
        page.form("form.handling").press("Save the note").expect(303);
        press(&open, "withdrawn", "").expect(422);
        assert_eq!(named(&world, &id).stage, Stage::Withdrawn);
    }

    fn notes_are_for_the_team_alone(world: World) {
        let team = Team::new(&world);
        let id = team.receive(&world, "cleo@home.example", &["cpc"]);
        let page = team.dana.get(&path(&id)).expect(200);
        page.form("form.handling").press("Save the note").expect(422);
        let long = "x".repeat(2_001);
        let refused = page.form("form.handling").set("note", &long).press("Save the note").expect(422);
        assert_eq!(refused.text("#note"), long);
        assert_eq!(press(&page, "hired", &long).status, 422);
        for _ in 0..2 {
            page.form("form.handling").set("note", "<i>Good</i>\r\nBcc: x").press("Save the note").expect(303);
        }
        let shown = team.dana.get(&path(&id)).expect(200);
        assert_eq!(shown.all(".notes .kept"), ["<i>Good</i> Bcc: x"]);
        assert!(shown.says("Wrote a note by dana"));
        let cleo = world.sign_in("cleo@home.example");
        let own = cleo.get(&format!("/applications/{id}"));
        assert!(!own.says("Good") && !own.says("note by dana"), "{}", own.shown());
        world.work();
        assert!(world.mails().iter().all(|mail| !mail.text.contains("Good")));
        assert_eq!(named(&world, &id).stage, Stage::New);
    }

    fn whoever_moves_without_end_is_stopped_and_keeps_the_note(world: World) {
        let team = Team::new(&world);
        let id = team.receive(&world, "cleo@home.example", &["cpc"]);
        let page = team.dana.get(&path(&id)).expect(200);
        for number in 0..30 {
            let note = format!("Note {number}");
            page.form("form.handling").set("note", &note).press("Save the note").expect(303);
        }
        let last = page.form("form.handling").set("note", "One more").press("Save the note");
        let last = last.expect(429);
        assert_eq!(last.text("#note"), "One more");
        world.advance(TimeDelta::minutes(2));
        last.form("form.handling").press("Save the note").expect(303);
    }

    fn odd_moves_are_refused(world: World) {
        let team = Team::new(&world);
        let id = team.receive(&world, "cleo@home.example", &["cpc"]);
        let to = format!("{}/stage", path(&id));
        for stage in ["", "moon", "withdrawn", "NEW"] {
            team.dana.post(&to, &[("stage", stage), ("version", "0")]).expect(422);
        }
        for version in ["", "-1", "7", "x", "99999999999999999999"] {
            team.dana.post(&to, &[("stage", "offer"), ("version", version)]).expect(409);
        }
        assert_eq!(named(&world, &id).stage, Stage::New);
    }

    fn one_leads_to_the_next(world: World) {
        let team = Team::new(&world);
        for (email, credentials) in [("ann", "rhit"), ("bob", "cpc"), ("cleo", "cpc"), ("dee", "rhit")] {
            team.receive(&world, &format!("{email}@home.example"), &[credentials]);
            world.advance(chrono::TimeDelta::minutes(1));
        }
        let walk = |query: &str, worked: bool| {
            let mut page = team.list(query).click(".received .title").expect(200);
            let mut names = vec![page.text("h1")];
            for _ in 0..5 {
                if worked {
                    page = press(&page, "reviewed", "").expect(303).follow().expect(200);
                }
                if !page.has("[rel=next]") {
                    break;
                }
                page = page.click("[rel=next]").expect(200);
                names.push(page.text("h1"));
            }
            names
        };
        assert_eq!(walk("", false), ["dee", "cleo", "bob", "ann"]);
        assert_eq!(walk("?sort=verdict", false), ["cleo", "bob", "dee", "ann"]);
        assert_eq!(walk("?verdict=missing", false), ["dee", "ann"]);
        let last = team.list("?sort=verdict").click("tr:last-child .title").expect(200);
        assert_eq!(last.click("[rel=prev]").click("[rel=prev]").text("h1"), "bob");
        assert_eq!(walk("?stage=new&sort=verdict", true), ["cleo", "bob", "dee", "ann"]);
        assert!(team.list("?stage=new").says("None of the applications is like this"));
    }
}
