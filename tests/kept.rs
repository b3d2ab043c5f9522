//! Pages that are kept for everybody who is nobody to the board: what is kept, for how long, and
//! who neither gets nor leaves one.

mod asking;
mod failing;

use careercenter::accounts::Account;
use careercenter::postings::PostingId;
use careercenter::search;
use chrono::TimeDelta;
use reqwest::Method;

use crate::support::advert::{self, Hiring, content, draft, employer, publish};
use crate::support::{Client, Page, World};

fn publish_on(world: &World, hiring: &Hiring, title: &str) -> PostingId {
    let id = publish(&world.site, hiring, &content(title));
    search::refresh(&world.site).expect("the index follows");
    id
}

fn with(client: &Client, path: &str, headers: &[(&str, &str)]) -> Page {
    client.send(Method::GET, path, headers, None)
}

fn tag(page: &Page) -> String {
    page.header("etag").expect("a tag").to_owned()
}

/// What was rendered to be kept while something happened.
fn rendered(world: &World, happens: impl FnOnce()) -> u64 {
    let before = world.site.pages.rendered();
    happens();
    world.site.pages.rendered() - before
}

on_both! {
    fn a_page_is_rendered_once_a_minute(world: World) {
        let hiring = employer(&world.site, "Riverbend Health");
        let id = publish_on(&world, &hiring, "Surgery Coder");
        let name = format!("/employers/{}-riverbend-health", hiring.employer);
        let posting = format!("/jobs/{id}-surgery-coder");
        for path in ["/", "/jobs", "/jobs?q=surgery&hires_in=OH", "/jobs/employers?q=surgery", "/jobs/feed.rss?q=surgery", "/employers", &name, &posting] {
            let client = world.client();
            let once = rendered(&world, || {
                let first = client.get(path).expect(200);
                assert_eq!(first.header("set-cookie"), None, "{path}");
                let again = world.client().get(path).expect(200);
                assert_eq!((&again.body, tag(&again)), (&first.body, tag(&first)), "{path}");
                for same in ["cache-control", "content-type", "content-security-policy", "x-content-type-options", "x-robots-tag", "vary"] {
                    assert_eq!(again.header(same), first.header(same), "{path}: {same}");
                }
                let known = with(&client, path, &[("if-none-match", &tag(&first))]);
                assert_eq!((known.status, known.body.len(), tag(&known)), (304, 0, tag(&first)), "{path}");
                assert_eq!(known.header("cache-control"), first.header("cache-control"));
                let head = client.send(Method::HEAD, path, &[], None);
                assert_eq!((head.status, tag(&head)), (200, tag(&first)));
                let head = client.send(Method::HEAD, path, &[("if-none-match", &tag(&first))], None);
                assert_eq!(head.status, 304);
                assert_eq!(with(&client, path, &[("if-none-match", "*")]).status, 304, "{path}");
                let other = with(&client, path, &[("if-none-match", "W/\"other\"")]);
                assert_eq!((other.status, &other.body), (200, &first.body));
            });
            assert_eq!(once, 1, "{path}");
            world.advance(TimeDelta::minutes(1));
            assert_eq!(rendered(&world, || drop(client.get(path).expect(200))), 1, "{path}");
        }
        let page = world.client().get("/jobs").expect(200);
        assert_eq!(page.header("cache-control"), Some("no-cache"));
        assert!(page.header("content-security-policy").is_some_and(|policy| policy.starts_with("default-src 'none'")));
        let vary: Vec<_> = page.headers.get_all("vary").iter().collect();
        assert_eq!(vary, ["Accept-Encoding", "Cookie"]);
    }

    fn a_page_is_packed_once_and_unpacked_for_whoever_cannot(world: World) {
        publish_on(&world, &employer(&world.site, "Riverbend Health"), "Surgery Coder");
        let (client, gzip) = (world.client(), [("accept-encoding", "gzip, br")]);
        let packed = with(&client, "/jobs", &gzip).expect(200);
        assert_eq!(packed.header("content-encoding"), Some("gzip"));
        assert_eq!(packed.body[..2], [0x1f, 0x8b]);
        let plain = client.get("/jobs").expect(200);
        assert_eq!(plain.header("content-encoding"), None);
        assert!(plain.says("Surgery Coder") && plain.body.len() > packed.body.len());
        assert_eq!(tag(&plain), tag(&packed));
        assert_eq!(world.site.pages.rendered(), 1);
    }

    fn whatever_changes_shows_at_once(world: World) {
        let (hiring, client) = (employer(&world.site, "Riverbend Health"), world.client());
        let listed = |path: &str| client.get(path).expect(200).count("article[data-posting]");
        let path = format!("/employers/{}-riverbend-health", hiring.employer);
        assert_eq!((listed("/jobs"), listed(&path), listed("/")), (0, 0, 0));
        let id = publish_on(&world, &hiring, "Surgery Coder");
        let posting = format!("/jobs/{id}-surgery-coder");
        assert_eq!((listed("/jobs"), listed(&path), listed("/")), (1, 1, 1));
        assert!(!client.get(&posting).expect(200).says("This job is closed"));
        advert::close(&world.site, &hiring, id);
        search::refresh(&world.site).expect("the index follows");
        assert_eq!((listed("/jobs"), listed(&path), listed("/")), (0, 0, 0));
        assert!(client.get(&posting).expect(200).says("This job is closed"));
    }

    fn an_employer_that_changes_or_goes_shows_at_once(world: World) {
        let owner = world.account("dana@example.org");
        let id = world.known_employer(owner, "Riverbend Health");
        let account = world.site.db.read_now(|conn| Account::by_id(conn, owner)).expect("an account");
        publish_on(&world, &Hiring { account, employer: id }, "Surgery Coder");
        let (dana, client) = (world.sign_in("dana@example.org"), world.client());
        let card = || client.get("/jobs").expect(200).text("article[data-posting]");
        assert!(card().contains("Riverbend Health"));
        assert!(client.get(&format!("/employers/{id}-riverbend-health")).expect(200).says("Nine"));
        let form = dana.get(&format!("/hire/employers/{id}/edit")).expect(200);
        form.fill("main form.form", &[("name", "Riverbend Clinics"), ("about", "Ten centers.")]).expect(303);
        let moved = client.get(&format!("/employers/{id}-riverbend-health")).expect(301);
        assert!(moved.follow().expect(200).says("Ten centers."));
        assert!(client.get("/employers").expect(200).says("Riverbend Clinics"));
        assert!(card().contains("Riverbend Clinics"));
        let admin = world.administrator("root@example.org");
        let review = admin.get(&format!("/admin/employers/{id}")).expect(200);
        review.fill("form[action$=suspension]", &[("reason", "Nobody is there")]).expect(303);
        client.get(&format!("/employers/{id}-riverbend-clinics")).expect(404);
        assert!(!client.get("/employers").expect(200).says("Riverbend Clinics"));
    }

    fn what_an_administrator_decides_shows_at_once(world: World) {
        let owner = world.account("dana@example.org");
        let new = world.employer(owner, "Riverbend Health");
        let account = world.site.db.read_now(|conn| Account::by_id(conn, owner)).expect("an account");
        let hiring = Hiring { account, employer: new };
        let (root, client) = (world.administrator("root@example.org"), world.client());
        let (page, listed) = (format!("/employers/{new}-riverbend-health"), |path: &str| client.get(path).expect(200).says("Riverbend Health"));
        let decide = |id: PostingId, form: &str, fields: &[(&str, &str)]| {
            root.get(&format!("/admin/postings/{id}")).expect(200).fill(form, fields).expect(303);
        };
        // The index hears of none of it: what it does not know has to show at once all the same.
        let [back, id] = ["Inpatient Coder", "Surgery Coder"].map(|title| publish(&world.site, &hiring, &content(title)));
        assert!(!listed("/employers"));
        client.get(&page).expect(404);
        decide(back, "form[action$=return]", &[("reason", "Say what it pays")]);
        assert!(!listed("/employers"));
        decide(id, "form[action$=approval]", &[]);
        assert!(listed("/employers") && client.get("/employers").expect(200).says("1 open job"));
        assert!(client.get(&page).expect(200).says("Surgery Coder"));
        let posting = format!("/jobs/{id}-surgery-coder");
        client.get(&posting).expect(200);
        decide(id, "form[action$=takedown]", &[("take_down_reason", "It asks for money")]);
        client.get(&posting).expect(410);
        assert!(!client.get(&page).expect(200).says("Surgery Coder"));
        assert!(client.get("/employers").expect(200).says("no open jobs"));
    }

    fn what_an_employer_does_with_a_posting_shows_at_once(world: World) {
        let owner = world.account("dana@example.org");
        let employer = world.known_employer(owner, "Riverbend Health");
        let account = world.site.db.read_now(|conn| Account::by_id(conn, owner)).expect("an account");
        let id = draft(&world.site, &Hiring { account, employer }, &content("Surgery Coder"));
        let (dana, client) = (world.sign_in("dana@example.org"), world.client());
        let (page, posting) = (format!("/employers/{employer}-riverbend-health"), format!("/jobs/{id}-surgery-coder"));
        let press = |part: &str, fields: &[(&str, &str)]| drop(dana.post(&format!("/hire/postings/{id}/{part}"), fields).expect(303));
        let cards = || client.get(&page).expect(200).count("article[data-posting]");
        assert_eq!(cards(), 0);
        press("publication", &[]);
        assert_eq!(cards(), 1);
        let says = |words: &str| client.get(&posting).expect(200).says(words);
        assert!(!says("Ten to a shift"));
        let form = dana.get(&format!("/hire/postings/{id}")).expect(200);
        let text = format!("Ten to a shift. {}", content("Surgery Coder").description);
        form.form("main form").set("description", &text).press("Save changes").expect(303);
        assert!(says("Ten to a shift") && !says("This job is closed"));
        press("closure", &[("reason", "filled")]);
        assert!(says("This job is closed"));
        assert_eq!(cards(), 0);
        press("renewal", &[]);
        assert_eq!((cards(), says("This job is closed")), (1, false));
    }

    fn whoever_is_somebody_neither_gets_nor_leaves_one(world: World) {
        let hiring = employer(&world.site, "Riverbend Health");
        let id = publish_on(&world, &hiring, "Surgery Coder");
        let signed_in = world.person("cleo@example.org");
        let visit = world.client();
        visit.get("/fit").expect(200).fill("main form.form", &[("place", "OH"), ("credential", "cpc")]).expect(303);
        let nobody = world.client();
        for path in ["/", "/jobs", &format!("/jobs/{id}-surgery-coder")] {
            for client in [&signed_in, &visit] {
                let held = world.site.pages.held();
                let page = client.get(path).expect(200);
                assert_eq!(page.header("cache-control"), Some("private, no-store"), "{path}");
                assert_eq!((page.header("etag"), world.site.pages.held()), (None, held), "{path}");
            }
            let open = nobody.get(path).expect(200);
            assert_eq!(open.header("cache-control"), Some("no-cache"), "{path}");
            assert!(!open.says("cleo") && !open.has(".verdict"), "{path}");
            assert!(signed_in.get(path).expect(200).says("cleo"), "{path}");
            assert!(visit.get(path).expect(200).has(".verdict"), "{path}");
        }
        let count = world.site.pages.rendered();
        for brings in [("authorization", "Bearer x"), ("cookie", "alert=1"), ("cookie", "a=b; form=x")] {
            with(&nobody, "/jobs?q=surgery", &[brings]).expect(200);
        }
        assert_eq!(world.site.pages.rendered(), count);
        with(&nobody, "/jobs?q=surgery", &[("cookie", "_ga=1")]).expect(200);
        assert_eq!(world.site.pages.rendered(), count + 1);
    }

    fn an_invented_address_is_not_kept(world: World) {
        let hiring = employer(&world.site, "Riverbend Health");
        let id = publish_on(&world, &hiring, "Surgery Coder");
        let client = world.client();
        for path in [
            "/jobs?color=red", "/jobs?role=codr", "/jobs?page=7", "/jobs?done=saved-7", "/jobs?near=zzyzx",
            "/jobs?pay_floor=lots", "/jobs?utm_source=x", "/jobs?meets=yes", "/jobs/feed.rss?color=red",
            "/jobs/feed.atom?q=a&utm_source=x", &format!("/jobs/{id}"), &format!("/jobs/{id}-surgery-coder?x=1"),
            "/employers?page=x", "/employers?page=7", "/employers?x=1", &format!("/employers/{}-riverbend-health?x=1", hiring.employer), "/?x=1",
            "/jobs/999-no", "/employers/999-no", "/jobs/x",
        ] {
            for _ in 0..2 {
                let page = client.get(path);
                assert!([200, 301, 404].contains(&page.status), "{path}: {}", page.shown());
            }
            assert_eq!((world.site.pages.held(), world.site.pages.rendered()), ((0, 0), 0), "{path}");
        }
        let odd = client.get("/jobs?color=red").expect(200);
        assert_eq!(odd.header("cache-control"), Some("no-cache"));
        assert_eq!(with(&client, "/jobs?color=red", &[("if-none-match", &tag(&odd))]).status, 304);
        client.get("/jobs?").expect(200);
        assert_eq!(world.site.pages.held().0, 1);
        client.get("/jobs/").expect(200);
        assert_eq!((world.site.pages.held().0, world.site.pages.rendered()), (1, 1));
    }

    fn styles_and_scripts_are_named_by_what_they_hold_and_kept_for_good(world: World) {
        let client = world.client();
        let page = client.get("/jobs").expect(200);
        let links = page.attrs("link[rel=stylesheet]", "href").into_iter().chain(page.attrs("script[src]", "src"));
        let links: Vec<String> = links.collect();
        assert!(links.len() > 5, "{links:?}");
        for link in links {
            let plain = client.get(&link).expect(200);
            assert_eq!(plain.header("cache-control"), Some("public, max-age=31536000, immutable"), "{link}");
            assert_eq!(with(&client, &link, &[("if-none-match", &tag(&plain))]).status, 304);
            let packed = with(&client, &link, &[("accept-encoding", "br, gzip")]).expect(200);
            assert_eq!(packed.header("vary"), Some("Accept-Encoding"));
            match packed.header("content-encoding") {
                Some("gzip") => assert!(packed.body.len() < plain.body.len(), "{link}"),
                other => assert_eq!((other, packed.body.len()), (Some("identity"), plain.body.len()), "{link}"),
            }
        }
    }

    fn twenty_at_once_render_once(world: World) {
        publish_on(&world, &employer(&world.site, "Riverbend Health"), "Surgery Coder");
        let start = std::sync::Barrier::new(20);
        std::thread::scope(|threads| {
            for _ in 0..20 {
                threads.spawn(|| {
                    let client = world.client();
                    start.wait();
                    assert!(client.get("/jobs?q=surgery").expect(200).says("Surgery Coder"));
                });
            }
        });
        assert_eq!(world.site.pages.rendered(), 1);
    }
}
