//! Postings for the same work as another one: they share its role, then as much as can be of its specialty, setting,
//! credentials and where it hires.

use super::groups::Group;
use super::hits::Hits;
use super::parts::Part;
use super::segment::Order;
use super::slots::Slots;
use super::snapshot::Snapshot;
use std::cmp::Reverse;

/// What counts, and how much each shared value does.
const WEIGHTS: [(Group, u32); 5] = [
    (Group::Role, 8),
    (Group::Specialty, 6),
    (Group::Setting, 4),
    (Group::Credential, 2),
    (Group::HiresIn, 1),
];
/// The newest of a part that are looked at.
const LOOKED_AT: usize = 2_000;

impl Snapshot {
    /// Postings by id for the same work as the one with this id, the most similar first and at most `most`; none if
    /// it is not there.
    pub fn similar(&self, id: i64, most: usize) -> Vec<i64> {
        let found = self.parts().iter().find_map(|part| {
            let slot = part.slots_of(&[id]).first().copied()?;
            Some((part, slot))
        });
        let Some((home, slot)) = found else { return Vec::new() };
        let values = values(home, slot);
        let mut all: Vec<(u32, Order)> =
            self.parts().iter().flat_map(|part| near(part, &values)).collect();
        all.retain(|(_, order)| order.id != id);
        all.sort_unstable_by_key(|&both| Reverse(both));
        all.into_iter().take(most).map(|(_, order)| order.id).collect()
    }
}

/// The values of a slot in the groups that count.
fn values(part: &Part, slot: u32) -> Vec<(Group, u16, u32)> {
    let mut only = Hits::none(part.end());
    only.insert(slot);
    let facets = &part.segment.facets;
    let mut values = Vec::new();
    for (group, weight) in WEIGHTS {
        for (value, list) in (0..).zip(facets.group(group)) {
            if has(&only, list) {
                values.push((group, value, weight));
            }
        }
    }
    values
}

fn has(only: &Hits, list: Slots) -> bool {
    only.count(list) > 0
}

/// The newest that share the role, or without one anything, with what each shares.
fn near(part: &Part, values: &[(Group, u16, u32)]) -> Vec<(u32, Order)> {
    let segment = &part.segment;
    let sets: Vec<(Hits, u32)> = values
        .iter()
        .map(|&(group, value, weight)| (segment.set_of([segment.facets.of(group, value)]), weight))
        .collect();
    let has_role = values.iter().any(|(group, ..)| *group == Group::Role);
    let mut near = Hits::none(part.end());
    for (&(group, ..), (set, _)) in values.iter().zip(&sets) {
        if group == Group::Role || (!has_role && group != Group::HiresIn) {
            near.add(set);
        }
    }
    near.remove(&part.dead);
    let shared = |slot: u32| {
        let weights = sets.iter().filter(|(set, _)| set.contains(slot)).map(|(_, weight)| weight);
        (weights.sum(), segment.order(slot))
    };
    near.iter().take(LOOKED_AT).map(shared).collect()
}
