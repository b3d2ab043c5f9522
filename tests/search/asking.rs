//! What can be asked: where somebody lives, what they do not want, what it has to pay, for whom.

use careercenter::postings::{Content, Pay, SitePlace};
use careercenter::search;
use careercenter::vocabulary::State;

use super::total;
use crate::support::advert::{content, employer, import, publish};
use crate::support::{Page, World};

fn at(title: &str, arrangement: &str, city: &str, state: &str) -> Content {
    let state = State::parse(state).expect("a state");
    let states = if arrangement == "remote-states" { "OH,TX" } else { "" };
    Content {
        arrangement: Some(arrangement.to_owned()),
        states: states.parse().expect("states"),
        site: Some(SitePlace { city: city.to_owned(), state, zip: String::new() }),
        ..content(title)
    }
}

/// Postings around Columbus, Ohio, and far from it.
fn around_columbus(world: &World) {
    let hiring = employer(&world.site, "Riverbend Health System");
    for (title, arrangement, city, state) in [
        ("Here Coder", "on-site", "Columbus", "OH"),
        ("Near Coder", "hybrid", "Lancaster", "OH"),
        ("Dayton Coder", "on-site", "Dayton", "OH"),
        ("Cleveland Coder", "on-site", "Cleveland", "OH"),
        ("Remote Coder", "remote-states", "Austin", "TX"),
        ("Austin Coder", "on-site", "Austin", "TX"),
    ] {
        publish(&world.site, &hiring, &at(title, arrangement, city, state));
    }
    search::refresh(&world.site).expect("the index follows");
}

fn titles(page: &Page) -> Vec<String> {
    page.all("article[data-posting] h2")
}

