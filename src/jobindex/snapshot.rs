//! The index at one moment: searched without locks while the next one is being made.

use super::corrections::{Corrected, Meant};
use super::criteria::Criteria;
use super::employers::{self, EmployerCount};
use super::facets::{Facet, facets};
use super::parts::{Part, Parts};
use super::question::Question;
use super::rank::page;
use super::selection::Selection;
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
    /// Words that no posting has, each (folded) with the one that was looked for instead.
    pub corrections: Vec<(String, String)>,
    /// The employers that are chosen or excluded, those with the most postings first.
    pub employers: Vec<EmployerCount>,
}

/// Counts for one page; see [`Snapshot::counter`].
pub struct Counter<'a> {
    snapshot: &'a Snapshot,
    eyes: &'a Eyes<'a>,
    now: i64,
    meant: Meant,
}

impl Counter<'_> {
    /// How many postings `criteria` selects, without looking at their order.
    pub fn count(&mut self, criteria: &Criteria) -> usize {
        let parts = &self.snapshot.parts;
        let question = Question::of_page(criteria, self.eyes, self.now, parts, &mut self.meant);
        let count = |part| Selection::of(part, &question).selected.len(part);
        parts.iter().map(count).sum()
    }
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
        let question = Question::new(criteria, eyes, now, &self.parts);
        let selections: Vec<Selection> =
            self.parts.iter().map(|part| Selection::of(part, &question)).collect();
        let total = |selection: &Selection| selection.selected.len(selection.part);
        let skip = (criteria.page() as usize - 1).saturating_mul(page_size);
        Found {
            ids: page(&selections, &question, skip, page_size),
            total: selections.iter().map(total).sum(),
            facets: facets(&selections, &question),
            employers: employers::named(&selections, &question),
            corrections: question.words.corrections,
        }
    }

    /// How many postings `criteria` selects, without looking at their order. `now` is microseconds since 1970.
    pub fn count(&self, criteria: &Criteria, eyes: &Eyes, now: i64) -> usize {
        self.counter(eyes, now).count(criteria)
    }

    /// Counts what many searches with the same words select.
    pub fn counter<'a>(&'a self, eyes: &'a Eyes<'a>, now: i64) -> Counter<'a> {
        Counter { snapshot: self, eyes, now, meant: Meant::new() }
    }

    /// How many postings `criteria` selects as it is written: what an alert finds, which mends nothing. `now` is
    /// microseconds since 1970.
    pub fn count_as_written(&self, criteria: &Criteria, eyes: &Eyes, now: i64) -> usize {
        let question = Question::literal(criteria, eyes, now);
        let count = |part| Selection::of(part, &question).selected.len(part);
        self.parts.iter().map(count).sum()
    }

    /// The employers of what `criteria` selects, were it not for the employers it names: those with the most postings,
    /// at most `most`, and every one it names. `now` is microseconds since 1970.
    pub fn employers(
        &self,
        criteria: &Criteria,
        eyes: &Eyes,
        now: i64,
        most: usize,
    ) -> Vec<EmployerCount> {
        let question = Question::new(criteria, eyes, now, &self.parts);
        let selections: Vec<Selection> =
            self.parts.iter().map(|part| Selection::of(part, &question)).collect();
        employers::counts(&selections, &question, most)
    }

    /// The search with the words that were probably meant; none where every word is met.
    pub fn corrected(&self, criteria: &Criteria) -> Option<Criteria> {
        let words = Corrected::of(criteria, self.parts.as_slice(), &mut Meant::new());
        let is_corrected = !words.corrections.is_empty();
        is_corrected.then(|| criteria.clone().with_corrections(&words.corrections))
    }

    /// Whether both hold the same, in the same form.
    pub fn same(&self, other: &Snapshot) -> bool {
        let same = |(a, b): (&Part, &Part)| a.segment == b.segment && a.dead == b.dead;
        let (these, those) = (self.parts.as_slice(), other.parts.as_slice());
        these.len() == those.len() && these.iter().zip(those).all(same)
    }

    /// The postings, by id, that only one of both holds or that are not the same in both.
    pub fn differences(&self, other: &Snapshot) -> Vec<i64> {
        let (these, those) = (self.marks(), other.marks());
        let mut different: Vec<i64> = Vec::new();
        different.extend(
            these.iter().filter(|mark| those.binary_search(mark).is_err()).map(|mark| mark.0),
        );
        different.extend(
            those.iter().filter(|mark| these.binary_search(mark).is_err()).map(|mark| mark.0),
        );
        different.sort_unstable();
        different.dedup();
        different
    }

    /// Every posting by id with what tells its documents apart.
    fn marks(&self) -> Vec<(i64, u32)> {
        let marks = self.parts.iter().flat_map(|part| {
            let segment = &part.segment;
            part.live_slots().map(|slot| (segment.places.id(slot), segment.marks[slot as usize]))
        });
        let mut marks: Vec<(i64, u32)> = marks.collect();
        marks.sort_unstable();
        marks
    }

    /// Everything `criteria` selects on all pages, in its order, without counting anything: what an alert asks of
    /// the postings that are new. `now` is microseconds since 1970.
    pub fn matching(&self, criteria: &Criteria, eyes: &Eyes, now: i64) -> Vec<i64> {
        let question = Question::literal(criteria, eyes, now);
        let selections: Vec<Selection> =
            self.parts.iter().map(|part| Selection::of(part, &question)).collect();
        page(&selections, &question, 0, usize::MAX)
    }
}
