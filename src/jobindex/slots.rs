//! Sets of slots. The one place that knows how a postings list is stored, so that it can change without the rest.

use roaring::RoaringBitmap;

/// A set of slots of one segment, compressed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Slots(RoaringBitmap);

impl Slots {
    /// From slots in ascending order without repeats.
    pub fn from_ascending(slots: impl IntoIterator<Item = u32>) -> Slots {
        let set = RoaringBitmap::from_sorted_iter(slots)
            .expect("callers number slots upwards, each once");
        Slots(set)
    }

    /// Every slot from 0 up to but without `end`.
    pub fn below(end: u32) -> Slots {
        let mut set = RoaringBitmap::new();
        set.insert_range(0..end);
        Slots(set)
    }

    pub fn insert(&mut self, slot: u32) {
        self.0.insert(slot);
    }

    pub fn contains(&self, slot: u32) -> bool {
        self.0.contains(slot)
    }

    pub fn len(&self) -> usize {
        count(self.0.len())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many slots both hold.
    pub fn common(&self, other: &Slots) -> usize {
        count(self.0.intersection_len(&other.0))
    }

    /// How many slots are smaller than `end`.
    pub fn len_below(&self, end: u32) -> usize {
        count(self.0.range_cardinality(..end))
    }

    pub fn and(&self, other: &Slots) -> Slots {
        Slots(&self.0 & &other.0)
    }

    pub fn or(mut self, other: &Slots) -> Slots {
        self.0 |= &other.0;
        self
    }

    pub fn without(&self, other: &Slots) -> Slots {
        Slots(&self.0 - &other.0)
    }

    /// Ascending.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.iter()
    }

    /// The smallest way to store this set, for one that will not change again.
    pub fn settled(mut self) -> Slots {
        self.0.optimize();
        self
    }
}

fn count(len: u64) -> usize {
    usize::try_from(len).expect("a segment numbers its slots with 32 bits")
}
