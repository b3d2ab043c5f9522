//! An immutable stretch of the index: some postings, numbered by slots from the newest on, and every list over them.
//!
//! A segment keeps lists and a few columns, never the texts but titles and names, so segments are merged from their
//! lists alone.

use super::bits;
use super::column::Column;
use super::document::Document;
use super::employers::Employers;
use super::facet_slots::FacetSlots;
use super::groups::Group;
use super::hits::Hits;
use super::names::Names;
use super::shapes::Shapes;
use super::sites::Sites;
use super::slots::Slots;
use super::terms::Terms;
use std::cmp::Reverse;

/// The place of a posting on the board: later comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Order {
    pub first_published: i64,
    pub id: i64,
}

impl Order {
    pub fn of(document: &Document) -> Order {
        Order { first_published: document.first_published, id: document.id }
    }
}

#[derive(Debug, PartialEq)]
pub(super) struct Segment {
    pub places: Places,
    pub pay: Pay,
    /// By slot: a number that is another one if the document was another one, but for one in four billion.
    pub marks: Vec<u32>,
    pub terms: Terms,
    pub facets: FacetSlots,
    pub shapes: Shapes,
    pub titles: Names,
    pub employers: Employers,
    pub sites: Sites,
    /// The towns of the sites, as "City, ST"; empty for no site.
    pub towns: Names,
}

/// What postings have which order and which id.
#[derive(Debug, PartialEq)]
pub(super) struct Places {
    /// By slot, newest first.
    pub(super) published: Column,
    pub(super) ids: Column,
    /// Slots by id.
    pub(super) by_id: Column,
}

/// Comparable hourly pay in 1/100 cent, 0 for none.
#[derive(Debug, PartialEq)]
pub(super) struct Pay {
    /// By slot.
    pub(super) minimum: Vec<u32>,
    pub(super) maximum: Vec<u32>,
    /// Slots by maximum, highest first, newest first where equal.
    pub(super) by_maximum: Column,
}

impl Segment {
    pub fn len(&self) -> usize {
        self.marks.len()
    }

    /// The slot behind the last.
    pub fn end(&self) -> u32 {
        self.marks.len() as u32
    }

    pub fn order(&self, slot: u32) -> Order {
        self.places.order(slot)
    }

    /// The slot of the posting with this id.
    pub fn slot_of(&self, id: i64) -> Option<u32> {
        self.places.slot_of(id)
    }

    /// Slots below this one were first published at `since` or later.
    pub fn end_since(&self, since: i64) -> u32 {
        let (since, published) = (unsigned(since), &self.places.published);
        first(self.end(), |slot| published.get(slot) < since)
    }

    /// Adds the slots with a value of a group that documents have values of.
    pub fn add_having(&self, group: Group, value: u16, hits: &mut Hits) {
        hits.add_list(self.facets.of(group, value));
        if group == Group::HiresIn {
            hits.add_list(self.facets.anywhere());
        }
    }

    /// The slots on any of these lists.
    pub fn set_of<'a>(&self, lists: impl IntoIterator<Item = Slots<'a>>) -> Hits {
        let mut hits = Hits::none(self.end());
        lists.into_iter().for_each(|list| hits.add_list(list));
        hits
    }
}

impl Places {
    /// Of orders from the newest on.
    pub fn of(orders: &[Order]) -> Places {
        let mut by_id: Vec<u32> = (0..orders.len() as u32).collect();
        by_id.sort_unstable_by_key(|&slot| (orders[slot as usize].id, slot));
        Places {
            published: orders.iter().map(|order| unsigned(order.first_published)).collect(),
            ids: orders.iter().map(|order| unsigned(order.id)).collect(),
            by_id: by_id.into_iter().map(u64::from).collect(),
        }
    }

    pub fn id(&self, slot: u32) -> i64 {
        signed(self.ids.get(slot))
    }

    fn order(&self, slot: u32) -> Order {
        Order { first_published: signed(self.published.get(slot)), id: self.id(slot) }
    }

    fn slot_of(&self, id: i64) -> Option<u32> {
        let slot_at = |place: u32| self.by_id.get(place) as u32;
        let end = self.by_id.len() as u32;
        let place = first(end, |place| self.id(slot_at(place)) >= id);
        let slot = (place < end).then(|| slot_at(place))?;
        (self.id(slot) == id).then_some(slot)
    }
}

impl Pay {
    /// Of minimum and maximum by slot.
    pub fn of(minimum: Vec<u32>, maximum: Vec<u32>) -> Pay {
        let mut by_maximum: Vec<u32> = (0..maximum.len() as u32).collect();
        by_maximum.sort_by_key(|&slot| Reverse(maximum[slot as usize]));
        let by_maximum = by_maximum.into_iter().map(u64::from).collect();
        Pay { minimum, maximum, by_maximum }
    }

    pub fn maximum_of(&self, slot: u32) -> u32 {
        self.maximum[slot as usize]
    }

    /// Slots whose maximum, or to be sure whose minimum, reaches `floor`.
    pub fn reaching(&self, floor: u32, is_sure: bool) -> Hits {
        let values = if is_sure { &self.minimum } else { &self.maximum };
        Hits::of(bits::reaching(values, floor))
    }

    /// Slots without comparable pay.
    pub fn none(&self) -> Hits {
        let end = self.maximum.len() as u32;
        let mut none = Hits::below(end, end);
        none.remove(&self.reaching(1, false));
        none
    }
}

/// The first number below `end` that is one; those behind it are, too.
fn first(end: u32, is: impl Fn(u32) -> bool) -> u32 {
    let (mut from, mut to) = (0, end);
    while from < to {
        let middle = from.midpoint(to);
        match is(middle) {
            true => to = middle,
            false => from = middle + 1,
        }
    }
    from
}

/// The same order among numbers without a sign.
fn unsigned(number: i64) -> u64 {
    number as u64 ^ 1 << 63
}

fn signed(number: u64) -> i64 {
    (number ^ 1 << 63) as i64
}
