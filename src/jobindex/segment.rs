//! An immutable stretch of the index: some postings, numbered by slots from the newest on, and every list over them.
//!
//! A segment keeps lists and a few columns, never the texts, so segments are merged from their lists alone.

use super::document::Document;
use super::groups::Group;
use super::query::{Unit, Way};
use super::shapes::{Shapes, ShapesBuilder};
use super::slots::Slots;
use super::terms::{Field, Terms, TermsBuilder, push_once};
use crate::eligibility::Reach;
use std::borrow::Cow;
use std::cmp::Reverse;

/// The place of a posting on the board: later comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Order {
    pub first_published: i64,
    pub id: i64,
}

#[derive(Debug)]
pub(super) struct Segment {
    /// By slot, newest first.
    orders: Vec<Order>,
    /// Slots by id.
    by_id: Vec<u32>,
    /// By slot: comparable hourly maximum in 1/100 cent, 0 for none.
    pay: Vec<u32>,
    /// Slots by pay, highest first, newest first where equal.
    by_pay: Vec<u32>,
    pub terms: Terms,
    pub facets: FacetSlots,
    pub shapes: Shapes,
}

/// The slots of every facet value.
#[derive(Debug)]
pub(super) struct FacetSlots {
    /// By group, then by the value's index. Of [`Group::HiresIn`]: only what is not hired from everywhere.
    pub by_value: Vec<Vec<Slots>>,
    /// What is hired from every state.
    pub anywhere: Slots,
}

impl Segment {
    /// Indexes documents with different ids.
    pub fn of(mut documents: Vec<Document>) -> Segment {
        documents.sort_unstable_by_key(|document| Reverse(order(document)));
        let mut terms = TermsBuilder::default();
        let mut facets = FacetsBuilder::new();
        let mut shapes = ShapesBuilder::default();
        for (slot, document) in (0..).zip(&documents) {
            terms.add(slot, document);
            facets.add(slot, document);
            shapes.add(&document.stated);
        }
        Segment::new(
            documents.iter().map(order).collect(),
            documents.iter().map(Document::pay_maximum).collect(),
            terms.finish(),
            facets.finish(),
            shapes.finish(),
        )
    }

    /// Puts a segment together; `orders` is newest first and everything else numbered by it.
    pub fn new(
        orders: Vec<Order>,
        pay: Vec<u32>,
        terms: Terms,
        facets: FacetSlots,
        shapes: Shapes,
    ) -> Segment {
        let end = u32::try_from(orders.len()).expect("memory ends long before 2^32 postings");
        let mut by_id: Vec<u32> = (0..end).collect();
        by_id.sort_unstable_by_key(|&slot| orders[slot as usize].id);
        let mut by_pay: Vec<u32> = (0..end).collect();
        by_pay.sort_by_key(|&slot| Reverse(pay[slot as usize]));
        Segment { orders, by_id, pay, by_pay, terms, facets, shapes }
    }

    pub fn len(&self) -> usize {
        self.orders.len()
    }

    /// The slot behind the last.
    pub fn end(&self) -> u32 {
        self.by_id.len() as u32
    }

    pub fn order(&self, slot: u32) -> Order {
        self.orders[slot as usize]
    }

    pub fn pay(&self, slot: u32) -> u32 {
        self.pay[slot as usize]
    }

    /// Slots from the highest pay to those without.
    pub fn by_pay(&self) -> &[u32] {
        &self.by_pay
    }

    /// The slot of the posting with this id.
    pub fn slot_of(&self, id: i64) -> Option<u32> {
        let place = self.by_id.binary_search_by_key(&id, |&slot| self.orders[slot as usize].id);
        place.ok().map(|place| self.by_id[place])
    }

    /// Slots below this one were first published at `since` or later.
    pub fn end_since(&self, since: i64) -> u32 {
        let older = |order: &Order| order.first_published >= since;
        self.orders.partition_point(older) as u32
    }

    /// Slots whose comparable hourly maximum reaches `floor`.
    pub fn paying(&self, floor: u32) -> Slots {
        let reaches = |&slot: &u32| self.pay(slot) >= floor;
        Slots::from_ascending((0..self.end()).filter(reaches))
    }

    /// Slots that have a thing asked for by words, in one way or another.
    pub fn having_unit(&self, unit: &Unit, field: Field) -> Slots {
        let mut found = Slots::default();
        for way in unit.exact.iter().chain(&unit.also) {
            found = match way {
                Way::Value(group, value) => found.or(&self.having(*group, *value)),
                way => found.or(&self.terms.find(way, field)),
            };
        }
        found
    }

    /// Slots with a value of a group that documents have values of.
    pub fn having(&self, group: Group, value: u16) -> Cow<'_, Slots> {
        let slots = &self.facets.by_value[group as usize][usize::from(value)];
        match group {
            Group::HiresIn => Cow::Owned(slots.clone().or(&self.facets.anywhere)),
            _ => Cow::Borrowed(slots),
        }
    }
}

fn order(document: &Document) -> Order {
    Order { first_published: document.first_published, id: document.id }
}

struct FacetsBuilder {
    by_value: Vec<Vec<Vec<u32>>>,
    anywhere: Vec<u32>,
}

impl FacetsBuilder {
    fn new() -> FacetsBuilder {
        let lists = |group: Group| vec![Vec::new(); group.values().len()];
        FacetsBuilder {
            by_value: Group::ALL.into_iter().map(lists).collect(),
            anywhere: Vec::new(),
        }
    }

    fn add(&mut self, slot: u32, document: &Document) {
        for group in Group::ALL {
            for value in document.values(group) {
                for &index in &group.at(*value).counts_under {
                    push_once(&mut self.by_value[group as usize][usize::from(index)], slot);
                }
            }
        }
        match document.reach() {
            None => {}
            Some(Reach::Anywhere) => self.anywhere.push(slot),
            Some(Reach::States(states)) => {
                for state in states.iter() {
                    let value = Group::HiresIn.index_of(state.abbr());
                    let value = value.expect("the group holds every state");
                    self.by_value[Group::HiresIn as usize][usize::from(value)].push(slot);
                }
            }
        }
    }

    fn finish(self) -> FacetSlots {
        let settled = |list: Vec<u32>| Slots::from_ascending(list).settled();
        let group = |lists: Vec<Vec<u32>>| lists.into_iter().map(settled).collect();
        FacetSlots {
            by_value: self.by_value.into_iter().map(group).collect(),
            anywhere: settled(self.anywhere),
        }
    }
}
