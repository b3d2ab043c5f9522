//! Several parts become one segment, from their lists alone; what is dead in them is left behind.

use super::groups::Group;
use super::parts::Part;
use super::segment::{FacetSlots, Order, Segment};
use super::shapes::{self, Shapes};
use super::slots::Slots;
use super::terms::{Term, Terms};
use std::cmp::Reverse;

/// Marks a slot that does not come along.
const GONE: u32 = u32::MAX;

/// One segment with the live postings of all parts.
pub(super) fn merge(parts: &[Part]) -> Segment {
    let plan = Plan::of(parts);
    let terms = plan.terms(parts);
    let facets = plan.facets(parts);
    let shapes = plan.shapes(parts);
    Segment::new(plan.orders, plan.pay, terms, facets, shapes)
}

/// Where each slot goes.
struct Plan {
    orders: Vec<Order>,
    pay: Vec<u32>,
    /// By new slot: the part it was in and its slot there.
    old_slots: Vec<(usize, u32)>,
    /// By part and old slot.
    new_slots: Vec<Vec<u32>>,
}

impl Plan {
    fn of(parts: &[Part]) -> Plan {
        let mut all: Vec<(Order, usize, u32)> = Vec::new();
        for (number, part) in parts.iter().enumerate() {
            all.extend(part.live_slots().map(|slot| (part.segment.order(slot), number, slot)));
        }
        // Stable, because it is quick on runs that are already in order.
        all.sort_by_key(|&(order, ..)| Reverse(order));
        let gone = |part: &Part| vec![GONE; part.segment.len()];
        let mut new_slots: Vec<Vec<u32>> = parts.iter().map(gone).collect();
        for (new, &(_, number, slot)) in (0..).zip(&all) {
            new_slots[number][slot as usize] = new;
        }
        let pay = |&(_, number, slot): &(Order, usize, u32)| parts[number].segment.pay(slot);
        Plan {
            pay: all.iter().map(pay).collect(),
            old_slots: all.iter().map(|&(_, number, slot)| (number, slot)).collect(),
            orders: all.into_iter().map(|(order, ..)| order).collect(),
            new_slots,
        }
    }

    /// One list out of those of several parts.
    fn joined<'a>(&self, lists: impl Iterator<Item = (usize, &'a Slots)>) -> Slots {
        let mut slots: Vec<u32> = Vec::new();
        for (number, list) in lists {
            let new_slots = &self.new_slots[number];
            let moved = list.iter().map(|slot| new_slots[slot as usize]);
            slots.extend(moved.filter(|&slot| slot != GONE));
        }
        if !slots.is_sorted() {
            slots.sort_unstable();
        }
        Slots::from_ascending(slots).settled()
    }

    fn terms(&self, parts: &[Part]) -> Terms {
        let mut heads: Vec<&[Term]> =
            parts.iter().map(|part| part.segment.terms.as_slice()).collect();
        let mut terms = Vec::new();
        while let Some(token) = heads.iter().filter_map(|head| Some(&head.first()?.token)).min() {
            let mut same: Vec<(usize, &Term)> = Vec::new();
            for (number, head) in heads.iter_mut().enumerate() {
                if let [term, rest @ ..] = *head
                    && term.token == *token
                {
                    same.push((number, term));
                    *head = rest;
                }
            }
            let anywhere = self.joined(same.iter().map(|&(number, term)| (number, &term.anywhere)));
            if anywhere.is_empty() {
                continue;
            }
            terms.push(Term {
                token: token.clone(),
                title: self.joined(same.iter().map(|&(number, term)| (number, &term.title))),
                anywhere,
            });
        }
        terms.shrink_to_fit();
        Terms::from_sorted(terms)
    }

    fn shapes(&self, parts: &[Part]) -> Shapes {
        let all: Vec<&Shapes> = parts.iter().map(|part| &part.segment.shapes).collect();
        shapes::joined(&all, self.old_slots.iter().copied())
    }

    fn facets(&self, parts: &[Part]) -> FacetSlots {
        let facets = || parts.iter().map(|part| &part.segment.facets).enumerate();
        let value = |group: Group, value: usize| {
            self.joined(
                facets().map(|(number, facets)| (number, &facets.by_value[group as usize][value])),
            )
        };
        let group =
            |group: Group| (0..group.values().len()).map(|index| value(group, index)).collect();
        FacetSlots {
            by_value: Group::ALL.into_iter().map(group).collect(),
            anywhere: self.joined(facets().map(|(number, facets)| (number, &facets.anywhere))),
        }
    }
}
