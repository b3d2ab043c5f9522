//! A set of live slots of a part, for which everything that is live need not be written down.

use super::hits::Hits;
use super::parts::Part;
use super::slots::Slots;

/// A set of live slots of a part.
#[derive(Clone, Debug)]
pub(super) enum Selected {
    /// Every live slot.
    Live,
    Only(Hits),
}

impl Selected {
    pub fn keep(&mut self, hits: &Hits, part: &Part) {
        match self {
            Selected::Live => {
                let mut only = hits.clone();
                only.remove(&part.dead);
                *self = Selected::Only(only);
            }
            Selected::Only(only) => only.keep(hits),
        }
    }

    pub fn remove(&mut self, hits: &Hits, part: &Part) {
        let mut only = match std::mem::replace(self, Selected::Live) {
            Selected::Live => live(part),
            Selected::Only(only) => only,
        };
        only.remove(hits);
        *self = Selected::Only(only);
    }

    /// All of it written down.
    pub fn hits(&self, part: &Part) -> Hits {
        match self {
            Selected::Live => live(part),
            Selected::Only(only) => only.clone(),
        }
    }

    pub fn len(&self, part: &Part) -> usize {
        match self {
            Selected::Live => part.live(),
            Selected::Only(only) => only.len(),
        }
    }

    pub fn contains(&self, slot: u32, part: &Part) -> bool {
        match self {
            Selected::Live => !part.dead.contains(slot),
            Selected::Only(only) => only.contains(slot),
        }
    }

    /// How many slots of a list are selected.
    pub fn count(&self, list: Slots, part: &Part) -> usize {
        match self {
            Selected::Live => part.live_on(list),
            Selected::Only(only) => only.count(list),
        }
    }

    /// How many slots below `end` are selected.
    pub fn count_below(&self, end: u32, part: &Part) -> usize {
        match self {
            Selected::Live => end as usize - part.dead.len_below(end),
            Selected::Only(only) => only.len_below(end),
        }
    }

    /// Ascending: newest first.
    pub fn iter<'a>(&'a self, part: &'a Part) -> Box<dyn Iterator<Item = u32> + 'a> {
        match self {
            Selected::Live => Box::new(part.live_slots()),
            Selected::Only(only) => Box::new(only.iter()),
        }
    }
}

fn live(part: &Part) -> Hits {
    let mut live = Hits::below(part.end(), part.end());
    live.remove(&part.dead);
    live
}
