//! How well postings match the words of a search: in one of a few buckets each, the best first.
//!
//! A posting takes the best bucket of all clauses it is selected by. In a clause, what counts first is how many units
//! are not met in its title, then whether any is met there only by an inflection, a synonym or a facet value; a clause
//! with a corrected word comes behind all others.

use super::hits::Hits;
use super::question::Question;
use super::selected::Selected;
use super::selection::Selection;

/// Units not met in the title: more count as this many.
const MISSING: usize = 7;
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

/// What a clause selects, by the number of its units that are missing in the title: a binary number for every slot,
/// which stops at its highest.
struct Counted<'a> {
    found: &'a Hits,
    /// The lowest first; no more than the units can need.
    digits: Vec<Hits>,
    /// Where any unit is not met exactly.
    also: Hits,
}

impl<'a> Counted<'a> {
    fn of(found: &'a Hits, units: usize) -> Counted<'a> {
        let highest = units.min(MISSING);
        let digits = usize::BITS - highest.leading_zeros();
        let digits = (0..digits).map(|_| found.emptied()).collect();
        Counted { found, digits, also: found.emptied() }
    }

    fn add(&mut self, missing: Hits, not_exact: Option<Hits>) {
        let mut more = missing;
        if let Some((first, rest)) = self.digits.split_first() {
            let mut highest = first.clone();
            rest.iter().for_each(|digit| highest.keep(digit));
            more.remove(&highest);
        }
        for digit in &mut self.digits {
            let mut carry = digit.clone();
            carry.keep(&more);
            digit.add(&more);
            digit.remove(&carry);
            more = carry;
        }
        if let Some(not_exact) = not_exact {
            self.also.add(&not_exact);
        }
    }

    /// None where no slot can be.
    fn bucket(&self, bucket: usize) -> Option<Hits> {
        let (missing, also) = (bucket / 2, bucket % 2);
        if missing >> self.digits.len() > 0 {
            return None;
        }
        let mut hits = self.found.clone();
        let digits = self.digits.iter().enumerate().map(|(at, set)| ((missing >> at) & 1, set));
        for (digit, set) in digits.chain([(also, &self.also)]) {
            match digit {
                0 => hits.remove(set),
                _ => hits.keep(set),
            }
        }
        Some(hits)
    }
}
