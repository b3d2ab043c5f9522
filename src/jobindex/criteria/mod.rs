//! Criteria: a search that is always valid. One type for the search page, a saved search, an alert, a feed and the API.

mod canonical;
mod describe;
mod dropped;
mod employers;
#[cfg(test)]
mod hostile;
mod links;
mod meant;
mod near;
mod parse;
mod query_words;
mod single;
mod sort;
#[cfg(test)]
mod tests;
mod values;

pub use dropped::{Dropped, Why};
pub use employers::employer_slug;
pub use near::Near;
pub use parse::Parsed;
pub use sort::Sort;

use super::groups::Group;
use super::query::Query;
use values::Values;

/// Words, chosen and excluded facet values and employers, a place, a pay floor, an order and a page.
///
/// Equal searches are equal values: whatever way one was typed, there is one way to write it (see
/// [`Criteria::query_string`]).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Criteria {
    q: String,
    chosen: Values,
    excluded: Values,
    /// Slugs of names, sorted.
    employers: Vec<String>,
    excluded_employers: Vec<String>,
    near: Option<Near>,
    /// 1/100 cent an hour.
    pay_floor: Option<u32>,
    pay_is_sure: bool,
    keeps_unpaid: bool,
    sort: Sort,
    /// From 1.
    page: u32,
}

impl Default for Criteria {
    /// Everything, newest first.
    fn default() -> Criteria {
        Criteria {
            q: String::new(),
            chosen: Values::default(),
            excluded: Values::default(),
            employers: Vec::new(),
            excluded_employers: Vec::new(),
            near: None,
            pay_floor: None,
            pay_is_sure: false,
            keeps_unpaid: false,
            sort: Sort::default(),
            page: 1,
        }
    }
}

/// What is asked.
impl Criteria {
    /// The words in the one way to write them; empty for none.
    pub fn q(&self) -> &str {
        &self.q
    }

    /// Whether its words hold a phrase that is looked for in titles and employers' names alone.
    pub fn has_phrase_of_titles(&self) -> bool {
        Query::has_phrase_of_titles(&self.q)
    }

    /// The slugs chosen in a group, sorted.
    pub fn slugs(&self, group: Group) -> impl Iterator<Item = &'static str> + '_ {
        self.chosen(group).iter().map(move |&value| group.at(value).slug)
    }

    /// The slugs excluded in a group, sorted.
    pub fn excluded(&self, group: Group) -> impl Iterator<Item = &'static str> + '_ {
        self.excluded_values(group).iter().map(move |&value| group.at(value).slug)
    }

    /// Whether a value is excluded.
    pub fn excludes(&self, group: Group, slug: &str) -> bool {
        self.excluded(group).any(|excluded| excluded == slug)
    }

    /// The employers chosen, as slugs of their names, sorted; none for all.
    pub fn employers(&self) -> &[String] {
        &self.employers
    }

    /// The employers left out, as slugs of their names, sorted.
    pub fn excluded_employers(&self) -> &[String] {
        &self.excluded_employers
    }

    /// Where: what is within some miles of a place, and what is remote and hires in its state.
    pub fn near(&self) -> Option<&Near> {
        self.near.as_ref()
    }

    /// Whether a value is chosen.
    pub fn has(&self, group: Group, slug: &str) -> bool {
        self.slugs(group).any(|chosen| chosen == slug)
    }

    /// The comparable hourly pay that has to be reached, in 1/100 cent: by the maximum, or by the minimum if
    /// [`pay_is_sure`](Criteria::pay_is_sure).
    pub fn pay_floor(&self) -> Option<u32> {
        self.pay_floor
    }

    /// Whether the minimum has to reach the floor: "pays" rather than "may pay".
    pub fn pay_is_sure(&self) -> bool {
        self.pay_is_sure
    }

    /// Whether postings without comparable pay stay beside those that reach the floor.
    pub fn keeps_unpaid(&self) -> bool {
        self.keeps_unpaid
    }

    /// The order that was asked for, or the usual one.
    pub fn sort(&self) -> Sort {
        self.sort
    }

    /// The order where none is asked for: by words if there are any.
    pub fn usual_sort(&self) -> Sort {
        if self.q.is_empty() { Sort::Newest } else { Sort::Match }
    }

    /// The page, from 1.
    pub fn page(&self) -> u32 {
        self.page
    }

    /// Whether nothing narrows the result.
    pub fn is_everything(&self) -> bool {
        self.q.is_empty()
            && self.chosen.is_empty()
            && self.excluded.is_empty()
            && self.employers.is_empty()
            && self.excluded_employers.is_empty()
            && self.near.is_none()
            && self.pay_floor.is_none()
    }

    /// Whether it asks about the one who searches.
    pub fn is_personal(&self) -> bool {
        self.chosen.groups().any(Group::is_personal)
    }

    pub(super) fn chosen(&self, group: Group) -> &[u16] {
        self.chosen.of(group)
    }

    pub(super) fn excluded_values(&self, group: Group) -> &[u16] {
        self.excluded.of(group)
    }
}
