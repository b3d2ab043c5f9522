//! The segments of one snapshot and how a write changes them.
//!
//! The first part is the base, which most of the board lives in; behind it comes a short tail of recent writes, each
//! at least [`STEP`] times smaller than the one before. Nothing is changed in place: a removal adds to a part's set of
//! dead slots, a write adds a part, and parts are merged when the tail has grown. So a write costs about as much as
//! what it changes and the tail, and only now and then, when the tail has reached a share of the base, the whole.
//! Sizes are small in tests, so that a few postings walk every path.

use super::document::{Change, Document};
use super::merge::merge;
use super::segment::Segment;
use super::slots::Slots;
use std::collections::HashMap;
use std::sync::Arc;

/// A tail part is merged into the one before it unless that is this many times larger.
const STEP: usize = 4;
/// The tail may hold this many slots, or this share of the base, before everything becomes one part.
const TAIL: usize = if cfg!(test) { 12 } else { 1024 };
const TAIL_SHARE: usize = 16;
/// Documents indexed at once while building from nothing: their texts are in memory together.
const BATCH: usize = if cfg!(test) { 16 } else { 16_384 };

/// A segment and which of its slots are dead.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub segment: Arc<Segment>,
    pub dead: Arc<Slots>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Parts(Vec<Part>);

impl Part {
    fn new(segment: Segment) -> Part {
        Part { segment: Arc::new(segment), dead: Arc::default() }
    }

    /// How many postings are live in it.
    pub fn live(&self) -> usize {
        self.segment.len() - self.dead.len()
    }

    pub fn live_slots(&self) -> impl Iterator<Item = u32> + '_ {
        (0..self.segment.end()).filter(|&slot| !self.dead.contains(slot))
    }

    /// The live slots of the postings with these ids.
    pub fn slots_of(&self, ids: &[i64]) -> Slots {
        let mut slots = Slots::default();
        for slot in ids.iter().filter_map(|&id| self.segment.slot_of(id)) {
            if !self.dead.contains(slot) {
                slots.insert(slot);
            }
        }
        slots
    }

    fn without(&self, ids: &[i64]) -> Part {
        let found = self.slots_of(ids);
        if found.is_empty() {
            return self.clone();
        }
        let dead = found.or(&self.dead);
        Part { segment: Arc::clone(&self.segment), dead: Arc::new(dead) }
    }
}

impl Parts {
    /// Indexes all documents; of several with one id the last counts.
    pub fn of(documents: impl Iterator<Item = Document>) -> Parts {
        let mut documents = documents.peekable();
        let mut parts = Parts::default();
        while documents.peek().is_some() {
            let batch = documents.by_ref().take(BATCH).map(Change::put).collect();
            parts = parts.written(batch);
        }
        parts.merged_into_one();
        parts
    }

    /// The parts after some changes; of several changes of one posting the last counts.
    pub fn after(&self, changes: Vec<Change>) -> Parts {
        let mut parts = self.written(changes);
        parts.tidy();
        parts
    }

    pub fn iter(&self) -> impl Iterator<Item = &Part> {
        self.0.iter()
    }

    fn written(&self, changes: Vec<Change>) -> Parts {
        let mut last: HashMap<i64, Change> = HashMap::with_capacity(changes.len());
        for change in changes {
            last.insert(change.id(), change);
        }
        let ids: Vec<i64> = last.keys().copied().collect();
        let mut parts: Vec<Part> = self.0.iter().map(|part| part.without(&ids)).collect();
        let put = |change| match change {
            Change::Put(document) => Some(*document),
            Change::Remove(_) => None,
        };
        let documents: Vec<Document> = last.into_values().filter_map(put).collect();
        if !documents.is_empty() {
            parts.push(Part::new(Segment::of(documents)));
        }
        Parts(parts)
    }

    fn tidy(&mut self) {
        self.0.retain(|part| part.live() > 0);
        let [base, tail @ ..] = self.0.as_slice() else {
            return;
        };
        let waiting = base.dead.len() + tail.iter().map(|part| part.segment.len()).sum::<usize>();
        if waiting > TAIL.max(base.segment.len() / TAIL_SHARE) {
            return self.merged_into_one();
        }
        while let [_, .., larger, smaller] = self.0.as_slice()
            && larger.live() < smaller.live() * STEP
        {
            let one = Part::new(merge(&self.0[self.0.len() - 2..]));
            self.0.truncate(self.0.len() - 2);
            self.0.push(one);
        }
    }

    fn merged_into_one(&mut self) {
        let settled = |part: &Part| part.dead.is_empty();
        if self.0.len() > 1 || !self.0.iter().all(settled) {
            self.0 = vec![Part::new(merge(&self.0))];
        }
    }
}
