//! The boxes every search starts from: what, where the visitor lives, and how far around.

use std::collections::BTreeSet;

use serde::Serialize;

use super::facets::OptionView;
use crate::jobindex::{Criteria, Dropped, Near, Parsed, Why};
use crate::paths;

/// What `components/search.html` shows.
#[derive(Debug, Serialize)]
pub struct Ask {
    action: &'static str,
    suggest_url: &'static str,
    /// Names of all parameters, in their order.
    parameters: String,
    q: String,
    near: String,
    near_error: Option<String>,
    near_choices: Vec<Choice>,
    within: Vec<OptionView>,
}

/// A link to the search for one of several places of a name.
#[derive(Debug, Serialize)]
pub struct Choice {
    pub label: String,
    pub url: String,
}

/// Text in the place box that was not understood, what to say beside it and what may have been meant.
#[derive(Debug)]
pub struct Unclear {
    pub text: String,
    pub problem: String,
    pub choices: Vec<Choice>,
    /// How far around it.
    miles: u16,
}

impl Ask {
    /// The boxes as a search fills them; a place that was not understood stays as it was typed.
    pub fn of(criteria: &Criteria, unclear: Option<Unclear>) -> Ask {
        let mut ask = Ask {
            action: paths::LISTING,
            suggest_url: paths::SUGGEST,
            parameters: Criteria::parameters().collect::<Vec<_>>().join(" "),
            q: criteria.q().to_owned(),
            near: criteria.near().map_or(String::new(), |near| near.label.clone()),
            near_error: None,
            near_choices: Vec::new(),
            within: within(criteria.near().map_or(Near::USUAL, |near| near.miles)),
        };
        if let Some(unclear) = unclear {
            ask.near = unclear.text;
            ask.within = within(unclear.miles);
            ask.near_error = Some(unclear.problem);
            ask.near_choices = unclear.choices;
        }
        ask
    }

    /// The boxes before anything is asked.
    pub fn blank() -> Ask {
        Ask::of(&Criteria::default(), None)
    }
}

impl Unclear {
    /// Of a part that the search in `parsed` was left without, if that is a place.
    pub fn of(dropped: &Dropped, parsed: &Parsed) -> Option<Unclear> {
        let text = dropped.part.strip_prefix("near=")?.to_owned();
        let miles = parsed.miles.unwrap_or(Near::USUAL);
        let choice = |place: &str| Choice::of(place, miles, &parsed.criteria);
        let places = dropped.did_you_mean.iter().filter_map(|part| part.strip_prefix("near="));
        let choices: Vec<Choice> = places.map(choice).collect();
        let name = choices.first().and_then(|choice| choice.label.split(',').next());
        let problem = match dropped.why {
            Why::AmbiguousPlace => {
                format!("There is more than one {}. Which one?", name.unwrap_or(&text))
            }
            Why::UnknownPlace => unknown(&text).to_owned(),
            _ => return None,
        };
        Some(Unclear { text, problem, choices, miles })
    }
}

impl Choice {
    fn of(place: &str, miles: u16, criteria: &Criteria) -> Choice {
        let near = std::iter::once(("near".to_owned(), place.to_owned()));
        let search = Criteria::parse(near.chain(criteria.pairs())).criteria.with_miles(miles);
        Choice { label: place.to_owned(), url: paths::listing(&search.query_string()) }
    }
}

fn unknown(text: &str) -> &'static str {
    match text.chars().all(|c| c.is_ascii_digit() || c == '-') {
        true => "This ZIP code is not known. Write five digits, or a city and its state.",
        false => "This place is not known. Write a ZIP code, a city with its state, or a state.",
    }
}

/// The usual distance is sent as nothing, so that no address carries it; an address may ask for one
/// that is not offered.
fn within(chosen: u16) -> Vec<OptionView> {
    let all: BTreeSet<u16> = Near::MILES.into_iter().chain([chosen]).collect();
    let option = |miles: u16| {
        let value = if miles == Near::USUAL { String::new() } else { miles.to_string() };
        let label = format!("{miles} mi");
        OptionView { chosen: miles == chosen, ..OptionView::new(value, label) }
    };
    all.into_iter().map(option).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> (Criteria, Option<Unclear>) {
        let pairs = url::form_urlencoded::parse(query.as_bytes()).into_owned();
        let parsed = Criteria::parse(pairs);
        let unclear = parsed.dropped.iter().find_map(|part| Unclear::of(part, &parsed));
        (parsed.criteria, unclear)
    }

    #[test]
    fn a_name_of_many_places_asks_which() {
        let (_, unclear) = read("near=springfield&credential=cpc&within=25");
        let Unclear { text, problem, choices, miles } = unclear.expect("there are many");
        assert_eq!(text, "springfield");
        assert_eq!(problem, "There is more than one Springfield. Which one?");
        let url = "/jobs?credential=cpc&near=Springfield,+IL&within=25";
        assert_eq!(miles, 25);
        assert!(choices.iter().any(|choice| choice.url == url), "{choices:?}");
    }

    #[test]
    fn what_is_unknown_is_kept_and_said() {
        for (typed, shown) in [
            ("00000", "00000"),
            ("Zzyzxville", "Zzyzxville"),
            ("%E2%80%AEx%00yz", "xyz"),
            ("<script>", "<script>"),
        ] {
            let unclear = read(&format!("near={typed}")).1.expect("it is nowhere");
            assert_eq!(unclear.text, shown);
            assert!(!unclear.problem.is_empty() && unclear.choices.is_empty());
        }
        assert!(read("near=++").1.is_none());
    }

    #[test]
    fn the_boxes_show_the_search() {
        let (criteria, _) = read("q=coder&near=columbus+ohio&within=100");
        let ask = Ask::of(&criteria, None);
        assert_eq!((ask.q.as_str(), ask.near.as_str()), ("coder", "Columbus, OH"));
        let chosen: Vec<&str> =
            ask.within.iter().filter(|one| one.chosen).map(|one| one.value.as_str()).collect();
        assert_eq!(chosen, ["100"]);
        let labels: Vec<String> = within(33).into_iter().map(|one| one.label).collect();
        assert_eq!(labels, ["10 mi", "25 mi", "33 mi", "50 mi", "100 mi", "200 mi"]);
        let usual = Ask::blank().within;
        assert!(usual.iter().any(|one| one.chosen && one.value.is_empty()));
    }
}
