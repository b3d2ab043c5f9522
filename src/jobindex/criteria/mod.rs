//! Criteria: a search that is always valid. One type for the search page, a saved search, an alert, a feed and the API.

mod canonical;
mod describe;
mod dropped;
mod meant;
mod parse;
mod query_words;
#[cfg(test)]
mod tests;

pub use dropped::{Dropped, Why};
pub use parse::Parsed;

use super::groups::Group;
use super::text::{Word, words};
use std::collections::BTreeMap;

/// Words, chosen facet values, a pay floor, an order and a page.
///
/// Equal searches are equal values: whatever way one was typed, there is one way to write it (see
/// [`Criteria::query_string`]).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Criteria {
    q: String,
    /// Indexes of values, in the order of their slugs; no group is empty.
    chosen: BTreeMap<Group, Vec<u16>>,
    /// 1/100 cent an hour.
    pay_floor: Option<u32>,
    sort: Sort,
    /// From 1.
    page: u32,
}

/// The order of the result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sort {
    #[default]
    Newest,
    /// Words in the title first; without words the same as newest, so never kept without them.
    Match,
    /// Highest comparable hourly pay first, postings without it last.
    Pay,
}

impl Sort {
    pub const ALL: [Sort; 3] = [Sort::Newest, Sort::Match, Sort::Pay];

    /// The parameter's value in a URL.
    pub fn slug(self) -> &'static str {
        match self {
            Sort::Newest => "newest",
            Sort::Match => "match",
            Sort::Pay => "pay",
        }
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Sort::Newest => "Newest",
            Sort::Match => "Best match",
            Sort::Pay => "Highest pay",
        }
    }
}

impl Default for Criteria {
    /// Everything, newest first.
    fn default() -> Criteria {
        Criteria {
            q: String::new(),
            chosen: BTreeMap::new(),
            pay_floor: None,
            sort: Sort::default(),
            page: 1,
        }
    }
}

/// What is asked.
impl Criteria {
    /// The words as typed, cleaned; empty for none.
    pub fn q(&self) -> &str {
        &self.q
    }

    /// The slugs chosen in a group, sorted.
    pub fn slugs(&self, group: Group) -> impl Iterator<Item = &'static str> + '_ {
        self.chosen(group).iter().map(move |&value| group.at(value).slug)
    }

    /// Whether a value is chosen.
    pub fn has(&self, group: Group, slug: &str) -> bool {
        self.slugs(group).any(|chosen| chosen == slug)
    }

    /// The least comparable hourly maximum, in 1/100 cent.
    pub fn pay_floor(&self) -> Option<u32> {
        self.pay_floor
    }

    /// The order that was asked for.
    pub fn sort(&self) -> Sort {
        self.sort
    }

    /// The page, from 1.
    pub fn page(&self) -> u32 {
        self.page
    }

    /// Whether nothing narrows the result.
    pub fn is_everything(&self) -> bool {
        self.q.is_empty() && self.chosen.is_empty() && self.pay_floor.is_none()
    }

    /// Whether it asks about the one who searches.
    pub fn is_personal(&self) -> bool {
        self.chosen.keys().any(|group| group.is_personal())
    }

    pub(super) fn words(&self) -> Vec<Word> {
        words(&self.q)
    }

    pub(super) fn chosen(&self, group: Group) -> &[u16] {
        self.chosen.get(&group).map_or(&[], Vec::as_slice)
    }

    pub(super) fn chosen_groups(&self) -> impl Iterator<Item = (Group, &[u16])> {
        self.chosen.iter().map(|(&group, values)| (group, values.as_slice()))
    }
}

/// The same search with a difference: what links beside a result lead to. All but a page lead to the first page.
impl Criteria {
    /// With a value chosen beside the others of its group; of [`Group::Posted`], in place of it. An unknown value
    /// changes nothing.
    pub fn with(mut self, group: Group, slug: &str) -> Criteria {
        if let Some(value) = group.index_of(slug) {
            if group == Group::Posted {
                self.chosen.remove(&group);
            }
            self.choose(group, value);
        }
        self.with_page(1)
    }

    /// With a value chosen no longer.
    pub fn without(mut self, group: Group, slug: &str) -> Criteria {
        if let Some(values) = self.chosen.get_mut(&group) {
            values.retain(|&value| group.at(value).slug != slug);
            if values.is_empty() {
                self.chosen.remove(&group);
            }
        }
        self.with_page(1)
    }

    /// With nothing chosen in a group.
    pub fn without_group(mut self, group: Group) -> Criteria {
        self.chosen.remove(&group);
        self.with_page(1)
    }

    /// For everybody, whoever searches. The page stays.
    pub fn for_everybody(mut self) -> Criteria {
        self.chosen.retain(|group, _| !group.is_personal());
        self
    }

    /// Without words.
    pub fn without_words(mut self) -> Criteria {
        self.q.clear();
        let sort = self.sort;
        self.with_sort(sort)
    }

    /// Without a pay floor.
    pub fn without_pay_floor(mut self) -> Criteria {
        self.pay_floor = None;
        self.with_page(1)
    }

    /// In another order.
    pub fn with_sort(mut self, sort: Sort) -> Criteria {
        self.sort = match sort {
            Sort::Match if self.q.is_empty() => Sort::Newest,
            _ => sort,
        };
        self.with_page(1)
    }

    /// At another page, held between 1 and the last that can be asked for.
    pub fn with_page(mut self, page: u32) -> Criteria {
        self.page = page.clamp(1, parse::PAGES);
        self
    }

    /// Adds a value, keeping the order of slugs; of [`Group::Posted`] the widest stays.
    fn choose(&mut self, group: Group, value: u16) {
        let values = self.chosen.entry(group).or_default();
        if group == Group::Posted {
            let widest = values.first().map_or(value, |&before| before.max(value));
            *values = vec![widest];
        } else if !values.contains(&value) {
            values.push(value);
            values.sort_unstable_by_key(|&value| group.at(value).slug);
        }
    }
}
