//! What a search asked for that was left out, so that the page can say so.

use std::fmt;

use crate::vocabulary::is_unseen;

/// Characters of a dropped part that are repeated to the visitor.
const SHOWN: usize = 80;

/// A part of the request that the search does without.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// "role=medcal-coder", each side of the sign cut after 80 characters, nothing unseen in it.
    /// Untrusted text.
    pub part: String,
    pub why: Why,
    /// What was probably meant, in the same form: "role=medical-coder"; of a place, every one of that name.
    pub did_you_mean: Vec<String>,
}

/// Why a part was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// There is no such parameter.
    UnknownParameter,
    /// The parameter has no such value.
    UnknownValue,
    /// Not a number or word that can be used here.
    Unreadable,
    /// Beyond what one search may hold.
    TooMany,
    /// Given again with another value; the first counts.
    Repeated,
    /// No place of this name or ZIP code is known.
    UnknownPlace,
    /// Several states have a place of this name.
    AmbiguousPlace,
    /// A state in place of a place that a filter leaves out.
    Excluded,
    /// Not a whole number of miles that can be asked for.
    NoDistance,
    /// This filter cannot exclude.
    NotExcludable,
    /// The beginning of a word that too many words share.
    ShortBeginning,
}

impl Dropped {
    pub(super) fn new(name: &str, value: &str, why: Why) -> Dropped {
        Dropped { part: shown(name, value), why, did_you_mean: Vec::new() }
    }

    pub(super) fn meaning(mut self, name: &str, value: &str) -> Dropped {
        self.did_you_mean.push(shown(name, value));
        self
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Why::UnknownParameter => "no such filter",
            Why::UnknownValue => "no such value",
            Why::Unreadable => "could not be read",
            Why::TooMany => "more than one search can hold",
            Why::Repeated => "given twice; the first counts",
            Why::UnknownPlace => "no such place is known",
            Why::AmbiguousPlace => "more than one place has this name",
            Why::Excluded => "left out by a filter",
            Why::NoDistance => "a distance is 10 to 200 whole miles",
            Why::NotExcludable => "cannot be excluded",
            Why::ShortBeginning => "the beginning of a word needs three letters or digits",
        })
    }
}

fn shown(name: &str, value: &str) -> String {
    let seen =
        |text: &str| -> String { text.chars().filter(|c| !is_unseen(*c)).take(SHOWN).collect() };
    format!("{}={}", seen(name), seen(value))
}
