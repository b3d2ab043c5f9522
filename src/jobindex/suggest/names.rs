//! Titles, employers or towns of all parts together: those that most live postings have, whatever parts they are in.

use super::super::names::{Names, commonest};
use super::super::parts::Part;
use super::super::segment::Segment;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// The names of one kind over all parts; of spellings of the same words there is one.
pub(super) struct Everywhere<'a>(Vec<(&'a Part, &'a Names)>);

/// A place among others: most postings first, then by the alphabet.
type Rank<'a> = (Reverse<usize>, &'a str);

impl<'a> Everywhere<'a> {
    pub fn of(
        parts: impl Iterator<Item = &'a Part>,
        names: impl Fn(&'a Segment) -> &'a Names,
    ) -> Everywhere<'a> {
        Everywhere(parts.map(|part| (part, names(&part.segment))).collect())
    }

    /// The words in which one, and what follows it, starts so: those with the most postings, at most `most`.
    pub fn beginning(&self, typed: &'a str, most: usize) -> Vec<&'a str> {
        let Some((base, tail)) = self.0.split_first() else { return Vec::new() };
        let mut tail = counts(tail, typed);
        let mut best = Best { most, ranks: Vec::new() };
        // The base's own names come in the order of how many had them: what follows in it has no more than `bound`.
        let mut bound = 0;
        let (part, names) = *base;
        let mut beginning = names.beginning(typed).peekable();
        while let Some(name) = beginning.next() {
            let words = names.words(name);
            let (mut had, mut live) = (names.slots(name).len(), live(part, names, name));
            while let Some(other) = beginning.next_if(|&other| names.words(other) == words) {
                had += names.slots(other).len();
                live += self::live(part, names, other);
            }
            if !best.takes((Reverse(had), words)) {
                bound = had;
                break;
            }
            best.add(live + tail.remove(words).unwrap_or_default(), words);
        }
        for (words, count) in tail {
            if best.takes((Reverse(count + bound), words)) {
                let in_base = names.spellings(words).map(|name| live(part, names, name));
                best.add(count + in_base.sum::<usize>(), words);
            }
        }
        best.ranks.into_iter().map(|(_, words)| words).collect()
    }

    /// The spelling of these words that most postings have.
    pub fn spelled(&self, words: &str) -> Option<&'a str> {
        let texts = self.0.iter().flat_map(|&(part, names)| {
            let spellings = names.spellings(words);
            spellings.map(move |name| (names.text(name), live(part, names, name)))
        });
        commonest(texts)
    }
}

/// How many live postings of these parts have words in which one starts so.
fn counts<'a>(parts: &[(&'a Part, &'a Names)], typed: &'a str) -> FxHashMap<&'a str, usize> {
    let mut counts = FxHashMap::default();
    for &(part, names) in parts {
        for name in names.beginning(typed) {
            *counts.entry(names.words(name)).or_default() += live(part, names, name);
        }
    }
    counts
}

fn live(part: &Part, names: &Names, name: u32) -> usize {
    part.live_on(names.slots(name))
}

/// The first of those seen so far.
struct Best<'a> {
    most: usize,
    /// In order.
    ranks: Vec<Rank<'a>>,
}

impl<'a> Best<'a> {
    /// Whether there is a place for one that ranks so.
    fn takes(&self, rank: Rank) -> bool {
        self.ranks.len() < self.most || self.ranks.last().is_some_and(|last| rank < *last)
    }

    /// Adds words that so many postings have: none are not there.
    fn add(&mut self, count: usize, words: &'a str) {
        let rank = (Reverse(count), words);
        if count > 0 && self.takes(rank) {
            let place = self.ranks.partition_point(|other| *other < rank);
            self.ranks.insert(place, rank);
            self.ranks.truncate(self.most);
        }
    }
}
