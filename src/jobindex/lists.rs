//! Many postings lists of one segment side by side, so that a million of them cost little more than what they hold
//! and are read from a file as they are.
//!
//! Nothing here ever grows by being copied as a whole: while an index is built or merged it is most of the memory
//! there is.

use super::bits;
use super::hits::Hits;
use super::slots::{OpenList, Packed, Slots};

/// Bytes of packed lists that share a run.
const RUN: usize = if cfg!(test) { 64 } else { 1 << 13 };
/// A packed list of as many bytes is a run of its own.
const ALONE: usize = RUN / 4;

/// A list that was put where it stays, and has no number yet.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Kept {
    len: u32,
    start: [u32; 2],
}

/// Postings lists by number.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Lists {
    /// Of a list which more slots than this are on, there are bits.
    pub(super) long: u32,
    /// Words of a row of bits.
    pub(super) width: u32,
    /// By list: how many slots are on it.
    pub(super) lens: Vec<u32>,
    /// By list: its row of bits; or the run it is packed in, and where it starts there.
    pub(super) starts: Vec<[u32; 2]>,
    pub(super) rows: Vec<Vec<u64>>,
    pub(super) runs: Vec<Vec<u8>>,
    /// The run that short lists are added to.
    pub(super) shared: u32,
}

impl Lists {
    /// The lists of a segment with slots below `end`, none yet; those longer than one in `share` are rows of bits.
    pub fn builder(end: u32, share: u32) -> Lists {
        Lists { long: end / share, width: bits::words_for(end) as u32, ..Lists::default() }
    }

    /// Adds a list behind the others.
    pub fn push(&mut self, list: &mut OpenList) {
        let kept = self.keep(list);
        self.number(kept);
    }

    /// Puts a list where it stays.
    pub fn keep(&mut self, list: &mut OpenList) -> Kept {
        let len = list.len();
        let start = match len > self.long {
            true => self.push_row(list),
            false if list.size() >= ALONE => self.push_run(list.packed().bytes.to_vec()),
            false => self.share_run(list.packed().bytes),
        };
        Kept { len, start }
    }

    /// Gives a list the next number.
    pub fn number(&mut self, list: Kept) {
        self.lens.push(list.len);
        self.starts.push(list.start);
    }

    fn push_row(&mut self, list: &mut OpenList) -> [u32; 2] {
        let mut row = vec![0; self.width as usize];
        list.packed().each(|slot| bits::set(&mut row, slot));
        self.rows.push(row);
        [self.rows.len() as u32 - 1, 0]
    }

    fn push_run(&mut self, run: Vec<u8>) -> [u32; 2] {
        self.runs.push(run);
        [self.runs.len() as u32 - 1, 0]
    }

    fn share_run(&mut self, bytes: &[u8]) -> [u32; 2] {
        let shared = self.runs.get(self.shared as usize);
        if shared.is_none_or(|run| run.len() + bytes.len() > RUN) {
            [self.shared, _] = self.push_run(Vec::new());
        }
        let run = &mut self.runs[self.shared as usize];
        let start = run.len() as u32;
        run.extend_from_slice(bytes);
        [self.shared, start]
    }

    pub fn settled(mut self) -> Lists {
        self.lens.shrink_to_fit();
        self.starts.shrink_to_fit();
        self.rows.shrink_to_fit();
        self.runs.iter_mut().for_each(Vec::shrink_to_fit);
        self.runs.shrink_to_fit();
        self
    }

    pub fn get(&self, list: usize) -> Slots<'_> {
        let (len, [place, start]) = (self.lens[list], self.starts[list]);
        if len > self.long {
            return Slots::Long { bits: &self.rows[place as usize], len };
        }
        Slots::Short(Packed { bytes: &self.runs[place as usize][start as usize..], len })
    }

    /// The slots on any of these lists.
    pub fn any(&self, lists: impl IntoIterator<Item = usize>, end: u32) -> Hits {
        let mut hits = Hits::none(end);
        lists.into_iter().for_each(|list| hits.add_list(self.get(list)));
        hits
    }
}
