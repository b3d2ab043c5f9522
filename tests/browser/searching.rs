//! Searching with scripts: suggestions by keyboard, and filters that take effect at once.

use std::time::{Duration, Instant};

use careercenter::postings::{Content, SitePlace};
use careercenter::vocabulary::State;
use careercenter::{sample, search};

use crate::support::advert::{content, employer, publish};
use crate::support::{Browser, Kind, OnBoth, World};

const DOWN: &str = "\u{E015}";
const UP: &str = "\u{E013}";
const ENTER: &str = "\u{E007}";
const ESCAPE: &str = "\u{E00C}";

pub(super) fn open(world: &World) -> Browser {
    let hiring = employer(&world.site, "Riverbend Health System");
    for (title, credential) in [("Inpatient Coder", "ccs"), ("Inpatient Auditor", "cpc")] {
        let place = SitePlace {
            city: "Columbus".to_owned(),
            state: State::parse("OH").expect("a state"),
            zip: String::new(),
        };
        let mut content = Content {
            arrangement: Some("on-site".to_owned()),
            site: Some(place),
            specialties: vec!["cardiology".to_owned()],
            ..content(title)
        };
        let held = careercenter::eligibility::Demand::held(
            credential,
            careercenter::eligibility::Necessity::Required,
        );
        content.requirements.credentials = Some(held);
        publish(&world.site, &hiring, &content);
    }
    search::refresh(&world.site).expect("the index follows");
    let browser = world.browser();
    browser.goto("/jobs");
    browser
}

#[track_caller]
pub(super) fn wait(browser: &Browser, what: &str, is_so: impl Fn() -> bool) {
    let patience = Instant::now() + Duration::from_secs(10);
    while !is_so() {
        assert!(Instant::now() < patience, "{what}: {}", browser.text("main"));
        std::thread::sleep(Duration::from_millis(30));
    }
}

/// The options under the box, once they are there.
fn options(browser: &Browser) -> Vec<String> {
    let shown = browser.text("#q-list:not([hidden])");
    shown.lines().map(str::to_owned).collect()
}

/// What the box says about its list: open or not, and which option is led to.
fn state(browser: &Browser) -> (bool, String) {
    let script = "const box = document.getElementById('q');
        const led = document.getElementById(box.getAttribute('aria-activedescendant'));
        return [box.getAttribute('aria-expanded'), led ? led.textContent : ''];";
    let state = browser.execute(script);
    (state[0] == "true", state[1].as_str().unwrap_or_default().to_owned())
}

#[test]
fn suggestions_by_keyboard() {
    let world = World::on(Kind::Sqlite);
    let browser = open(&world);
    browser.fill("#q", "inpat");
    let found = options(&browser);
    assert!(found.iter().any(|text| text.to_lowercase().contains("inpatient coder")), "{found:?}");
    assert_eq!(state(&browser), (true, String::new()));
    assert!(browser.text("#q-list ~ [role=status]").contains("suggestion"));
    browser.press("#q", DOWN);
    let first = state(&browser).1;
    assert!(first.starts_with(&found[0]), "{first}: {found:?}");
    browser.press("#q", UP);
    assert_eq!(state(&browser), (true, String::new()), "back at what was typed");
    browser.press("#q", ESCAPE);
    assert_eq!(state(&browser), (false, String::new()));
    assert_eq!(browser.execute("return document.getElementById('q').value"), "inpat");
    browser.fill("#q", "ccs");
    let credential = options(&browser).iter().position(|text| text.contains("credential"));
    // Each option is two lines: what it is and what kind.
    assert!(credential.is_some(), "{:?}", options(&browser));
    while !state(&browser).1.contains("credential") {
        browser.press("#q", DOWN);
    }
    browser.press("#q", ENTER);
    wait(&browser, "the credential's filter", || browser.path() == "/jobs?credential=ccs");
    assert_eq!(browser.text("h1"), "1 job");
    browser.goto("/");
    browser.fill("#q", "inpatient aud");
    options(&browser);
    browser.click("#q-list li");
    wait(&browser, "the title's words", || browser.path().starts_with("/jobs?q=inpatient"));
    assert!(browser.text("h1").contains("1 job"));
    // Nothing is led to: Enter searches for what was typed.
    browser.fill("#q", "auditor");
    options(&browser);
    browser.press("#q", ENTER);
    wait(&browser, "the words as typed", || browser.path() == "/jobs?q=auditor");
    browser.fill("#near", "columbus, o");
    wait(&browser, "places", || browser.has("#near-list:not([hidden]) li"));
    browser.press("#near", DOWN);
    browser.press("#near", ENTER);
    wait(&browser, "the place", || browser.path() == "/jobs?q=auditor&near=Columbus,+OH");
}

#[test]
fn filters_take_effect_at_once() {
    let world = World::on(Kind::Sqlite);
    let browser = open(&world);
    browser.goto("/jobs?near=Columbus,+OH");
    browser.fill("#within", "25");
    wait(&browser, "the circle", || browser.path() == "/jobs?near=Columbus,+OH&within=25");
    browser.click("details[data-group=employer] > summary");
    browser.text(
        "[data-group=employer] > [data-fill] [data-facet='employer:riverbend-health-system']",
    );
    browser.click("[data-facet='employer:riverbend-health-system'] input");
    let chosen = "/jobs?employer=riverbend-health-system&near=Columbus,+OH&within=25";
    wait(&browser, "the employer", || browser.path() == chosen);
    assert!(browser.has("[data-facet='employer:riverbend-health-system'] input:checked"));
    browser.fill("#pay_floor", "30\t");
    wait(&browser, "the floor", || browser.path().ends_with("&pay_floor=30"));
    assert_eq!(browser.text("h1"), "2 jobs");
    browser.click(".floor-means [value=sure]");
    wait(&browser, "the sure floor", || browser.path().ends_with("&pay_floor=30&pay=sure"));
    assert_eq!(browser.text("h1"), "No jobs match");
    browser.execute("history.back()");
    wait(&browser, "the way back", || browser.path().ends_with("&pay_floor=30"));
    assert_eq!(browser.text("h1"), "2 jobs");
}

#[test]
fn the_search_looked_at() {
    let world = World::on(Kind::Sqlite);
    sample::top_up(&world.site, 250).expect("the sample is made");
    search::refresh(&world.site).expect("the index follows");
    let browser = world.browser();
    let filtered = "/jobs?q=ccs&setting=!inpatient&arrangement=remote-us,remote-states&near=Columbus,+OH&within=100&pay_floor=24&pay=sure";
    for (path, name) in [
        (filtered, "search-filtered"),
        (&format!("{filtered}#filters"), "search-sheet"),
        ("/jobs?q=inpateint+coder", "search-mended"),
        ("/jobs?q=astronaut+coder&software=epic&hires_in=WY&pay_floor=90", "search-nothing"),
        ("/jobs/employers?arrangement=remote-us", "search-employers"),
    ] {
        browser.inspect(path, name);
    }
    browser.goto("/jobs");
    browser.fill("#q", "co");
    options(&browser);
    browser.press("#q", DOWN);
    browser.inspect_shown("search-suggestions");
    browser.goto("/jobs");
    browser.open("details.tips");
    browser.inspect_shown("search-tips");
}
