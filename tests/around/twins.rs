//! The same job through several agencies is one card.

use careercenter::clock::Moment;
use careercenter::employers::Standing;
use careercenter::postings::{self, SitePlace};
use careercenter::queue::{self, Task};
use careercenter::schema::{employer, posting_change, posting_text};
use careercenter::vocabulary::State;
use chrono::TimeDelta;
use diesel::prelude::*;

use super::*;
use crate::support::advert::{draft, employer as hiring, import_of, stand};
use crate::support::{Kind, OnBoth};

fn changes(world: &World) -> i64 {
    let count = |conn: &mut Conn| Ok(posting_change::table.count().get_result(conn)?);
    world.site.db.read_now(count).expect("counted")
}

fn on_site(city: &str, of: &Content) -> Content {
    let state = State::parse("OH").expect("a state");
    Content {
        arrangement: Some("on-site".to_owned()),
        states: "".parse().expect("no state"),
        site: Some(SitePlace { city: city.to_owned(), state, zip: String::new() }),
        ..of.clone()
    }
}

on_both! {
    fn the_same_job_through_agencies_is_one_card_with_its_variants(world: World) {
        let [codewell, northway, direct] =
            ["Codewell Staffing", "Northway Staffing", "Riverbend Health"].map(|name| hiring(&world.site, name));
        let first = post(&world, &codewell, &ad(1));
        world.advance(TimeDelta::hours(1));
        let mut cheaper = reworded(&ad(1), "Northway Staffing answers within a day.");
        cheaper.pay.as_mut().expect("pay").lowest = 250_000;
        let second = post(&world, &northway, &cheaper);
        assert_eq!(listed(&world), [first], "the oldest stands for the others");

        world.advance(TimeDelta::hours(1));
        let own = post(&world, &direct, &reworded(&ad(1), "You will work for us."));
        assert_eq!(listed(&world), [own], "whoever hires itself stands for its agencies");
        let page = world.client().get("/jobs").expect(200);
        assert_eq!(page.attr("h1", "data-total"), "1");
        assert_eq!(page.text(".card .others summary"), "Also posted by 2 agencies");
        let others = page.all(".card .others li");
        assert!(others.iter().any(|one| one.contains("Codewell Staffing") && one.contains("$28–$34 an hour")), "{others:?}");
        assert!(others.iter().any(|one| one.contains("Northway Staffing") && one.contains("$25–$34 an hour")), "{others:?}");
        let links = page.attrs(".card .others a", "href");
        assert_eq!(links.len(), 2);

        // Its page and those of the others name each other.
        for (id, named) in [(own, [&codewell, &northway]), (first, [&direct, &northway])] {
            let shown = world.client().visit(&format!("/jobs/{id}")).expect(200);
            let names = shown.all(".posting .others a");
            assert_eq!(names.len(), named.len(), "{names:?}");
        }
        let second_page = world.client().visit(&format!("/jobs/{second}")).expect(200);
        assert_eq!(second_page.text(".others summary"), "Also posted by 2 others");

        let feed = world.client().get("/jobs/feed.json").expect(200);
        let feed: serde_json::Value = serde_json::from_slice(&feed.body).expect("JSON");
        assert_eq!(feed["items"].as_array().map(Vec::len), Some(1));

        // Whoever goes, the next in line takes the place.
        close(&world, &direct, own);
        assert_eq!(listed(&world), [first]);
        assert_eq!(world.client().get("/jobs").text(".others summary"), "Also posted by 1 agency");
        let now = world.now();
        let suspended = |conn: &mut Conn| {
            stand(conn, codewell.employer, Standing::Suspended)?;
            postings::hold_all(conn, now, codewell.employer)
        };
        world.site.db.write_now(suspended).expect("it is held");
        search::refresh(&world.site).expect("the index follows");
        assert_eq!(listed(&world), [second]);
        assert!(!world.client().get("/jobs").has(".others"));
        edit(&world, &northway, second, &ad(2));
        assert_eq!(listed(&world), [second]);
    }

    fn a_text_that_is_edited_away_is_a_job_of_its_own(world: World) {
        let [codewell, direct] = ["Codewell Staffing", "Riverbend Health"].map(|name| hiring(&world.site, name));
        let own = post(&world, &direct, &ad(1));
        let through = post(&world, &codewell, &ad(1));
        assert_eq!(listed(&world), [own]);
        edit(&world, &codewell, through, &ad(2));
        assert_eq!(listed(&world), [through, own]);
        edit(&world, &codewell, through, &ad(1));
        assert_eq!(listed(&world), [own]);
        edit(&world, &direct, own, &ad(3));
        assert_eq!(listed(&world).len(), 2);
        // An agency that becomes an employer of its own is no agency.
        edit(&world, &direct, own, &ad(1));
        assert_eq!(listed(&world).len(), 1);
        let now = world.now();
        let changed = |conn: &mut Conn| {
            let its = employer::table.find(codewell.employer);
            diesel::update(its).set(employer::agency.eq(false)).execute(conn)?;
            postings::follow_employer(conn, now, codewell.employer)
        };
        world.site.db.write_now(changed).expect("it is changed");
        search::refresh(&world.site).expect("the index follows");
        assert_eq!(listed(&world).len(), 2);
    }

    fn different_openings_stay_apart(world: World) {
        let [codewell, direct, other] =
            ["Codewell Staffing", "Riverbend Health", "Lakeside Health"].map(|name| hiring(&world.site, name));
        let text = ad(1);
        let mut many = vec![
            // One employer with one text: side by side, in another town, for another role.
            post(&world, &direct, &on_site("Columbus", &text)),
            post(&world, &direct, &on_site("Columbus", &text)),
            post(&world, &direct, &on_site("Dayton", &text)),
            post(&world, &direct, &Content { title: "Inpatient Surgery Coder".into(), ..text.clone() }),
            // Two hospitals with a text from the same book.
            post(&world, &other, &on_site("Columbus", &text)),
            // An agency with the same text elsewhere, for another role, and for a night shift.
            post(&world, &codewell, &on_site("Toledo", &text)),
            post(&world, &codewell, &Content { title: "Outpatient Surgery Auditor".into(), ..text.clone() }),
            post(&world, &codewell, &Content { title: "Outpatient Surgery Coder II".into(), ..text.clone() }),
        ];
        many.reverse();
        assert_eq!(listed(&world), many);
        // Of two that one employer lists side by side an agency advertises one.
        post(&world, &codewell, &on_site("Columbus", &text));
        assert_eq!(listed(&world).len(), many.len());
    }

    fn an_imported_copy_stands_behind_the_employers_own(world: World) {
        let direct = hiring(&world.site, "Riverbend Health");
        let copied = |key| import_of(&world.site, "Riverbend  HEALTH", key, &ad(1));
        let (copy, beside) = (copied("copy"), copied("beside"));
        search::refresh(&world.site).expect("the index follows");
        assert_eq!(listed(&world), [beside, copy], "what one source lists twice is meant twice");
        let own = post(&world, &direct, &ad(1));
        assert_eq!(listed(&world), [own]);
        assert_eq!(world.client().get("/jobs").text(".others summary"), "Also posted by 2 others");
        assert!(world.client().get("/jobs").text(".others li").contains("found on usajobs.gov"));
    }

    fn nobody_takes_the_place_of_anothers_job(world: World) {
        let hospital = import_of(&world.site, "Lakeside Hospital", "own", &ad(1));
        let same_book = import_of(&world.site, "Bayside Hospital", "book", &ad(1));
        world.advance(TimeDelta::hours(1));
        let copying = hiring(&world.site, "Riverbend Health");
        let copy = post(&world, &copying, &ad(1));
        assert_eq!(listed(&world), [copy, same_book, hospital]);
        // An agency advertises one of them; whoever was first stands.
        let codewell = hiring(&world.site, "Codewell Staffing");
        close(&world, &copying, copy);
        post(&world, &codewell, &ad(1));
        assert_eq!(listed(&world), [same_book, hospital]);
        assert_eq!(world.client().get("/jobs").text(".others summary"), "Also posted by 1 agency");
    }

    fn what_was_there_before_is_compared_by_a_task(world: World) {
        let [codewell, direct] = ["Codewell Staffing", "Riverbend Health"].map(|name| hiring(&world.site, name));
        let own = post(&world, &direct, &ad(1));
        let through = post(&world, &codewell, &ad(1));
        let alone = post(&world, &codewell, &ad(2));
        let (now, before) = (world.now(), changes(&world));
        let forgotten = |conn: &mut Conn| {
            diesel::delete(posting_text::table).execute(conn)?;
            queue::enqueue(conn, now, 0, &Task::CompareTexts { after: 0 })
        };
        world.site.db.write_now(forgotten).expect("nothing was ever compared");
        world.work();
        let rows = |conn: &mut Conn| {
            let rows = posting_text::table.order(posting_text::posting_id);
            Ok(rows.select((posting_text::posting_id, posting_text::twin_of)).load(conn)?)
        };
        let rows: Vec<(PostingId, Option<PostingId>)> = world.site.db.read_now(rows).expect("read");
        assert_eq!(rows, [(own, None), (through, Some(own)), (alone, None)]);
        assert_eq!(changes(&world), before + 1, "only what changed is told");
        assert_eq!(listed(&world), [alone, own]);
    }

    fn two_who_publish_at_once_see_each_other(world: World) {
        let agencies: Vec<Hiring> =
            (0..4).map(|n| hiring(&world.site, &format!("Agency{n} Staffing"))).collect();
        let drafts: Vec<PostingId> =
            agencies.iter().map(|one| draft(&world.site, one, &ad(1))).collect();
        let now: Moment = world.now();
        std::thread::scope(|threads| {
            for (agency, &id) in agencies.iter().zip(&drafts) {
                let site = &world.site;
                threads.spawn(move || {
                    let published = |conn: &mut Conn| {
                        Posting::by_id(conn, id)?.publish(conn, now, &agency.account)
                    };
                    site.db.write_now(published).expect("it is published");
                });
            }
        });
        search::refresh(&world.site).expect("the index follows");
        assert_eq!(listed(&world).len(), 1);
        assert_eq!(world.client().get("/jobs").text(".others summary"), "Also posted by 3 agencies");
    }
}

