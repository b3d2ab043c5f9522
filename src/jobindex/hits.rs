//! The slots of a segment that a search has found so far.
//!
//! A bit for every slot: at a million postings that is 125 KB, which stays in the nearest memory of a processor, so
//! that ANDs, ORs and counts take microseconds whatever is found.

use super::bits;
use super::slots::Slots;

/// A set of slots that a search changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Hits(Vec<u64>);

impl Hits {
    /// None of the slots below `end`.
    pub fn none(end: u32) -> Hits {
        Hits(vec![0; bits::words_for(end)])
    }

    /// All slots below `until`, none of the others below `end`.
    pub fn below(until: u32, end: u32) -> Hits {
        let mut hits = Hits::none(end);
        let (whole, rest) = (until / u64::BITS, until % u64::BITS);
        hits.0[..whole as usize].fill(u64::MAX);
        if rest > 0 {
            hits.0[whole as usize] = (1 << rest) - 1;
        }
        hits
    }

    /// None of the slots this could have.
    pub fn emptied(&self) -> Hits {
        Hits(vec![0; self.0.len()])
    }

    /// Of these bits, one for each slot.
    pub fn of(bits: Vec<u64>) -> Hits {
        Hits(bits)
    }

    pub fn bits(&self) -> &[u64] {
        &self.0
    }

    pub fn insert(&mut self, slot: u32) {
        bits::set(&mut self.0, slot);
    }

    #[inline]
    pub fn contains(&self, slot: u32) -> bool {
        bits::has(&self.0, slot)
    }

    pub fn len(&self) -> usize {
        bits::count(&self.0)
    }

    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|&word| word == 0)
    }

    /// Ascending: newest first.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        bits::each(&self.0)
    }

    /// Leaves out what does not hold.
    pub fn retain(&mut self, mut holds: impl FnMut(u32) -> bool) {
        for (at, word) in (0..).zip(&mut self.0) {
            let mut rest = *word;
            while rest != 0 {
                let bit = rest.trailing_zeros();
                rest &= rest - 1;
                if !holds(at * u64::BITS + bit) {
                    *word &= !(1 << bit);
                }
            }
        }
    }

    pub fn keep(&mut self, other: &Hits) {
        bits::and(&mut self.0, &other.0);
    }

    pub fn add(&mut self, other: &Hits) {
        bits::or(&mut self.0, &other.0);
    }

    pub fn add_bits(&mut self, bits: &[u64]) {
        bits::or(&mut self.0, bits);
    }

    pub fn remove(&mut self, other: &Hits) {
        bits::without(&mut self.0, &other.0);
    }

    /// What is also in the list.
    pub fn and(&self, list: Slots) -> Hits {
        match list {
            Slots::Long { bits, .. } => {
                let mut both = self.clone();
                bits::and(&mut both.0, bits);
                both
            }
            Slots::Short(packed) => {
                let mut both = Hits(vec![0; self.0.len()]);
                packed.each(|slot| {
                    let (at, bit) = ((slot / u64::BITS) as usize, slot % u64::BITS);
                    both.0[at] |= self.0[at] & 1 << bit;
                });
                both
            }
        }
    }

    pub fn add_list(&mut self, list: Slots) {
        match list {
            Slots::Long { bits, .. } => bits::or(&mut self.0, bits),
            Slots::Short(packed) => packed.each(|slot| bits::set(&mut self.0, slot)),
        }
    }

    /// How many slots of the list are here.
    pub fn count(&self, list: Slots) -> usize {
        match list {
            Slots::Long { bits, .. } => bits::common(&self.0, bits),
            Slots::Short(packed) => {
                let mut count = 0;
                packed.each(|slot| count += usize::from(bits::has(&self.0, slot)));
                count
            }
        }
    }

    /// How many slots are smaller than `end`.
    pub fn len_below(&self, end: u32) -> usize {
        let (whole, rest) = ((end / u64::BITS) as usize, end % u64::BITS);
        let last = self.0.get(whole).map_or(0, |word| word & ((1 << rest) - 1));
        bits::count(&self.0[..whole]) + last.count_ones() as usize
    }
}
