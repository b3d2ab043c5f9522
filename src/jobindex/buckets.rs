//! How well postings match the words of a search: in one of a few buckets each, the best first.
//!
//! A posting takes the best bucket of all clauses it is selected by. In a clause, what counts first is how many units
//! are not met in its title, then whether any is met there only by an inflection, a synonym or a facet value; a clause
//! with a corrected word comes behind all others.

use super::counter::Counter;
use super::hits::Hits;
use super::question::Question;
use super::selected::Selected;
use super::selection::Selection;

/// Units not met in the title: more count as this many.
pub(super) const MISSING: usize = 7;
/// Buckets of a clause without a corrected word.
const CLAUSE: usize = 2 * (MISSING + 1);

/// What is selected, to be taken bucket by bucket.
pub(super) struct Buckets<'a> {
    /// Each with its first bucket.
    clauses: Vec<(usize, Counted<'a>)>,
    left: Hits,
}

impl<'a> Buckets<'a> {
    /// Buckets there are, those of corrected clauses behind the others.
    pub const ALL: usize = 2 * CLAUSE;

    pub fn of(selection: &'a Selection, question: &Question) -> Buckets<'a> {
        let words = &selection.words;
        let clauses = words.clauses().iter().zip(&question.words.is_corrected);
        let counted = clauses.map(|(clause, &is_corrected)| {
            let mut counted = Counted::of(&clause.found, clause.units());
            let lacks = clause.lacks(words.segment());
            lacks.for_each(|(missing, not_exact)| counted.add(missing, not_exact));
            (if is_corrected { CLAUSE } else { 0 }, counted)
        });
        Buckets { clauses: counted.collect(), left: selection.selected.hits(selection.part) }
    }

    /// What is in a bucket and was in none taken before.
    pub fn take(&mut self, bucket: usize) -> Selected {
        let mut taken = self.left.emptied();
        let own = self.clauses.iter().filter_map(|(first, counted)| {
            let bucket = bucket.checked_sub(*first).filter(|bucket| *bucket < CLAUSE)?;
            counted.bucket(bucket)
        });
        let mut any = false;
        for hits in own {
            any = true;
            taken.add(&hits);
        }
        if any {
            taken.keep(&self.left);
            self.left.remove(&taken);
        }
        Selected::Only(taken)
    }
}

/// What a clause selects, by the number of its units that are missing in the title.
struct Counted<'a> {
    found: &'a Hits,
    missing: Counter,
    /// Where any unit is not met exactly.
    also: Hits,
}

impl<'a> Counted<'a> {
    fn of(found: &'a Hits, units: usize) -> Counted<'a> {
        Counted { found, missing: Counter::up_to(units.min(MISSING), found), also: found.emptied() }
    }

    fn add(&mut self, missing: Hits, not_exact: Option<Hits>) {
        self.missing.add(missing);
        if let Some(not_exact) = not_exact {
            self.also.add(&not_exact);
        }
    }

    /// None where no slot can be.
    fn bucket(&self, bucket: usize) -> Option<Hits> {
        let mut hits = self.missing.counted(bucket / 2, self.found)?;
        match bucket % 2 {
            0 => hits.remove(&self.also),
            _ => hits.keep(&self.also),
        }
        Some(hits)
    }
}
