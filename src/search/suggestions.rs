//! What may be meant by what is being typed: titles, employers, places, credentials and specialties
//! that there are postings of. A value leads to its filter, a title to its words.

use serde::Serialize;

use crate::jobindex::{Kind, Snapshot, Suggestion};
use crate::vocabulary::{Place, State, fold, geography, is_unseen};

/// Suggestions at once.
const MOST: usize = 8;
/// States among them, in the place box.
const STATES: usize = 2;
/// Characters of typed text that are looked at; fewer than [`LEAST`] say nothing.
const LONGEST: usize = 80;
const LEAST: usize = 2;

/// What a box of the search is typed into for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    text: String,
    /// In the place box nothing but places is meant.
    is_place: bool,
}

/// What may be meant, as the script beside the boxes reads it.
#[derive(Debug, Serialize)]
pub struct Suggestions {
    suggestions: Vec<Line>,
}

/// One line of the list under a box.
#[derive(Debug, Serialize)]
struct Line {
    text: String,
    /// What kind of thing it is.
    label: &'static str,
    /// The parameter it becomes, and its value.
    name: &'static str,
    value: String,
}

impl Typed {
    /// Reads `q=` or `near=` of an address: the first one counts.
    pub fn read(query: &str) -> Typed {
        let mut pairs = url::form_urlencoded::parse(query.as_bytes());
        let Some((name, value)) = pairs.find(|(name, _)| matches!(&**name, "q" | "near")) else {
            return Typed::default();
        };
        let seen = value.chars().filter(|c| !is_unseen(*c) && !c.is_control());
        let text: String = seen.take(LONGEST).collect();
        Typed { text: text.trim().to_owned(), is_place: name == "near" }
    }
}

impl Suggestions {
    /// The best first; none for a single letter.
    pub fn of(index: &Snapshot, typed: &Typed) -> Suggestions {
        if typed.text.chars().count() < LEAST {
            return Suggestions { suggestions: Vec::new() };
        }
        let suggestions = match typed.is_place {
            true => places(&typed.text),
            false => index.suggest(&typed.text, MOST).into_iter().map(Line::of).collect(),
        };
        Suggestions { suggestions }
    }
}

/// States and cities: what the box takes.
fn places(typed: &str) -> Vec<Line> {
    let states = State::all().filter(|state| state.begins(&fold(typed))).take(STATES);
    let cities = geography().beginning(typed, MOST).into_iter().map(Line::at);
    states.map(Line::within).chain(cities).take(MOST).collect()
}

impl Line {
    fn of(found: Suggestion) -> Line {
        let Suggestion { kind, text, slug: value } = found;
        let (name, label) = match kind {
            Kind::Title => ("q", "job title"),
            Kind::Employer => ("employer", "employer"),
            Kind::Place => ("near", "place"),
            Kind::Credential => ("credential", "credential"),
            Kind::Specialty => ("specialty", "specialty"),
        };
        Line { text, label, name, value }
    }

    /// A state somebody may live in: the box makes it a filter.
    fn within(state: State) -> Line {
        let text = state.name().to_owned();
        Line { value: text.clone(), text, label: "state", name: "near" }
    }

    /// A place somebody may live in, whether or not there is work.
    fn at(place: &Place) -> Line {
        let text = format!("{}, {}", place.city, place.state);
        Line { value: text.clone(), text, label: "place", name: "near" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_box_counts_and_is_held_to_a_length() {
        let typed = |query: &str| Typed::read(query);
        assert_eq!(typed(""), Typed::default());
        assert_eq!(typed("color=red"), Typed::default());
        assert_eq!(typed("q=+in%E2%80%AEpat%00&near=x").text, "inpat");
        assert!(typed("near=columbus&q=x").is_place);
        let first = |text: &str| places(text).first().map(|line| line.value.clone());
        assert_eq!(first("tex"), Some("Texas".to_owned()));
        assert_eq!(first("columbus, o"), Some("Columbus, OH".to_owned()));
        assert_eq!(typed(&format!("q={}", "a".repeat(10_000))).text.len(), LONGEST);
    }
}
