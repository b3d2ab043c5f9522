//! Pages everybody may look at: the front page, a posting from its first day to its last, the page
//! before the employer's own site, employers, and what the board says about itself.

use careercenter::db::Conn;
use careercenter::employers::Standing;
use careercenter::postings::Posting;
use careercenter::search;
use chrono::TimeDelta;

use crate::support::World;
use crate::support::advert::{self, content, employer, import, publish};

on_both! {
    fn the_front_page_leads_into_the_board(world: World) {
        let hiring = employer(&world.site, "Riverbend Health System");
        for n in 0..8 {
            world.advance(TimeDelta::hours(1));
            publish(&world.site, &hiring, &content(&format!("Surgery Coder {n}")));
        }
        search::refresh(&world.site).expect("the index follows");
        let page = world.client().get("/").expect(200);
        assert!(page.says("8 open jobs") && page.says("nobody can pay to be higher"));
        assert_eq!(page.count("article[data-posting]"), 6);
        assert_eq!(page.text("article[data-posting] h3"), "Surgery Coder 7");
        let listing = page.click(".ways-list a").expect(200);
        assert_eq!(listing.attr("h1", "data-total"), "8");
        let found = page.fill("#ask", &[("q", "surgery"), ("near", "Ohio")]).follow_all().expect(200);
        assert_eq!(found.path(), "/jobs?q=surgery&hires_in=OH");
    }

    fn an_empty_board_still_has_its_pages(world: World) {
        search::refresh(&world.site).expect("the index is filled");
        for path in ["/", "/jobs", "/jobs?q=nothing", "/employers", "/about"] {
            world.client().get(path).expect(200);
        }
        let about = world.client().get("/about");
        for source in ["GeoNames", "Census", "Labor Statistics"] {
            assert!(about.says(source), "{}", about.shown());
        }
        let robots = world.client().get("/robots.txt").expect(200);
        let rules = String::from_utf8(robots.body).expect("text");
        assert!(rules.contains("Disallow: /hire") && rules.contains("Disallow: /admin"));
        assert!(!rules.contains("Disallow: /\n"));
    }

    fn a_posting_has_one_address_and_says_its_facts(world: World) {
        let hiring = employer(&world.site, "Riverbend Health System");
        let id = publish(&world.site, &hiring, &content("Surgery Coder II"));
        let address = format!("/jobs/{id}-surgery-coder-ii");
        for other in [format!("/jobs/{id}"), format!("/jobs/{id}-something-else")] {
            let moved = world.client().get(&other).expect(301);
            assert_eq!(moved.location(), address);
        }
        let page = world.client().get(&address).expect(200);
        assert_eq!(page.text("h1"), "Surgery Coder II");
        assert!(page.attr("link[rel=canonical]", "href").ends_with(&address));
        assert!(page.has("script[type='application/ld+json']"));
        assert!(page.says("$28") && page.says("CPC"));
        let apply = page.click(".posting-apply a").expect(200);
        let link = apply.attr("main a.button", "href");
        assert_eq!(link, format!("/jobs/{id}/departure"));
        assert!(apply.attr("main a.button", "rel").contains("noopener"));
        assert!(apply.says("careers.riverbend.example"));
        assert!(apply.has("meta[name=robots][content=noindex]"));
        for nothing in ["/jobs/0", "/jobs/x", "/jobs/999999", "/jobs/99999999999999999999", "/jobs/x/apply", "/jobs/999999/apply"] {
            world.client().get(nothing).expect(404);
        }
    }

    fn what_ended_says_why_for_a_year(world: World) {
        let hiring = employer(&world.site, "Riverbend Health System");
        let id = publish(&world.site, &hiring, &content("Surgery Coder"));
        let address = format!("/jobs/{id}-surgery-coder");
        advert::close(&world.site, &hiring, id);
        let closed = world.client().get(&address).expect(200);
        assert!(closed.has(".banner"), "{}", closed.shown());
        assert!(!closed.has("script[type='application/ld+json']"));
        assert!(!closed.has(".posting-apply") && !closed.says("ongoing basis"));
        assert_eq!(world.client().get(&format!("/jobs/{id}/apply")).expect(303).location(), address);
        world.advance(TimeDelta::days(364));
        world.client().get(&address).expect(200);
        world.advance(TimeDelta::days(1));
        world.client().get(&address).expect(410);
        world.client().get(&format!("/jobs/{id}/apply")).expect(410);
    }

    fn what_was_never_public_is_not_there(world: World) {
        let hiring = employer(&world.site, "Riverbend Health System");
        let now = world.now();
        let draft = |conn: &mut Conn| Posting::draft(conn, now, hiring.employer, &content("Draft"));
        let draft = world.site.db.write_now(draft).expect("a draft");
        world.client().get(&format!("/jobs/{draft}-draft")).expect(404);
        let new = |conn: &mut Conn| advert::stand(conn, hiring.employer, Standing::New);
        world.site.db.write_now(new).expect("it is new again");
        let held = publish(&world.site, &hiring, &content("Held"));
        world.client().get(&format!("/jobs/{held}-held")).expect(404);
        world.client().get(&format!("/jobs/{held}/apply")).expect(404);
        search::refresh(&world.site).expect("the index follows");
        assert_eq!(world.client().get("/jobs").attr("h1", "data-total"), "0");
    }

    fn an_imported_posting_leads_to_its_source(world: World) {
        let id = import(&world.site, "a", &content("Records Technician"));
        let page = world.client().get(&format!("/jobs/{id}-records-technician")).expect(200);
        assert!(page.has("meta[name=robots][content=noindex]"));
        assert!(!page.has("script[type='application/ld+json']"));
        assert!(!page.has(".posting-apply"));
        assert_eq!(page.attr(".source a", "href"), "https://www.usajobs.gov/job/1");
        assert_eq!(world.client().get(&format!("/jobs/{id}/apply")).expect(303).location(), page.path());
        search::refresh(&world.site).expect("the index follows");
        let directory = world.client().get("/employers").expect(200);
        assert_eq!(directory.attr("h1", "data-total"), "0");
    }

    fn employers_are_listed_with_what_they_have_open(world: World) {
        let riverbend = employer(&world.site, "Riverbend Health System");
        employer(&world.site, "Codewell Staffing 100%");
        for n in 0..21 {
            world.advance(TimeDelta::hours(1));
            publish(&world.site, &riverbend, &content(&format!("Coder {n}")));
        }
        let directory = world.client().get("/employers").expect(200);
        assert_eq!(directory.all("ul.employers .live"), ["no open jobs", "21 open jobs"]);
        for (q, count) in [("river", "1"), ("%", "1"), ("_", "0"), ("RÍVER", "1"), ("zzz", "0")] {
            let found = directory.fill("form.find", &[("q", q)]).expect(200);
            assert_eq!(found.attr("h1", "data-total"), count, "{q}");
        }
        let id = riverbend.employer;
        let moved = world.client().get(&format!("/employers/{id}?page=2")).expect(301);
        assert_eq!(moved.location(), format!("/employers/{id}-riverbend-health-system?page=2"));
        let second = moved.follow().expect(200);
        assert_eq!(second.count("article[data-posting]"), 1);
        let first = second.click("a[rel=prev]").expect(200);
        assert_eq!(first.count("article[data-posting]"), 20);
        // Beyond the end is the end.
        let beyond = world.client().get(&format!("/employers/{id}-riverbend-health-system?page=9")).expect(200);
        assert_eq!(beyond.count("article[data-posting]"), 1);
        assert!(beyond.attr("link[rel=canonical]", "href").ends_with("?page=2"));
        assert_eq!(world.client().get("/employers?page=9").expect(200).count("ul.employers .live"), 2);
        assert!(first.says("21 open jobs") && first.says("Columbus, Ohio"));
        assert_eq!(first.text(".employer-about em"), "surgery");
    }

    fn an_employer_nobody_has_looked_at_is_not_shown(world: World) {
        let hiring = employer(&world.site, "Riverbend Health System");
        let address = format!("/employers/{}-riverbend-health-system", hiring.employer);
        world.client().get(&address).expect(200);
        for standing in [Standing::New, Standing::Suspended] {
            let stand = |conn: &mut Conn| advert::stand(conn, hiring.employer, standing);
            world.site.db.write_now(stand).expect("its standing changes");
            world.site.pages.renew();
            world.client().get(&address).expect(404);
            assert_eq!(world.client().get("/employers").attr("h1", "data-total"), "0");
        }
        for nothing in ["/employers/0", "/employers/x", "/employers/99999"] {
            world.client().get(nothing).expect(404);
        }
    }
}
