//! A search as a feed: what other people's parsers make of it.

use careercenter::postings::{Content, PostingId};
use careercenter::search;
use chrono::{TimeDelta, Utc};
use feed_rs::model::{Entry, Feed};
use feed_rs::parser;
use reqwest::Method;

use crate::support::advert::{self, Hiring, content, employer, import, publish};
use crate::support::{Client, Page, World};

const SHAPES: [(&str, &str); 3] = [
    ("rss", "application/rss+xml; charset=utf-8"),
    ("atom", "application/atom+xml; charset=utf-8"),
    ("json", "application/feed+json; charset=utf-8"),
];

fn publish_on(world: &World, hiring: &Hiring, content: &Content) -> PostingId {
    let id = publish(&world.site, hiring, content);
    search::refresh(&world.site).expect("the index follows");
    id
}

#[track_caller]
fn read(page: &Page) -> Feed {
    parser::parse(&page.body[..]).unwrap_or_else(|error| panic!("{error}: {}", page.shown()))
}

fn feed(client: &Client, shape: &str, query: &str) -> Feed {
    read(&client.get(&format!("/jobs/feed.{shape}{query}")).expect(200))
}

fn titles(feed: &Feed) -> Vec<&str> {
    feed.entries.iter().map(title_of).collect()
}

fn title_of(entry: &Entry) -> &str {
    entry.title.as_ref().map_or("", |title| &title.content)
}

/// With a header that says which one is known.
fn again(client: &Client, path: &str, tag: &str) -> Page {
    client.send(Method::GET, path, &[("if-none-match", tag)], None)
}

