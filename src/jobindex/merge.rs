//! Several parts become one segment, from their lists alone; what is dead in them is left behind.

use super::employers::Employers;
use super::facet_slots::{self, FacetSlots};
use super::lists::Lists;
use super::names::{Names, NamesBuilder};
use super::parts::Part;
use super::segment::{Order, Pay, Places, Segment};
use super::shapes::{self, Shapes};
use super::sites::{Sites, SitesBuilder};
use super::slots::{OpenList, Slots};
use super::terms::{Field, SortedTerms, Terms};
use std::cmp::Reverse;

/// Marks a slot that does not come along.
const GONE: u32 = u32::MAX;

/// One segment with the live postings of all parts.
pub(super) fn merge(parts: &[Part]) -> Segment {
    let plan = Plan::of(parts);
    Segment {
        places: Places::of(&plan.orders),
        pay: Pay::of(
            plan.column(|part| &part.segment.pay.minimum),
            plan.column(|part| &part.segment.pay.maximum),
        ),
        marks: plan.column(|part| &part.segment.marks),
        terms: plan.terms(),
        facets: plan.facets(),
        shapes: plan.shapes(),
        titles: plan.names(|part| &part.segment.titles).finish(),
        employers: Employers::of(plan.names(|part| &part.segment.employers.names)),
        sites: plan.sites(),
        towns: plan.names(|part| &part.segment.towns).finish(),
    }
}

/// Where each slot goes.
struct Plan<'a> {
    parts: &'a [Part],
    orders: Vec<Order>,
    /// By new slot: the part it was in and its slot there.
    old_slots: Vec<(u32, u32)>,
    /// By part and old slot.
    new_slots: Vec<Vec<u32>>,
}

impl<'a> Plan<'a> {
    fn of(parts: &'a [Part]) -> Plan<'a> {
        let mut all: Vec<(Order, u32, u32)> = Vec::new();
        for (number, part) in (0..).zip(parts) {
            all.extend(part.live_slots().map(|slot| (part.segment.order(slot), number, slot)));
        }
        // Stable, because it is quick on runs that are already in order.
        all.sort_by_key(|&(order, ..)| Reverse(order));
        let gone = |part: &Part| vec![GONE; part.segment.len()];
        let mut new_slots: Vec<Vec<u32>> = parts.iter().map(gone).collect();
        for (new, &(_, number, slot)) in (0..).zip(&all) {
            new_slots[number as usize][slot as usize] = new;
        }
        Plan {
            parts,
            old_slots: all.iter().map(|&(_, number, slot)| (number, slot)).collect(),
            orders: all.into_iter().map(|(order, ..)| order).collect(),
            new_slots,
        }
    }

    fn end(&self) -> u32 {
        self.orders.len() as u32
    }

    /// Every part with a slot of it, in the new order.
    fn old(&self) -> impl Iterator<Item = (&'a Part, u32)> + '_ {
        self.old_slots.iter().map(|&(number, slot)| (&self.parts[number as usize], slot))
    }

    fn column(&self, column: impl Fn(&Part) -> &Vec<u32>) -> Vec<u32> {
        self.old().map(|(part, slot)| column(part)[slot as usize]).collect()
    }

    /// One list out of those of several parts.
    fn joined<'b>(&self, lists: impl Iterator<Item = (usize, Slots<'b>)>, room: &mut Joined) {
        let Joined { slots, list } = room;
        slots.clear();
        for (number, list) in lists {
            let new_slots = &self.new_slots[number];
            list.each(|slot| {
                let new = new_slots[slot as usize];
                if new != GONE {
                    slots.push(new);
                }
            });
        }
        if !slots.is_sorted() {
            // Runs again: one of each part.
            slots.sort();
        }
        list.clear();
        slots.iter().for_each(|&slot| list.push(slot));
    }

    fn terms(&self) -> Terms {
        let terms: Vec<&Terms> = self.parts.iter().map(|part| &part.segment.terms).collect();
        let mut heads = vec![0; terms.len()];
        let mut merged = SortedTerms::new(self.end());
        let (mut title, mut anywhere) = (Joined::default(), Joined::default());
        let head = |number: usize, at: usize| {
            let tokens = &terms[number].tokens;
            (at < tokens.len()).then(|| tokens.get(at))
        };
        let mut same: Vec<(usize, usize)> = Vec::new();
        while let Some(token) = (0..).zip(&heads).filter_map(|(n, &at)| head(n, at)).min() {
            same.clear();
            for (number, at) in heads.iter_mut().enumerate() {
                if head(number, *at) == Some(token) {
                    same.push((number, *at));
                    *at += 1;
                }
            }
            let lists = |field: Field| {
                same.iter().map(|&(part, term)| (part, terms[part].slots(term, field))).collect()
            };
            let (all, titles): (Vec<_>, Vec<_>) = (lists(Field::Anywhere), lists(Field::Title));
            self.joined(all.into_iter(), &mut anywhere);
            if anywhere.list.len() > 0 {
                self.joined(titles.into_iter(), &mut title);
                let anywhere = merged.keep(&mut anywhere.list);
                merged.push(token, &mut title.list, anywhere);
            }
        }
        merged.finish()
    }

    fn facets(&self) -> FacetSlots {
        let mut lists = Lists::builder(self.end(), facet_slots::LONG);
        let mut joined = Joined::default();
        for number in 0..facet_slots::lists() {
            let of = |part: &'a Part| part.segment.facets.0.get(number);
            self.joined(self.parts.iter().map(of).enumerate(), &mut joined);
            lists.push(&mut joined.list);
        }
        FacetSlots(lists.settled())
    }

    fn shapes(&self) -> Shapes {
        let all: Vec<&Shapes> = self.parts.iter().map(|part| &part.segment.shapes).collect();
        shapes::joined(&all, self.old_slots.iter().map(|&(number, slot)| (number as usize, slot)))
    }

    fn names(&self, names: impl Fn(&Part) -> &Names) -> NamesBuilder {
        let mut merged = NamesBuilder::default();
        for (part, slot) in self.old() {
            let names = names(part);
            merged.add(names.text(names.of_slot(slot)));
        }
        merged
    }

    fn sites(&self) -> Sites {
        let mut merged = SitesBuilder::default();
        self.old().for_each(|(part, slot)| merged.add(part.segment.sites.of_slot(slot)));
        merged.finish()
    }
}

/// Room for one list after the other.
#[derive(Default)]
struct Joined {
    slots: Vec<u32>,
    list: OpenList,
}
