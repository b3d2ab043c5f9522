//! State and credentials for a visit.

use super::board;
use crate::applicants::{CLEO, LEAST, save};
use crate::support::{Client, Page, World};

fn say(client: &Client, next: &str, pairs: &[(&str, &str)]) -> Page {
    let form = client.get(&format!("/fit?next={next}")).expect(200);
    form.fill("main form.form", pairs)
}

/// What a card says of the posting with this number.
fn verdict(page: &Page, id: i64) -> String {
    page.text(&format!("#job-{id} .verdict"))
}

on_both! {
    fn a_profile_begins_with_what_was_said_for_the_visit(world: World) {
        let client = world.person(CLEO);
        say(&client, "/jobs", &[("place", "43215"), ("credential", "cpc"), ("credential", "ccs")]).expect(303);
        let form = client.get("/profile").expect(200);
        let form = form.form("main form.form");
        assert_eq!(form.value("zip"), Some("43215"));
        let held: Vec<&str> = form.fields.iter().filter(|(name, _)| name == "credential").map(|(_, value)| value.as_str()).collect();
        assert_eq!(held[..2], ["cpc", "ccs"]);
    }

    fn how_long_somebody_has_coded_counts_for_the_visit(world: World) {
        let (_, [remote, _]) = board(&world);
        let client = world.client();
        let said = say(&client, "/jobs", &[("place", "OH"), ("credential", "cpc"), ("experience", "3-5")]);
        let page = said.follow_all();
        assert!(page.text(".verdict-by").contains("Ohio · CPC · 3 to 5 years"), "{}", page.shown());
        let form = page.click(".verdict-by a").expect(200);
        assert_eq!(form.form("main form.form").value("experience"), Some("3-5"));
        say(&client, "/jobs", &[("experience", "none")]).expect(303);
        let page = client.get(&format!("/jobs/{remote}-remote-coder")).expect(200);
        assert!(page.has(".verdict-panel"), "{}", page.shown());
        let signed_in = world.person(CLEO);
        say(&signed_in, "/jobs", &[("experience", "3-5")]).expect(303);
        let profile = signed_in.get("/profile").expect(200);
        assert_eq!(profile.form("main form.form").value("experience_band"), Some("3-5"));
    }

    fn whoever_says_state_and_credentials_sees_what_fits(world: World) {
        let (_, [remote, on_site]) = board(&world);
        let client = world.client();
        let before = client.get("/jobs").expect(200);
        assert!(!before.has(".verdict") && before.has(".fit-strip"));
        assert_eq!(before.header("cache-control"), Some("no-cache"));
        let form = before.click(".fit-strip a").expect(200);
        assert_eq!(form.path(), "/fit?next=%2Fjobs");
        let said = form.fill("main form.form", &[("place", "ohio"), ("credential", "cpc")]);
        let said = said.expect(303);
        assert_eq!(said.location(), "/jobs");
        assert_eq!(said.header("set-cookie"), Some("fit=OH.cpc; HttpOnly; SameSite=Lax; Path=/"));
        let after = said.follow().expect(200);
        assert!(after.text(".verdict-by").contains("Ohio · CPC"));
        assert_eq!(after.header("cache-control"), Some("private, no-store"));
        assert!(after.has(&format!("#job-{remote} .verdict.yes")), "{}", after.shown());
        assert!(!after.has(&format!("#job-{on_site} .verdict.yes")));
        assert!(verdict(&after, on_site).contains("CCS"), "{}", verdict(&after, on_site));
        for path in ["/", &format!("/jobs/{remote}-remote-coder")] {
            let page = client.get(path).expect(200);
            assert!(page.has(".verdict.yes"), "{}", page.shown());
            assert_eq!(page.header("cache-control"), Some("private, no-store"));
        }
        let changed = after.click(".verdict-by a").expect(200);
        assert_eq!(changed.attr("[name=place]", "value"), "Ohio");
        assert!(changed.has("[value=cpc][checked]"));
        let cleared = after.form("#fit-end").submit().expect(303).follow().expect(200);
        assert!(!cleared.has(".verdict") && cleared.has(".fit-strip"));
    }

    fn a_posting_gives_every_reason_and_where_to_say_more(world: World) {
        let (hiring, [remote, on_site]) = board(&world);
        let client = world.client();
        say(&client, "/jobs", &[("place", "43215"), ("credential", "ccs")]).expect(303);
        let page = client.get(&format!("/jobs/{on_site}-inpatient-coder")).expect(200);
        assert!(page.has(".verdict-panel .reasons.met li"), "{}", page.shown());
        say(&client, "/jobs", &[("place", ""), ("credential", "ccs")]).expect(303);
        let page = client.get(&format!("/jobs/{remote}-remote-coder")).expect(200);
        let missing = page.text(".verdict-panel");
        assert!(missing.contains("CPC"), "{missing}");
        assert!(page.attrs(".verdict-adds a", "href").iter().any(|url| url.starts_with("/fit?next=")));
        let employer = format!("/employers/{}-riverbend-health-system", hiring.employer);
        assert_eq!(client.get(&employer).expect(200).count(".card .verdict"), 2);
    }

    fn switches_leave_only_what_fits(world: World) {
        let (_, [remote, on_site]) = board(&world);
        let client = world.client();
        let before = client.get("/jobs").expect(200);
        assert_eq!(before.all(".unsaid a"), ["Only what I meet", "Hires in my state"]);
        let form = before.click(".unsaid a").expect(200);
        assert_eq!(form.path(), "/fit?next=%2Fjobs%3Fmeets%3Dyes");
        let said = form.fill("main form.form", &[("place", "TX"), ("credential", "cpc")]).follow_all();
        assert_eq!(said.path(), "/jobs?meets=yes");
        assert_eq!(said.attrs("[data-posting]", "data-posting"), [remote.to_string()]);
        assert!(said.has("meta[name=robots][content=noindex]"));
        assert!(said.attr("link[rel=canonical]", "href").ends_with("/jobs"));
        assert_eq!(said.text(".chips a"), "Remove Only what I meet");
        assert_eq!(said.click(".chips a").path(), "/jobs");
        let all = client.get("/jobs").expect(200);
        for (facet, count) in [("meets:yes", "1"), ("my_state:yes", "1")] {
            let value = format!("[data-facet='{facet}']");
            assert_eq!(all.attr(&value, "data-count"), count, "{}", all.shown());
            let only = all.click(&format!("{value} a")).expect(200);
            assert_eq!(only.attr("h1", "data-total"), count);
        }
        let nothing = client.get("/jobs?credential=ccs&meets=yes").expect(200);
        let advice = nothing.all(".advice li");
        assert!(advice.contains(&"1 job without “Only what I meet”".to_owned()), "{advice:?}");
        say(&client, "/jobs", &[("place", ""), ("credential", "ccs")]).expect(303);
        let unsaid = client.get("/jobs").expect(200);
        assert_eq!(unsaid.all(".unsaid a"), ["Hires in my state"]);
        assert_eq!(on_site.to_string(), client.get("/jobs?credential=ccs").attr("[data-posting]", "data-posting"));
    }

    fn a_search_about_nobody_asks_who_it_is_about(world: World) {
        let (_, [remote, _]) = board(&world);
        let client = world.client();
        let asks = client.get("/jobs?hires_in=OH&meets=yes").expect(200);
        assert!(asks.says("This search asks for jobs you meet.") && !asks.has("[data-posting]"));
        assert_eq!(asks.click(".needs-fit .form-links a").path(), "/jobs?hires_in=OH");
        let found = asks.fill(".needs-fit form", &[("place", "OH"), ("credential", "cpc")]);
        let found = found.expect(303).follow().expect(200);
        assert_eq!(found.path(), "/jobs?hires_in=OH&meets=yes");
        assert_eq!(found.attrs("[data-posting]", "data-posting"), [remote.to_string()]);
    }

    fn a_profile_answers_before_the_visit_does(world: World) {
        let (_, [remote, on_site]) = board(&world);
        let client = world.person(CLEO);
        say(&client, "/jobs", &[("place", "OH"), ("credential", "ccs")]).expect(303);
        let visit = client.get("/jobs").expect(200);
        assert!(visit.has(&format!("#job-{on_site} .verdict.yes")), "{}", visit.shown());
        save(&client, &LEAST).expect(303);
        let profile = client.get("/jobs").expect(200);
        assert!(profile.text(".verdict-by").contains("By your profile: Ohio · CPC"));
        assert!(profile.has(&format!("#job-{remote} .verdict.yes")), "{}", profile.shown());
        assert!(!profile.has(&format!("#job-{on_site} .verdict.yes")));
        assert_eq!(profile.click(".verdict-by a").path(), "/profile?next=%2Fjobs");
        let fit = client.get("/fit").expect(200);
        assert!(fit.says("Your profile says this already") && !fit.has("main form.form"));
    }

    fn what_cannot_be_read_is_said_beside_its_field(world: World) {
        let client = world.client();
        let said = say(&client, "/jobs", &[("place", "Springfield"), ("credential", "cpc")]).expect(422);
        assert!(said.text("#place-error").contains("more than one Springfield"));
        assert_eq!(said.attr("[name=place]", "value"), "Springfield");
        assert!(said.has("[value=cpc][checked]") && said.has("[name=next][value='/jobs']"));
        assert!(said.header("set-cookie").is_none());
        say(&client, "/jobs", &[("place", "")]).expect(422);
        let both = say(&client, "/jobs", &[("credential", "cpc"), ("none", "yes")]).expect(422);
        assert!(both.has("#none-error"));
        let none = say(&client, "/jobs", &[("none", "yes")]).expect(303).follow_all();
        assert!(none.status == 200 && client.get("/fit").has("#none[checked]"));
    }

    fn it_leads_back_and_nowhere_else(world: World) {
        let client = world.client();
        let query = "%2Fjobs%3Fcredential%3Dcpc";
        let back = say(&client, query, &[("place", "TX")]).expect(303);
        assert_eq!(back.location(), "/jobs?credential=cpc");
        for next in ["//evil.example", "https://evil.example", "/\\evil.example", "x", ""] {
            let next = url::form_urlencoded::byte_serialize(next.as_bytes()).collect::<String>();
            let back = say(&client, &next, &[("place", "TX")]).expect(303);
            assert_eq!(back.location(), "/jobs");
        }
        let odd = client.post("/fit", &[("place", "TX"), ("next", "/jobs?q=é\u{202e}\r\nx")]);
        assert!(odd.status == 303 && odd.location().starts_with("/jobs"), "{}", odd.shown());
    }

    fn a_cookie_nobody_gave_is_nothing(world: World) {
        board(&world);
        for cookie in ["fit=garbage", "fit=", "fit=OH.moon", "fit=OH.cpc.cpc", "fit=%00", "fit=oh"] {
            let page = world.client().send(reqwest::Method::GET, "/jobs", &[("cookie", cookie)], None);
            assert!(page.status == 200 && !page.has(".verdict"), "{cookie}: {}", page.shown());
            assert_eq!(page.header("cache-control"), Some("no-cache"));
        }
    }
}
