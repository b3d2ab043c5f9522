//! Counting many lists in one result, each in the way that is quickest for both.

use super::bits;
use super::hits::Hits;
use super::parts::Part;
use super::selected::Selected;
use super::slots::Slots;

/// A result has few words with bits in them if fewer than one in this many have.
const FEW: usize = 3;

/// A result made ready for counting.
pub(super) struct Tally<'a> {
    selected: &'a Selected,
    part: &'a Part,
    len: usize,
    /// The words of a small result that have bits in them, each with its place.
    words: Option<Vec<(u32, u64)>>,
}

impl<'a> Tally<'a> {
    pub fn of(selected: &'a Selected, part: &'a Part) -> Tally<'a> {
        let words = match selected {
            Selected::Only(hits) => words(hits.bits()),
            Selected::Live => None,
        };
        Tally { selected, part, len: selected.len(part), words }
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// How many slots of a list are selected.
    pub fn count(&self, list: Slots) -> usize {
        match (&self.words, list) {
            (Some(words), Slots::Long { bits, .. }) => bits::common_at(bits, words),
            _ => self.selected.count(list, self.part),
        }
    }

    /// How many slots below `end` are selected.
    pub fn count_below(&self, end: u32) -> usize {
        self.selected.count_below(end, self.part)
    }

    /// How many of these slots are selected.
    pub fn common(&self, hits: &Hits) -> usize {
        match self.selected {
            Selected::Live => hits.len() - bits::common(hits.bits(), self.part.dead.bits()),
            Selected::Only(only) => bits::common(hits.bits(), only.bits()),
        }
    }
}

/// Those that are not empty, if they are few.
fn words(bits: &[u64]) -> Option<Vec<(u32, u64)>> {
    let words = || (0..).zip(bits.iter().copied()).filter(|&(_, word)| word != 0);
    (words().count() <= bits.len() / FEW).then(|| words().collect())
}
