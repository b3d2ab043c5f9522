//! What those see who look: the list, one application, and what is kept from whom.

use careercenter::applicants::Contact;
use careercenter::applications::Answered;

use super::*;

on_both! {
    fn applications_are_listed_by_stage_and_fit(world: World) {
        let team = Team::new(&world);
        assert!(team.list("").says("Nobody has applied yet"));
        assert!(team.dana.get(&format!("/hire/employers/{}", team.employer)).says("No applications yet"));
        let cleo = team.receive(&world, "cleo@home.example", &["cpc"]);
        world.advance(chrono::TimeDelta::minutes(5));
        team.receive(&world, "ann@home.example", &["rhit"]);
        world.advance(chrono::TimeDelta::minutes(5));
        team.receive(&world, "bob@home.example", &["cpc", "ccs"]);
        let names = |query: &str| team.list(query).all("tr[data-application] .title");
        assert_eq!(names(""), ["bob", "ann", "cleo"]);
        assert_eq!(names("?sort=verdict"), ["bob", "cleo", "ann"]);
        assert_eq!(names("?verdict=meets"), ["bob", "cleo"]);
        assert_eq!(names("?verdict=missing&sort=verdict"), ["ann"]);
        assert_eq!(names("?stage=reviewed"), [""; 0]);
        let page = team.list("");
        assert_eq!(page.all(".tabs a"), ["All 3", "New 3"]);
        assert!(page.all(".sift-part a").contains(&"Meets what you state 2".to_owned()));
        assert!(page.says("Missing: credentials") && page.says("Meets everything you state"));
        assert!(page.all(".tag").contains(&"CCS".to_owned()));
        press(&team.dana.get(&path(&cleo)).expect(200), "reviewed", "").expect(303);
        assert_eq!(team.list("?stage=new").all(".tabs a"), ["All 3", "New 2", "Reviewed 1"]);
        assert_eq!(names("?stage=reviewed&verdict=missing"), [""; 0]);
        let desk = team.dana.get(&format!("/hire/employers/{}", team.employer)).expect(200);
        assert_eq!(desk.text(".desk-applied a"), "3 applications, 2 new for Outpatient Coder");
        desk.click(".desk-applied a").expect(200);
        for odd in ["?stage=moon&verdict=%27&sort=x", "?page=0", "?page=999999999999", "?page=-1&stage=new", "?done=%3Cscript%3E"] {
            team.list(odd);
        }
    }

    fn long_lists_come_in_pages(world: World) {
        let team = Team::new(&world);
        for number in 0..23 {
            team.receive(&world, &format!("c{number}@home.example"), &["cpc"]);
        }
        let first = team.list("?sort=verdict");
        assert_eq!(first.count("tr[data-application]"), 20);
        let second = first.click(".pager [rel=next]").expect(200);
        assert_eq!(second.count("tr[data-application]"), 3);
        assert!(second.path().contains("sort=verdict"));
    }

    fn an_application_shows_all_that_was_sent(world: World) {
        let team = Team::new(&world);
        let cleo = world.account("cleo@home.example");
        let mut who = sent::holder(&world.site, cleo, &["cpc"]);
        (who.phone, who.contact) = ("(614) 555-0100".to_owned(), Contact::Phone);
        let key = sent::resume(&world.site, cleo, "Cleo \"Marsh\".pdf", b"%PDF-1.7 hello");
        let answer = |question: &str, answer: &str| Answered { question: question.into(), answer: answer.into() };
        let new = NewApplication {
            note: "<b>I know</b>\nEpic.".to_owned(),
            answers: vec![answer("Do you code from home?", "Yes"), answer("Which encoders?", "")],
            resume_key: Some(key),
        };
        let id = sent::send(&world.site, &who, team.posting, &new);
        let page = team.dana.get(&path(&id)).expect(200);
        for words in [
            "Meets everything you state", "It asks for CPC; you hold it.", "cleo@home.example", "(614) 555-0100",
            "(614) 555-0100 preferred", "Do you code from home?", "No answer", "<b>I know</b> Epic.", "Lives in", "Ohio",
            "Applied by cleo", "Numbers, where given, are shown once you make an offer.",
        ] {
            assert!(page.says(words), "{words}: {}", page.shown());
        }
        let file = page.click(".facts a[href$=resume]").expect(200);
        assert_eq!(file.body, b"%PDF-1.7 hello");
        assert_eq!(file.header("content-type"), Some("application/pdf"));
        assert_eq!(file.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(file.header("cache-control"), Some("private, no-store"));
        assert!(file.header("content-disposition").expect("saved").starts_with("attachment; filename=\"Cleo _Marsh_.pdf\""));
        assert!(file.header("content-security-policy").expect("a policy").contains("sandbox"));
        assert_eq!(named(&world, &id).stage, Stage::New);
    }

    fn viewers_look_and_open_nothing(world: World) {
        let team = Team::new(&world);
        let cleo = world.account("cleo@home.example");
        let key = sent::resume(&world.site, cleo, "cleo.pdf", b"%PDF-1.7 hello");
        let new = NewApplication { resume_key: Some(key), ..NewApplication::default() };
        let id = sent::send(&world.site, &sent::holder(&world.site, cleo, &["cpc"]), team.posting, &new);
        let vic = world.seat(team.employer, "vic@riverbend.example", MemberRole::Viewer);
        let page = vic.get(&path(&id)).expect(200);
        assert!(page.says("A résumé was sent; owners and recruiters can open it."));
        assert!(!page.has("form.handling") && !page.has("a[href$=resume]"));
        vic.get(&format!("/hire/postings/{}/applications", team.posting)).expect(200);
        vic.get(&format!("{}/resume", path(&id))).expect(403);
        for part in ["stage", "notes"] {
            vic.post(&format!("{}/{part}", path(&id)), &[("stage", "hired"), ("note", "x"), ("version", "0")]).expect(403);
        }
        let eve = world.person("eve@home.example");
        let other = world.employer(account_of(&world, "eve@home.example"), "Lakeside");
        for client in [&eve, &world.seat(other, "rae@lakeside.example", MemberRole::Recruiter), &world.sign_in("cleo@home.example")] {
            client.get(&path(&id)).expect(404);
            client.get(&format!("{}/resume", path(&id))).expect(404);
            client.post(&format!("{}/stage", path(&id)), &[("stage", "hired"), ("version", "0")]).expect(404);
        }
        assert_eq!(named(&world, &id).stage, Stage::New);
        let suspend = |conn: &mut _| advert::stand(conn, team.employer, Standing::Suspended);
        world.site.db.write_now(suspend).expect("suspended");
        assert!(!team.dana.get(&path(&id)).expect(200).has("form.handling"));
        team.dana.get(&format!("{}/resume", path(&id))).expect(403);
        team.dana.post(&format!("{}/stage", path(&id)), &[("stage", "hired"), ("version", "0")]).expect(403);
    }

    fn numbers_are_shown_from_an_offer_on(world: World) {
        let team = Team::new(&world);
        let client = world.person("cleo@home.example");
        let said = [&crate::applicants::LEAST[..], &[("number", "01234567")]].concat();
        crate::applicants::save(&client, &said).expect(303);
        let cleo = account_of(&world, "cleo@home.example");
        let id = sent::send(&world.site, &sent::holder(&world.site, cleo, &["cpc"]), team.posting, &NewApplication::default());
        let vic = world.seat(team.employer, "vic@riverbend.example", MemberRole::Viewer);
        for stage in ["reviewed", "interview", "declined", "offer", "hired"] {
            press(&team.dana.get(&path(&id)).expect(200), stage, "").expect(303);
            let shown = team.dana.get(&path(&id)).expect(200).says("01234567");
            assert_eq!(shown, matches!(stage, "offer" | "hired"), "{stage}");
            assert!(!vic.get(&path(&id)).expect(200).says("01234567"), "{stage}");
        }
    }

    fn a_guests_words_show_no_numbers_of_the_account(world: World) {
        let team = Team::new(&world);
        let client = world.person("cleo@home.example");
        let said = [&crate::applicants::LEAST[..], &[("number", "01234567")]].concat();
        crate::applicants::save(&client, &said).expect(303);
        let mut who = sent::holder(&world.site, account_of(&world, "cleo@home.example"), &["cpc"]);
        who.profile.from_profile = false;
        let id = sent::send(&world.site, &who, team.posting, &NewApplication::default());
        press(&team.dana.get(&path(&id)).expect(200), "offer", "").expect(303);
        assert!(!team.dana.get(&path(&id)).expect(200).says("01234567"));
    }

    fn suspended_employers_see_nothing_of_applicants(world: World) {
        let team = Team::new(&world);
        let id = team.receive(&world, "cleo@home.example", &["cpc"]);
        assert!(team.dana.get(&path(&id)).expect(200).says("cleo@home.example"));
        let suspend = |conn: &mut _| advert::stand(conn, team.employer, Standing::Suspended);
        world.site.db.write_now(suspend).expect("suspended");
        assert!(!team.dana.get(&path(&id)).expect(200).says("cleo@home.example"));
    }

    fn what_is_gone_says_so(world: World) {
        let team = Team::new(&world);
        let id = team.receive(&world, "cleo@home.example", &["cpc"]);
        press(&team.dana.get(&path(&id)).expect(200), "interview", "Call her").expect(303);
        let due = world.now();
        let (account, row) = (account_of(&world, "cleo@home.example"), named(&world, &id).id);
        let close = |conn: &mut careercenter::db::Conn| {
            careercenter::accounts::close(conn, due, account, due.date())?;
            diesel::update(application::table.find(row)).set(application::erase_at.eq(due)).execute(conn)?;
            careercenter::applications::erase_due(conn, due)
        };
        assert_eq!(world.site.db.write_now(close).expect("erased"), 1);
        let page = team.dana.get(&path(&id)).expect(200);
        assert!(page.says("This applicant closed their account") && page.says("Interview"), "{}", page.shown());
        assert!(!page.says("cleo") && !page.says("Call her") && !page.has("form.handling"));
        assert!(team.list("").says("This applicant closed their account"));
        team.dana.post(&format!("{}/stage", path(&id)), &[("stage", "hired"), ("version", "2")]).expect(409);
        team.dana.post(&format!("{}/notes", path(&id)), &[("note", "x")]).expect(409);
    }
}
