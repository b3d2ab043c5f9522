//! How the words were understood: a typing error that was mended, and words that are also values of
//! a filter. Nothing of it is chosen silently.

use serde::Serialize;

use super::words::{counted_jobs, cut};
use crate::jobindex::{Criteria, Eyes, Group, Offer, Snapshot};
use crate::paths;
use crate::vocabulary::fold;

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
    offers: Vec<OfferView>,
}

/// "CCS is a credential:" "show the 128 jobs open to CCS holders".
#[derive(Debug, Serialize)]
struct OfferView {
    text: String,
    link: String,
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
        let offers = corrected.unwrap_or(criteria).offers();
        let letters = offers.iter().any(|offer| offer.both);
        let most = if letters { MOST_OF_LETTERS } else { MOST };
        let offers: Vec<OfferView> = offers.into_iter().filter_map(offer).take(most).collect();
        if corrected.is_none() && offers.is_empty() {
            return None;
        }
        let typed: Vec<&str> = corrections.iter().map(|(typed, _)| typed.as_str()).collect();
        let literal = with_words(criteria, &literal(criteria.q(), &typed));
        Some(Said {
            shown: corrected.map(|corrected| cut(corrected.q(), 80)),
            typed: cut(criteria.q(), 80),
            typed_url: paths::listing(&literal.query_string()),
            offers,
        })
    }
}

impl OfferView {
    fn of(offer: &Offer, count: usize) -> OfferView {
        let (jobs, typed, label) = (counted_jobs(count), &offer.typed, &offer.label);
        let one = count == 1;
        let which = match offer.group {
            Group::Credential => format!("open to {label} holders"),
            Group::HiresIn if one => format!("that hires in {label}"),
            Group::HiresIn => format!("that hire in {label}"),
            Group::Software | Group::CodeSet if one => format!("that uses {label}"),
            Group::Software | Group::CodeSet => format!("that use {label}"),
            Group::Specialty | Group::Setting => format!("in {label}"),
            _ => format!("marked {label}"),
        };
        let text = match offer.group {
            Group::HiresIn if offer.both => {
                format!("These jobs say “{typed}”. It is also short for {label}:")
            }
            _ if offer.both => format!("“{typed}” is also {}:", kind(offer.group)),
            _ => format!("{} is {}:", capitalized(typed), kind(offer.group)),
        };
        let link = format!("show the {jobs} {which}");
        OfferView { text, link, url: paths::listing(&offer.criteria.query_string()) }
    }
}

/// What a value of a group is.
fn kind(group: Group) -> &'static str {
    match group {
        Group::Role => "a role",
        Group::Setting => "a care setting",
        Group::Specialty => "a specialty",
        Group::Credential => "a credential",
        Group::CodeSet => "a code set",
        Group::Software => "software",
        Group::Type => "an employment type",
        Group::Arrangement => "an arrangement",
        Group::HiresIn => "a state",
        _ => "a filter",
    }
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    first + letters.as_str()
}

/// The same search with other words.
pub fn with_words(criteria: &Criteria, q: &str) -> Criteria {
    let others = criteria.clone().with_page(1).pairs().into_iter().filter(|(name, _)| name != "q");
    let words = std::iter::once(("q".to_owned(), q.to_owned()));
    Criteria::parse(words.chain(others)).criteria
}

/// The words with those mended between quotes, which are never mended.
fn literal(q: &str, mended: &[&str]) -> String {
    let is_mended = |piece: &str| {
        let mut words = piece.split(|c: char| !c.is_alphanumeric()).map(fold);
        words.any(|word| mended.contains(&word.as_str()))
    };
    let quoted = |piece: &str| {
        let bare = piece.trim_end_matches(',');
        let comma = &piece[bare.len()..];
        match is_mended(bare) && !bare.contains('"') {
            true => format!("\"{bare}\"{comma}"),
            false => piece.to_owned(),
        }
    };
    q.split(' ').map(quoted).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_mended_can_be_asked_to_the_letter() {
        assert_eq!(literal("inpateint coder", &["inpateint"]), "\"inpateint\" coder");
        assert_eq!(literal("Inpateint, auditor", &["inpateint"]), "\"Inpateint\", auditor");
        assert_eq!(literal("\"an inpateint\" coder", &["inpateint"]), "\"an inpateint\" coder");
    }

    #[test]
    fn other_words_keep_the_rest() {
        let pairs = [("q", "coder"), ("credential", "ccs"), ("sort", "newest")];
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let criteria = Criteria::parse(pairs.into_iter()).criteria;
        let query = with_words(&criteria, "auditor").query_string();
        assert_eq!(query, "q=auditor&credential=ccs&sort=newest");
    }
}
