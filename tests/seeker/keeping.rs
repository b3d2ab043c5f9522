//! Saved and hidden postings, hidden employers.

use careercenter::db::Conn;
use careercenter::postings::{Posting, PostingId};
use careercenter::search;

use super::board;
use crate::applications::{CLEO, coder, opening, send};
use crate::support::advert::{self, content, publish};
use crate::support::{Page, World};

/// Presses the button of a card.
fn press(page: &Page, id: i64, part: &str) -> Page {
    let button = format!("button[formaction='/jobs/{id}/{part}']");
    let on = page.attr(&button, "value");
    let next = page.attr("#keep [name=next]", "value");
    page.client.post(&format!("/jobs/{id}/{part}"), &[("next", next.as_str()), ("on", &on)])
}

on_both! {
    fn whoever_has_no_account_signs_in_and_comes_back(world: World) {
        let (_, [remote, _]) = board(&world);
        let page = world.client().get("/jobs?hires_in=OH").expect(200);
        assert!(!page.says("Hide"));
        let led = press(&page, remote, "saved").expect(303);
        assert_eq!(led.location(), "/sign-in?next=%2Fjobs%3Fhires%5Fin%3DOH");
        led.follow().expect(200);
        assert_eq!(world.client().get("/saved").expect(303).location(), "/sign-in?next=%2Fsaved");
    }

    fn what_is_saved_is_kept_until_it_is_let_go(world: World) {
        let (hiring, [remote, on_site]) = board(&world);
        let client = world.person("ada@home.example");
        let listing = client.get("/jobs").expect(200);
        let saved = press(&listing, remote, "saved").expect(303);
        assert_eq!(saved.location(), format!("/jobs?done=saved-{remote}"));
        let said = saved.follow().expect(200);
        assert!(said.text(".done").contains("Saved."), "{}", said.shown());
        assert_eq!(said.count("button[aria-pressed=true]"), 1);
        press(&listing, remote, "saved").expect(303);
        press(&listing, on_site, "saved").expect(303);
        let own = client.get("/profile/export").expect(200);
        let own: serde_json::Value = serde_json::from_slice(&own.body).expect("JSON");
        let taken: Vec<_> = own["saved_postings"].as_array().into_iter().flatten().collect();
        assert_eq!(taken.len(), 2);
        assert_eq!(taken[0]["name"], "Remote Coder");
        assert_eq!(taken[0]["path"], format!("/jobs/{remote}-remote-coder"));
        let kept = client.get("/saved").expect(200);
        assert_eq!(kept.attr("h1", "data-total"), "2");
        advert::close(&world.site, &hiring, PostingId(on_site));
        let kept = client.get("/saved").expect(200);
        assert!(kept.text(&format!("#job-{on_site} .signs")).contains("Closed"));
        let gone = press(&kept, on_site, "saved").expect(303);
        assert_eq!(gone.location(), format!("/saved?done=let-go-{on_site}"));
        let gone = gone.follow().expect(200);
        assert_eq!(gone.attr("h1", "data-total"), "1");
        let undone = client.post(&gone.attr(".done button", "formaction"), &[("on", "yes")]);
        assert_eq!(undone.follow_all().attr("h1", "data-total"), "2");
        let page = client.get(&format!("/jobs/{remote}-remote-coder")).expect(200);
        assert!(page.has(".posting-act button[aria-pressed=true]"));
        assert_eq!(world.person("bo@home.example").get("/saved").attr("h1", "data-total"), "0");
    }

    fn what_is_not_there_cannot_be_kept(world: World) {
        let (hiring, _) = board(&world);
        let now = world.now();
        let draft = |conn: &mut Conn| Posting::draft(conn, now, hiring.employer, &content("Draft"));
        let draft = world.site.db.write_now(draft).expect("a draft");
        let client = world.person("ada@home.example");
        for id in [draft.0, 999_999] {
            for part in ["saved", "hidden"] {
                client.post(&format!("/jobs/{id}/{part}"), &[("on", "yes")]).expect(404);
            }
        }
        client.post("/employers/999999/hidden", &[("on", "yes")]).expect(404);
        client.post("/employers/999999/hidden", &[("on", "no")]).expect(404);
    }

    fn what_somebody_applied_to_says_so(world: World) {
        let (_, posting) = opening(&world);
        search::refresh(&world.site).expect("the index follows");
        let client = coder(&world, CLEO);
        let before = client.get("/jobs").expect(200);
        press(&before, posting.0, "saved").expect(303);
        let application = send(&client, posting).expect(303).location();
        for path in ["/jobs", "/", "/saved"] {
            let page = client.get(path).expect(200);
            assert_eq!(page.text(".card .applied"), "Applied Nov 23", "{path}");
        }
        let page = client.get(&format!("/jobs/{posting}-outpatient-coder")).expect(200);
        let link = page.attr(".posting-act .applied a", "href");
        assert!(application.starts_with(&link), "{application} {link}");
        page.client.get(&link).expect(200);
        assert!(!world.client().get("/jobs").has(".applied"));
    }

    fn what_is_hidden_leaves_results_and_counts(world: World) {
        let (hiring, [remote, on_site]) = board(&world);
        let client = world.person("ada@home.example");
        let listing = client.get("/jobs").expect(200);
        assert_eq!(listing.attr("h1", "data-total"), "2");
        let hidden = press(&listing, remote, "hidden").expect(303).follow().expect(200);
        assert_eq!(hidden.attr("h1", "data-total"), "1");
        assert_eq!(hidden.attrs("[data-posting]", "data-posting"), [on_site.to_string()]);
        let texas = "[data-facet='hires_in:TX']";
        assert!(listing.has(texas) && !hidden.has(texas), "{}", hidden.shown());
        let undo = hidden.attr(".done button", "formaction");
        let back = client.post(&undo, &[("on", "no"), ("next", "/jobs")]).follow_all();
        assert_eq!(back.attr("h1", "data-total"), "2");
        let employer = client.get(&format!("/employers/{}", hiring.employer)).follow_all();
        let hide = employer.attr(".employer-keeps button", "formaction");
        client.post(&hide, &[("on", "yes")]).expect(303);
        client.post(&hide, &[("on", "yes")]).expect(303);
        publish(&world.site, &hiring, &content("Later Coder"));
        search::refresh(&world.site).expect("the index follows");
        assert_eq!(client.get("/jobs").attr("h1", "data-total"), "0");
        assert_eq!(client.get("/").count("[data-posting]"), 0);
        assert_eq!(world.client().get("/jobs").attr("h1", "data-total"), "3");
        let kept = client.get("/saved").expect(200);
        assert!(kept.text(".hidden-list").contains("Riverbend Health System"));
        let show = kept.attr(".hidden-list button", "formaction");
        client.post(&show, &[("on", "no")]).expect(303);
        assert_eq!(client.get("/jobs").attr("h1", "data-total"), "3");
    }
}
