//! What helps to ask: words that were mended or mean more than one thing, suggestions, and what to
//! change where nothing fits.

use careercenter::postings::Content;
use careercenter::search;
use serde_json::Value;

use super::{board, total};
use crate::support::advert::{close, content, employer, publish};
use crate::support::{Client, World};

fn suggested(client: &Client, query: &str) -> Vec<Value> {
    let answer = client.get(&format!("/jobs/suggest?{query}")).expect(200);
    assert_eq!(answer.header("cache-control"), Some("public, max-age=60"));
    let answer: Value = serde_json::from_slice(&answer.body).expect("JSON");
    answer["suggestions"].as_array().expect("a list").clone()
}

on_both! {
    fn a_typing_error_is_mended_and_said(world: World) {
        board(&world);
        let visitor = world.client();
        let page = visitor.get("/jobs?q=inpateint+coder").expect(200);
        assert_eq!(total(&page), total(&visitor.get("/jobs?q=inpatient+coder")));
        assert!(total(&page) > 0 && page.text("h1").contains("“inpatient coder”"), "{}", page.text("h1"));
        let said = page.text(".said");
        assert!(said.contains("Showing results for inpatient coder"), "{said}");
        assert_eq!(page.attr("#q", "value"), "inpateint coder", "what was typed stays");
        assert!(page.attrs(".feeds a", "href").iter().all(|url| url.contains("q=inpatient+coder")));
        assert_eq!(page.attr(".empty, .alert-form input[name=criteria]", "value"), "q=inpatient+coder");
        let typed = page.click(".said a").expect(200);
        assert_eq!((total(&typed), typed.attr("#q", "value").as_str()), (0, "\"inpateint\" coder"));
        assert!(!typed.has(".said") && typed.has(".advice a"), "{}", typed.shown());
    }

    fn words_that_are_values_offer_their_filter(world: World) {
        board(&world);
        let visitor = world.client();
        let page = visitor.get("/jobs?q=CCS").expect(200);
        let offer = page.text(".said p");
        let shown = page.click(".said a").expect(200);
        assert_eq!(shown.path(), "/jobs?credential=ccs");
        assert_eq!(offer, format!("As a filter: CCS credential · {} jobs", total(&shown)));
        let both = visitor.get("/jobs?q=va").expect(200);
        if total(&visitor.get("/jobs?hires_in=VA")) > 0 {
            assert!(both.text(".said").contains("Virginia"), "{}", both.shown());
        }
        assert_eq!(both.path(), "/jobs?q=va", "nothing is chosen silently");
    }

    fn a_phrase_says_where_it_is_looked_for(world: World) {
        board(&world);
        let visitor = world.client();
        let note = "Phrases are looked for in titles and employer names.";
        let odd = visitor.get("/jobs?q=%22coder+surgery%22").expect(200);
        assert!(total(&odd) == 0 && odd.says(note), "{}", odd.shown());
        let advice = odd.all(".advice a");
        assert!(advice.iter().any(|line| line.contains("without the quotes")), "{advice:?}");
        for known in ["%22risk+adjustment%22", "%22surgery%22", "coder+surgery"] {
            assert!(!visitor.get(&format!("/jobs?q={known}")).expect(200).says(note), "{known}");
        }
    }

    fn what_has_most_of_the_words_comes_behind(world: World) {
        let hiring = employer(&world.site, "Riverbend Health");
        for title in ["Inpatient Surgery Coder", "Surgery Coder", "Surgery Biller", "Auditor"] {
            publish(&world.site, &hiring, &content(title));
        }
        search::refresh(&world.site).expect("the index follows");
        let page = world.client().get("/jobs?q=pediatric+surgery+coder").expect(200);
        assert_eq!(total(&page), 0);
        let near = page.all(".nearly-head ~ .card h3");
        assert!(near.contains(&"Surgery Coder".to_owned()) && !near.contains(&"Auditor".to_owned()), "{near:?}");
        assert!(page.all(".lacks").iter().all(|lacks| lacks == "Without “pediatric”"), "{}", page.shown());
        assert!(page.says("Not counted above, and in no alert or feed."));
        assert!(!world.client().get("/jobs?q=surgery+coder").expect(200).has(".lacks"));
    }

    fn what_is_typed_is_suggested(world: World) {
        board(&world);
        let client = world.client();
        let named = |found: &[Value], name: &str, value: &str| {
            found.iter().any(|one| one["name"] == name && one["value"] == value)
        };
        assert!(named(&suggested(&client, "q=ccs"), "credential", "ccs"));
        assert!(named(&suggested(&client, "q=riverb"), "employer", "riverbend-health-system"));
        assert!(named(&suggested(&client, "q=cardio"), "specialty", "cardiology"));
        let titles = suggested(&client, "q=surg");
        assert!(titles.iter().any(|one| one["name"] == "q"), "{titles:?}");
        let all = [titles, suggested(&client, "q=ccs"), suggested(&client, "q=riverb")].concat();
        for one in all {
            let (name, value) = (one["name"].as_str(), one["value"].as_str());
            let pair = [(name.expect("a name"), value.expect("a value"))];
            let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pair).finish();
            let page = client.get(&format!("/jobs?{query}")).follow_all().expect(200);
            assert!(total(&page) > 0 && !page.has(".banner.warn"), "{one}: {}", page.shown());
        }
        for nothing in ["", "q=", "q=a", "color=red", "q=%00%E2%80%AE"] {
            assert!(suggested(&client, nothing).is_empty(), "{nothing}");
        }
        for odd in [format!("q={}", "x".repeat(10_000)), "q=%22*-,'%3C".into(), "near=00000".into()] {
            assert!(suggested(&client, &odd).len() <= 8);
        }
        let places = suggested(&client, "near=columb");
        assert!(places.iter().all(|one| one["name"] == "near"), "{places:?}");
    }

    fn what_is_closed_is_not_suggested(world: World) {
        let (riverbend, hillcrest) = (employer(&world.site, "Riverbend"), employer(&world.site, "Hillcrest"));
        publish(&world.site, &riverbend, &content("Oncology Coder"));
        let closing = publish(&world.site, &riverbend, &content("Oncology Auditor"));
        let last = publish(&world.site, &hillcrest, &content("Denials Coder"));
        search::refresh(&world.site).expect("the index follows");
        let client = world.client();
        let texts = |typed: &str| -> Vec<String> {
            let found = suggested(&client, &format!("q={typed}"));
            found.iter().filter(|one| one["name"] != "specialty").map(|one| one["text"].to_string()).collect()
        };
        assert_eq!(texts("oncol"), ["\"Oncology Auditor\"", "\"Oncology Coder\""]);
        assert_eq!(texts("hillc"), ["\"Hillcrest\""]);
        close(&world.site, &riverbend, closing);
        close(&world.site, &hillcrest, last);
        search::refresh(&world.site).expect("the index follows");
        assert_eq!(texts("oncol"), ["\"Oncology Coder\""]);
        assert!(texts("hillc").is_empty() && texts("denia").is_empty());
    }

    fn nothing_found_says_what_to_change(world: World) {
        board(&world);
        let visitor = world.client();
        for (query, least) in [
            ("q=surgery&software=epic&arrangement=on-site&hires_in=WY&sort=pay", 1),
            ("q=surgery+astronaut", 1),
            ("q=astronaut&software=epic&hires_in=WY&pay_floor=900", 1),
            ("near=99723&within=10&arrangement=on-site&credential=cpc", 1),
            ("pay_floor=33&pay=sure", 1),
            ("q=%22surgery+coder+astronaut%22", 0),
        ] {
            let page = visitor.get(&format!("/jobs?{query}")).follow_all().expect(200);
            assert_eq!(total(&page), 0, "{}", page.shown());
            let (advice, counts) = (page.attrs(".advice a", "href"), page.all(".advice b"));
            assert!(advice.len() >= least, "{query}: {}", page.shown());
            for (link, count) in advice.iter().zip(&counts) {
                let shown = total(&visitor.get(link).expect(200));
                assert!(shown > 0 && count.starts_with(&format!("{shown} job")), "{link}: {count}");
            }
            assert!(page.says("Show all 30 jobs"));
        }
    }

    fn a_state_without_jobs_looks_across_its_borders(world: World) {
        let hiring = employer(&world.site, "Riverbend Health");
        let only = |states: &str| Content { states: states.parse().expect("states"), ..content("Coder") };
        publish(&world.site, &hiring, &only("CO"));
        publish(&world.site, &hiring, &only("FL"));
        search::refresh(&world.site).expect("the index follows");
        let page = world.client().get("/jobs?hires_in=WY").expect(200);
        let advice = page.all(".advice a");
        assert!(advice.iter().any(|line| line.starts_with("1 job") && line.contains("states around Wyoming")), "{advice:?}");
    }

    fn letters_of_a_state_offer_their_other_meaning_beside_any_words(world: World) {
        let hiring = employer(&world.site, "Riverbend Health");
        let text = |title: &str, states: &str| Content { states: states.parse().expect("states"), ..content(title) };
        publish(&world.site, &hiring, &text("Remote Coder VA", "VA"));
        publish(&world.site, &hiring, &text("Remote Coder, Veterans Affairs", "OH"));
        search::refresh(&world.site).expect("the index follows");
        let page = world.client().get("/jobs?q=remote+coder+VA").expect(200);
        assert!(page.says("“VA” may also mean:"), "{}", page.shown());
        assert_eq!(page.all(".said a"), ["hires in Virginia · 1 job", "Veterans Affairs · 2 jobs"]);
        let addresses = page.attrs(".said a", "href");
        assert_eq!(addresses, ["/jobs?q=remote+coder&hires_in=VA", "/jobs?q=remote+coder+veterans+affairs"]);
    }

    fn what_was_typed_can_be_asked_however_it_is_written(world: World) {
        board(&world);
        for typed in ["inpateint", "inpateint's", "Inp%C3%A1teint"] {
            let page = world.client().get(&format!("/jobs?q={typed}")).expect(200);
            if page.has(".said p > b") {
                let letter = page.click(".said p > a").expect(200);
                assert!(letter.attr("#q", "value").starts_with('"') && !letter.has(".said p > b"), "{typed}: {}", letter.path());
            }
        }
        let page = world.client().get("/jobs?q=inpateint").expect(200);
        assert!(page.has(".said p > b"), "{}", page.shown());
    }

    fn a_beginning_that_is_too_short_is_named(world: World) {
        board(&world);
        let page = world.client().get("/jobs?q=co*+surgery").expect(200);
        assert!(page.says("“co*”: the beginning of a word needs three letters or digits."), "{}", page.shown());
        assert!(!world.client().get("/jobs?q=sur*").expect(200).has(".left-out"));
    }

    fn a_board_without_jobs_says_so(world: World) {
        let page = world.client().get("/jobs").expect(200);
        assert!(page.says("There are no jobs yet") && !page.says("Show all"), "{}", page.shown());
    }

    fn beyond_the_last_page_there_can_be_is_the_last_page(world: World) {
        board(&world);
        let moved = world.client().get("/jobs?page=1000000000").expect(301);
        let page = moved.follow().expect(200);
        assert!(page.says("this is the last one") && page.count("article[data-posting]") == 10, "{}", page.shown());
    }
}
