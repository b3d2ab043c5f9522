//! Merging what writes leave behind, while writers go on: the merge happens beside the index, and only putting its
//! result in the place of what it was made of waits for the writer's turn.

use super::merge::merge;
use super::parts::{Part, Parts};
use super::snapshot::Snapshot;
use super::{JobIndex, parts};
use std::ops::Range;
use std::sync::Arc;

/// The tail, and what is dead in the base, may be this many slots, or this share of the base, before everything is
/// merged.
const TAIL: usize = if cfg!(test) { 12 } else { 1024 };
const TAIL_SHARE: usize = 16;
/// Parts of the tail, before they are merged among themselves.
const TAIL_PARTS: usize = if cfg!(test) { 2 } else { 8 };

impl JobIndex {
    /// Whether [`JobIndex::compact`] has something to do.
    pub fn wants_compacting(&self) -> bool {
        due(self.load().parts()).is_some()
    }

    /// Merges what has come together since the last time. Searches and writes go on meanwhile; for a thread of its
    /// own, as it may take seconds.
    pub fn compact(&self) {
        let before = self.load();
        let Some(range) = due(before.parts()) else { return };
        let old = &before.parts().as_slice()[range];
        let merged = Part::new(merge(old));
        let _writing = self.writing();
        let parts = replaced(&self.load(), old, merged);
        self.publish(parts);
    }
}

/// The parts that should become one.
fn due(parts: &Parts) -> Option<Range<usize>> {
    let parts = parts.as_slice();
    let (base, tail) = parts.split_first()?;
    let waiting: usize =
        base.dead_len() + tail.iter().map(|part| part.segment.len()).sum::<usize>();
    if waiting > TAIL.max(base.segment.len() / TAIL_SHARE) {
        return Some(0..parts.len());
    }
    let small = tail.iter().rev().take_while(|part| part.live() * parts::STEP * 4 < base.live());
    let small = small.count();
    (small > TAIL_PARTS).then(|| parts.len() - small..parts.len())
}

/// The parts of now with one in the place of those it was made of.
fn replaced(now: &Snapshot, old: &[Part], merged: Part) -> Parts {
    let parts = now.parts().as_slice();
    let is = |a: &Part, b: &Part| Arc::ptr_eq(&a.segment, &b.segment);
    // A part all of which died is gone.
    let place = parts.iter().position(|part| old.iter().any(|old| is(part, old)));
    let mut next: Vec<Part> = Vec::new();
    let mut died = Vec::new();
    for before in old {
        let after = parts.iter().find(|part| is(part, before));
        let died_there =
            before.live_slots().filter(|&slot| after.is_none_or(|after| after.dead.contains(slot)));
        died.extend(died_there.map(|slot| before.segment.places.id(slot)));
    }
    let merged = merged.without(&merged.slots_of(&died));
    let place = place.unwrap_or(0);
    next.extend_from_slice(&parts[..place]);
    next.extend((merged.live() > 0).then_some(merged));
    next.extend(parts[place..].iter().filter(|part| !old.iter().any(|old| is(part, old))).cloned());
    Parts::of_parts(next)
}
