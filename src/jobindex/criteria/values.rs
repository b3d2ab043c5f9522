//! The values a search chooses or excludes. A page holds hundreds of searches, most of them the same but for one value:
//! to copy them has to be cheap.

use super::super::groups::Group;
use std::ops::Range;

/// Indexes of values, by group and within one by slug.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Values {
    /// The group of each.
    groups: Vec<Group>,
    values: Vec<u16>,
}

impl Values {
    pub fn of(&self, group: Group) -> &[u16] {
        &self.values[self.range(group)]
    }

    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The groups that have values, as often as they have.
    pub fn groups(&self) -> impl Iterator<Item = Group> + '_ {
        self.groups.iter().copied()
    }

    pub fn add(&mut self, group: Group, value: u16) {
        if self.of(group).contains(&value) {
            return;
        }
        let slug = |value: u16| group.at(value).slug;
        let before = self.of(group).partition_point(|&other| slug(other) < slug(value));
        let place = self.range(group).start + before;
        self.groups.insert(place, group);
        self.values.insert(place, value);
    }

    pub fn remove(&mut self, group: Group, value: u16) {
        if let Some(within) = self.of(group).iter().position(|&other| other == value) {
            let place = self.range(group).start + within;
            self.groups.remove(place);
            self.values.remove(place);
        }
    }

    /// Removes all values of a group.
    pub fn clear(&mut self, group: Group) {
        let range = self.range(group);
        self.groups.drain(range.clone());
        self.values.drain(range);
    }

    fn range(&self, group: Group) -> Range<usize> {
        let start = self.groups.partition_point(|&other| other < group);
        start..self.groups.partition_point(|&other| other <= group)
    }
}
