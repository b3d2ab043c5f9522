//! What the house does before any noun moves in: it answers, refuses politely, and protects.

use reqwest::Method;

use crate::support::World;

on_both! {
    fn the_site_says_that_it_is_well(world: World) {
        let client = world.client();
        assert_eq!(client.get("/healthz").expect(200).body, b"ok");
        assert_eq!(client.get("/readyz").expect(200).body, b"ready");
        world.work();
        assert!(world.mails().is_empty());
    }

    fn an_address_that_leads_nowhere_gets_a_page(world: World) {
        let page = world.client().get("/nowhere").expect(404);
        assert!(page.has("h1"), "{}", page.shown());
        assert!(!page.says("NotFound"), "no internals: {}", page.shown());
        world.client().get("/assets/css/base.000000.css").expect(404);
    }

    fn every_answer_is_protected(world: World) {
        for path in ["/healthz", "/nowhere"] {
            let page = world.client().get(path);
            let policy = page.header("content-security-policy").expect("a policy").to_owned();
            assert!(policy.contains("default-src 'none'") || policy.contains("default-src 'self'"));
            assert!(!policy.contains("unsafe-inline"), "{policy}");
            assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
        }
    }

    fn a_form_of_another_site_is_refused(world: World) {
        let client = world.client();
        for origin in [("sec-fetch-site", "cross-site"), ("origin", "https://elsewhere.example")] {
            let headers = [origin, ("cookie", "session=x")];
            client.send(Method::POST, "/sign-out", &headers, None).expect(403);
            client.send(Method::POST, "/nowhere", &[origin], None).expect(403);
        }
        // A program says nothing of where it comes from; it acts for nobody.
        client.send(Method::POST, "/nowhere", &[], None).expect(404);
        client.send(Method::POST, "/nowhere", &[("cookie", "session=x")], None).expect(403);
        let own = [("sec-fetch-site", "same-origin"), ("cookie", "session=x")];
        assert_ne!(client.send(Method::POST, "/nowhere", &own, None).status, 403);
    }

    fn two_servers_share_a_database(world: World) {
        let neighbour = world.neighbour();
        neighbour.client().get("/readyz").expect(200);
        world.client().get("/readyz").expect(200);
    }

    fn the_error_page_is_accessible(world: World) {
        let browser = world.browser();
        browser.inspect("/nowhere", "error");
        assert!(!browser.text("h1").is_empty());
    }
}
