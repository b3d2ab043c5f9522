//! Where somebody lives and would move, against where a posting hires and works.

use super::*;
use Answer::{CannotTell, Elsewhere, Meets};

fn point(lat: f64, lon: f64) -> Option<Point> {
    Some(Point { lat, lon })
}

/// "OH" for a state alone; a town of Ohio, Kentucky or Indiana with its place on the map.
fn home(text: &str) -> (Option<State>, Option<Point>) {
    match text {
        "" => (None, None),
        "Dayton" => (State::parse("OH"), point(39.76, -84.19)),
        "Cleveland" => (State::parse("OH"), point(41.50, -81.69)),
        "Covington" => (State::parse("KY"), point(39.08, -84.51)),
        abbr => (Some(State::parse(abbr).expect("a state")), None),
    }
}

/// "OH" for a state alone, else a town with its place, or without it where it has a question mark.
fn site(text: &str) -> Option<Site> {
    let ohio = State::parse("OH").expect("a state");
    let (city, at) = match text {
        "" => return None,
        "Cincinnati" => ("Cincinnati", point(39.10, -84.51)),
        "Cincinnati?" => ("Cincinnati", None),
        abbr => {
            let state = State::parse(abbr).expect("a state");
            return Some(Site { city: String::new(), state, at: None });
        }
    };
    Some(Site { city: city.to_owned(), state: ohio, at })
}

/// Home, moves to; arrangement, states, site; answer, words, hires at home.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    Answer,
    &'static str,
    Option<bool>,
);

const YES: Option<bool> = Some(true);
const NO: Option<bool> = Some(false);

