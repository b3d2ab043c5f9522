//! The postings lists of every facet value of a segment.

use super::document::Document;
use super::groups::Group;
use super::lists::Lists;
use super::slots::{OpenList, Slots};
use crate::eligibility::Reach;
use std::ops::Range;
use std::sync::LazyLock;

/// A list longer than one slot in this many is kept as bits: these are counted in every search.
pub(super) const LONG: u32 = if cfg!(test) { 4 } else { 64 };

/// The slots of every facet value.
#[derive(Debug, PartialEq)]
pub(super) struct FacetSlots(pub(super) Lists);

/// Where the lists of each group start; behind the last, the list of what is hired from everywhere.
fn starts() -> &'static [usize] {
    static STARTS: LazyLock<Vec<usize>> = LazyLock::new(|| {
        let lens = Group::ALL.into_iter().map(|group| group.values().len());
        let mut starts = vec![0];
        starts.extend(lens.scan(0, |sum, len| {
            *sum += len;
            Some(*sum)
        }));
        starts
    });
    &STARTS
}

/// How many lists a segment has.
pub(super) fn lists() -> usize {
    starts()[Group::ALL.len()] + 1
}

fn range(group: Group) -> Range<usize> {
    starts()[group as usize]..starts()[group as usize + 1]
}

impl FacetSlots {
    /// Of [`Group::HiresIn`]: only what is not hired from everywhere.
    pub fn of(&self, group: Group, value: u16) -> Slots<'_> {
        self.0.get(starts()[group as usize] + usize::from(value))
    }

    /// The lists of a group in the order of its values.
    pub fn group(&self, group: Group) -> impl Iterator<Item = Slots<'_>> {
        range(group).map(|list| self.0.get(list))
    }

    /// What is hired from every state.
    pub fn anywhere(&self) -> Slots<'_> {
        self.0.get(lists() - 1)
    }
}

/// Gathers the values of documents given in the order of their slots.
pub(super) struct FacetsBuilder(Vec<OpenList>);

impl FacetsBuilder {
    pub fn new() -> FacetsBuilder {
        FacetsBuilder(vec![OpenList::default(); lists()])
    }

    pub fn add(&mut self, slot: u32, document: &Document) {
        for group in Group::ALL {
            for value in document.values(group) {
                for &index in &group.at(*value).counts_under {
                    self.push(group, index, slot);
                }
            }
        }
        match document.reach() {
            None => {}
            Some(Reach::Anywhere) => self.0[lists() - 1].push(slot),
            Some(Reach::States(states)) => {
                for state in states.iter() {
                    let value = Group::HiresIn.index_of(state.abbr());
                    self.push(Group::HiresIn, value.expect("the group holds every state"), slot);
                }
            }
        }
    }

    fn push(&mut self, group: Group, value: u16, slot: u32) {
        self.0[starts()[group as usize] + usize::from(value)].push(slot);
    }

    pub fn finish(mut self, end: u32) -> FacetSlots {
        let mut lists = Lists::builder(end, LONG);
        self.0.iter_mut().for_each(|list| lists.push(list));
        FacetSlots(lists.settled())
    }
}
