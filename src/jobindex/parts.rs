//! The segments of one snapshot and how a write changes them.
//!
//! The first part is the base, which most of the board lives in; behind it comes a tail of recent writes. Nothing is
//! changed in place: a removal adds to a part's set of dead slots, a write adds a part, and small parts are merged at
//! once. What would take long is put off until somebody has the time for it (see `compaction`), so a write costs
//! about as much as what it changes.
//! Sizes are small in tests, so that a few postings walk every path.

use super::building::SegmentBuilder;
use super::document::{Change, Document};
use super::hits::Hits;
use super::merge::merge;
use super::segment::Segment;
use super::slots::Slots;
use std::collections::HashMap;
use std::sync::Arc;

/// A tail part is merged into the one before it unless that is this many times larger.
pub(super) const STEP: usize = 4;
/// Postings a write may merge: some milliseconds.
const QUICK: usize = if cfg!(test) { 8 } else { 512 };
/// Parts a write leaves behind: more, and it merges the tail whatever that costs.
const MOST: usize = if cfg!(test) { 5 } else { 48 };
/// Documents indexed at once while building out of order: their texts are in memory together.
const BATCH: usize = if cfg!(test) { 16 } else { 16_384 };

/// A segment and which of its slots are dead.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub segment: Arc<Segment>,
    pub dead: Arc<Hits>,
    dead_len: usize,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Parts(Vec<Part>);

impl Part {
    pub fn new(segment: Segment) -> Part {
        let dead = Hits::none(segment.end());
        Part { segment: Arc::new(segment), dead: Arc::new(dead), dead_len: 0 }
    }

    pub fn end(&self) -> u32 {
        self.segment.end()
    }

    /// How many postings are live in it.
    pub fn live(&self) -> usize {
        self.segment.len() - self.dead_len
    }

    pub fn dead_len(&self) -> usize {
        self.dead_len
    }

    /// How many of the slots on a list are live.
    pub fn live_on(&self, list: Slots) -> usize {
        match self.dead_len {
            0 => list.len(),
            _ => list.len() - self.dead.count(list),
        }
    }

    pub fn live_slots(&self) -> impl Iterator<Item = u32> + '_ {
        (0..self.end()).filter(|&slot| !self.dead.contains(slot))
    }

    /// The live slots of the postings with these ids.
    pub fn slots_of(&self, ids: &[i64]) -> Vec<u32> {
        let slots = ids.iter().filter_map(|&id| self.segment.slot_of(id));
        slots.filter(|&slot| !self.dead.contains(slot)).collect()
    }

    /// The part without some of its live slots.
    pub fn without(&self, slots: &[u32]) -> Part {
        if slots.is_empty() {
            return self.clone();
        }
        let mut dead = Hits::clone(&self.dead);
        slots.iter().for_each(|&slot| dead.insert(slot));
        let dead_len = dead.len();
        Part { segment: Arc::clone(&self.segment), dead: Arc::new(dead), dead_len }
    }
}

impl Parts {
    /// Indexes all documents; of several with one id the last counts. Quickest, and in least memory, from the newest
    /// on.
    pub fn of(mut documents: impl Iterator<Item = Document>) -> Parts {
        let mut first = SegmentBuilder::new();
        let mut batch = Vec::new();
        for document in documents.by_ref() {
            if !first.takes(&document) {
                batch.push(Change::put(document));
                break;
            }
            first.add(&document);
        }
        let mut parts = Vec::new();
        if !first.is_empty() {
            parts.push(Part::new(first.finish()));
        }
        loop {
            batch.extend(documents.by_ref().take(BATCH - batch.len()).map(Change::put));
            if batch.is_empty() {
                break;
            }
            let (_, documents) = last_of_each(std::mem::take(&mut batch));
            parts.push(Part::new(Segment::of(documents)));
        }
        let mut parts = Parts(last_count(&parts));
        parts.merge_from(0);
        parts
    }

    /// The parts after some changes; of several changes of one posting the last counts.
    pub fn after(&self, changes: Vec<Change>) -> Parts {
        let (ids, documents) = last_of_each(changes);
        let mut parts: Vec<Part> =
            self.0.iter().map(|part| part.without(&part.slots_of(&ids))).collect();
        if !documents.is_empty() {
            parts.push(Part::new(Segment::of(documents)));
        }
        parts.retain(|part| part.live() > 0);
        let mut parts = Parts(parts);
        parts.tidy();
        parts
    }

    pub fn of_parts(parts: Vec<Part>) -> Parts {
        Parts(parts)
    }

    pub fn as_slice(&self) -> &[Part] {
        &self.0
    }

    pub fn iter(&self) -> impl Iterator<Item = &Part> + Clone {
        self.0.iter()
    }

    fn tidy(&mut self) {
        while let [.., larger, smaller] = self.0.as_slice()
            && larger.live() < smaller.live() * STEP
            && larger.live() + smaller.live() <= QUICK
        {
            self.merge_from(self.0.len() - 2);
        }
        if self.0.len() > MOST {
            self.merge_from(1);
        }
    }

    /// Makes one part of those from a place on.
    fn merge_from(&mut self, place: usize) {
        let settled = |part: &Part| part.dead_len == 0;
        if self.0.len() > place + 1 || !self.0[place..].iter().all(settled) {
            let one = Part::new(merge(&self.0[place..]));
            self.0.truncate(place);
            self.0.extend((one.live() > 0).then_some(one));
        }
    }
}

/// The ids of all changes, and what is put last of each.
fn last_of_each(changes: Vec<Change>) -> (Vec<i64>, Vec<Document>) {
    let mut last: HashMap<i64, Change> = HashMap::with_capacity(changes.len());
    for change in changes {
        last.insert(change.id(), change);
    }
    let ids = last.keys().copied().collect();
    let put = |change| match change {
        Change::Put(document) => Some(*document),
        Change::Remove(_) => None,
    };
    (ids, last.into_values().filter_map(put).collect())
}

/// Leaves of the postings with one id the one that came last: in the latest part, there in the last slot.
fn last_count(parts: &[Part]) -> Vec<Part> {
    let mut all: Vec<(i64, usize, u32)> = Vec::new();
    for (number, part) in parts.iter().enumerate() {
        let places = &part.segment.places;
        all.extend((0..part.end()).map(|slot| (places.id(slot), number, slot)));
    }
    all.sort_unstable();
    let mut again: Vec<Vec<u32>> = vec![Vec::new(); parts.len()];
    for pair in all.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        again[pair[0].1].push(pair[0].2);
    }
    parts.iter().zip(&again).map(|(part, again)| part.without(again)).collect()
}
