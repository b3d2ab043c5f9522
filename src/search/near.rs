//! The second box: where the visitor lives, which is a state to be hired in.

use serde::Serialize;

use crate::jobindex::{Criteria, Group};
use crate::paths;
use crate::vocabulary::{Found, Place, State, geography, is_unseen};

/// Characters that are looked at and shown again.
const LONGEST: usize = 80;

/// A link to the search for one of several places of a name.
#[derive(Debug, Serialize)]
pub struct Choice {
    pub label: String,
    pub url: String,
}

/// What the text in the box leads to.
#[derive(Debug)]
pub enum Near {
    /// Nothing was typed.
    Anywhere,
    /// The search, led to the state that was meant.
    Search(Box<Criteria>),
    Unclear(Unclear),
}

/// Text that was not understood, what to say beside it and what may have been meant.
#[derive(Debug)]
pub struct Unclear {
    pub text: String,
    pub problem: String,
    pub choices: Vec<Choice>,
}

impl Near {
    /// Reads a ZIP code, a city or a state beside everything else that is asked.
    pub fn read(text: &str, criteria: &Criteria) -> Near {
        let seen: String = text.chars().filter(|c| !is_unseen(*c)).collect();
        let text: String = seen.trim().chars().take(LONGEST).collect();
        if text.is_empty() {
            return Near::Anywhere;
        }
        match geography().find(&text) {
            Found::Place(place) => Near::Search(Box::new(hiring_in(criteria, place.state))),
            Found::State(state) => Near::Search(Box::new(hiring_in(criteria, state))),
            Found::Ambiguous(places) => several(text, &places, criteria),
            Found::Unknown => {
                let problem = unknown(&text);
                Near::Unclear(Unclear { text, problem, choices: Vec::new() })
            }
        }
    }
}

/// Somebody lives in one state: it takes the place of those chosen before.
fn hiring_in(criteria: &Criteria, state: State) -> Criteria {
    criteria.clone().without_group(Group::HiresIn).with(Group::HiresIn, state.abbr())
}

/// Places of one name in one state lead to the same search and need no choice.
fn several(text: String, places: &[Place], criteria: &Criteria) -> Near {
    let mut choices: Vec<(State, Choice)> = Vec::new();
    for place in places {
        if choices.iter().all(|(state, _)| *state != place.state) {
            let query = hiring_in(criteria, place.state).query_string();
            let label = format!("{}, {}", place.city, place.state.name());
            choices.push((place.state, Choice { label, url: paths::listing(&query) }));
        }
    }
    if let [(state, _)] = choices[..] {
        return Near::Search(Box::new(hiring_in(criteria, state)));
    }
    let name = places.first().map_or(text.as_str(), |place| place.city.as_str());
    let problem = format!("There is more than one {name}. Which one?");
    let choices = choices.into_iter().map(|(_, choice)| choice).collect();
    Near::Unclear(Unclear { text, problem, choices })
}

fn unknown(text: &str) -> String {
    match text.chars().all(|c| c.is_ascii_digit() || c == '-') {
        true => "This ZIP code is not known. Write five digits, or a city and its state.".into(),
        false => {
            "This place is not known. Write a ZIP code, a city with its state, or a state.".into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn led_to(text: &str) -> Option<String> {
        match Near::read(text, &Criteria::default().with(Group::HiresIn, "TX")) {
            Near::Search(criteria) => Some(criteria.query_string()),
            Near::Anywhere | Near::Unclear(_) => None,
        }
    }

    #[test]
    fn a_zip_a_city_and_a_state_lead_to_the_state() {
        for text in ["43215", "Columbus, OH", "ohio", " OH "] {
            assert_eq!(led_to(text).as_deref(), Some("hires_in=OH"), "{text}");
        }
    }

    #[test]
    fn a_name_of_many_places_asks_which() {
        let Near::Unclear(Unclear { text, problem, choices }) =
            Near::read("springfield", &Criteria::default())
        else {
            panic!("there are many");
        };
        assert_eq!(text, "springfield");
        assert_eq!(problem, "There is more than one Springfield. Which one?");
        assert!(choices.iter().any(|choice| choice.url == "/jobs?hires_in=IL"));
    }

    #[test]
    fn what_is_unknown_is_kept_and_said() {
        for (text, shown) in [
            ("00000", "00000"),
            ("Zzyzxville", "Zzyzxville"),
            ("\u{202e}x\0yz", "xyz"),
            ("<script>", "<script>"),
        ] {
            let Near::Unclear(Unclear { text: kept, problem, choices }) =
                Near::read(text, &Criteria::default())
            else {
                panic!("{text} is nowhere");
            };
            assert_eq!(kept, shown);
            assert!(!problem.is_empty() && choices.is_empty());
        }
        assert!(matches!(Near::read("  ", &Criteria::default()), Near::Anywhere));
    }
}
