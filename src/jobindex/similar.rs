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
/// The newest that are looked at.
const LOOKED_AT: usize = if cfg!(test) { 8 } else { 2_000 };

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
        let neighbors: Vec<Neighbors> =
            self.parts().iter().map(|part| Neighbors::of(part, &values)).collect();
        let mut newest: Vec<(Order, usize, u32)> = Vec::new();
        for (number, near) in neighbors.iter().enumerate() {
            newest.extend(near.newest().map(|(order, slot)| (order, number, slot)));
        }
        newest.retain(|(order, ..)| order.id != id);
        newest.sort_unstable_by_key(|&(order, ..)| Reverse(order));
        newest.truncate(LOOKED_AT);
        let shared =
            |(order, number, slot): (Order, usize, u32)| (neighbors[number].shares(slot), order);
        let mut all: Vec<(u32, Order)> = newest.into_iter().map(shared).collect();
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

/// What is near in one part.
struct Neighbors<'a> {
    part: &'a Part,
    /// By value: who has it, and what that weighs.
    sets: Vec<(Hits, u32)>,
    near: Hits,
}

impl<'a> Neighbors<'a> {
    /// What shares the role, or without one anything.
    fn of(part: &'a Part, values: &[(Group, u16, u32)]) -> Neighbors<'a> {
        let segment = &part.segment;
        let set = |&(group, value, weight): &(Group, u16, u32)| {
            (segment.set_of([segment.facets.of(group, value)]), weight)
        };
        let sets: Vec<(Hits, u32)> = values.iter().map(set).collect();
        let has_role = values.iter().any(|(group, ..)| *group == Group::Role);
        let mut near = Hits::none(part.end());
        for (&(group, ..), (set, _)) in values.iter().zip(&sets) {
            if group == Group::Role || (!has_role && group != Group::HiresIn) {
                near.add(set);
            }
        }
        near.remove(&part.dead);
        Neighbors { part, sets, near }
    }

    /// As many of the newest as are looked at, and the one itself.
    fn newest(&self) -> impl Iterator<Item = (Order, u32)> + '_ {
        let newest = self.near.iter().take(LOOKED_AT + 1);
        newest.map(|slot| (self.part.segment.order(slot), slot))
    }

    /// What all that a posting shares weighs.
    fn shares(&self, slot: u32) -> u32 {
        self.sets.iter().filter(|(set, _)| set.contains(slot)).map(|(_, weight)| weight).sum()
    }
}
