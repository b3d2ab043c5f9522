//! What the words of a search mean: which ways of saying each thing count, and how much they count.
//!
//! `typed` reads the grammar (quotes, `-`, `*`, commas), `lexicon` knows the vocabulary's terms and what they name,
//! `units` puts both together; `typo` finds what a word that is nowhere was probably meant to be.

mod lexicon;
mod offers;
#[cfg(test)]
mod tests;
mod typed;
mod typo;
mod units;

pub use offers::Offer;
pub(super) use typed::{Atom, Kind, Typed};
pub(super) use typo::{Dictionary, corrected};

use super::criteria::Criteria;
use super::groups::Group;

/// The words of a search, understood. Found: what any clause selects. No clause: everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Query {
    pub any: Vec<Clause>,
}

/// All of `all` and none of `none`; `none` alone is everything but.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Clause {
    pub all: Vec<Unit>,
    pub none: Vec<Unit>,
}

/// One thing to be found. A posting has it by any way of `exact`, or of `also`: inflections, synonyms, facet values.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Unit {
    /// Its words, folded.
    pub said: String,
    pub exact: Vec<Way>,
    pub also: Vec<Way>,
    /// The one word that may be a typing error, folded.
    pub fuzzable: Option<String>,
    /// Of a few letters that are short for several words: those words and the fact they name. In the title of something
    /// else the same letters may mean anything, so a title has them only beside one of these.
    pub spelled_out: Vec<Way>,
}

/// One way in which a posting can have what is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// The posting has all of these tokens: anywhere; in the title, if asked about the title.
    Tokens(Vec<String>),
    /// These parts side by side: in the title, in the employer's name or, where
    /// [`is_known_phrase`](super::text::is_known_phrase), in the description.
    Phrase(Vec<String>),
    /// A token that starts so; three characters or more.
    Prefix(String),
    /// A token with this [`stem`](super::text::stem).
    Stem(String),
    /// All of these tokens, in the title only.
    Title(Vec<String>),
    /// A structured fact of the posting, or one below it; counts as in the title.
    Value(Group, u16),
}

impl Query {
    /// What the words of a search mean.
    pub fn of(criteria: &Criteria) -> Query {
        Query::read(criteria.q())
    }

    /// Whether a phrase between quotes is not one of the field, so that only titles and employers' names are known to
    /// have it or not.
    pub fn has_phrase_of_titles(q: &str) -> bool {
        let quoted = |atom: &Atom| match atom.kind {
            Kind::Phrase => units::phrase_of_titles(&atom.text),
            Kind::Word | Kind::Prefix => false,
        };
        Typed::read(q).clauses.iter().flatten().any(quoted)
    }

    /// What some words mean.
    pub fn read(q: &str) -> Query {
        let clauses = Typed::read(q).clauses;
        let understood = clauses.iter().map(|atoms| units::clause(atoms));
        Query { any: understood.filter(|clause| !clause.is_empty()).collect() }
    }
}

impl Clause {
    fn is_empty(&self) -> bool {
        self.all.is_empty() && self.none.is_empty()
    }

    /// How many of its units a posting may lack that still has most of them.
    pub fn may_lack(&self) -> usize {
        self.all.len().saturating_sub(1) / 2
    }
}

impl Unit {
    /// Whether it is a credential. Many postings are satisfied by it; those that name it anywhere are meant first.
    pub fn is_credential(&self) -> bool {
        self.also.iter().any(|way| matches!(way, Way::Value(Group::Credential, _)))
    }
}
