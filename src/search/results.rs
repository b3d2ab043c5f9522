//! The answer to a search as its page shows it.

use serde::Serialize;

use super::advice::{self, Empty};
use super::asked::{Asked, LeftOut};
use super::facets::{self, GroupView, OptionView, ValueView};
use super::near::Choice;
use super::personal::{self, Needs, Switch};
use super::words::{counted_jobs, cut, thousands};
use crate::applicants::{Looker, Seeker};
use crate::jobindex::{Criteria, Eyes, Found, Group, Snapshot, Sort};
use crate::paths;
use crate::web::Pager;

/// Postings on a page.
pub const PAGE_SIZE: usize = 20;

/// Everything on the listing but the cards.
#[derive(Debug, Serialize)]
pub struct Results {
    ask: Ask,
    heading: String,
    total: usize,
    total_text: String,
    /// `21–40`, where there is more than one page.
    range_text: Option<String>,
    chosen_count: usize,
    sort: Vec<OptionView>,
    chips: Vec<Chip>,
    clear_url: Option<String>,
    dropped: Vec<LeftOut>,
    for_you: Vec<Switch>,
    switches: Vec<ValueView>,
    groups: Vec<GroupView>,
    pay_floor: Floor,
    posted: Vec<OptionView>,
    empty: Option<Empty>,
    pager: Option<Pager>,
    #[serde(skip)]
    pub ids: Vec<i64>,
    #[serde(skip)]
    pub criteria: Criteria,
    #[serde(skip)]
    pub done: String,
    /// What has to be said before there can be results.
    pub needs: Option<Needs>,
}

/// The two boxes of the search component.
#[derive(Debug, Default, Serialize)]
pub struct Ask {
    pub action: &'static str,
    pub q: String,
    pub near: String,
    pub near_error: Option<String>,
    pub near_choices: Vec<Choice>,
}

/// Something chosen, and the search without it.
#[derive(Debug, Serialize)]
struct Chip {
    label: String,
    remove_url: String,
}

#[derive(Debug, Serialize)]
struct Floor {
    value: String,
    error: Option<String>,
}

impl Results {
    /// Answers what was asked as of `now`, in microseconds since 1970.
    pub fn of(
        index: &Snapshot,
        asked: Asked,
        (seeker, looker): (&Seeker, &Looker),
        now: i64,
    ) -> Results {
        let eyes = seeker.eyes(looker);
        let Asked { criteria, mut dropped, unclear, pay_floor, done, .. } = asked;
        let (criteria, found) = search(index, criteria, &eyes, &mut dropped, now);
        let (chips, needs) = (chips(&criteria), personal::needs(seeker, &criteria));
        let mut ask = Ask::blank(criteria.q());
        if let Some(unclear) = unclear {
            ask.near = unclear.text;
            ask.near_error = Some(unclear.problem);
            ask.near_choices = unclear.choices;
        }
        Results {
            ask,
            heading: match needs {
                Some(_) => "Where do you live, and what do you hold?".to_owned(),
                None => heading(&criteria, found.total),
            },
            total: found.total,
            total_text: counted_jobs(found.total),
            range_text: range(&criteria, &found),
            chosen_count: chips.len(),
            sort: sorts(&criteria),
            clear_url: (!chips.is_empty()).then(|| paths::listing("")),
            chips,
            dropped,
            for_you: personal::switches(seeker, &criteria, &found.facets),
            switches: facets::switches(&found.facets, &criteria),
            groups: facets::groups(&found.facets, &criteria),
            pay_floor: Floor::of(&criteria, pay_floor),
            posted: facets::posted(&found.facets, &criteria),
            empty: (found.total == 0).then(|| Empty::of(index, &criteria, &eyes, now)),
            pager: pager(&criteria, found.total),
            ids: found.ids,
            needs,
            criteria,
            done,
        }
    }

    /// What the browser's tab and search engines call it.
    pub fn title(&self) -> String {
        match self.criteria.is_everything() {
            true => "Medical coding jobs".to_owned(),
            false => format!("{} · {}", cut(&self.criteria.describe(None), 90), self.total_text),
        }
    }

