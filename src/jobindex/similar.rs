//! Postings for the same work as another one: they share its role, then as much as can be of its specialty, setting,
//! credentials and where it hires.

use super::groups::Group;
use super::hits::Hits;
use super::parts::Part;
use super::segment::Order;
use super::slots::Slots;
use super::snapshot::Snapshot;
use std::cmp::Reverse;

/// What counts, and how much; whether each shared value does. A posting that hires in 45 states, or takes five
/// credentials, is no more alike than one with two of them.
const WEIGHTS: [(Group, u32, bool); 5] = [
    (Group::Role, 8, true),
    (Group::Specialty, 6, true),
    (Group::Setting, 4, true),
    (Group::Credential, 3, false),
    (Group::HiresIn, 2, false),
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
fn values(part: &Part, slot: u32) -> Vec<(Group, u16)> {
    let mut only = Hits::none(part.end());
    only.insert(slot);
    let facets = &part.segment.facets;
    let mut values = Vec::new();
    for (group, ..) in WEIGHTS {
        for (value, list) in (0..).zip(facets.group(group)) {
            if has(&only, list) {
                values.push((group, value));
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
    /// Who has a value, or one of several, and what that weighs.
    sets: Vec<(Group, Hits, u32)>,
    near: Hits,
}

impl<'a> Neighbors<'a> {
    /// What shares the role, or without one anything.
    fn of(part: &'a Part, values: &[(Group, u16)]) -> Neighbors<'a> {
        let mut sets = Vec::new();
        for (group, weight, is_each) in WEIGHTS {
            let of_group: Vec<u16> =
                values.iter().filter(|one| one.0 == group).map(|one| one.1).collect();
            let together = if is_each { 1 } else { of_group.len().max(1) };
            for some in of_group.chunks(together) {
                let mut set = Hits::none(part.end());
                some.iter().for_each(|&value| part.segment.add_having(group, value, &mut set));
                sets.push((group, set, weight));
            }
        }
        let has_role = values.iter().any(|(group, _)| *group == Group::Role);
        let mut near = Hits::none(part.end());
        for (group, set, _) in &sets {
            if *group == Group::Role || (!has_role && *group != Group::HiresIn) {
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
        let shared = self.sets.iter().filter(|(_, set, _)| set.contains(slot));
        shared.map(|(.., weight)| weight).sum()
    }
}
