//! Choosing filters with scripts: nothing chosen is lost, what is said about a place is of the search
//! shown, and the keyboard stays where it was.

use careercenter::search;

use super::searching::{open, wait};
use crate::support::advert::{content, import_of};
use crate::support::{Browser, Kind, OnBoth, World};

const TAB: &str = "\u{E004}";
const CHOSEN: &str =
    "[data-group=employer] > [data-fill] [data-facet='employer:tiny-clinic'] input:checked";

/// More employers than are listed beside the results, and one with fewer postings than any of them.
fn crowd(world: &World) {
    for n in 0..23 {
        for shift in ["Day", "Night"] {
            let name = format!("Hospital {n}");
            import_of(
                &world.site,
                &name,
                &format!("{n}-{shift}"),
                &content(&format!("{shift} Coder {n}")),
            );
        }
    }
    import_of(&world.site, "Tiny Clinic", "tiny", &content("Surgery Coder"));
    search::refresh(&world.site).expect("the index follows");
}

/// The filter that has the focus, or the group whose heading has it.
fn focus(browser: &Browser) -> String {
    let script = "const at = document.activeElement;
        return at.closest('[data-facet]')?.dataset.facet ?? (at.matches('summary') ? at.parentElement.dataset.group : at.localName);";
    browser.execute(script).as_str().expect("a name").to_owned()
}

#[test]
fn an_employer_that_is_not_listed_stays_chosen() {
    let world = World::on(Kind::Sqlite);
    crowd(&world);
    let browser = world.browser();
    browser.goto("/jobs?employer=tiny-clinic");
    browser.open("[data-group=setting]");
    browser.click("[data-facet='setting:asc'] input");
    wait(&browser, "the setting", || browser.path() == "/jobs?setting=asc&employer=tiny-clinic");
    assert!(browser.has(CHOSEN), "{}", browser.text(".facets"));
    assert_eq!(
        browser.execute(
            "return document.querySelectorAll('[data-group=employer] > [data-fill] input').length"
        ),
        21
    );
    browser.click("[data-facet='setting:asc'] input");
    wait(&browser, "no setting", || browser.path() == "/jobs?employer=tiny-clinic");
    assert_eq!(browser.text("h1"), "1 job");
    browser.press(CHOSEN, " ");
    wait(&browser, "every employer", || browser.path() == "/jobs");
    assert_eq!(focus(&browser), "employer", "its box is gone, its group is not");
    browser.goto("/jobs?employer=!tiny-clinic");
    let group = "[data-group=employer]";
    if browser.has(&format!("{group}[open]")) {
        browser.click(&format!("{group} > summary"));
    }
    browser.open(group);
    wait(&browser, "the others", || browser.has("[data-filled]"));
    assert!(browser.has(CHOSEN), "{}", browser.text(".facets"));
    browser.click_through("#ask > .button");
    assert_eq!(browser.path(), "/jobs?employer=!tiny-clinic");
}

#[test]
fn an_unclear_place_is_told_until_it_is_mended() {
    let world = World::on(Kind::Sqlite);
    let browser = open(&world);
    let site = "[data-facet='arrangement:on-site'] input";
    let is_told = || browser.has("#near[aria-invalid=true][aria-describedby=near-error]");
    let is_mended = || !browser.has("#near-error, #near[aria-invalid], #near[aria-describedby]");
    let told = || browser.execute("return document.getElementById('told').textContent");
    let problem = "There is more than one Springfield. Which one?";
    browser.fill("#near", &format!("Springfield{TAB}"));
    browser.click(site);
    wait(&browser, "what is unclear", is_told);
    assert_eq!(browser.path(), "/jobs?arrangement=on-site&near=Springfield");
    assert_eq!(browser.text("#near-error"), problem);
    assert!(browser.has(".ask-choices a") && told() == format!("{problem} 2 jobs"), "{}", told());
    browser.fill("#near", &format!("43215{TAB}"));
    browser.click(site);
    wait(&browser, "the place", || browser.path() == "/jobs?near=43215");
    assert!(is_mended() && told() == "2 jobs", "{}", told());
    // The same from a page that came with it.
    browser.goto("/jobs?near=Springfield&within=100");
    browser.fill("#near", &format!("columbus ohio{TAB}"));
    browser.click(site);
    wait(&browser, "the circle", || browser.path().ends_with("&near=Columbus,+OH&within=100"));
    assert!(is_mended());
    let place = "return document.getElementById('near').value";
    assert_eq!(browser.execute(place), "Columbus, OH");
    // A state is a filter from now on, and no place any more.
    browser.fill("#near", &format!("ohio{TAB}"));
    browser.click(site);
    wait(&browser, "the state", || browser.path() == "/jobs?hires_in=OH");
    assert_eq!(browser.execute(place), "");
}

