//! Postings lists: which slots have a word or a facet value. The one place that knows how they are stored.
//!
//! A list never changes once it is made. One that many slots are on is a row of bits; any other is packed: the
//! distances between slots in blocks of 128, each with as many bits as its largest needs, and what is left over with
//! seven bits a byte.

use super::bits;
use bitpacking::{BitPacker, BitPacker4x};

/// Slots of a packed block.
const BLOCK: usize = BitPacker4x::BLOCK_LEN;

/// A list of slots, ascending.
#[derive(Clone, Copy, Debug)]
pub(super) enum Slots<'a> {
    Long { bits: &'a [u64], len: u32 },
    Short(Packed<'a>),
}

/// A packed list, and whatever lies behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Packed<'a> {
    pub bytes: &'a [u8],
    pub len: u32,
}

impl Slots<'_> {
    pub const NONE: Slots<'static> = Slots::Short(Packed { bytes: &[], len: 0 });

    pub fn len(self) -> usize {
        match self {
            Slots::Long { len, .. } | Slots::Short(Packed { len, .. }) => len as usize,
        }
    }

    /// Gives every slot in order.
    #[inline]
    pub fn each(self, visit: impl FnMut(u32)) {
        match self {
            Slots::Long { bits, .. } => bits::each(bits).for_each(visit),
            Slots::Short(packed) => packed.each(visit),
        }
    }
}

impl Packed<'_> {
    /// Gives every slot in order.
    #[inline]
    pub fn each(self, mut visit: impl FnMut(u32)) {
        let mut last = None;
        let mut rest = self.bytes;
        if self.len as usize >= BLOCK {
            let packer = BitPacker4x::new();
            let mut slots = [0; BLOCK];
            for _ in 0..self.len as usize / BLOCK {
                let (width, packed) = (rest[0], &rest[1..]);
                let read = packer.decompress_strictly_sorted(last, packed, &mut slots, width);
                for &slot in &slots {
                    visit(slot);
                }
                last = Some(slots[BLOCK - 1]);
                rest = &packed[read..];
            }
        }
        unpack_rest(rest, self.len as usize % BLOCK, last.map_or(0, |last| last + 1), visit);
    }
}

/// Gives as many slots as there are behind the last block, the first of which could have been `next`.
#[inline]
fn unpack_rest(bytes: &[u8], count: usize, mut next: u32, mut visit: impl FnMut(u32)) {
    let mut bytes = bytes.iter();
    for _ in 0..count {
        let (mut distance, mut shift) = (0, 0);
        for &byte in bytes.by_ref() {
            distance |= u32::from(byte & 0x7F) << shift;
            shift += 7;
            if byte < 0x80 {
                break;
            }
        }
        visit(next + distance);
        next += distance + 1;
    }
}

/// Bytes kept in the list itself before they go where the others are.
const NEAR: usize = 23;

/// A list that slots are still added to, packed as far as it goes.
///
/// While a million postings are indexed hundreds of thousands of these are written to in no order. So the last bytes
/// are kept beside the numbers, in what a processor fetches at once, and go to the others only now and then.
#[derive(Clone, Debug, Default)]
#[repr(align(64))]
pub(super) struct OpenList {
    bytes: Vec<u8>,
    /// Where the slots behind the last block start, and which the first of them could be.
    rest: u32,
    rest_from: u32,
    len: u32,
    /// The slot a next one could have.
    next: u32,
    near: [u8; NEAR],
    near_len: u8,
}

impl OpenList {
    pub fn len(&self) -> u32 {
        self.len
    }

