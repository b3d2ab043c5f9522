//! A coder searches: the listing, its filters and their counts, addresses, odd questions, and how
//! soon a new posting is found.

mod alike;
mod asking;
mod helping;

use std::time::{Duration, Instant};

use careercenter::eligibility::{Demand, Necessity};
use careercenter::postings::{Content, PostingId};
use careercenter::search;
use careercenter::site::{Site, Stop};
use chrono::TimeDelta;

use crate::support::advert::{self, content, employer, import, publish};
use crate::support::{Page, World};

/// Thirty postings that differ in everything there are filters for.
pub fn board(world: &World) -> Vec<PostingId> {
    let direct = employer(&world.site, "Riverbend Health System");
    let agency = employer(&world.site, "Codewell Staffing");
    let ids = (0..30).map(|n| {
        world.advance(TimeDelta::hours(9));
        let content = various(n);
        match n % 3 {
            0 => publish(&world.site, &direct, &content),
            1 => publish(&world.site, &agency, &content),
            _ => import(&world.site, &format!("source-{n}"), &content),
        }
    });
    let ids = ids.collect();
    search::refresh(&world.site).expect("the index follows");
    ids
}

fn various(n: usize) -> Content {
    let pick = |slugs: &[&str]| slugs[n % slugs.len()].to_owned();
    let mut content =
        content(&format!("{} Coder {n}", pick(&["Surgery", "Inpatient", "Emergency"])));
    content.role =
        Some(pick(&["outpatient-coder", "inpatient-coder", "medical-coder", "coding-auditor"]));
    content.arrangement =
        Some(pick(&["remote-states", "remote-us", "on-site", "hybrid", "remote-us"]));
    content.states = pick(&["OH,TX", "FL", "TX,CA,WA"]).parse().expect("states");
    let place =
        careercenter::vocabulary::State::parse(&pick(&["OH", "NY", "TX"])).expect("a state");
    content.site = Some(careercenter::postings::SitePlace {
        city: String::new(),
        state: place,
        zip: String::new(),
    });
    content.employment_type = Some(pick(&["full-time", "part-time", "prn"]));
    let credential = pick(&["cpc", "cpc-a", "ccs", "rhit", "cpma"]);
    content.requirements.credentials = Some(Demand::AnyOf(vec![
        Demand::held(&credential, Necessity::Required),
        Demand::held("coc", Necessity::Preferred),
    ]));
    content.settings = vec![pick(&["emergency", "asc", "inpatient", "outpatient-facility"])];
    content.specialties = vec![pick(&["orthopedics", "cardiology"])];
    content.code_sets = vec![pick(&["cpt", "icd-10-cm", "hcpcs-ii"])];
    content.software = vec![pick(&["epic", "meditech", "solventum-360"])];
    content.apprentice_ok = n.is_multiple_of(4);
    content
}

pub fn total(page: &Page) -> usize {
    page.attr("h1[data-total]", "data-total").parse().expect("a number")
}