const ROWS: [Row; 54] = [
    // From anywhere.
    ("OH", "", "remote-us", "", "", Meets, "It hires anywhere in the US.", YES),
    ("OH", "", "remote-intl", "", "", Meets, "It hires anywhere in the US.", YES),
    ("OH", "", "remote-us", "TX", "", Meets, "anywhere", YES),
    ("", "", "remote-us", "", "", Meets, "anywhere", None),
    ("Cleveland", "", "remote-us", "", "Cincinnati", Meets, "anywhere", YES),
    // From the states it names.
    ("OH", "", "remote-states", "OH,TX", "", Meets, "It hires in Ohio.", YES),
    (
        "OH",
        "",
        "remote-states",
        "TX",
        "",
        Elsewhere,
        "It doesn't hire in Ohio; it hires in Texas.",
        NO,
    ),
    ("OH", "", "remote-states", "NY,TX", "", Elsewhere, "it hires in New York and Texas.", NO),
    ("OH", "", "remote-states", "IN,NY,TX", "", Elsewhere, "Indiana, New York and Texas.", NO),
    ("OH", "", "remote-states", "IN,KY,NY,TX", "", Elsewhere, "it hires in 4 other states.", NO),
    ("OH", "TX", "remote-states", "TX", "", Meets, "It hires in Texas, where you would move.", NO),
    ("OH", "NY", "remote-states", "TX", "", Elsewhere, "doesn't hire in Ohio", NO),
    (
        "",
        "",
        "remote-states",
        "OH,TX",
        "",
        CannotTell,
        "Ohio and Texas only; add the state you live in",
        None,
    ),
    ("", "", "remote-states", "IN,KY,NY,TX", "", CannotTell, "It hires in 4 states only", None),
    ("", "TX", "remote-states", "OH,TX", "", Meets, "Texas, where you would move", None),
    ("Dayton", "", "remote-states", "TX", "Cincinnati", Elsewhere, "doesn't hire in Ohio", NO),
    (
        "OH",
        "",
        "remote-states",
        "",
        "OH",
        CannotTell,
        "doesn't say where it hires; ask whether it hires in Ohio",
        None,
    ),
    // At the site.
    (
        "Dayton",
        "",
        "on-site",
        "",
        "Cincinnati",
        Meets,
        "On site in Cincinnati, Ohio, 49 miles away.",
        YES,
    ),
    (
        "Cleveland",
        "",
        "on-site",
        "",
        "Cincinnati",
        Elsewhere,
        "On site in Cincinnati, Ohio, 223 miles away.",
        YES,
    ),
    ("Cleveland", "OH", "on-site", "", "Cincinnati", Meets, "Ohio, where you would move", YES),
    ("Cleveland", "KY", "on-site", "", "Cincinnati", Elsewhere, "223 miles away", YES),
    ("OH", "", "on-site", "", "Cincinnati", Meets, "On site in Cincinnati, Ohio.", YES),
    ("Dayton", "", "on-site", "", "Cincinnati?", Meets, "On site in Cincinnati, Ohio.", YES),
    ("Cleveland", "", "on-site", "", "OH", Meets, "On site in Ohio.", YES),
    ("TX", "", "on-site", "", "OH", Elsewhere, "It doesn't hire in Texas; on site in Ohio.", NO),
    ("TX", "OH", "on-site", "", "Cincinnati", Meets, "Ohio, where you would move", NO),
    (
        "Covington",
        "",
        "on-site",
        "",
        "Cincinnati",
        Meets,
        "On site in Cincinnati, Ohio, 1 mile away.",
        NO,
    ),
    ("KY", "", "on-site", "", "Cincinnati", Elsewhere, "doesn't hire in Kentucky", NO),
    ("", "", "on-site", "", "Cincinnati", CannotTell, "It hires in Ohio only; add the state", None),
    ("", "OH", "on-site", "", "Cincinnati", Meets, "Ohio, where you would move", None),
    ("OH", "", "on-site", "", "", CannotTell, "doesn't say where it hires", None),
    ("OH", "", "on-site", "OH", "", CannotTell, "doesn't say where it hires", None),
    ("OH", "", "on-site", "TX", "OH", Meets, "On site in Ohio", YES),
    // Near the site, after training there, or from it.
    (
        "Dayton",
        "",
        "remote-radius",
        "",
        "Cincinnati",
        Meets,
        "Remote, for people near Cincinnati, Ohio, 49 miles away.",
        YES,
    ),
    ("Cleveland", "", "remote-radius", "", "Cincinnati", Elsewhere, "223 miles away", YES),
    (
        "Cleveland",
        "",
        "remote-after-training",
        "",
        "Cincinnati",
        Elsewhere,
        "after training on site in Cincinnati",
        YES,
    ),
    (
        "OH",
        "",
        "remote-after-training",
        "",
        "OH",
        Meets,
        "Remote after training on site in Ohio.",
        YES,
    ),
    (
        "Dayton",
        "",
        "travel",
        "",
        "Cincinnati",
        Meets,
        "Travel from Cincinnati, Ohio, 49 miles away.",
        YES,
    ),
    (
        "Covington",
        "",
        "travel",
        "",
        "Cincinnati",
        CannotTell,
        "1 mile away; ask whether it hires in Kentucky",
        NO,
    ),
    (
        "Covington",
        "",
        "remote-radius",
        "",
        "Cincinnati",
        CannotTell,
        "ask whether it hires in Kentucky",
        NO,
    ),
    ("Covington", "OH", "remote-radius", "", "Cincinnati", Meets, "where you would move", NO),
    // Partly on site.
    (
        "Dayton",
        "",
        "hybrid",
        "",
        "Cincinnati",
        Meets,
        "Partly on site in Cincinnati, Ohio, 49 miles away.",
        YES,
    ),
    (
        "Cleveland",
        "",
        "hybrid",
        "",
        "Cincinnati",
        Elsewhere,
        "Partly on site in Cincinnati, Ohio, 223 miles",
        YES,
    ),
    (
        "Cleveland",
        "",
        "hybrid",
        "OH",
        "Cincinnati",
        Meets,
        "It hires in Ohio, partly on site in Cincinnati",
        YES,
    ),
    (
        "KY",
        "",
        "hybrid",
        "KY",
        "Cincinnati",
        Meets,
        "It hires in Kentucky, partly on site in Cincinnati, Ohio.",
        YES,
    ),
    (
        "Covington",
        "",
        "hybrid",
        "",
        "Cincinnati",
        CannotTell,
        "ask whether it hires in Kentucky",
        NO,
    ),
    ("TX", "", "hybrid", "KY", "Cincinnati", Elsewhere, "Kentucky and Ohio", NO),
    ("TX", "KY", "hybrid", "KY", "Cincinnati", Meets, "Kentucky, where you would move", NO),
    ("TX", "KY,OH", "hybrid", "KY", "Cincinnati", Meets, "Ohio, where you would move", NO),
    ("OH", "", "hybrid", "OH", "", Meets, "It hires in Ohio.", YES),
    ("OH", "", "hybrid", "", "", CannotTell, "doesn't say where it hires", None),
    // Nothing is said.
    ("OH", "", "", "OH", "OH", CannotTell, "ask whether it hires in Ohio", None),
    ("", "", "", "", "", CannotTell, "ask whether it hires in your state", None),
    ("OH", "", "unheard-of", "OH", "OH", CannotTell, "doesn't say where it hires", None),
];

#[test]
fn home_and_place_of_work() {
    for (lives, moves_to, arrangement, states, at, answer, words, hires) in ROWS {
        let (state, near) = home(lives);
        let moves_to = moves_to.parse().expect("states");
        let fit = Fit { home: state, near, moves_to, ..coder("cpc") };
        let stated = Stated {
            arrangement: Some(arrangement.to_owned()).filter(|slug| !slug.is_empty()),
            states: states.parse().expect("states"),
            site: site(at),
            ..asking(held("cpc"))
        };
        check(&fit, &stated, About::Place, answer, words);
        assert_eq!(Judge::of(&fit).hires_at_home(&stated), hires, "{lives} {arrangement} {at}");
        assert_eq!(Judge::of(&fit).verdict(&stated).hires_at_home, hires);
    }
}

#[test]
fn where_it_does_not_hire_comes_before_what_is_missing() {
    let stated = Stated {
        arrangement: Some("remote-states".into()),
        states: "TX".parse().expect("a state"),
        ..asking(held("ccs"))
    };
    let verdict = Judge::of(&coder("cpc")).verdict(&stated);
    assert_eq!(verdict.answer, Elsewhere);
    assert_eq!(verdict.reasons[0].about, About::Place);
    assert_eq!(verdict.reasons[1].finding, Finding::Missing);
}