on_both! {
    fn every_listing_has_its_feeds(world: World) {
        let hiring = employer(&world.site, "Riverbend Health");
        publish_on(&world, &hiring, &content("Surgery Coder"));
        let elsewhere = Content { arrangement: Some("remote-us".into()), ..content("Inpatient Coder") };
        publish_on(&world, &hiring, &elsewhere);
        let client = world.client();
        let page = client.get("/jobs?q=surgery&hires_in=OH&sort=pay").expect(200);
        let alternates = page.attrs("head link[rel=alternate]", "href");
        assert_eq!(alternates, page.attrs(".feeds a", "href"));
        assert_eq!(alternates[0], "/jobs/feed.rss?q=surgery&hires_in=OH");
        for (path, (_, kind)) in alternates.iter().zip(SHAPES) {
            let answer = client.get(path).expect(200);
            assert_eq!(answer.header("content-type"), Some(kind));
            assert_eq!(titles(&read(&answer)), ["Surgery Coder at Riverbend Health"]);
        }
        assert_eq!(feed(&client, "atom", "").entries.len(), 2);
        let nothing = feed(&client, "json", "?q=astronaut");
        assert!(nothing.entries.is_empty());
        assert!(feed(&client, "rss", "?q=astronaut").entries.is_empty());
        assert!(feed(&client, "atom", "?q=astronaut").entries.is_empty());
    }

    fn a_feed_says_what_a_card_says(world: World) {
        let hiring = employer(&world.site, "Riverbend Health");
        let first = publish_on(&world, &hiring, &content("Surgery Coder"));
        let (then, base) = (world.now(), world.site.config.base_url.to_string());
        world.advance(TimeDelta::hours(30));
        publish_on(&world, &hiring, &content("Inpatient Coder"));
        for (shape, _) in SHAPES {
            let feed = feed(&world.client(), shape, "");
            assert_eq!(titles(&feed), ["Inpatient Coder at Riverbend Health", "Surgery Coder at Riverbend Health"]);
            let entry = &feed.entries[1];
            assert_eq!(entry.id, format!("{base}jobs/{first}"), "{shape}");
            assert_eq!(entry.links[0].href, format!("{base}jobs/{first}-surgery-coder"));
            assert_eq!(entry.published, Some(then.utc().with_timezone(&Utc)));
            let text = match shape {
                "rss" => entry.summary.as_ref().map(|text| text.content.clone()),
                _ => entry.content.as_ref().and_then(|content| content.body.clone()),
            };
            let text = text.expect("what it says");
            for words in ["$28–$34 an hour", "Remote · hires in Ohio and Texas", "CPC", "<p>Surgery Coder."] {
                assert!(text.contains(words), "{shape}: {words} in {text}");
            }
            // The address of the id leads to the page.
            let path = format!("/jobs/{first}");
            assert!(world.client().get(&path).follow_all().expect(200).says("Surgery Coder"));
        }
    }

    fn a_feed_is_the_same_for_everybody(world: World) {
        let hiring = employer(&world.site, "Riverbend Health");
        publish_on(&world, &hiring, &content("Surgery Coder"));
        let guest = world.client();
        let form = guest.get("/fit").expect(200);
        form.form("form[action='/fit']").set_all(&[("place", "Wyoming"), ("none", "yes")]).submit().expect(303);
        let page = guest.get("/jobs?meets=yes&my_state=yes").expect(200);
        assert_eq!(page.attr("h1[data-total]", "data-total"), "0");
        assert_eq!(page.attrs("link[rel=alternate]", "href")[0], "/jobs/feed.rss");
        assert_eq!(feed(&guest, "rss", "?meets=yes&my_state=yes").entries.len(), 1);
    }

    fn what_a_listing_leaves_out_a_feed_leaves_out(world: World) {
        let hiring = employer(&world.site, "Riverbend Health");
        publish_on(&world, &hiring, &content("Surgery Coder"));
        let own = |query: &str| {
            let feed = feed(&world.client(), "atom", query);
            let own = feed.links.iter().find(|link| link.rel.as_deref() == Some("self"));
            own.expect("its own address").href.clone()
        };
        let base = world.site.config.base_url.to_string();
        for (query, means) in [
            ("?color=red&role=moon&page=9&sort=pay&utm_source=x&done=saved-1", ""),
            ("?hires_in=oh&hires_in=TX,&q=%00surgery", "?q=surgery&hires_in=OH,TX"),
            ("?near=ohio", "?hires_in=OH"),
            ("?near=43215-1234", "?near=43215"),
            ("?%FF=%FE&&&=", ""),
        ] {
            assert_eq!(own(query), format!("{base}jobs/feed.atom{means}"), "{query}");
        }
    }

    fn what_has_not_changed_is_not_sent_again(world: World) {
        let hiring = employer(&world.site, "Riverbend Health");
        let id = publish_on(&world, &hiring, &content("Surgery Coder"));
        let client = world.client();
        for (shape, _) in SHAPES {
            let path = format!("/jobs/feed.{shape}");
            let page = client.get(&path).expect(200);
            let tag = page.header("etag").expect("a tag").to_owned();
            assert!(page.header("cache-control").expect("how long").contains("max-age=300"));
            world.advance(TimeDelta::hours(5));
            let same = again(&client, &path, &tag).expect(304);
            assert!(same.body.is_empty() && same.header("etag") == Some(&*tag));
            again(&client, &path, &format!("\"x\", {tag}")).expect(304);
            again(&client, &path, "W/\"x\"").expect(200);
            again(&client, &path, "x,,\"").expect(200);
        }
        let tag = client.get("/jobs/feed.rss").header("etag").expect("a tag").to_owned();
        advert::close(&world.site, &hiring, id);
        search::refresh(&world.site).expect("the index follows");
        assert!(read(&again(&client, "/jobs/feed.rss", &tag).expect(200)).entries.is_empty());
    }

    fn whatever_people_write_stays_text(world: World) {
        let hiring = employer(&world.site, "Riverbend ]]> & <Sons>");
        let hostile = Content {
            title: "Coder ]]> <b>&amp; \u{1b}\u{8}\u{202e}\u{FFFE} “I/II” é😀".to_owned(),
            description: format!("<script>alert(1)</script> ]]> &nbsp; \u{1b} [x](javascript:alert(1)) {}", "Code charts with care. ".repeat(10)),
            ..content("x")
        };
        publish_on(&world, &hiring, &hostile);
        import(&world.site, "one", &content("Found & <Lost>"));
        search::refresh(&world.site).expect("the index follows");
        let client = world.client();
        for (shape, _) in SHAPES {
            let page = client.get(&format!("/jobs/feed.{shape}")).expect(200);
            let feed = read(&page);
            let [found, coder] = &titles(&feed)[..] else { panic!("two of {}", feed.entries.len()) };
            assert!(coder.starts_with("Coder ]]> <b>&amp; ") && coder.contains("“I/II” é😀"), "{coder}");
            assert_eq!(*found, "Found & <Lost> at Veterans Health Administration");
            let text = String::from_utf8(page.body).expect("text");
            assert!(!text.contains("<script") && !text.contains("href=\"javascript"), "{text}");
            assert!(text.contains("unconfirmed"));
            if shape != "json" {
                assert!(!text.contains(['\u{1b}', '\u{8}', '\u{FFFE}']), "{text}");
            }
        }
    }

    fn a_feed_has_an_end(world: World) {
        let hiring = employer(&world.site, "Riverbend Health");
        let long = Content { description: "Code *charts* with care & more. ".repeat(600), ..content("Coder") };
        for n in 0..55 {
            world.advance(TimeDelta::minutes(1));
            publish(&world.site, &hiring, &Content { title: format!("Coder {n}"), ..long.clone() });
        }
        search::refresh(&world.site).expect("the index follows");
        for (shape, _) in SHAPES {
            let page = world.client().get(&format!("/jobs/feed.{shape}")).expect(200);
            let feed = read(&page);
            assert_eq!(feed.entries.len(), 50);
            assert_eq!(titles(&feed)[0], "Coder 54 at Riverbend Health");
            assert!(page.body.len() < 300_000, "{shape}: {}", page.body.len());
        }
    }
}