    /// The list as it is now.
    pub fn packed(&mut self) -> Packed<'_> {
        self.move_near();
        Packed { bytes: &self.bytes, len: self.len }
    }

    /// Bytes of it, packed.
    pub fn size(&self) -> usize {
        self.bytes.len() + usize::from(self.near_len)
    }

    /// Bytes there is room for.
    pub fn room(&self) -> usize {
        self.bytes.capacity()
    }

    /// Empties it, keeping its room.
    pub fn clear(&mut self) {
        self.bytes.clear();
        (self.rest, self.rest_from, self.len, self.next, self.near_len) = (0, 0, 0, 0, 0);
    }

    /// Adds a slot which may be the last one again; it is never a smaller one.
    #[inline]
    pub fn push(&mut self, slot: u32) {
        if slot < self.next {
            return;
        }
        let mut distance = slot - self.next;
        while distance >= 0x80 {
            self.push_byte(distance as u8 | 0x80);
            distance >>= 7;
        }
        self.push_byte(distance as u8);
        self.next = slot + 1;
        self.len += 1;
        if (self.len as usize).is_multiple_of(BLOCK) {
            self.close_block();
        }
    }

    fn push_byte(&mut self, byte: u8) {
        if usize::from(self.near_len) == NEAR {
            self.move_near();
        }
        self.near[usize::from(self.near_len)] = byte;
        self.near_len += 1;
    }

    /// Long lists grow by an eighth: all of them together are most of what an index holds.
    fn move_near(&mut self) {
        let len = self.bytes.len();
        if self.bytes.capacity() - len < NEAR && len > 256 {
            self.bytes.reserve_exact(len / 8);
        }
        self.bytes.extend_from_slice(&self.near[..usize::from(self.near_len)]);
        self.near_len = 0;
    }

    fn close_block(&mut self) {
        self.move_near();
        let start = self.rest as usize;
        let mut slots = [0; BLOCK];
        let mut places = slots.iter_mut();
        unpack_rest(&self.bytes[start..], BLOCK, self.rest_from, |slot| {
            *places.next().expect("a block is full") = slot;
        });
        let before = self.rest_from.checked_sub(1);
        let packer = BitPacker4x::new();
        let width = packer.num_bits_strictly_sorted(before, &slots);
        let mut packed = [0; BLOCK * 4];
        let len = packer.compress_strictly_sorted(before, &slots, &mut packed, width);
        self.bytes.truncate(start);
        self.bytes.push(width);
        self.bytes.extend_from_slice(&packed[..len]);
        self.rest = self.bytes.len() as u32;
        self.rest_from = self.next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jobindex::hits::Hits;
    use crate::jobindex::lists::Lists;
    use proptest::collection::{btree_set, vec};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    const END: u32 = 100_000;

    fn list(slots: &BTreeSet<u32>) -> OpenList {
        let mut list = OpenList::default();
        slots.iter().for_each(|&slot| list.push(slot));
        list
    }

    fn slots() -> impl Strategy<Value = BTreeSet<u32>> {
        let near = btree_set(0..700u32, 0..500);
        let far = btree_set(0..END, 0..700);
        prop_oneof![near, far, Just((0..300).collect())]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn lists_are_the_sets_they_were_made_of(sets in vec(slots(), 1..6), share in 1u32..400) {
            let mut lists = Lists::builder(END, share);
            sets.iter().for_each(|set| lists.push(&mut list(set)));
            let lists = lists.settled();
            let whole = |hits: &Hits| hits.iter().collect::<BTreeSet<u32>>();
            for (number, set) in sets.iter().enumerate() {
                let mut read = Vec::new();
                lists.get(number).each(|slot| read.push(slot));
                prop_assert!(read.iter().eq(set.iter()));
                prop_assert_eq!(lists.get(number).len(), set.len());
                let hits = lists.any([number], END);
                prop_assert_eq!(&whole(&hits), set);
                prop_assert_eq!(hits.len(), set.len());
                for (other, other_set) in sets.iter().enumerate() {
                    let both: BTreeSet<u32> = set & other_set;
                    prop_assert_eq!(hits.count(lists.get(other)), both.len());
                    prop_assert_eq!(whole(&hits.and(lists.get(other))), both);
                    prop_assert_eq!(whole(&lists.any([number, other], END)), set | other_set);
                }
            }
        }
    }

    #[test]
    fn a_slot_is_on_a_list_once() {
        let mut list = OpenList::default();
        [0, 0, 3, 3, 300].into_iter().for_each(|slot| list.push(slot));
        assert_eq!(list.len(), 3);
    }
}