on_both! {
    fn every_count_is_what_clicking_it_shows(world: World) {
        board(&world);
        let visitor = world.client();
        for base in ["/jobs", "/jobs?q=surgery", "/jobs?credential=cpc&hires_in=OH"] {
            let page = visitor.get(base).expect(200);
            let facets = page.attrs("[data-facet]", "data-facet");
            assert!(facets.len() > 20, "{base}: {facets:?}");
            let counts = page.attrs("[data-facet]", "data-count");
            for (facet, count) in facets.iter().zip(&counts) {
                let (group, slug) = facet.split_once(':').expect("group:slug");
                let link = format!("[data-facet='{facet}'] a");
                let shown = if page.has(&link) { page.click(&link) } else {
                    visitor.visit(&format!("{base}{}{group}={slug}", if base.contains('?') { '&' } else { '?' }))
                };
                assert_eq!(total(&shown.expect(200)).to_string(), *count, "{base}: {facet}");
            }
        }
        let by_parameter = visitor.get("/jobs?credential=cpc").expect(200);
        let beside = visitor.get("/jobs").attr("[data-facet='credential:cpc']", "data-count");
        assert_eq!(total(&by_parameter).to_string(), beside);
        assert!(total(&by_parameter) < 30);
    }

    fn every_card_is_on_one_page_and_the_newest_comes_first(world: World) {
        let ids = board(&world);
        let first = world.client().get("/jobs").expect(200);
        assert_eq!(total(&first), 30);
        let mut shown = first.attrs("article[data-posting]", "data-posting");
        assert_eq!(shown.len(), 20);
        assert!(!first.has("a[rel=prev]"));
        assert_eq!(first.attr("link[rel=canonical]", "href"), format!("{}jobs", world.site.config.base_url));
        let second = first.click("a[rel=next]").expect(200);
        assert_eq!(second.path(), "/jobs?page=2");
        shown.extend(second.attrs("article[data-posting]", "data-posting"));
        let newest: Vec<String> = ids.iter().rev().map(ToString::to_string).collect();
        assert_eq!(shown, newest);
        let beyond = world.client().get("/jobs?page=9").expect(200);
        assert_eq!(beyond.count("article[data-posting]"), 10);
        assert!(beyond.says("There is no page 9"));
    }

    fn one_search_has_one_address(world: World) {
        board(&world);
        let visitor = world.client();
        let moved = visitor.get("/jobs?credential=ccs&q=surgery&credential=cpc&sort=match&near=&within=").expect(301);
        assert_eq!(moved.location(), "/jobs?q=surgery&credential=ccs,cpc");
        assert_eq!(moved.follow().expect(200).path(), "/jobs?q=surgery&credential=ccs,cpc");
        let chosen = visitor.get("/jobs?arrangement=remote-us&credential=cpc").expect(301).follow().expect(200);
        let chips = chosen.all(".chips li");
        assert!(chips.iter().any(|chip| chip.contains("Credential: CPC")), "{chips:?}");
        assert!(chosen.has("input[name=credential][value=cpc][checked]"));
        assert_eq!(chosen.attrs(".chips a", "href")[0], "/jobs?arrangement=remote-us");
    }

    fn what_cannot_be_used_is_named(world: World) {
        board(&world);
        let page = world.client().get("/jobs?role=inpatient-codr&color=red&hires_in=TX&pay_floor=lots").expect(200);
        assert_eq!(total(&page), total(&world.client().get("/jobs?hires_in=TX")));
        let canonical = page.attr("link[rel=canonical]", "href");
        assert!(canonical.ends_with("/jobs?hires_in=TX"), "{canonical}");
        let named = page.all(".banner li");
        assert_eq!(named.len(), 2, "{named:?}");
        assert!(named[0].contains("role=inpatient-codr"), "{named:?}");
        assert_eq!(page.attr(".banner li a", "href"), "/jobs?role=inpatient-coder&hires_in=TX");
        assert_eq!(page.attr("input[name=pay_floor]", "value"), "lots");
        assert!(page.has("#pay_floor-error"));
        let hidden = "/jobs?%00=1&x=%E2%80%AEy%00&near=%00zzyzx%E2%80%8B&pay_floor=%07lots";
        let raw = String::from_utf8(world.client().get(hidden).expect(200).body).expect("text");
        let unseen = |c: char| matches!(c, '\0' | '\u{7}' | '\u{202E}' | '\u{200B}');
        assert!(!raw.contains(unseen) && raw.contains("x=y"));
    }

    fn no_question_breaks_it(world: World) {
        board(&world);
        let visitor = world.client();
        let many: Vec<String> = (0..500).map(|n| format!("role=made-up-{n}&credential=cpc,x{n}")).collect();
        for query in [
            format!("q={}", "word ".repeat(2_000)),
            format!("q={}", "%F0%9F%A9%BA".repeat(900)),
            many.join("&"),
            format!("hires_in={}", "OH,".repeat(3_000)),
            "page=1000000000".into(),
            "page=-1&page=0&posted=99&sort=best".into(),
            "q=%E2%80%AEgnidoc&role=%E2%80%AE&near=%E2%80%AEoiho".into(),
            "q=%FF%FE&near=%FF&credential=%00cpc".into(),
            "q=<script>alert(1)</script>&near=<script>x</script>&pay_floor=<b>".into(),
            "&&&===&=x&q".into(),
            "pay_floor=1e400&pay=sure&pay=maybe&no_pay=no".into(),
            format!("q={}", "a".repeat(10_240)),
            format!("q={}", "-%22*,".repeat(2_000)),
            "q=%22&near=00000&within=1e9".into(),
            "q=-+--+*+,,+%22%22".into(),
            "q='+OR+1=1;--+UNION+SELECT&employer='%20OR%201=1".into(),
            "q=title:coder~2+AND+(body:%5B*+TO+*%5D)+%5C%5C+^4&sort=closest".into(),
            "q=in%E2%80%8Bpatient+%E2%81%A6coder%E2%81%A9&employer=%E2%80%AEx".into(),
            format!("credential={}", (0..500).map(|n| format!("!x{n},cpc,")).collect::<String>()),
            format!("employer={}", (0..500).map(|n| format!("acme-{n},!b-{n},")).collect::<String>()),
        ] {
            let page = visitor.get(&format!("/jobs?{query}")).follow_all();
            assert_eq!(page.status, 200, "{}", page.shown());
            assert!(!page.has("main script"), "{}", page.shown());
        }
    }

    fn a_posting_is_found_within_a_second_and_gone_when_closed(world: World) {
        let hiring = employer(&world.site, "Riverbend Health System");
        let stop = Stop::default();
        let visitor = world.client();
        let other = Site::open((*world.site.config).clone(), world.site.clock.clone());
        let other = other.expect("the site opens once more");
        assert!(!search::is_ready(&other) && search::is_ready(&world.site));
        std::thread::scope(|threads| {
            threads.spawn(|| search::run(&world.site, &stop));
            let id = publish(&world.site, &hiring, &content("Telemetry Coder"));
            let took = wait_until(|| total(&visitor.get("/jobs?q=telemetry")) == 1);
            assert!(took < Duration::from_secs(1), "{took:?}");
            advert::close(&world.site, &hiring, id);
            let took = wait_until(|| total(&visitor.get("/jobs")) == 0);
            assert!(took < Duration::from_secs(1), "{took:?}");
            stop.ask();
            world.site.db.committed().give();
        });
    }

    fn what_another_server_publishes_is_found_here(world: World) {
        let neighbour = world.neighbour();
        search::refresh(&neighbour.site).expect("the other index is filled");
        search::refresh(&world.site).expect("the index is filled");
        let hiring = employer(&world.site, "Riverbend Health System");
        let id = publish(&world.site, &hiring, &content("Telemetry Coder"));
        assert_eq!(total(&neighbour.client().get("/jobs")), 0);
        search::refresh(&neighbour.site).expect("the other index follows");
        let found = neighbour.client().get("/jobs?q=telemetry").expect(200);
        assert_eq!(found.attr("article[data-posting]", "data-posting"), id.to_string());
    }
}

/// Asks again and again, for at most five seconds; says how long it took.
fn wait_until(done: impl Fn() -> bool) -> Duration {
    let start = Instant::now();
    while !done() {
        assert!(start.elapsed() < Duration::from_secs(5), "it never came");
        std::thread::sleep(Duration::from_millis(20));
    }
    start.elapsed()
}