#[test]
fn pay_that_is_being_typed_stays() {
    let world = World::on(Kind::Sqlite);
    let browser = open(&world);
    // As on a slow line.
    browser.execute(
        "const send = fetch; window.fetch = async (...what) => {
            await new Promise((done) => setTimeout(done, 600));
            return send(...what);
        }; return ''",
    );
    browser.click("[data-facet='arrangement:on-site'] input");
    let typing = "const box = document.getElementById('pay_floor'); box.focus(); box.value = '30'; return ''";
    browser.execute(typing);
    wait(&browser, "the answer", || browser.path() == "/jobs?arrangement=on-site");
    assert_eq!(browser.execute("return document.activeElement.value"), "30");
}

#[test]
fn the_keyboard_stays_where_it_was() {
    let world = World::on(Kind::Sqlite);
    let browser = open(&world);
    let employer = "employer:riverbend-health-system";
    let input = format!("[data-group=employer] > [data-fill] [data-facet='{employer}'] input");
    browser.open("[data-group=employer]");
    browser.press(&input, " ");
    let chosen = "/jobs?employer=riverbend-health-system";
    wait(&browser, "the employer", || browser.path() == chosen);
    assert_eq!(focus(&browser), employer);
    assert!(browser.has(&format!("{input}:checked:focus")));
    browser.press(&input, " ");
    wait(&browser, "every employer", || browser.path() == "/jobs");
    assert_eq!(focus(&browser), employer);
    // One that is left out is the same filter with another value.
    browser.goto("/jobs?arrangement=!on-site");
    browser.press("[data-facet='arrangement:on-site'] input", " ");
    wait(&browser, "every arrangement", || browser.path() == "/jobs");
    assert_eq!(focus(&browser), "arrangement:on-site");
}

#[test]
fn what_a_long_filter_does_not_show_is_fetched_when_it_is_unfolded() {
    let world = World::on(Kind::Sqlite);
    let states = "AL,CA,FL,GA,IL,NY,OH,PA,TX,WA";
    let everywhere = careercenter::postings::Content {
        states: states.parse().expect("states"),
        ..content("Surgery Coder")
    };
    import_of(&world.site, "Tiny Clinic", "tiny", &everywhere);
    search::refresh(&world.site).expect("the index follows");
    let browser = world.browser();
    browser.goto("/jobs");
    browser.click("[data-group=hires_in-others] > summary");
    let texas = "[data-group=hires_in-others] [data-facet='hires_in:TX'] input";
    wait(&browser, "the others", || browser.has(texas));
    assert_eq!(
        browser.execute("return document.querySelectorAll('[data-facet=\"hires_in:TX\"]').length"),
        1
    );
    browser.press(texas, " ");
    wait(&browser, "Texas", || browser.path() == "/jobs?hires_in=TX");
    // It stands among the others no more, and the rest of them stay unfolded.
    assert!(
        browser.has("[data-group=hires_in] > .values [data-facet='hires_in:TX'] input:checked")
    );
    assert!(!browser.has(texas));
    assert!(browser.has("[data-group=hires_in-others] [data-facet='hires_in:WA'] input"));
    assert_eq!(focus(&browser), "hires_in:TX");
}
