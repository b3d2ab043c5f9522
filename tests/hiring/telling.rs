//! Letters about applications: each, a day's, or none. Stories begin at noon in UTC, which is
//! seven in the morning where everybody here lives.

use chrono::TimeDelta;

use super::*;

fn letters(world: &World, to: &str) -> Vec<String> {
    world.work();
    let theirs = world.mails().into_iter().filter(|mail| mail.to.contains(to));
    theirs.map(|mail| mail.subject).collect()
}

fn choose(client: &Client, employer: EmployerId, often: &str) {
    let page = client.get(&format!("/hire/employers/{employer}/mail")).expect(200);
    let saved = page.fill("main form", &[("mail", often)]).expect(303).follow().expect(200);
    assert_eq!(saved.attrs("[name=mail][checked]", "value"), [often]);
}

on_both! {
    fn a_letter_a_day_lists_what_is_new(world: World) {
        let team = Team::new(&world);
        let other = advert::publish(&world.site, &team.hiring, &sent::here("Surgery Coder"));
        team.receive(&world, "cleo@home.example", &["cpc"]);
        team.receive(&world, "ann@home.example", &["cpc"]);
        let bob = sent::holder(&world.site, world.account("bob@home.example"), &["cpc"]);
        sent::send(&world.site, &bob, other, &NewApplication::default());
        assert_eq!(letters(&world, DANA), [""; 0]);
        world.advance(TimeDelta::minutes(59));
        assert_eq!(letters(&world, DANA), [""; 0], "before eight");
        world.advance(TimeDelta::minutes(7));
        assert_eq!(letters(&world, DANA), ["3 new applications at Riverbend Health"]);
        let letter = world.mail_to(DANA);
        for words in ["Outpatient Coder", "2 new applications: ann, cleo", "Surgery Coder", "1 new application: bob", "/mail"] {
            assert!(letter.text.contains(words), "{words}: {}", letter.text);
        }
        assert!(!letter.text.contains("@home.example") && !letter.html.contains("@home.example"));
        for _ in 0..5 {
            world.advance(TimeDelta::hours(9));
            assert_eq!(letters(&world, DANA).len(), 1, "nothing new, no letter");
        }
        let dee = sent::holder(&world.site, world.account("dee@home.example"), &["cpc"]);
        sent::send(&world.site, &dee, other, &NewApplication::default());
        world.advance(TimeDelta::hours(1));
        assert_eq!(letters(&world, DANA).len(), 1, "not before the next morning");
        world.advance(TimeDelta::hours(26));
        assert_eq!(letters(&world, DANA)[1..], ["1 new application at Riverbend Health"]);
    }

    fn what_was_withdrawn_is_told_once(world: World) {
        let team = Team::new(&world);
        let cleo = team.receive(&world, "cleo@home.example", &["cpc"]);
        let ann = team.receive(&world, "ann@home.example", &["cpc"]);
        withdraw(&world, &ann);
        world.advance(TimeDelta::hours(26));
        assert_eq!(letters(&world, DANA), ["1 new application at Riverbend Health"]);
        withdraw(&world, &cleo);
        world.advance(TimeDelta::hours(24));
        assert_eq!(letters(&world, DANA)[1..], ["1 withdrawn at Riverbend Health"]);
        world.advance(TimeDelta::hours(24));
        assert_eq!(letters(&world, DANA).len(), 2);
    }

    fn each_is_told_at_once_to_those_who_want_it(world: World) {
        let team = Team::new(&world);
        let ray = world.seat(team.employer, "ray@riverbend.example", MemberRole::Recruiter);
        choose(&ray, team.employer, "each");
        choose(&team.dana, team.employer, "none");
        let id = team.receive(&world, "cleo@home.example", &["cpc"]);
        assert_eq!(letters(&world, "ray@"), ["New application for Outpatient Coder: cleo"]);
        let link = world.link_in(&world.mail_to("ray@"));
        assert_eq!(link, path(&id));
        ray.get(&link).expect(200);
        withdraw(&world, &id);
        assert_eq!(letters(&world, "ray@")[1..], ["Withdrawn: cleo, Outpatient Coder"]);
        sent::send(&world.site, &sent::holder(&world.site, account_of(&world, "cleo@home.example"), &["cpc"]), team.posting, &NewApplication::default());
        assert_eq!(letters(&world, "ray@").len(), 3);
        world.advance(TimeDelta::hours(48));
        assert_eq!((letters(&world, "ray@").len(), letters(&world, DANA).len()), (3, 0));
    }

    fn whoever_has_left_is_told_nothing(world: World) {
        use careercenter::schema::member;
        let team = Team::new(&world);
        let ray = world.seat(team.employer, "ray@riverbend.example", MemberRole::Viewer);
        choose(&ray, team.employer, "each");
        team.receive(&world, "cleo@home.example", &["cpc"]);
        let gone = account_of(&world, "ray@riverbend.example");
        let leave = |conn: &mut careercenter::db::Conn| {
            Ok(diesel::delete(member::table.filter(member::account_id.eq(gone))).execute(conn)?)
        };
        assert_eq!(world.site.db.write_now(leave).expect("gone"), 1);
        assert_eq!(letters(&world, "ray@"), [""; 0]);
    }

    fn a_restart_or_a_second_worker_tells_nobody_twice(world: World) {
        let team = Team::new(&world);
        for number in 0..3 {
            world.seat(team.employer, &format!("r{number}@riverbend.example"), MemberRole::Recruiter);
        }
        team.receive(&world, "cleo@home.example", &["cpc"]);
        world.advance(TimeDelta::hours(26));
        let neighbour = world.neighbour();
        let zone = "America/New_York";
        let now = world.now();
        let morning = now.minus(TimeDelta::hours(1));
        let told: usize = std::thread::scope(|scope| {
            let sites = [&world.site, &neighbour.site, &world.site, &neighbour.site];
            let workers = sites.map(|site| scope.spawn(move || {
                let tell = |conn: &mut _| careercenter::applications::tell_daily(conn, now, zone, morning);
                site.db.write_now(tell).expect("told")
            }));
            workers.map(|worker| worker.join().expect("a worker")).into_iter().sum()
        });
        assert!(told >= 4, "{told}");
        world.work();
        careercenter::worker::work_until_idle(&neighbour.site).expect("worked");
        let all = [world.mails(), neighbour.site.mailer.sent()].concat();
        let digests = all.iter().filter(|mail| mail.subject.contains("new application at")).count();
        assert_eq!(digests, 4, "one for each member");
    }

    fn the_choice_is_each_members_own(world: World) {
        let team = Team::new(&world);
        let vic = world.seat(team.employer, "vic@riverbend.example", MemberRole::Viewer);
        let at = format!("/hire/employers/{}/mail", team.employer);
        assert_eq!(vic.get(&at).expect(200).attrs("[name=mail][checked]", "value"), ["daily"]);
        choose(&vic, team.employer, "none");
        assert_eq!(team.dana.get(&at).expect(200).attrs("[name=mail][checked]", "value"), ["daily"]);
        vic.post(&at, &[("mail", "hourly")]).expect(422);
        vic.post(&at, &[("", ""); 0]).expect(422);
        assert!(vic.get(&format!("/hire/postings/{}/applications", team.posting)).says("You get no emails"));
        world.person("eve@home.example").get(&at).expect(404);
    }
}
