//! How the words were understood: a typing error that was mended, and words that are also values of
//! a filter. Nothing of it is chosen silently.

use serde::Serialize;

use super::words::{counted_jobs, cut};
use crate::jobindex::{Criteria, Eyes, Group, Offer, Snapshot};
use crate::paths;

/// Offers above one result: the cards are what people came for. Two letters may mean two things.
const MOST: usize = 1;
const MOST_OF_LETTERS: usize = 2;

/// What stands above the results.
#[derive(Debug, Serialize)]
pub struct Said {
    /// The words that were searched for, where they are not those typed.
    shown: Option<String>,
    typed: String,
    /// The search for what was typed, to the letter.
    typed_url: String,
    /// What the offers are.
    lead: String,
    offers: Vec<OfferView>,
    /// Whether a phrase is looked for in titles and employers' names alone.
    phrase: bool,
}

/// "CCS credential", "128 jobs".
#[derive(Debug, Serialize)]
struct OfferView {
    text: String,
    count_text: String,
    url: String,
}

impl Said {
    /// Nothing where the words mean what they say. `corrected` is the search that was made instead.
    pub fn of(
        (index, eyes, now): (&Snapshot, &Eyes, i64),
        criteria: &Criteria,
        corrected: Option<&Criteria>,
        corrections: &[(String, String)],
    ) -> Option<Said> {
        let offer = |offer: Offer| {
            let count = index.count(&offer.criteria, eyes, now);
            (count > 0).then(|| OfferView::of(&offer, count))
        };
        let mut offers = corrected.unwrap_or(criteria).offers();
        let letters = offers.iter().find(|offer| offer.both).map(|offer| offer.typed.clone());
        if let Some(letters) = &letters {
            offers.retain(|offer| offer.both && offer.typed == *letters);
        }
        let most = if letters.is_some() { MOST_OF_LETTERS } else { MOST };
        let lead = lead(letters.as_deref());
        let offers: Vec<OfferView> = offers.into_iter().filter_map(offer).take(most).collect();
        let phrase = criteria.has_phrase_of_titles();
        if corrected.is_none() && offers.is_empty() && !phrase {
            return None;
        }
        let typed: Vec<&str> = corrections.iter().map(|(typed, _)| typed.as_str()).collect();
        let literal = criteria.clone().to_the_letter(corrections);
        Some(Said {
            shown: corrected.map(|corrected| cut(corrected.q(), 80)),
            typed: cut(&typed.join(" "), 80),
            typed_url: paths::listing(&literal.query_string()),
            lead,
            offers,
            phrase,
        })
    }
}

impl OfferView {
    fn of(offer: &Offer, count: usize) -> OfferView {
        let label = &offer.label;
        let text = match offer.group {
            Some(Group::Role) => format!("{label} role"),
            Some(Group::Setting) => format!("{label} setting"),
            Some(Group::Specialty) => format!("{label} specialty"),
            Some(Group::Credential) => format!("{label} credential"),
            Some(Group::CodeSet | Group::Software) => format!("uses {label}"),
            Some(Group::HiresIn) => format!("hires in {label}"),
            _ => label.clone(),
        };
        let url = paths::listing(&offer.criteria.query_string());
        OfferView { text, count_text: counted_jobs(count), url }
    }
}

/// Letters of a state stand for more than one thing; other words are what they say.
fn lead(letters: Option<&str>) -> String {
    match letters {
        Some(letters) => format!("“{letters}” may also mean:"),
        None => "As a filter:".to_owned(),
    }
}
