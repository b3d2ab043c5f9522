//! The oracle: a plain scan over whole documents, written from what a search means and sharing nothing with the index
//! but its types and what words mean.

mod employers;
mod facts;
mod words;

use super::nearly::typed;
use super::{Change, Criteria, Document, Eyes, Facet, FacetValue, Found, Group, Nearly, Sort};
use crate::eligibility::Answer;
use facts::{hires_in, miles_away, slugs};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use words::{Asked, Texts};

const DAY: i64 = 86_400_000_000;

/// Who looks, and when.
#[derive(Clone, Copy)]
struct Seen<'a> {
    eyes: &'a Eyes<'a>,
    now: i64,
}

#[derive(Default)]
pub(super) struct Naive(BTreeMap<i64, Scanned>);

/// A document with what it counts under.
struct Scanned {
    document: Document,
    slugs: BTreeMap<Group, Vec<&'static str>>,
    texts: Texts,
}

/// What is left out of a search to count what choosing it would show.
#[derive(Clone, Copy, PartialEq)]
enum But {
    Nothing,
    For(Group),
}

impl Naive {
    pub fn apply(&mut self, changes: Vec<Change>) {
        for change in changes {
            match change {
                Change::Put(document) => {
                    self.0.insert(document.id, Scanned::of(*document));
                }
                Change::Remove(id) => {
                    self.0.remove(&id);
                }
            }
        }
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn search(&self, criteria: &Criteria, eyes: &Eyes, page_size: usize, now: i64) -> Found {
        let seen = Seen { eyes, now };
        let asked = self.asked(criteria).corrected(criteria, &self.texts());
        let found = self.in_order(criteria, &asked, seen);
        let skip = (criteria.page() as usize - 1) * page_size;
        Found {
            ids: found.iter().copied().skip(skip).take(page_size).collect(),
            total: found.len(),
            facets: Group::ALL.map(|group| self.facet(criteria, &asked, group, seen)).to_vec(),
            employers: self.employers(criteria, &asked, seen),
            corrections: asked.corrections,
        }
    }

    /// All of it in order, typing errors and all.
    pub fn matching(&self, criteria: &Criteria, eyes: &Eyes, now: i64) -> Vec<i64> {
        self.in_order(criteria, &self.asked(criteria), Seen { eyes, now })
    }

    /// What fits but for fewer than half of the words.
    pub fn nearly(&self, criteria: &Criteria, eyes: &Eyes, now: i64, most: usize) -> Vec<Nearly> {
        let asked = self.asked(criteria).corrected(criteria, &self.texts());
        let seen = Seen { eyes, now };
        let fits =
            |scanned: &&Scanned| scanned.fits(criteria, &Asked::default(), But::Nothing, seen);
        let near = self.0.values().filter(fits).filter_map(|scanned| {
            let (lacked, untitled, without) = asked.nearly(&scanned.texts, &scanned.slugs)?;
            let document = &scanned.document;
            let order = Reverse((document.first_published, document.id));
            Some(((lacked, untitled, order), document.id, without))
        });
        let mut near: Vec<_> = near.collect();
        near.sort();
        let nearly = |(_, id, without): (_, i64, Vec<String>)| {
            let without = without.iter().map(|said| typed(criteria.q(), said)).collect();
            Nearly { id, without }
        };
        near.into_iter().take(most).map(nearly).collect()
    }

    fn asked(&self, criteria: &Criteria) -> Asked {
        Asked::of(criteria)
    }

    fn texts(&self) -> Vec<(&Texts, &BTreeMap<Group, Vec<&'static str>>)> {
        self.0.values().map(|scanned| (&scanned.texts, &scanned.slugs)).collect()
    }

    fn in_order(&self, criteria: &Criteria, asked: &Asked, seen: Seen) -> Vec<i64> {
        let fits = |scanned: &&Scanned| scanned.fits(criteria, asked, But::Nothing, seen);
        let mut found: Vec<&Scanned> = self.0.values().filter(fits).collect();
        found.sort_by_key(|scanned| {
            let key = match criteria.sort() {
                Sort::Newest => 0,
                Sort::Match => asked.bucket(&scanned.texts, &scanned.slugs),
                Sort::Pay => u64::from(u32::MAX - scanned.pay().1),
                Sort::Closest => scanned.away(criteria).map_or(u64::MAX, f64::to_bits),
            };
            (key, Reverse((scanned.document.first_published, scanned.document.id)))
        });
        found.into_iter().map(|scanned| scanned.document.id).collect()
    }

    fn facet(&self, criteria: &Criteria, asked: &Asked, group: Group, seen: Seen) -> Facet {
        let fits = |scanned: &&Scanned| scanned.fits(criteria, asked, But::For(group), seen);
        let others: Vec<&Scanned> = self.0.values().filter(fits).collect();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for slug in others.iter().flat_map(|scanned| scanned.under(group, seen)) {
            *counts.entry(slug).or_default() += 1;
        }
        let value = |slug: &'static str| FacetValue {
            slug,
            label: group.label_of(slug).expect("a slug of the group"),
            count: counts.get(slug).copied().unwrap_or_default(),
            chosen: criteria.has(group, slug),
        };
        let mut values: Vec<FacetValue> = group.slugs().map(value).collect();
        values.retain(|value| value.count > 0 || value.chosen);
        if group != Group::Posted {
            values.sort_by_key(|value| (Reverse(value.count), value.label));
        }
        Facet { group, values }
    }
}