on_both! {
    fn a_place_finds_what_is_near_and_what_is_remote_there(world: World) {
        around_columbus(&world);
        let visitor = world.client();
        let led = visitor.get("/jobs").fill("#ask", &[("near", "columbus ohio")]);
        assert_eq!(led.expect(302).location(), "/jobs?near=Columbus,+OH");
        let near = visitor.get("/jobs?near=Columbus,+OH&sort=closest").expect(200);
        assert_eq!(titles(&near), ["Here Coder", "Near Coder", "Remote Coder"]);
        assert_eq!(near.attr("#near", "value"), "Columbus, OH");
        assert_eq!(near.all(".card .far")[0], "about a mile away");
        assert!(near.all(".card .far")[1].ends_with("miles away") && near.count(".card .far") == 2);
        let chips = near.all(".chips li");
        assert!(chips[0].contains("Within 50 miles of Columbus, OH, or remote in Ohio"), "{chips:?}");
        let wider = near.fill("#ask", &[("within", "100")]);
        assert_eq!(wider.expect(301).location(), "/jobs?near=Columbus,+OH&within=100&sort=closest");
        let wider = visitor.get("/jobs?near=Columbus,+OH&within=100").expect(200);
        assert_eq!(total(&wider), 4);
        assert!(wider.has("#within option[value='100'][selected]"));
        assert!(wider.has("#sort option[value=closest]") && wider.has("meta[name=robots]"));
        let anywhere = wider.click(".chips a").expect(200);
        assert!(total(&anywhere) == 6 && !anywhere.has("#sort option[value=closest]"));
    }

    fn any_distance_in_reach_is_kept_and_another_is_named(world: World) {
        around_columbus(&world);
        let visitor = world.client();
        let odd = visitor.get("/jobs?near=Columbus,+OH&within=33").expect(200);
        assert!(odd.all(".chips li")[0].contains("Within 33 miles of Columbus, OH"), "{}", odd.shown());
        assert!(odd.has("#within option[value='33'][selected]"));
        assert_eq!(total(&odd), total(&odd.form("#ask").submit().follow_all().expect(200)));
        for (asked, meant) in [("5", "10"), ("300", "200")] {
            let page = visitor.get(&format!("/jobs?near=Columbus,+OH&within={asked}")).expect(200);
            assert!(page.says(&format!("“within={asked}”: a distance is 10 to 200 whole miles.")), "{}", page.shown());
            assert!(page.all(".chips li")[0].contains("Within 50 miles of Columbus, OH"));
            let link = format!("/jobs?near=Columbus,+OH&within={meant}");
            assert!(page.attrs(".results .banner a", "href").contains(&link), "{}", page.shown());
        }
    }

    fn a_state_is_a_filter_and_an_unclear_place_is_asked_about(world: World) {
        around_columbus(&world);
        let visitor = world.client();
        let led = visitor.get("/jobs").fill("#ask", &[("near", "ohio")]);
        assert_eq!(led.expect(302).location(), "/jobs?hires_in=OH");
        let more = visitor.get("/jobs?hires_in=OH").fill("#ask", &[("near", "TX")]);
        assert_eq!(more.expect(302).location(), "/jobs?hires_in=OH,TX", "nothing chosen is lost");
        let asked = visitor.get("/jobs?near=Springfield&within=25").expect(200);
        assert_eq!(asked.attr("#near", "value"), "Springfield");
        assert!(asked.has("#within option[value='25'][selected]"), "how far is kept, too");
        let choices = asked.attrs(".ask-choices a", "href");
        assert!(choices.iter().any(|url| url.contains("near=Springfield,+IL&within=25")), "{choices:?}");
        let unknown = visitor.get("/jobs?near=Zzyzxville&q=remote").expect(200);
        assert_eq!(unknown.attr("#near", "value"), "Zzyzxville");
        assert_eq!(unknown.attr("#q", "value"), "remote");
        assert!(unknown.text("#near-error").contains("not known"));
        assert_eq!(total(&unknown), total(&visitor.get("/jobs?q=remote")));
        let zip = visitor.get("/jobs?near=00000").expect(200);
        assert!(zip.text("#near-error").contains("ZIP code is not known") && total(&zip) == 6);
    }

    fn a_value_can_be_left_out_and_taken_back(world: World) {
        around_columbus(&world);
        let visitor = world.client();
        let all = visitor.get("/jobs").expect(200);
        let without = all.click("[data-facet='arrangement:on-site'] a.not").expect(200);
        assert_eq!(without.path(), "/jobs?arrangement=!on-site");
        assert_eq!(total(&without), 2);
        assert!(without.all(".chips li")[0].contains("Not On site"));
        let boxed = "input[name=arrangement][value='!on-site'][checked]";
        assert!(without.has(boxed) && !without.has("[data-facet='arrangement:on-site'] a.not"));
        let kept = without.fill("#ask", &[("q", "coder")]).follow_all().expect(200);
        assert_eq!(kept.path(), "/jobs?q=coder&arrangement=!on-site");
        assert_eq!(total(&kept.click("[data-facet='arrangement:on-site'] a").expect(200)), 4);
        assert_eq!(total(&without.click(".chips a").expect(200)), 6);
        assert!(without.has("meta[name=robots]"), "there is no end of them");
    }

    fn a_floor_says_what_reaching_it_means(world: World) {
        let hiring = employer(&world.site, "Riverbend Health System");
        let paid = |title: &str, lowest, highest| Content {
            pay: Some(Pay { lowest, highest, ..content(title).pay.expect("it pays") }),
            ..content(title)
        };
        publish(&world.site, &hiring, &paid("Sure Coder", 300_000, 340_000));
        publish(&world.site, &hiring, &paid("Maybe Coder", 240_000, 320_000));
        publish(&world.site, &hiring, &paid("Little Coder", 180_000, 200_000));
        import(&world.site, "silent", &Content { pay: None, ..content("Silent Coder") });
        search::refresh(&world.site).expect("the index follows");
        let visitor = world.client();
        for (query, shown, chips) in [
            ("pay_floor=30", 2, &["May pay $30 an hour"][..]),
            ("pay_floor=30&pay=sure", 1, &["Surely pays $30 an hour"]),
            ("pay_floor=30&no_pay=yes", 3, &["May pay $30 an hour", "Or pay not stated"]),
            ("pay_floor=30&pay=sure&no_pay=yes", 2, &["Surely pays $30 an hour", "Or pay not stated"]),
        ] {
            let page = visitor.get(&format!("/jobs?{query}")).expect(200);
            assert_eq!(total(&page), shown, "{query}");
            let found = page.all(".chips li");
            assert!(chips.iter().all(|chip| found.iter().any(|found| found.contains(chip))), "{found:?}");
            assert_eq!(page.attr("#pay_floor", "value"), "30");
        }
        let plain = visitor.get("/jobs").fill("#ask", &[("pay", "sure"), ("no_pay", "yes")]);
        assert_eq!(plain.follow_all().expect(200).path(), "/jobs", "they mean nothing without a floor");
    }

    fn employers_are_chosen_on_a_page_of_their_own(world: World) {
        for (name, jobs) in [("Riverbend Health", 3), ("Lakeside Hospital", 2), ("Hillcrest", 1)] {
            let hiring = employer(&world.site, name);
            for n in 0..jobs {
                publish(&world.site, &hiring, &content(&format!("Coder {n}")));
            }
        }
        search::refresh(&world.site).expect("the index follows");
        let visitor = world.client();
        let choosing = visitor.get("/jobs?hires_in=OH").click("[data-group=employer] .more a").expect(200);
        assert_eq!(choosing.path(), "/jobs/employers?hires_in=OH");
        assert_eq!(choosing.all("[data-list] label"), ["Riverbend Health", "Lakeside Hospital", "Hillcrest"]);
        let counts = choosing.attrs("[data-list] li", "data-count");
        assert_eq!(counts, ["3", "2", "1"]);
        for (link, count) in choosing.attrs("[data-list] a:not(.not)", "href").iter().zip(&counts) {
            assert_eq!(&total(&visitor.get(link).expect(200)).to_string(), count, "{link}");
        }
        let two = [("employer", "hillcrest"), ("employer", "lakeside-hospital")];
        let chosen = choosing.fill("#ask", &two).follow_all().expect(200);
        assert_eq!(chosen.path(), "/jobs?hires_in=OH&employer=hillcrest,lakeside-hospital");
        assert_eq!(total(&chosen), 3);
        assert_eq!(chosen.count("[data-group=employer] input[checked]"), 2);
        assert!(chosen.all(".chips li").iter().any(|chip| chip.contains("Lakeside Hospital")));
        let not = choosing.click("[data-facet='employer:riverbend-health'] a.not").expect(200);
        assert_eq!(total(&not), 3);
        assert!(not.all(".chips li").iter().any(|chip| chip.contains("Not Riverbend Health")));
        let nobody = visitor.get("/jobs?employer=nobody-at-all").expect(200);
        assert!(total(&nobody) == 0 && nobody.has(".advice a"), "{}", nobody.shown());
    }

    fn what_a_long_filter_does_not_show_is_chosen_on_a_page_of_its_own(world: World) {
        let hiring = employer(&world.site, "Riverbend Health");
        let states = ["AL", "CA", "FL", "GA", "IL", "NY", "OH", "PA", "TX", "WA"];
        for (at, state) in states.into_iter().enumerate() {
            // Of each state after the first one more posting than of the one before it.
            let all = states[at..].join(",").parse().expect("states");
            publish(&world.site, &hiring, &Content { states: all, ..content(&format!("{state} Coder")) });
        }
        search::refresh(&world.site).expect("the index follows");
        let visitor = world.client();
        let page = visitor.get("/jobs?type=full-time").expect(200);
        let beside = page.attrs("[data-group=hires_in] > .values > li", "data-facet");
        assert_eq!(beside, ["WA", "TX", "PA", "OH", "NY", "IL", "GA", "FL"].map(|state| format!("hires_in:{state}")));
        assert!(page.text("[data-group=hires_in-others] summary").contains("2 more"), "{}", page.shown());
        let choosing = page.click("[data-group=hires_in-others] .more a").expect(200);
        assert_eq!(choosing.path(), "/jobs/values/hires_in?type=full-time");
        let labels = choosing.all("[data-list] label");
        assert!(labels.len() == 10 && labels.is_sorted(), "{labels:?}");
        let counts = choosing.attrs("[data-list] li", "data-count");
        for (link, count) in choosing.attrs("[data-list] a:not(.not)", "href").iter().zip(&counts) {
            assert_eq!(&total(&visitor.get(link).expect(200)).to_string(), count, "{link}");
        }
        let chosen = choosing.fill("#ask", &[("hires_in", "AL"), ("hires_in", "CA")]).follow_all().expect(200);
        assert_eq!(chosen.path(), "/jobs?type=full-time&hires_in=AL,CA");
        assert_eq!(total(&chosen), 2);
        // What is chosen stays among the filters, however few it would show.
        assert_eq!(chosen.attrs("[data-group=hires_in] > .values input[checked]", "value"), ["CA", "AL"]);
        assert!(!chosen.has("[data-group=hires_in-others]"));
        for nothing in ["/jobs/values/nothing", "/jobs/values/meets", "/jobs/values/posted", "/jobs/values/employer"] {
            visitor.get(nothing).expect(404);
        }
        let nobody = visitor.get("/jobs/values/credential?q=astronaut").expect(200);
        assert!(nobody.says("No job fits the rest of this search"), "{}", nobody.shown());
    }
}
