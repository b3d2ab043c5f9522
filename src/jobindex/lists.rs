//! Many postings lists of one segment side by side in two runs of memory, so that a million of them cost little more
//! than what they hold and are read from a file as they are.

use super::bits;
use super::hits::Hits;
use super::slots::{OpenList, Packed, Slots};

/// Postings lists by number.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Lists {
    /// Of a list which more slots than this are on, there are bits.
    pub(super) long: u32,
    /// Words of a row of bits.
    pub(super) width: u32,
    /// By list: how many slots are on it.
    pub(super) lens: Vec<u32>,
    /// By list: where it starts, in rows or in bytes.
    pub(super) starts: Vec<u32>,
    pub(super) rows: Vec<u64>,
    pub(super) packed: Vec<u8>,
}

impl Lists {
    /// The lists of a segment with slots below `end`, none yet; those longer than one in `share` are rows of bits.
    pub fn builder(end: u32, share: u32) -> Lists {
        Lists { long: end / share, width: bits::words_for(end) as u32, ..Lists::default() }
    }

    pub fn reserve(&mut self, lists: usize, bytes: usize) {
        self.lens.reserve_exact(lists);
        self.starts.reserve_exact(lists);
        self.packed.reserve_exact(bytes);
    }

    /// Adds a list behind the others.
    pub fn push(&mut self, list: &mut OpenList) {
        let len = list.len();
        self.lens.push(len);
        if len > self.long {
            let row = self.rows.len();
            self.starts.push((row / self.width.max(1) as usize) as u32);
            self.rows.resize(row + self.width as usize, 0);
            let bits = &mut self.rows[row..];
            list.packed().each(|slot| bits::set(bits, slot));
        } else {
            let start = u32::try_from(self.packed.len());
            self.starts.push(start.expect("packed lists of a segment fill less than 4 GB"));
            self.packed.extend_from_slice(list.packed().bytes);
        }
    }

    pub fn settled(mut self) -> Lists {
        self.lens.shrink_to_fit();
        self.starts.shrink_to_fit();
        self.rows.shrink_to_fit();
        self.packed.shrink_to_fit();
        self
    }

    pub fn get(&self, list: usize) -> Slots<'_> {
        let (len, start) = (self.lens[list], self.starts[list] as usize);
        if len > self.long {
            let width = self.width as usize;
            return Slots::Long { bits: &self.rows[start * width..][..width], len };
        }
        Slots::Short(Packed { bytes: &self.packed[start..], len })
    }

    /// The slots on any of these lists.
    pub fn any(&self, lists: impl IntoIterator<Item = usize>, end: u32) -> Hits {
        let mut hits = Hits::none(end);
        lists.into_iter().for_each(|list| hits.add_list(self.get(list)));
        hits
    }
}
