//! The same search with a difference: what links beside a result lead to. All but a page lead to the first page.

use super::super::groups::Group;
use super::{Criteria, Near, Sort, parse};

impl Criteria {
    /// With a value chosen beside the others of its group; of [`Group::Posted`], in place of it. An unknown value
    /// changes nothing, nor does one more than a search can hold.
    pub fn with(mut self, group: Group, slug: &str) -> Criteria {
        if let Some(value) = group.index_of(slug) {
            if group == Group::Posted {
                self.chosen.clear(group);
            }
            self.excluded.remove(group, value);
            if self.has_room(group) {
                self.choose(group, value);
            }
        }
        self.with_page(1)
    }

    /// Without the postings that have a value. A group that cannot exclude, or an unknown value, changes nothing.
    pub fn excluding(mut self, group: Group, slug: &str) -> Criteria {
        if let Some(value) = group.index_of(slug)
            && group.can_exclude()
        {
            self.chosen.remove(group, value);
            if self.has_room(group) {
                self.exclude(group, value);
            }
        }
        self.with_page(1)
    }

    /// With a value neither chosen nor excluded.
    pub fn without(mut self, group: Group, slug: &str) -> Criteria {
        if let Some(value) = group.index_of(slug) {
            self.chosen.remove(group, value);
            self.excluded.remove(group, value);
        }
        self.with_page(1)
    }

    /// With nothing chosen or excluded in a group.
    pub fn without_group(mut self, group: Group) -> Criteria {
        self.chosen.clear(group);
        self.excluded.clear(group);
        self.with_page(1)
    }

    /// With an employer's postings beside those of the employers chosen before; by the slug of its name.
    pub fn with_employer(self, slug: &str) -> Criteria {
        let mut with = self.without_employer(slug);
        if with.has_room_for_employer() {
            insert(&mut with.employers, slug);
        }
        with
    }

    /// Without an employer's postings.
    pub fn excluding_employer(self, slug: &str) -> Criteria {
        let mut excluding = self.without_employer(slug);
        if excluding.has_room_for_employer() {
            insert(&mut excluding.excluded_employers, slug);
        }
        excluding
    }

    /// With an employer neither chosen nor excluded.
    pub fn without_employer(mut self, slug: &str) -> Criteria {
        self.employers.retain(|other| other != slug);
        self.excluded_employers.retain(|other| other != slug);
        self.with_page(1)
    }

    /// With no employer chosen or excluded.
    pub fn without_employers(mut self) -> Criteria {
        self.employers.clear();
        self.excluded_employers.clear();
        self.with_page(1)
    }

    /// For everybody, whoever searches. The page stays.
    pub fn for_everybody(mut self) -> Criteria {
        for group in Group::ALL.into_iter().filter(|group| group.is_personal()) {
            self.chosen.clear(group);
        }
        self
    }

    /// Without words.
    pub fn without_words(mut self) -> Criteria {
        self.q.clear();
        self.settled()
    }

    /// With other words, in the order that is usual for them if they are the first or the last.
    pub fn with_words(mut self, q: &str) -> Criteria {
        let is_usual = self.sort == self.usual_sort();
        self.q = super::query_words::corrected(q, &[]);
        if is_usual { self.with_usual_sort() } else { self.settled() }
    }

    /// With words corrected: each typed word (folded) replaced by the one beside it.
    pub fn with_corrections(mut self, corrections: &[(String, String)]) -> Criteria {
        self.q = super::query_words::corrected(&self.q, corrections);
        self.settled()
    }

    /// With its words to the letter, where these are corrected: see
    /// [`with_corrections`](Criteria::with_corrections).
    pub fn to_the_letter(mut self, corrections: &[(String, String)]) -> Criteria {
        self.q = super::query_words::to_the_letter(&self.q, corrections);
        self.settled()
    }

    /// Without a pay floor, and what belongs to it.
    pub fn without_pay_floor(mut self) -> Criteria {
        self.pay_floor = None;
        self.settled()
    }

    /// Whether the minimum has to reach the floor. Nothing without a floor.
    pub fn with_pay_sure(mut self, sure: bool) -> Criteria {
        self.pay_is_sure = sure;
        self.settled()
    }

    /// Whether postings without comparable pay stay beside those that reach the floor. Nothing without a floor.
    pub fn with_unpaid(mut self, keep: bool) -> Criteria {
        self.keeps_unpaid = keep;
        self.settled()
    }

    /// Within another distance, the nearest that can be asked for. Nothing without a place.
    pub fn with_miles(mut self, miles: u16) -> Criteria {
        if let Some(near) = &mut self.near {
            near.miles = Near::reached(miles);
        }
        self.with_page(1)
    }

    /// Wherever it is.
    pub fn without_near(mut self) -> Criteria {
        self.near = None;
        self.settled()
    }

    /// In another order; one that makes no sense here becomes the usual one.
    pub fn with_sort(mut self, sort: Sort) -> Criteria {
        self.sort = sort;
        self.settled()
    }

    /// In the order that is usual for it.
    pub fn with_usual_sort(self) -> Criteria {
        let sort = self.usual_sort();
        self.with_sort(sort)
    }

    /// At another page, held between 1 and the last that can be asked for.
    pub fn with_page(mut self, page: u32) -> Criteria {
        self.page = page.clamp(1, parse::PAGES);
        self
    }

    /// At the first page, without what means nothing beside the rest.
    pub(super) fn settled(mut self) -> Criteria {
        if self.pay_floor.is_none() {
            (self.pay_is_sure, self.keeps_unpaid) = (false, false);
        }
        let sensible = match self.sort {
            Sort::Match => !self.q.is_empty(),
            Sort::Closest => self.near.is_some(),
            Sort::Newest | Sort::Pay => true,
        };
        if !sensible {
            self.sort = self.usual_sort();
        }
        self.with_page(1)
    }

    /// Whether one value more of a group still counts.
    fn has_room(&self, group: Group) -> bool {
        self.chosen(group).len() + self.excluded_values(group).len() < parse::VALUES
    }

    fn has_room_for_employer(&self) -> bool {
        self.employers.len() + self.excluded_employers.len() < parse::VALUES
    }

    /// Adds a value, keeping the order of slugs; of [`Group::Posted`] the widest stays.
    pub(super) fn choose(&mut self, group: Group, value: u16) {
        let before = self.chosen.of(group).first().copied().filter(|_| group == Group::Posted);
        if before.is_some() {
            self.chosen.clear(group);
        }
        self.chosen.add(group, before.map_or(value, |before| before.max(value)));
    }

    pub(super) fn exclude(&mut self, group: Group, value: u16) {
        self.excluded.add(group, value);
    }
}

/// Adds a well-formed slug, keeping them sorted.
pub(super) fn insert(slugs: &mut Vec<String>, slug: &str) {
    let well_formed = !slug.is_empty() && super::employer_slug(slug) == slug;
    if let Err(place) = slugs.binary_search_by(|other| other.as_str().cmp(slug))
        && well_formed
    {
        slugs.insert(place, slug.to_owned());
    }
}