#[test]
#[ignore = "it takes minutes"]
fn a_group_too_large_to_be_compared_stays_one() {
    let world = World::on(Kind::Sqlite);
    let agency = hiring(&world.site, "Codewell Staffing");
    let first = import_of(&world.site, "Lakeside Hospital", "own", &ad(1));
    world.advance(TimeDelta::hours(1));
    let second = post(&world, &agency, &ad(1));
    let last = 240;
    for n in 0..last {
        let one = hiring(&world.site, &format!("Agency{n} Staffing"));
        publish(&world.site, &one, &ad(1));
    }
    search::refresh(&world.site).expect("the index follows");
    assert_eq!(listed(&world), [first]);
    let page = world.client().get("/jobs").expect(200);
    assert_eq!(page.text(".others summary"), "Also posted by 241 others");
    assert_eq!(page.all(".others li").len(), 20);
    let now = world.now();
    let gone = |conn: &mut Conn| {
        careercenter::postings::take_down(conn, now, first, "a test", &agency.account)
    };
    world.site.db.write_now(gone).expect("it is taken down");
    search::refresh(&world.site).expect("the index follows");
    assert_eq!(listed(&world), [second], "the rest follows whoever takes the place");
    assert_eq!(world.client().get("/jobs").text(".others summary"), "Also posted by 240 others");
}
