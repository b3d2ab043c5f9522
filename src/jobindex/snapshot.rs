//! The index at one moment: searched without locks while the next one is being made.

use super::criteria::Criteria;
use super::facets::{Facet, facets};
use super::parts::{Part, Parts};
use super::rank::page;
use super::selection::{Question, Selection};
use crate::eligibility::Judge;

/// An immutable state of the index.
#[derive(Debug, Default)]
pub struct Snapshot {
    parts: Parts,
    generation: u64,
}

/// Who searches, as far as it changes what they find. The default is anybody.
#[derive(Clone, Copy, Debug, Default)]
pub struct Eyes<'a> {
    /// Decides [`Group::Meets`](super::Group::Meets) and [`Group::MyState`](super::Group::MyState);
    /// without one both select nothing and count 0.
    pub judge: Option<&'a Judge>,
    /// Postings by id that are in no result and no count.
    pub hidden: &'a [i64],
}

/// The answer to a search.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The postings of the page asked for, in order.
    pub ids: Vec<i64>,
    /// How many postings there are on all pages.
    pub total: usize,
    /// Every group in its order.
    pub facets: Vec<Facet>,
}

impl Snapshot {
    pub(super) fn new(parts: Parts, generation: u64) -> Snapshot {
        Snapshot { parts, generation }
    }

    pub(super) fn parts(&self) -> &Parts {
        &self.parts
    }

    /// How many postings it holds.
    pub fn len(&self) -> usize {
        self.parts.iter().map(Part::live).sum()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Grows by one with every write of this process: two snapshots of one index with the same generation are the
    /// same.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// The page of `page_size` postings that `criteria` asks for, the number on all pages and the count beside every
    /// facet value. `now` is microseconds since 1970.
    pub fn search(&self, criteria: &Criteria, eyes: &Eyes, page_size: usize, now: i64) -> Found {
        let question = Question::new(criteria, eyes, now);
        let selections: Vec<Selection> =
            self.parts.iter().map(|part| Selection::of(part, &question)).collect();
        let total = |selection: &Selection| selection.selected.len(selection.part);
        let skip = (criteria.page() as usize - 1).saturating_mul(page_size);
        Found {
            ids: page(&selections, &question, skip, page_size),
            total: selections.iter().map(total).sum(),
            facets: facets(&selections, &question),
        }
    }

    /// How many postings `criteria` selects, without looking at their order. `now` is microseconds since 1970.
    pub fn count(&self, criteria: &Criteria, eyes: &Eyes, now: i64) -> usize {
        let question = Question::new(criteria, eyes, now);
        let count = |part| Selection::of(part, &question).selected.len(part);
        self.parts.iter().map(count).sum()
    }

    /// Everything `criteria` selects on all pages, in its order, without counting anything: what an alert asks of
    /// the postings that are new. `now` is microseconds since 1970.
    pub fn matching(&self, criteria: &Criteria, eyes: &Eyes, now: i64) -> Vec<i64> {
        let question = Question::new(criteria, eyes, now);
        let selections: Vec<Selection> =
            self.parts.iter().map(|part| Selection::of(part, &question)).collect();
        page(&selections, &question, 0, usize::MAX)
    }
}
