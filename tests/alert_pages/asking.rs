//! "Email me new ones": by guests, who are written to first, and by those who are signed in.

use careercenter::alerts::Stage;
use chrono::TimeDelta;

use super::{
    ASK, CLEO, ask, confirmation, confirmed, count, hiring, publish_on, searches, told, zone,
};
use crate::support::advert::content;
use crate::support::{Client, Page, World};

/// Says state and credentials for a visit.
fn visit(client: &Client, place: &str, credential: &str) {
    let form = client.get("/fit").expect(200);
    let fields = [("place", place), ("credential", credential)];
    form.form("form[action='/fit']").set_all(&fields).submit().expect(303);
}

fn words(page: &Page) -> Vec<String> {
    page.all("[data-alert] h2")
}

on_both! {
    fn a_guest_asks_answers_and_is_told(world: World) {
        let hiring = hiring(&world);
        publish_on(&world, &hiring, &content("Surgery Coder"));
        let guest = world.client();
        let asked = ask(&guest, "/jobs?hires_in=OH&sort=pay", " Cleo@Home.Example ", "instant").expect(200);
        assert!(asked.says("check your mail") && asked.says(CLEO), "{}", asked.shown());
        assert!(asked.says("Remote or hires in Ohio"), "{}", asked.shown());
        assert_eq!((count(&world, Stage::Unconfirmed), count(&world, Stage::Active)), (1, 0));
        assert_eq!(searches(&world), ["hires_in=OH"]);
        // Opening the link does nothing by itself: mail scanners open links.
        let link = confirmation(&world, CLEO);
        let page = world.client().get(&link).expect(200);
        assert!(page.says("Remote or hires in Ohio") && page.says("as they appear"), "{}", page.shown());
        assert_eq!(count(&world, Stage::Active), 0);
        publish_on(&world, &hiring, &content("Emergency Coder"));
        assert!(told(&world, CLEO).is_empty());
        let list = page.form("main form").submit().expect(303).follow().expect(200);
        assert!(list.says("We will email you what is new") && list.says(CLEO), "{}", list.shown());
        assert_eq!(words(&list), ["Remote or hires in Ohio"]);
        assert!(list.says("2 jobs in the last 30 days would have matched."), "{}", list.shown());
        assert!(told(&world, CLEO).is_empty(), "what was there is not new");
        publish_on(&world, &hiring, &content("Inpatient Coder"));
        let letters = told(&world, CLEO);
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].subject, "1 new job: Inpatient Coder at Riverbend Health");
        // Nobody confirms twice.
        let answered = world.client().get(&link).expect(410);
        assert!(!answered.has("main a"), "{}", answered.shown());
        let list = answered.form("main form").submit().expect(303).follow().expect(200);
        assert_eq!(words(&list), ["Remote or hires in Ohio"]);
        page.form("main form").submit().expect(303);
        assert_eq!(count(&world, Stage::Active), 1);
    }

    fn known_and_unknown_addresses_get_the_same_answer(world: World) {
        world.account(CLEO);
        confirmed(&world, "/jobs?hires_in=OH", "dana@home.example", "daily");
        let answer = |email: &str, listing: &str| {
            let page = ask(&world.client(), listing, email, "daily");
            (page.status, page.text("main").replace(email, "(address)"))
        };
        let unknown = answer("nobody@home.example", "/jobs?hires_in=OH");
        assert_eq!(unknown.0, 200);
        assert_eq!(answer(CLEO, "/jobs?hires_in=OH"), unknown, "an account");
        assert_eq!(answer("dana@home.example", "/jobs?hires_in=OH"), unknown, "with this alert");
        assert_eq!(answer("nobody@home.example", "/jobs?hires_in=OH"), unknown, "asked already");
    }

    fn a_strangers_mailbox_is_asked_once_a_day(world: World) {
        let listing = |n: usize| format!("/jobs?q=coder+{n}");
        for n in 0..20 {
            // Other networks' limits are not what is tried here.
            world.advance(TimeDelta::minutes(11));
            ask(&world.client(), &listing(n), CLEO, "daily").expect(200);
        }
        world.work();
        assert_eq!(world.mails().len(), 1, "{:?}", world.mails());
        for n in 20..60 {
            let page = ask(&world.client(), &listing(n), CLEO, "daily");
            if page.status == 429 {
                assert!(page.header("retry-after").is_some());
                assert_eq!(page.attr("#email", "value"), CLEO);
                assert!(page.says(&format!("“coder {n}”")), "{}", page.shown());
                break;
            }
            assert!(n < 59, "never refused");
        }
        // The rest of the house goes on: a password can be reset.
        world.account("dana@home.example");
        let form = world.client().get("/reset").expect(200);
        form.fill("main form", &[("email", "dana@home.example")]).expect(200);
        world.advance(TimeDelta::hours(25));
        ask(&world.client(), "/jobs?q=once+more", CLEO, "daily").expect(200);
        world.work();
        let asked = world.mails().iter().filter(|mail| mail.to == CLEO).count();
        assert_eq!(asked, 2);
        // All that waits is on one page, twenty at most. Whoever asked first and whoever asked last
        // find theirs, and only the last is ticked.
        let page = world.client().get(&confirmation(&world, CLEO)).expect(200);
        assert_eq!(page.count("input[name=alert]"), 20);
        assert!(page.says("“coder 0”") && page.says("“coder 7”"), "{}", page.shown());
        let ticked = page.attr("input[name=alert][checked]", "value");
        assert_eq!(page.attrs("input[name=alert]", "value").last(), Some(&ticked));
        assert_eq!(page.all(".alert-picks b").last().map(String::as_str), Some("“once more”"));
        assert!(page.says("Tick what you asked for"));
    }

    fn what_is_no_address_is_said_beside_the_field(world: World) {
        let client = world.client();
        let long = format!("{}@{}.example", "a".repeat(64), "b.".repeat(127));
        assert!(long.len() > 320);
        let page = client.get("/jobs?q=surgery&hires_in=OH").expect(200);
        for email in [
            "",
            "cleo",
            "cleo@home.example\r\nBcc: all@home.example",
            "\"cleo marsh\"@home.example",
            "cléo@home.example",
            "cleo@höme.example",
            "cleo@home.example, dana@home.example",
            "<b>@home.example",
            "cleo@closed.invalid",
            &long,
        ] {
            let refused = page.fill(ASK, &[("email", email), ("frequency", "weekly")]).expect(422);
            assert!(refused.has("#email-error"), "{email}: {}", refused.shown());
            assert_eq!(refused.attr("#frequency option[selected]", "value"), "weekly");
            assert_eq!(refused.attr("[name=criteria]", "value"), "q=surgery&hires_in=OH");
            let again = refused.fill("main form", &[("email", CLEO)]);
            again.expect(200);
            world.advance(TimeDelta::hours(1));
        }
        let other = page.fill(ASK, &[("email", CLEO), ("frequency", "hourly")]);
        assert!(other.expect(422).has("#frequency-error"));
        world.work();
        assert_eq!(world.mails().len(), 1);
        assert_eq!(count(&world, Stage::Unconfirmed), 1);
    }

    fn whatever_search_is_sent_a_valid_one_is_kept(world: World) {
        for (sent, kept, lost) in [
            ("q=%00surgery%0d%0aBcc:x&color=red&page=9&sort=pay&done=saved-1", "q=surgery+Bcc%3Ax", "“color=red” (no such filter)"),
            ("hires_in=OH,ZZ&hires_in=TX&role=moon", "hires_in=OH,TX", "“role=moon” (no such value)"),
            ("near=43215&within=300", "near=43215", "“within=300” (a distance is 10 to 200 whole miles)"),
            ("near=43215&within=33", "near=43215&within=33", ""),
            ("q=%E2%80%AE%3Cscript%3E", "q=%3Cscript%3E", ""),
        ] {
            let fields = [("criteria", sent), ("email", CLEO), ("frequency", "daily")];
            let mut page = world.client().post("/alerts", &fields);
            if !lost.is_empty() {
                page = page.expect(422);
                assert!(page.says("Left out of this search: “") && page.says(lost), "{}", page.shown());
                page = page.form("main form").submit();
            }
            let page = page.expect(200);
            assert!(!String::from_utf8_lossy(&page.body).contains("<script>"));
            assert_eq!(searches(&world).last().map(String::as_str), Some(kept), "{sent}");
        }
        // A stranger's words are not put into the letter of somebody who never asked.
        world.work();
        let letter = world.mail_to(CLEO);
        for text in [&letter.subject, &letter.text, &letter.html] {
            assert!(!text.contains("Bcc") && !text.contains("script"), "{text}");
        }
        assert!(letter.text.contains("12 Main Street") && letter.html.contains("12 Main Street"));
        assert!(letter.text.contains("Words you typed"), "{}", letter.text);
    }

    fn an_alert_without_a_filter_is_asked_about_once_more(world: World) {
        let hiring = hiring(&world);
        for n in 0..5 {
            publish_on(&world, &hiring, &content(&format!("Coder {n}")));
        }
        let sure = ask(&world.client(), "/jobs", CLEO, "weekly").expect(200);
        assert!(sure.says("Really every new job?") && sure.says("Right now that is about 2 a week."), "{}", sure.shown());
        assert_eq!(count(&world, Stage::Unconfirmed), 0);
        assert_eq!(sure.attr("#email", "value"), CLEO);
        sure.form("main form").press("Yes, every new job").expect(200);
        assert_eq!(searches(&world), [""]);
        let page = world.client().get(&confirmation(&world, CLEO)).expect(200);
        assert!(page.says("Every new job") && page.says("it has no filter"), "{}", page.shown());
        assert!(!page.has("input[name=alert][checked]"), "nobody gets every job by a press too many");
        page.form("main form").submit().expect(422);
    }

    fn what_a_guest_said_stands_behind_the_switches(world: World) {
        let hiring = hiring(&world);
        publish_on(&world, &hiring, &content("Surgery Coder"));
        let guest = world.client();
        assert!(!guest.get("/jobs?meets=yes").expect(200).has(ASK), "first they say what they hold");
        let fields = [("criteria", "meets=yes"), ("email", CLEO), ("frequency", "instant")];
        let refused = guest.post("/alerts", &fields).expect(422);
        assert_eq!(refused.attr("main form p a", "href"), "/fit?next=%2Fjobs%3Fmeets%3Dyes");
        visit(&guest, "Ohio", "cpc");
        let page = guest.get("/jobs?meets=yes&my_state=yes").expect(200);
        assert!(page.text(".alert-note").contains("Ohio · CPC"), "{}", page.shown());
        let said = "Remote or hires in Ohio, what you meet with CPC";
        assert!(page.text(".alert-note").contains(said), "{}", page.shown());
        assert!(!guest.get("/jobs?q=coder").expect(200).text(".alert-note").contains("Ohio"));
        page.fill(ASK, &[("email", CLEO), ("frequency", "instant")]).expect(200);
        let link = confirmation(&world, CLEO);
        let page = world.client().get(&link).expect(200);
        assert!(page.says(said), "{}", page.shown());
        page.form("main form").submit().expect(303);
        let mut other = content("Inpatient Coder");
        other.requirements.credentials = Some(careercenter::eligibility::Demand::held("ccs", careercenter::eligibility::Necessity::Required));
        publish_on(&world, &hiring, &other);
        publish_on(&world, &hiring, &content("Emergency Coder"));
        let letters = told(&world, CLEO);
        assert_eq!(letters.len(), 1);
        let letter = &letters[0].text;
        assert!(letter.contains("Emergency Coder") && !letter.contains("Inpatient"), "{letter}");
        assert!(letter.contains("You meet everything it states."), "{letter}");
        assert_eq!(zone(&world), "America/New_York");
    }

    fn the_hour_is_the_readers_own(world: World) {
        let guest = world.client();
        for (sent, place, kept) in [
            ("Europe/Paris", "", "Europe/Paris"),
            ("", "California", "America/Los_Angeles"),
            ("Mars/Olympus", "", "America/New_York"),
        ] {
            let client = if place.is_empty() { world.client() } else { guest.clone() };
            if !place.is_empty() {
                visit(&client, place, "cpc");
            }
            let email = format!("cleo{}@home.example", kept.len());
            let fields = [("criteria", "hires_in=OH"), ("email", &email), ("frequency", "daily"), ("zone", sent)];
            client.post("/alerts", &fields).expect(200);
            let zones: Vec<String> = world.site.db.read_now(|conn| {
                use careercenter::schema::subscriber;
                use diesel::prelude::*;
                Ok(subscriber::table.filter(subscriber::email.eq(&email)).select(subscriber::zone).load(conn)?)
            }).expect("read");
            assert_eq!(zones, [kept]);
        }
    }

    fn whoever_answers_says_where_they_are(world: World) {
        let fields = [("criteria", "hires_in=OH"), ("email", CLEO), ("frequency", "daily"), ("zone", "Asia/Tokyo")];
        world.client().post("/alerts", &fields).expect(200);
        assert_eq!(zone(&world), "Asia/Tokyo", "a stranger's");
        let page = world.client().get(&confirmation(&world, CLEO)).expect(200);
        assert_eq!(page.attr("main form input[name=zone]", "value"), "");
        page.form("main form").set("zone", "Mars/Olympus").submit().expect(303);
        assert_eq!(zone(&world), "Asia/Tokyo");
        page.form("main form").set("zone", "America/Denver").submit().expect(303);
        assert_eq!(zone(&world), "America/Denver");
    }

    fn whoever_is_signed_in_presses_one_button(world: World) {
        let cleo = world.person(CLEO);
        let page = cleo.get("/jobs?q=surgery&hires_in=OH").expect(200);
        assert!(!page.has(&format!("{ASK} [name=email]")));
        let list = page.fill(ASK, &[("frequency", "instant")]).expect(303).follow().expect(200);
        assert!(list.says("We will email you: “surgery”, remote or hires in Ohio."), "{}", list.shown());
        assert_eq!(words(&list), ["“surgery”, remote or hires in Ohio"]);
        assert_eq!(count(&world, Stage::Active), 1);
        // The same search is the same alert.
        page.fill(ASK, &[("frequency", "daily")]).expect(303);
        assert_eq!(count(&world, Stage::Active), 1);
        world.work();
        assert!(world.mails().is_empty(), "nobody asks somebody who is signed in");
        let front = cleo.get("/").expect(200);
        assert_eq!(front.click(".menu a[href='/alerts']").expect(200).path(), "/alerts");
        // Switches go by the profile, so there has to be one.
        let fields = [("criteria", "meets=yes"), ("frequency", "daily")];
        let refused = cleo.post("/alerts", &fields).expect(422);
        assert!(refused.attr("main form p a", "href").starts_with("/profile?next="));
        visit(&cleo, "Ohio", "cpc");
        cleo.post("/alerts", &fields).expect(422);
    }

    fn a_posting_leads_to_others_like_it(world: World) {
        let id = publish_on(&world, &hiring(&world), &content("Surgery Coder"));
        let guest = world.client();
        let posting = |client: &Client| client.get(&format!("/jobs/{id}")).follow_all().expect(200);
        let like = posting(&guest).click(".like").expect(200);
        assert_eq!(like.path(), "/jobs?role=outpatient-coder");
        assert!(like.has(ASK) && like.says("Surgery Coder"));
        visit(&guest, "Ohio", "cpc");
        assert_eq!(posting(&guest).attr(".like", "href"), "/jobs?role=outpatient-coder&hires_in=OH");
    }

    fn twenty_alerts_are_all(world: World) {
        let cleo = world.person(CLEO);
        for n in 0..20 {
            let criteria = format!("q=coder+{n}");
            cleo.post("/alerts", &[("criteria", &*criteria), ("frequency", "weekly")]).expect(303);
        }
        let fields = [("criteria", "q=one+more"), ("frequency", "weekly")];
        let refused = cleo.post("/alerts", &fields).expect(409);
        assert!(refused.says("You have 20 alerts") && refused.says("“one more”"), "{}", refused.shown());
        assert!(cleo.get("/alerts").expect(200).says("as many as we keep"));
    }
}
