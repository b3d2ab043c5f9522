//! Roles change and people go; an owner always stays.

use careercenter::employers::{MemberRole, Standing};
use careercenter::schema::{audit, member_invitation};
use chrono::TimeDelta;
use diesel::prelude::*;

use super::{RAY, act, invite, link, members, riverbend, seats};
use crate::support::{Client, PASSWORD, World, advert};

const FAY: &str = "fay@riverbend.example";

on_both! {
    fn roles_change_at_once_and_people_are_told(world: World) {
        let (employer, dana) = riverbend(&world);
        let ray = world.seat(employer, RAY, MemberRole::Viewer);
        let blank = format!("/hire/employers/{employer}/postings/blank");
        ray.get(&blank).expect(403);
        let page = dana.get(&members(employer)).expect(200);
        let role = act(&page, "ray", "role");
        let changed = dana.post(&role, &[("role", "recruiter")]).expect(303).follow();
        assert!(changed.says("The role is changed"), "{}", changed.shown());
        ray.get(&blank).expect(200);
        world.work();
        let letter = world.mail_to(RAY);
        assert_eq!(letter.subject, "You are a recruiter at Riverbend Health now");
        assert!(letter.text.contains("Writes postings"), "{}", letter.text);
        // The same role again is no news.
        dana.post(&role, &[("role", "recruiter")]).expect(303);
        world.work();
        assert_eq!(world.mails().len(), 1);
        dana.post(&role, &[("role", "king")]).expect(422);
        dana.post::<&str, &str>(&role, &[]).expect(422);
        assert_eq!(seats(&world, employer)[1].1, MemberRole::Recruiter);
    }

    fn a_removed_member_is_out_at_once_and_told(world: World) {
        let (employer, dana) = riverbend(&world);
        let ray = world.seat(employer, RAY, MemberRole::Recruiter);
        let open = ray.get(&format!("/hire/employers/{employer}/postings/blank")).expect(200);
        let page = dana.get(&members(employer)).expect(200);
        let removal = act(&page, "ray", "removal");
        assert!(dana.post::<&str, &str>(&removal, &[]).expect(303).follow().says("is removed"));
        for part in ["", "/members", "/postings/blank", "/edit"] {
            assert_eq!(ray.get(&format!("/hire/employers/{employer}{part}")).status, 404, "{part}");
        }
        open.form("main form").submit().expect(404);
        dana.post::<&str, &str>(&removal, &[]).expect(404);
        world.work();
        let letter = world.mail_to(RAY);
        assert_eq!(letter.subject, "You no longer work for Riverbend Health on CareerCenter");
        // The account stays.
        ray.get("/account").expect(200);
        assert!(!ray.get("/hire").expect(200).has("a[href$='/members']"));
    }

    fn what_an_owner_invited_goes_with_the_owner(world: World) {
        let (employer, dana) = riverbend(&world);
        for part in ["removal", "role", "leaving", "closing", "unseen"] {
            let (email, to) = (format!("fay-{part}@riverbend.example"), format!("to-{part}@home.example"));
            let fay = world.seat(employer, &email, MemberRole::Owner);
            invite(&fay, employer, &to, "owner").expect(303);
            let ours = format!("kept-{part}@home.example");
            let page = invite(&dana, employer, &ours, "viewer").expect(303).follow();
            assert!(page.text(".invited").contains(&to), "{}", page.shown());
            let path = link(&world, &to);
            let invited = world.person(&to);
            let button = invited.get(&path).expect(200);
            let name = format!("fay-{part}");
            match part {
                "removal" => drop(dana.post::<&str, &str>(&act(&page, &name, part), &[]).expect(303)),
                "role" => drop(dana.post(&act(&page, &name, part), &[("role", "recruiter")]).expect(303)),
                "leaving" => drop(fay.post::<&str, &str>(&act(&page, &name, "removal"), &[]).expect(303)),
                "closing" => drop(fay.post("/account/closure", &[("password", PASSWORD)]).expect(200)),
                // As if nothing had withdrawn it.
                _ => world.site.db.write_now(|conn| {
                    let theirs = member_invitation::table.filter(member_invitation::email.eq(&to));
                    diesel::update(theirs).set(member_invitation::invited_by.eq(None::<i64>)).execute(conn)?;
                    Ok(())
                }).expect("nobody's"),
            }
            let gone = invited.get(&path).expect(410);
            assert!(gone.says("was withdrawn") || part == "unseen" && gone.says("no longer works"), "{}", gone.shown());
            button.form("main form").submit().expect(410);
            assert!(invited.get("/invitation").expect(200).says("No invitation"), "{part}");
            let shown = dana.get(&members(employer)).expect(200).text(".invited");
            assert!(shown.contains(&ours) && (!shown.contains(&to) || part == "unseen"), "{part}: {shown}");
            world.advance(TimeDelta::hours(1));
        }
        assert!(!seats(&world, employer).iter().any(|(email, _)| email.starts_with("to-")));
    }

    fn everybody_may_leave_and_the_last_owner_hands_over_first(world: World) {
        let (employer, dana) = riverbend(&world);
        let ray = world.seat(employer, RAY, MemberRole::Viewer);
        let fay = world.seat(employer, FAY, MemberRole::Recruiter);
        let page = dana.get(&members(employer)).expect(200);
        assert!(page.says("hand over first"), "{}", page.shown());
        // The page offers no way, and none works.
        let own = page.attr(".seats li:first-child", "data-member");
        let seat = format!("{}/{own}", members(employer));
        for (part, fields) in [("removal", vec![]), ("role", vec![("role", "viewer")])] {
            let refused = dana.post(&format!("{seat}/{part}"), &fields).expect(409);
            assert!(refused.text(".banner").contains("hand over first"), "{}", refused.shown());
        }
        // A viewer leaves.
        let shown = ray.get(&members(employer)).expect(200);
        assert_eq!(shown.count(".seats form"), 1);
        assert_eq!(shown.form(".seats form").submit().expect(303).location(), "/hire");
        ray.get(&members(employer)).expect(404);
        // Handing over: another owner, then leaving.
        let role = act(&page, "fay", "role");
        dana.post(&role, &[("role", "owner")]).expect(303);
        let page = dana.get(&members(employer)).expect(200);
        let leave = act(&page, "dana", "removal");
        dana.post::<&str, &str>(&leave, &[]).expect(303);
        dana.get(&members(employer)).expect(404);
        assert_eq!(seats(&world, employer), [(FAY.into(), MemberRole::Owner)]);
        fay.get(&format!("/hire/employers/{employer}/edit")).expect(200);
        world.work();
        // Nobody is told of their own doing.
        assert_eq!(world.mails().len(), 1);
        world.mail_to(FAY);
    }

    fn owners_who_act_on_each_other_at_once_leave_one(world: World) {
        for part in ["removal", "role"] {
            let name = format!("{part}.example");
            let (one, two) = (format!("one@{name}"), format!("two@{name}"));
            let employer = world.employer(world.account(&one), &name);
            let clients = [world.sign_in(&one), world.seat(employer, &two, MemberRole::Owner)];
            let page = clients[0].get(&members(employer)).expect(200);
            let targets = [act(&page, "two", part), act(&page, "one", part)];
            let mut statuses: Vec<u16> = std::thread::scope(|threads| {
                let one = |(client, target): (&Client, &String)| {
                    let (client, target) = (client.clone(), target.clone());
                    threads.spawn(move || client.post(&target, &[("role", "viewer")]).status)
                };
                let running: Vec<_> = clients.iter().zip(&targets).map(one).collect();
                running.into_iter().map(|one| one.join().expect("answered")).collect()
            });
            statuses.sort();
            assert_eq!(statuses[0], 303, "{part} {statuses:?}");
            assert!(matches!(statuses[1], 403 | 404), "{part} {statuses:?}");
            let owners = seats(&world, employer).into_iter().filter(|(_, role)| *role == MemberRole::Owner);
            assert_eq!(owners.count(), 1, "{part}");
        }
    }

    fn owners_who_leave_at_once_leave_one(world: World) {
        let (employer, dana) = riverbend(&world);
        let ray = world.seat(employer, RAY, MemberRole::Owner);
        let page = dana.get(&members(employer)).expect(200);
        let own = [(dana, act(&page, "dana", "removal")), (ray, act(&page, "ray", "removal"))];
        let mut statuses: Vec<u16> = std::thread::scope(|threads| {
            let running: Vec<_> = own
                .into_iter()
                .map(|(client, path)| threads.spawn(move || client.post::<&str, &str>(&path, &[]).status))
                .collect();
            running.into_iter().map(|one| one.join().expect("answered")).collect()
        });
        statuses.sort();
        assert_eq!(statuses, [303, 409]);
        assert_eq!(seats(&world, employer).len(), 1);
    }

    fn only_owners_act_and_only_on_their_own_employer(world: World) {
        let (employer, dana) = riverbend(&world);
        let ray = world.seat(employer, RAY, MemberRole::Recruiter);
        let vic = world.seat(employer, "vic@riverbend.example", MemberRole::Viewer);
        let other = world.employer(world.account("lou@lakeside.example"), "Lakeside");
        let lou = world.sign_in("lou@lakeside.example");
        let page = dana.get(&members(employer)).expect(200);
        let (role, removal) = (act(&page, "vic", "role"), act(&page, "vic", "removal"));
        for client in [&ray, &vic] {
            assert_eq!(client.get(&members(employer)).expect(200).count(".seats form"), 1);
            client.post(&role, &[("role", "owner")]).expect(403);
        }
        ray.post::<&str, &str>(&removal, &[]).expect(403);
        for path in [&role, &removal] {
            lou.post(path, &[("role", "owner")]).expect(404);
            // A seat of one employer is none of another's.
            let swapped = path.replace(&format!("/employers/{employer}/"), &format!("/employers/{other}/"));
            lou.post(&swapped, &[("role", "owner")]).expect(404);
            for odd in ["0", "-1", "x", "99999999999999999999", "%00"] {
                let seat = role.split('/').nth(5).expect("a seat");
                let odd = path.replace(&format!("members/{seat}/"), &format!("members/{odd}/"));
                dana.post(&odd, &[("role", "owner")]).expect(404);
            }
        }
        assert_eq!(seats(&world, employer).len(), 3);
        // While it is suspended people may leave, and nothing else.
        world.site.db.write_now(|conn| advert::stand(conn, employer, Standing::Suspended)).expect("suspended");
        dana.post(&role, &[("role", "owner")]).expect(403);
        dana.post::<&str, &str>(&removal, &[]).expect(403);
        vic.post::<&str, &str>(&removal, &[]).expect(303);
        assert_eq!(seats(&world, employer).len(), 2);
    }

    fn every_change_is_in_the_record(world: World) {
        let (employer, dana) = riverbend(&world);
        let ray = world.seat(employer, RAY, MemberRole::Viewer);
        invite(&dana, employer, FAY, "viewer").expect(303);
        invite(&dana, employer, FAY, "owner").expect(303);
        let page = dana.get(&members(employer)).expect(200);
        page.form(".invited form").submit().expect(303);
        dana.post(&act(&page, "ray", "role"), &[("role", "owner")]).expect(303);
        dana.post(&act(&page, "ray", "role"), &[("role", "viewer")]).expect(303);
        ray.get(&members(employer)).expect(200).form(".seats form").submit().expect(303);
        let deeds: Vec<(String, String)> = world.site.db.read_now(|conn| {
            let of = audit::table.filter(audit::subject.eq("employer")).filter(audit::subject_id.eq(employer.0));
            Ok(of.order(audit::id).select((audit::actor, audit::deed)).load(conn)?)
        }).expect("read");
        let deeds: Vec<_> = deeds.iter().map(|(actor, deed)| (actor.as_str(), deed.as_str())).collect();
        assert_eq!(deeds, [
            ("dana", "created"),
            ("dana", "invited"),
            ("dana", "invited again"),
            ("dana", "withdrew an invitation"),
            ("dana", "changed a role"),
            ("dana", "changed a role"),
            ("ray", "left"),
        ]);
    }
}