impl Scanned {
    fn of(document: Document) -> Scanned {
        Scanned { slugs: slugs(&document), texts: Texts::of(&document), document }
    }

    fn fits(&self, criteria: &Criteria, asked: &Asked, but: But, seen: Seen) -> bool {
        let hidden = seen.eyes.hidden.contains(&self.document.id);
        !hidden
            && asked.fits(&self.texts, &self.slugs)
            && self.pays(criteria)
            && self.is_at(criteria)
            && self.is_of_employer(criteria)
            && Group::ALL.into_iter().all(|group| {
                but == But::For(group)
                    || (self.is_chosen(criteria, group, seen)
                        && !criteria.excluded(group).any(|slug| self.has(group, slug, seen)))
            })
    }

    fn is_chosen(&self, criteria: &Criteria, group: Group, seen: Seen) -> bool {
        let mut chosen = criteria.slugs(group).peekable();
        chosen.peek().is_none() || chosen.any(|slug| self.has(group, slug, seen))
    }

    fn pays(&self, criteria: &Criteria) -> bool {
        let Some(floor) = criteria.pay_floor() else {
            return true;
        };
        match self.pay() {
            (_, 0) => criteria.keeps_unpaid(),
            (least, _) if criteria.pay_is_sure() => least >= floor,
            (_, most) => most >= floor,
        }
    }

    /// Within the radius, or remote and open to people of the state.
    fn is_at(&self, criteria: &Criteria) -> bool {
        let Some(near) = criteria.near() else {
            return true;
        };
        let arrangement = self.slugs[&Group::Arrangement].first().copied();
        let remote = match arrangement {
            Some("remote-us" | "remote-intl") => true,
            Some("remote-states") => hires_in(&self.document, near.state),
            _ => false,
        };
        remote || self.away(criteria).is_some()
    }

    /// Miles to a site within the radius.
    fn away(&self, criteria: &Criteria) -> Option<f64> {
        let near = criteria.near()?;
        let at = self.document.stated.site.as_ref()?.at?;
        Some(miles_away((near.lat, near.lon), (at.lat, at.lon)))
            .filter(|&away| away <= f64::from(near.miles))
    }

    fn is_of_employer(&self, criteria: &Criteria) -> bool {
        let folded = crate::vocabulary::fold(&self.document.employer).replace('\'', "");
        let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let slug = words.collect::<Vec<_>>().join("-");
        let chosen = criteria.employers();
        (chosen.is_empty() || chosen.contains(&slug))
            && !criteria.excluded_employers().contains(&slug)
    }

    fn has(&self, group: Group, slug: &str, seen: Seen) -> bool {
        self.under(group, seen).contains(&slug)
    }

    /// The slugs it counts under, each once.
    fn under(&self, group: Group, seen: Seen) -> Vec<&'static str> {
        let judge = seen.eyes.judge;
        let yes = |holds: bool| Vec::from_iter(holds.then_some("yes"));
        let stated = &self.document.stated;
        match group {
            Group::Posted => {}
            Group::Meets => {
                return yes(
                    judge.is_some_and(|judge| judge.verdict(stated).answer == Answer::Meets)
                );
            }
            Group::MyState => {
                let home = judge.and_then(|judge| judge.home());
                return yes(home.is_some_and(|home| self.has(Group::HiresIn, home.abbr(), seen)));
            }
            _ => return self.slugs.get(&group).cloned().unwrap_or_default(),
        }
        let within = |days: &i64| self.document.first_published >= seen.now - days * DAY;
        let days = [(1, "1"), (3, "3"), (7, "7"), (14, "14"), (30, "30")];
        days.into_iter().filter(|(days, _)| within(days)).map(|(_, slug)| slug).collect()
    }

    fn pay(&self) -> (u32, u32) {
        self.document.pay.unwrap_or_default()
    }
}
