//! The list of somebody's alerts: by a link from a letter and by a session; what can be changed on
//! it, and what goes wrong.

use careercenter::alerts::Stage;
use chrono::TimeDelta;

use super::{ASK, CLEO, confirmed, count, hiring, publish_on, searches, told};
use crate::support::advert::content;
use crate::support::{Client, PASSWORD, Page, World};

const FORM: &str = "main form.form";

/// The form of the first alert on a list.
#[track_caller]
fn change(list: &Page) -> Page {
    list.click("[data-alert] .alert-acts a").expect(200)
}

/// Cleo is signed in, and has alerts for these searches.
fn signed_in(world: &World, searches: &[&str]) -> Client {
    let cleo = world.person(CLEO);
    for criteria in searches {
        cleo.post("/alerts", &[("criteria", *criteria), ("frequency", "instant")]).expect(303);
    }
    cleo
}

on_both! {
    fn words_pay_and_frequency_are_changed_without_signing_in(world: World) {
        let list = confirmed(&world, "/jobs?q=surgery&hires_in=OH", CLEO, "daily");
        let page = change(&list);
        assert_eq!(page.attr("#q", "value"), "surgery");
        let refused = page.fill(FORM, &[("q", "x"), ("pay_floor", "lots"), ("frequency", "weekly"), ("paused_until", "2026-11-23")]);
        let refused = refused.expect(422);
        assert!(refused.has("#pay_floor-error") && refused.has("#paused_until-error"), "{}", refused.shown());
        assert_eq!((refused.attr("#q", "value"), refused.attr("#pay_floor", "value")), ("x".into(), "lots".into()));
        let fixed = [("q", "inpatient"), ("pay_floor", "26.50"), ("paused_until", "")];
        let list = refused.fill(FORM, &fixed).expect(303).follow().expect(200);
        assert!(list.says("Saved: “inpatient”, remote or hires in Ohio, at least $26.50 an hour."), "{}", list.shown());
        assert!(list.says("once a week, on Monday morning"));
        assert_eq!(searches(&world), ["q=inpatient&hires_in=OH&pay_floor=26.50"]);
    }

    fn words_nobody_has_are_mended_before_they_are_saved(world: World) {
        let hiring = hiring(&world);
        publish_on(&world, &hiring, &content("Inpatient Coder"));
        let cleo = world.person(CLEO);
        let sent = [("criteria", "q=inpateint"), ("frequency", "daily")];
        let asked = cleo.post("/alerts", &sent).expect(422);
        assert!(asked.says("No job says “inpateint”. We took it for “inpatient”"), "{}", asked.shown());
        assert!(searches(&world).is_empty(), "nothing is saved that was not read");
        asked.form(FORM).submit().expect(303);
        assert_eq!(searches(&world), ["q=inpatient"]);
        let list = cleo.get("/alerts").expect(200);
        assert!(list.says("1 job in the last 30 days would have matched."), "{}", list.shown());
        let refused = change(&list).fill(FORM, &[("q", "inpateint coder")]).expect(422);
        assert_eq!(refused.attr("#q", "value"), "inpatient coder");
        refused.fill(FORM, &[("q", "\"inpateint\"")]).expect(303);
        assert_eq!(searches(&world), ["q=%22inpateint%22"]);
        let list = cleo.get("/alerts").expect(200);
        assert!(list.says("Nothing in the last 30 days would have matched."), "as alerts find it");
    }

    fn a_pause_lets_what_appears_meanwhile_go(world: World) {
        let hiring = hiring(&world);
        let list = confirmed(&world, "/jobs?hires_in=OH", CLEO, "instant");
        let paused = change(&list).fill(FORM, &[("paused_until", "2026-11-25")]).expect(303).follow();
        assert!(paused.expect(200).says("Paused until November 25, 2026"));
        publish_on(&world, &hiring, &content("Surgery Coder"));
        assert!(told(&world, CLEO).is_empty());
        world.advance(TimeDelta::days(2));
        let list = world.client().get(&list.path()).expect(200);
        assert!(list.has(".stage.good") && !list.says("Paused"), "{}", list.shown());
        assert_eq!(change(&list).attr("#paused_until", "value"), "");
        publish_on(&world, &hiring, &content("Emergency Coder"));
        let letters = told(&world, CLEO);
        assert_eq!(letters.len(), 1);
        assert!(letters[0].text.contains("Emergency") && !letters[0].text.contains("Surgery"));
    }

    fn filters_are_chosen_on_the_listing(world: World) {
        let list = confirmed(&world, "/jobs?q=surgery&hires_in=OH", CLEO, "daily");
        let browser = list.client.clone();
        let page = change(&list);
        let listing = page.form(".panel .alert-acts form").submit().expect(303).follow().expect(200);
        assert_eq!(listing.path(), "/jobs?q=surgery&hires_in=OH");
        assert!(listing.says("You are changing an alert") && !listing.has(ASK), "{}", listing.shown());
        assert_eq!(listing.header("cache-control"), Some("private, no-store"));
        let other = browser.get("/jobs?credential=cpc&hires_in=TX").expect(200);
        let list = other.form(".alert-changing form").submit().expect(303).follow().expect(200);
        assert!(list.says("Saved: Remote or hires in Texas, CPC."), "{}", list.shown());
        assert_eq!(searches(&world), ["credential=cpc&hires_in=TX"]);
        assert!(!browser.get("/jobs").expect(200).has(".alert-changing"), "the cookie has gone");
        // Everything is not taken over without a question.
        change(&list).form(".panel .alert-acts form").submit().expect(303);
        let all = browser.get("/jobs").expect(200);
        let refused = all.form(".alert-changing form").submit().expect(303).follow();
        assert!(refused.says("Not saved: that search has no filter left."), "{}", refused.shown());
        assert_eq!(searches(&world), ["credential=cpc&hires_in=TX"]);
        // It can be left as it was.
        let page = change(&browser.get(&list.path()).expect(200));
        page.form(".panel .alert-acts form").submit().expect(303);
        let listing = browser.get("/jobs?q=other").expect(200);
        listing.form(".alert-changing form + form").submit().expect(303).follow().expect(200);
        assert!(browser.get("/jobs").expect(200).has(ASK));
        // Nobody without the cookie, or with another one, gets anywhere.
        let stranger = world.client();
        stranger.post("/alerts/criteria", &[("criteria", "q=mine")]).expect(404);
        for cookie in ["alert=x", "alert=", "alert=1.2.3"] {
            let headers = [("cookie", cookie), ("sec-fetch-site", "same-origin"), ("content-type", "application/x-www-form-urlencoded")];
            stranger.send(reqwest::Method::POST, "/alerts/criteria", &headers, Some(b"criteria=q".to_vec())).expect(404);
        }
    }

    fn switches_need_somebody_to_ask_about(world: World) {
        let cleo = signed_in(&world, &["hires_in=OH"]);
        let choose = |client: &Client| change(&client.get("/alerts").expect(200)).form(".panel .alert-acts form").submit().expect(303);
        choose(&cleo);
        let unsaid = cleo.post("/alerts/criteria", &[("criteria", "meets=yes")]).expect(303).follow().expect(200);
        assert!(unsaid.says("Say your state and credentials first"), "{}", unsaid.shown());
        assert_eq!(searches(&world), ["hires_in=OH"]);
        let form = cleo.get("/profile").expect(200);
        form.fill("form[action='/profile']", &[("zip", "43215"), ("credential", "cpc"), ("consent", "yes")]).expect(303);
        choose(&cleo);
        let page = cleo.get("/jobs?meets=yes").expect(200);
        let list = page.form(".alert-changing form").submit().expect(303).follow().expect(200);
        assert!(list.says("Saved: Only what you meet."), "{}", list.shown());
        // Whoever has signed out chooses no more.
        choose(&cleo);
        let menu = cleo.get("/jobs").expect(200);
        menu.form("form[action='/sign-out']").submit().expect(303);
        let asked = cleo.post("/alerts/criteria", &[("criteria", "q=other")]).expect(303);
        assert!(asked.location().starts_with("/sign-in"), "{}", asked.location());
        assert_eq!(searches(&world), ["meets=yes"]);
    }

    fn filters_are_not_saved_for_the_next_at_the_same_browser(world: World) {
        let cleo = signed_in(&world, &["hires_in=OH"]);
        change(&cleo.get("/alerts").expect(200)).form(".panel .alert-acts form").submit().expect(303);
        let menu = cleo.get("/jobs").expect(200);
        menu.form("form[action='/sign-out']").submit().expect(303);
        world.account("dana@home.example");
        let form = cleo.get("/sign-in").expect(200);
        form.fill("main form", &[("email", "dana@home.example"), ("password", PASSWORD)]).expect(303);
        cleo.post("/alerts", &[("criteria", "q=dana"), ("frequency", "daily")]).expect(303);
        let page = cleo.get("/jobs?q=other").expect(200);
        let back = page.form(".alert-changing form").submit().expect(303).follow().expect(200);
        assert_eq!(back.path(), "/jobs?q=other");
        assert!(back.has(ASK) && !back.has(".alert-changing"), "{}", back.shown());
        assert_eq!(searches(&world), ["hires_in=OH", "q=dana"]);
    }

    fn a_guest_may_say_something_else_of_themselves(world: World) {
        let list = confirmed(&world, "/jobs?hires_in=OH", CLEO, "daily");
        let browser = list.client.clone();
        let say = |place: &str, credential: &str| {
            let form = browser.get("/fit").expect(200);
            let fields = [("place", place), ("credential", credential)];
            form.form("form[action='/fit']").set_all(&fields).submit().expect(303);
        };
        for (place, credential, words) in [
            ("Ohio", "cpc", "Remote or hires in Ohio, what you meet with CPC"),
            ("Texas", "ccs", "Remote or hires in Texas, what you meet with CCS"),
        ] {
            say(place, credential);
            change(&browser.get(&list.path()).expect(200)).form(".panel .alert-acts form").submit().expect(303);
            let page = browser.get("/jobs?meets=yes&my_state=yes").expect(200);
            let saved = page.form(".alert-changing form").submit().expect(303).follow().expect(200);
            assert!(saved.says(&format!("Saved: {words}.")), "{}", saved.shown());
        }
        // An account's alert goes by its profile, whatever was said in this browser.
        let cleo = world.person(CLEO);
        let form = cleo.get("/profile").expect(200);
        form.fill("form[action='/profile']", &[("zip", "43215"), ("credential", "cpc"), ("consent", "yes")]).expect(303);
        let page = change(&browser.get(&list.path()).expect(200));
        cleo.post("/alerts", &[("criteria", "q=own"), ("frequency", "daily")]).expect(303);
        page.form(".panel .alert-acts form").submit().expect(303);
        let page = browser.get("/jobs?credential=cpc&meets=yes").expect(200);
        let saved = page.form(".alert-changing form").submit().expect(303).follow().expect(200);
        assert!(saved.says("Saved: Only what you meet, CPC."), "{}", saved.shown());
    }

    fn an_alert_becomes_every_job_only_on_purpose(world: World) {
        let list = confirmed(&world, "/jobs?q=surgery", CLEO, "daily");
        let sure = change(&list).fill(FORM, &[("q", "")]).expect(200);
        assert!(sure.says("Really every new job?"), "{}", sure.shown());
        assert_eq!(searches(&world), ["q=surgery"]);
        sure.form(FORM).press("Yes, every new job").expect(303);
        assert_eq!(searches(&world), [""]);
    }

    fn an_end_can_be_taken_back(world: World) {
        let hiring = hiring(&world);
        let cleo = signed_in(&world, &["hires_in=OH", "hires_in=TX"]);
        let list = cleo.get("/alerts").expect(200);
        assert_eq!(list.count("[data-alert]"), 2);
        let ended = list.form("[data-alert] form").submit().expect(303).follow().expect(200);
        assert!(ended.says("It sends nothing more.") && ended.count("[data-alert]") == 1, "{}", ended.shown());
        let back = ended.form(".done form").submit().expect(303).follow().expect(200);
        assert!(back.says("Your alert is active again.") && back.count("[data-alert]") == 2, "{}", back.shown());
        let none = back.form(".alert-end").submit().expect(303).follow().expect(200);
        assert!(none.says("2 alerts ended") && !none.has("[data-alert]"), "{}", none.shown());
        publish_on(&world, &hiring, &content("Surgery Coder"));
        assert!(told(&world, CLEO).is_empty());
        let both = none.form(".done form").submit().expect(303).follow().expect(200);
        assert!(both.says("Your alerts are active again."), "{}", both.shown());
        assert_eq!(count(&world, Stage::Active), 2);
        let list = cleo.get("/alerts").expect(200);
        let none = list.form(".alert-end").submit().expect(303).follow().expect(200);
        world.advance(TimeDelta::days(2));
        let late = none.form(".done form").submit().expect(303).follow().expect(200);
        assert!(late.says("too long ago"), "{}", late.shown());
        assert_eq!(count(&world, Stage::Active), 0);
    }

    fn two_people_changing_one_alert_are_told(world: World) {
        let list = confirmed(&world, "/jobs?q=surgery", CLEO, "daily");
        let (first, second) = (change(&list), change(&list));
        first.fill(FORM, &[("q", "inpatient")]).expect(303);
        let refused = second.fill(FORM, &[("q", "outpatient")]).expect(409);
        assert!(refused.says("changed meanwhile"), "{}", refused.shown());
        assert_eq!(refused.attr("#q", "value"), "outpatient");
        refused.form(FORM).submit().expect(303);
        assert_eq!(searches(&world), ["q=outpatient"]);
        let cleo = signed_in(&world, &["q=other"]);
        let page = change(&cleo.get("/alerts").expect(200));
        let twin = page.fill(FORM, &[("q", "other")]).expect(409);
        assert!(twin.says("already"), "{}", twin.shown());
    }

    fn links_open_what_they_were_made_for_alone(world: World) {
        let list = confirmed(&world, "/jobs?hires_in=OH", CLEO, "daily");
        let path = list.path();
        let token = path.split_once("token=").expect("a token").1.to_owned();
        let other = confirmed(&world, "/jobs?hires_in=TX", "dana@home.example", "daily");
        let foreign = other.attr("[data-alert]", "data-alert");
        let client = world.client();
        let (head, tail) = token.split_at(token.len() / 2);
        for forged in ["1", "x.y.z", "..", "%00", "é", &token[1..], head, &format!("{tail}{head}"), &format!("{token}0")] {
            for path in ["/alerts", "/alerts/confirm", "/alerts/unsubscribe", "/alerts/1"] {
                client.get(&format!("{path}?token={forged}")).expect(404);
            }
            for path in ["/alerts/end", "/alerts/again", "/alerts/1", "/alerts/1/filters", "/alerts/confirm"] {
                client.post(path, &[("token", forged), ("all", "yes")]).expect(404);
            }
        }
        for path in ["/alerts/confirm", "/alerts/unsubscribe"] {
            client.get(&format!("{path}?token={token}")).expect(404);
        }
        // Somebody else's alert is not there, whatever the link.
        client.get(&format!("/alerts/{foreign}?token={token}")).expect(404);
        client.post(&format!("/alerts/{foreign}"), &[("token", &*token), ("frequency", "daily")]).expect(404);
        client.post("/alerts/end", &[("token", &*token), ("alert", &*foreign)]).expect(303);
        client.post("/alerts/again", &[("token", &*token), ("alert", &*foreign)]).expect(303);
        assert_eq!(count(&world, Stage::Active), 2);
        assert_eq!(client.get("/alerts").expect(303).location(), "/sign-in?next=%2Falerts");
    }

    fn a_guests_alerts_are_the_accounts_once_it_is_theirs(world: World) {
        let list = confirmed(&world, "/jobs?hires_in=OH", CLEO, "daily");
        let cleo = world.person(CLEO);
        let own = cleo.get("/alerts").expect(200);
        assert_eq!(own.count("[data-alert]"), 1, "{}", own.shown());
        cleo.post("/alerts", &[("criteria", "hires_in=TX"), ("frequency", "daily")]).expect(303);
        assert_eq!(world.client().get(&list.path()).expect(200).count("[data-alert]"), 2);
        assert!(cleo.get("/account").expect(200).click("#about-alerts ~ .actions a").expect(200).has("[data-alert]"));
    }
}
