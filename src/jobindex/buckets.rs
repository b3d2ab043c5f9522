//! How well postings match the words of a search: in one of a few buckets each, the best first.
//!
//! A posting takes the best bucket of all clauses it is selected by. In a clause, what counts first is how many units
//! are not met in its title, then whether any is met only by an inflection, a synonym or a facet value; a clause with
//! a corrected word comes behind all others.

use super::hits::Hits;
use super::question::Question;
use super::selected::Selected;
use super::selection::Selection;

/// Units not met in the title: more count as this many.
const MISSING: usize = 3;
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
            let mut counted = Counted::of(&clause.found);
            let lacks = clause.lacks(words.segment());
            lacks.for_each(|(missing, not_exact)| counted.add(missing, not_exact));
            (if is_corrected { CLAUSE } else { 0 }, counted)
        });
        Buckets { clauses: counted.collect(), left: selection.selected.hits(selection.part) }
    }

    /// What is in a bucket and was in none taken before.
    pub fn take(&mut self, bucket: usize) -> Selected {
        let mut taken = self.left.emptied();
        for (first, counted) in &self.clauses {
            if (*first..first + CLAUSE).contains(&bucket) {
                taken.add(&counted.bucket(bucket - first));
            }
        }
        taken.keep(&self.left);
        self.left.remove(&taken);
        Selected::Only(taken)
    }
}

/// What a clause selects, by the number of its units that are missing in the title: a binary number of two digits for
/// every slot, which stops at its highest.
struct Counted<'a> {
    found: &'a Hits,
    ones: Hits,
    twos: Hits,
    /// Where any unit is not met exactly.
    also: Hits,
}

impl<'a> Counted<'a> {
    fn of(found: &'a Hits) -> Counted<'a> {
        let none = found.emptied();
        Counted { found, ones: none.clone(), twos: none.clone(), also: none }
    }

    fn add(&mut self, mut more: Hits, not_exact: Option<Hits>) {
        let mut highest = self.ones.clone();
        highest.keep(&self.twos);
        more.remove(&highest);
        let mut carry = self.ones.clone();
        carry.keep(&more);
        self.ones.add(&more);
        self.ones.remove(&carry);
        self.twos.add(&carry);
        if let Some(not_exact) = not_exact {
            self.also.add(&not_exact);
        }
    }

    fn bucket(&self, bucket: usize) -> Hits {
        let (missing, also) = (bucket / 2, bucket % 2);
        let mut hits = self.found.clone();
        let digits = [(missing & 1, &self.ones), (missing >> 1, &self.twos), (also, &self.also)];
        for (digit, set) in digits {
            match digit {
                0 => hits.remove(set),
                _ => hits.keep(set),
            }
        }
        hits
    }
}
