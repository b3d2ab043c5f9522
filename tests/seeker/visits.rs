//! State and credentials for a visit.

use super::board;
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