    /// One sentence about it.
    pub fn description(&self) -> String {
        let searched = match self.criteria.is_everything() {
            true => String::new(),
            false => format!(" {}.", cut(&self.criteria.describe(None), 120)),
        };
        format!(
            "{} for medical coders with pay, requirements and the states each hires in.{searched}",
            self.total_text
        )
    }
}

impl Ask {
    /// The boxes before anything was typed wrong.
    pub fn blank(q: &str) -> Ask {
        Ask { action: paths::LISTING, q: q.to_owned(), ..Ask::default() }
    }
}

impl Floor {
    fn of(criteria: &Criteria, unreadable: Option<String>) -> Floor {
        match unreadable {
            Some(value) => Floor {
                value,
                error: Some("Write dollars an hour, for example 25 or 27.50.".to_owned()),
            },
            None => {
                let known = criteria.pairs().into_iter().find(|(name, _)| name == "pay_floor");
                Floor { value: known.map(|(_, value)| value).unwrap_or_default(), error: None }
            }
        }
    }
}

/// Finds; a page beyond the last one becomes the last one, and is named.
fn search(
    index: &Snapshot,
    criteria: Criteria,
    eyes: &Eyes,
    dropped: &mut Vec<LeftOut>,
    now: i64,
) -> (Criteria, Found) {
    let found = index.search(&criteria, eyes, PAGE_SIZE, now);
    if !found.ids.is_empty() || criteria.page() == 1 {
        return (criteria, found);
    }
    let last = found.total.div_ceil(PAGE_SIZE).max(1);
    let text = match last {
        1 => format!("There is no page {}: this is the only one.", criteria.page()),
        _ => format!("There is no page {}: this is the last one.", criteria.page()),
    };
    dropped.push(LeftOut { text, did_you_mean: None });
    let criteria = criteria.with_page(u32::try_from(last).unwrap_or(u32::MAX));
    let found = index.search(&criteria, eyes, PAGE_SIZE, now);
    (criteria, found)
}

fn heading(criteria: &Criteria, total: usize) -> String {
    match (total, criteria.q()) {
        (0, _) => "No jobs match".to_owned(),
        (total, "") => counted_jobs(total),
        (total, q) => format!("{} for “{}”", counted_jobs(total), cut(q, 60)),
    }
}

fn range(criteria: &Criteria, found: &Found) -> Option<String> {
    let first = (criteria.page() as usize - 1) * PAGE_SIZE + 1;
    let last = first + found.ids.len().saturating_sub(1);
    (found.total > PAGE_SIZE && !found.ids.is_empty())
        .then(|| format!("{}–{}", thousands(first), thousands(last)))
}

/// Best match is offered only where there are words to match.
fn sorts(criteria: &Criteria) -> Vec<OptionView> {
    let offered =
        Sort::ALL.into_iter().filter(|sort| *sort != Sort::Match || !criteria.q().is_empty());
    offered
        .map(|sort| OptionView {
            value: sort.slug(),
            label: sort.label(),
            chosen: sort == criteria.sort(),
            count_text: None,
            count: 0,
        })
        .collect()
}

fn chips(criteria: &Criteria) -> Vec<Chip> {
    let chip = |label: String, without: Criteria| Chip {
        label,
        remove_url: paths::listing(&without.query_string()),
    };
    let mut chips: Vec<Chip> = Vec::new();
    chips.extend(advice::words(criteria).map(|part| chip(part.label, part.without)));
    for group in Group::ALL {
        for slug in criteria.slugs(group) {
            let label = advice::in_words(group, group.label_of(slug).unwrap_or(slug));
            chips.push(chip(label, criteria.clone().without(group, slug)));
        }
    }
    chips.extend(advice::floor(criteria).map(|part| chip(part.label, part.without)));
    chips
}

/// Pages that can be asked for; a search has more only on a very large board.
fn pager(criteria: &Criteria, total: usize) -> Option<Pager> {
    let last = criteria.clone().with_page(u32::MAX).page() as usize;
    Pager::new(criteria.page() as usize, total.min(last * PAGE_SIZE), PAGE_SIZE, |page| {
        let page = u32::try_from(page).unwrap_or(u32::MAX);
        paths::listing(&criteria.clone().with_page(page).query_string())
    })
}
