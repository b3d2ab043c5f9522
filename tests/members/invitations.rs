//! Invitations: made, sent, accepted, refused, and every link that must not work.

use careercenter::employers::{MemberRole, Standing};
use careercenter::schema::{account, member_invitation, outbox};
use chrono::TimeDelta;
use diesel::prelude::*;

use super::{DANA, RAY, invite, link, members, riverbend, seats};
use crate::support::{Client, PASSWORD, World, advert};

on_both! {
    fn somebody_with_an_account_is_invited_and_joins(world: World) {
        let (employer, dana) = riverbend(&world);
        let ray = world.person(RAY);
        let sent = invite(&dana, employer, " Ray@Riverbend.Example ", "recruiter").expect(303).follow();
        assert!(sent.says("on its way") && sent.text(".invited").contains(RAY), "{}", sent.shown());
        let path = link(&world, RAY);
        let letter = world.mail_to(RAY);
        assert_eq!(letter.subject, "You are invited to join Riverbend Health on CareerCenter");
        assert!(letter.text.contains("dana invites you") && letter.text.contains("a recruiter"), "{}", letter.text);
        let page = ray.get(&path).expect(200);
        assert!(page.says("dana invites you") && page.says("as recruiter"), "{}", page.shown());
        // Opening it gives nothing.
        assert_eq!(seats(&world, employer).len(), 1);
        let joined = page.form("main form").submit().expect(303);
        assert_eq!(joined.location(), format!("{}?done=joined", members(employer)));
        assert!(joined.follow().expect(200).says("Welcome"));
        assert_eq!(seats(&world, employer), [(DANA.into(), MemberRole::Owner), (RAY.into(), MemberRole::Recruiter)]);
        ray.get(&format!("/hire/employers/{employer}/postings/blank")).expect(200);
        ray.get(&format!("/hire/employers/{employer}/edit")).expect(403);
        // Used once: whoever sits there is led to the desk, others hear that it was used.
        assert!(ray.get(&path).expect(200).says("You are a member of Riverbend Health"));
        assert!(world.client().get(&path).expect(410).says("was used"));
        page.form("main form").submit().expect(303);
        assert!(!dana.get(&members(employer)).has(".invited"));
    }

    fn somebody_unknown_registers_and_is_led_back(world: World) {
        let (employer, dana) = riverbend(&world);
        invite(&dana, employer, RAY, "viewer").expect(303);
        let path = link(&world, RAY);
        let client = world.client();
        let page = client.get(&path).expect(200);
        assert!(!page.has("main form"));
        assert_eq!(client.post("/invitation", &[("token", path.split('=').nth(1).expect("a token"))])
            .expect(303).location(), "/sign-in?next=%2Fhire");
        let form = page.click("main a.button").expect(200);
        assert_eq!(form.attr("#email", "value"), RAY);
        let fields = [("name", "Ray Reyes"), ("password", PASSWORD)];
        form.fill("main form", &fields).expect(200);
        let verify = link(&world, RAY);
        let confirmed = client.get(&verify).expect(200).form("main form").submit().expect(200);
        let sign_in = confirmed.click("main a.button").expect(200);
        let fields = [("email", RAY), ("password", PASSWORD)];
        let back = sign_in.fill("main form", &fields).expect(303).follow_all().expect(200);
        assert_eq!(back.path(), path);
        back.form("main form").submit().expect(303);
        assert_eq!(seats(&world, employer)[1], (RAY.into(), MemberRole::Viewer));
    }

    fn whoever_signs_in_with_the_address_finds_the_invitation(world: World) {
        let (employer, dana) = riverbend(&world);
        let ray = world.person(RAY);
        assert!(ray.get("/invitation").expect(200).says("No invitation"));
        invite(&dana, employer, RAY, "recruiter").expect(303);
        let path = link(&world, RAY);
        assert_eq!(ray.get("/hire").expect(303).follow_all().path(), path);
        let other = world.known_employer(world.account("fay@lakeside.example"), "Lakeside");
        invite(&world.sign_in("fay@lakeside.example"), other, RAY, "owner").expect(303);
        let list = ray.get("/invitation").expect(200);
        assert_eq!(list.all("main a.button"), ["Lakeside, as owner", "Riverbend Health, as recruiter"]);
        assert_eq!(world.client().get("/invitation").expect(303).location(), "/sign-in?next=%2Finvitation");
        // Not for a stranger's eyes.
        let signing_in = world.client().get(&path).expect(200);
        assert!(signing_in.says("Sign in to accept") && !signing_in.says("Create an account"));
    }

    fn an_invitation_is_for_the_address_alone(world: World) {
        let (employer, dana) = riverbend(&world);
        let sam = world.person("sam@home.example");
        invite(&dana, employer, RAY, "owner").expect(303);
        let path = link(&world, RAY);
        let page = sam.get(&path).expect(200);
        assert!(page.says("signed in as sam@home.example") && !page.says(RAY), "{}", page.shown());
        assert!(!page.has("input[name=token]"));
        let token = path.split('=').nth(1).expect("a token");
        sam.post("/invitation", &[("token", token)]).expect(409);
        // An account with the address that never proved it is nobody's either.
        let client = world.client();
        let form = client.get("/register").expect(200);
        form.fill("main form", &[("name", "Eve"), ("email", RAY), ("password", PASSWORD)]).expect(200);
        assert_eq!(client.post("/invitation", &[("token", token)]).expect(303).location(), "/sign-in?next=%2Fhire");
        assert_eq!(seats(&world, employer).len(), 1);
    }

    fn links_that_are_over_or_forged_say_so(world: World) {
        let (employer, dana) = riverbend(&world);
        let ray = world.person(RAY);
        invite(&dana, employer, RAY, "viewer").expect(303);
        let path = link(&world, RAY);
        let page = ray.get(&path).expect(200);
        // Another kind of link, another row, a changed signature.
        let token = path.split('=').nth(1).expect("a token").to_owned();
        let (id, signature) = token.split_once('.').expect("two parts");
        ray.get("/reset").expect(200).fill("main form", &[("email", RAY)]).expect(200);
        let reset = link(&world, RAY).split('=').nth(1).expect("a token").to_owned();
        let next: i64 = id.parse::<i64>().expect("an id") + 1;
        for forged in [format!("{next}.{signature}"), format!("{id}.{signature}00"), format!("{id}."), reset, "x".into(), "%00.é".into()] {
            assert_eq!(ray.get(&format!("/invitation?token={forged}")).status, 404, "{forged}");
            assert_eq!(ray.post("/invitation", &[("token", forged)]).status, 404);
        }
        ray.post::<&str, &str>("/invitation", &[]).expect(404);

        world.advance(TimeDelta::days(7));
        assert!(ray.get(&path).expect(410).says("has expired"));
        page.form("main form").submit().expect(410);
        let list = dana.get(&members(employer)).expect(200);
        assert!(list.text(".invited").contains("Expired"), "{}", list.shown());
        // Inviting once more renews it, for the role said now.
        let again = invite(&dana, employer, RAY, "recruiter").expect(303).follow();
        assert!(again.says("renewed") && again.count(".invited li") == 1, "{}", again.shown());
        assert!(ray.get(&path).expect(200).says("as recruiter"));

        let list = dana.get(&members(employer)).expect(200);
        let gone = list.form(".invited form").submit().expect(303).follow();
        assert!(gone.says("is withdrawn") && !gone.has(".invited"));
        assert!(ray.get(&path).expect(410).says("was withdrawn"));
        page.form("main form").submit().expect(410);
        list.form(".invited form").submit().expect(409);
        assert_eq!(seats(&world, employer).len(), 1);
        world.advance(TimeDelta::days(60));
        world.work();
        let count = |conn: &mut _| Ok(member_invitation::table.count().get_result::<i64>(conn)?);
        assert_eq!(world.site.db.read_now(count).expect("counted"), 0);
        world.client().get(&path).expect(404);
    }

    fn a_letter_that_was_withdrawn_before_it_left_is_not_sent(world: World) {
        let (employer, dana) = riverbend(&world);
        invite(&dana, employer, RAY, "viewer").expect(303).follow().form(".invited form").submit().expect(303);
        world.work();
        assert!(world.mails().is_empty());
    }

    fn the_outbox_holds_nothing_that_opens_anything(world: World) {
        let (employer, dana) = riverbend(&world);
        invite(&dana, employer, RAY, "viewer").expect(303);
        let path = link(&world, RAY);
        let client = world.client();
        let form = client.get(&path).expect(200).click("main a.button").expect(200);
        assert_eq!(form.form("main form").value("next"), Some("/invitation"));
        let fields = [("name", "Ray"), ("password", PASSWORD), ("next", path.as_str())];
        form.fill("main form", &fields).expect(200);
        let payloads: Vec<String> = world
            .site
            .db
            .read_now(|conn| Ok(outbox::table.order(outbox::id).select(outbox::payload).load(conn)?))
            .expect("read");
        assert!(payloads.iter().all(|payload| !payload.contains("token")), "{payloads:?}");
        assert!(payloads[0].starts_with("{\"invitation\":") && payloads[0].len() < 30, "{payloads:?}");
    }

    fn mistakes_are_said_beside_the_field(world: World) {
        let (employer, dana) = riverbend(&world);
        world.seat(employer, RAY, MemberRole::Viewer);
        for (email, role, field, said) in [
            ("", "viewer", "email", "Write the address"),
            ("ray@@x", "viewer", "email", "like name@example.com"),
            ("a@b.example\r\nBcc: c@d.example", "viewer", "email", "like name@example.com"),
            ("new@riverbend.example", "king", "role", "Choose what"),
            (RAY, "owner", "email", "is a member already"),
            (DANA, "owner", "email", "is a member already"),
        ] {
            let page = invite(&dana, employer, email, role).expect(422);
            assert!(page.text(&format!("#{field}-error")).contains(said), "{}", page.shown());
        }
        let page = dana.get(&members(employer)).expect(200);
        assert!(page.form("form[action$=invitations]").submit().expect(422).has("#role-error"));
        world.work();
        assert!(world.mails().is_empty());
        assert_eq!(seats(&world, employer)[1].1, MemberRole::Viewer);
    }

    fn a_mailbox_is_not_flooded_by_invitations(world: World) {
        let (employer, dana) = riverbend(&world);
        for _ in 0..3 {
            invite(&dana, employer, RAY, "viewer").expect(303);
        }
        assert!(invite(&dana, employer, RAY, "viewer").expect(429).header("retry-after").is_some());
        // Nor by several employers together.
        let lakeside = world.known_employer(world.account("fay@lakeside.example"), "Lakeside");
        let fay = world.sign_in("fay@lakeside.example");
        invite(&fay, lakeside, RAY, "viewer").expect(429);
        for number in 0..16 {
            invite(&dana, employer, &format!("n{number}@riverbend.example"), "viewer").expect(303);
        }
        invite(&dana, employer, "one.more@riverbend.example", "viewer").expect(429);
        // Another employer of the same person sends no more, and other people of the same network little.
        let dana_id = crate::applicants::id_of(&world, DANA);
        let second = world.known_employer(dana_id, "Riverbend Clinics");
        invite(&dana, second, "one.more@riverbend.example", "viewer").expect(429);
        for (email, status) in [("first@lakeside.example", 303), ("second@lakeside.example", 429)] {
            invite(&fay, lakeside, email, "viewer").expect(status);
        }
        world.advance(TimeDelta::hours(1));
        invite(&dana, employer, RAY, "viewer").expect(303);
    }

    fn an_employer_nobody_has_looked_at_invites_nobody(world: World) {
        const SAID: &str = "You can invite people once your first posting has been approved";
        let (employer, dana) = riverbend(&world);
        let form = dana.get(&members(employer)).expect(200);
        world.site.db.write_now(|conn| advert::stand(conn, employer, Standing::New)).expect("new");
        let page = dana.get(&members(employer)).expect(200);
        assert!(page.says(SAID) && !page.has("form[action$=invitations]"), "{}", page.shown());
        let refused = form.fill("form[action$=invitations]", &[("email", RAY), ("role", "viewer")]);
        assert!(refused.expect(409).text(".banner").contains(SAID), "{}", form.shown());
        world.work();
        assert!(world.mails().is_empty());
    }

    fn a_suspended_employer_takes_nobody_in(world: World) {
        let (employer, dana) = riverbend(&world);
        let ray = world.person(RAY);
        let form = dana.get(&members(employer)).expect(200);
        invite(&dana, employer, RAY, "viewer").expect(303);
        let path = link(&world, RAY);
        let page = ray.get(&path).expect(200);
        world.site.db.write_now(|conn| advert::stand(conn, employer, Standing::Suspended)).expect("suspended");
        assert!(ray.get(&path).expect(410).says("suspended"));
        page.form("main form").submit().expect(410);
        form.fill("form[action$=invitations]", &[("email", "x@y.example"), ("role", "viewer")]).expect(403);
        let shown = dana.get(&members(employer)).expect(200);
        assert!(shown.says("suspended") && !shown.has("form[action$=invitations]"));
        assert!(!ray.get("/hire").expect(200).has("input[name=token]"));
    }

    fn two_presses_and_two_browsers_make_one_seat(world: World) {
        let (employer, dana) = riverbend(&world);
        world.account(RAY);
        invite(&dana, employer, RAY, "viewer").expect(303);
        let path = link(&world, RAY);
        let pages: Vec<_> = (0..4).map(|_| world.sign_in(RAY).get(&path).expect(200)).collect();
        let tokens: Vec<_> = pages.iter().map(|page| page.attr("input[name=token]", "value")).collect();
        let clients: Vec<Client> = pages.iter().map(|page| page.client.clone()).collect();
        drop(pages);
        let statuses: Vec<u16> = std::thread::scope(|threads| {
            let one = |(client, token): (Client, String)| threads.spawn(move || client.post("/invitation", &[("token", token)]).status);
            let running: Vec<_> = clients.into_iter().zip(tokens).map(one).collect();
            running.into_iter().map(|one| one.join().expect("answered")).collect()
        });
        assert_eq!(statuses, [303; 4]);
        assert_eq!(seats(&world, employer).len(), 2);
    }

    fn whoever_sits_there_already_keeps_the_seat_they_have(world: World) {
        let (employer, dana) = riverbend(&world);
        let ray = world.person(RAY);
        invite(&dana, employer, RAY, "viewer").expect(303);
        let page = ray.get(&link(&world, RAY)).expect(200);
        // Seated otherwise meanwhile, as an owner.
        let id: i64 = world.site.db.read_now(|conn| {
            Ok(account::table.filter(account::email.eq(RAY)).select(account::id).first(conn)?)
        }).expect("there");
        let now = world.now();
        world.site.db.write_now(|conn| {
            use careercenter::schema::member;
            let row = (member::employer_id.eq(employer), member::account_id.eq(id), member::role.eq(MemberRole::Owner), member::created_at.eq(now));
            Ok(diesel::insert_into(member::table).values(row).execute(conn)?)
        }).expect("seated");
        page.form("main form").submit().expect(303);
        assert_eq!(seats(&world, employer)[1], (RAY.into(), MemberRole::Owner));
    }
}
