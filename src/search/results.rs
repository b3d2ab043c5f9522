//! The answer to a search as its page shows it.

use serde::Serialize;

use super::advice::Empty;
use super::ask::Ask;
use super::asked::{Asked, LeftOut};
use super::employers::Names;
use super::facets::OptionView;
use super::filters::Filters;
use super::narrower::{Narrower, narrower};
use super::parts::{self, Chip};
use super::personal::{self, Needs};
use super::said::Said;
use super::words::{counted_jobs, cut, thousands};
use crate::applicants::{Looker, Seeker};
use crate::jobindex::{Criteria, Eyes, Found, Nearly, Snapshot, Sort};
use crate::paths;
use crate::web::Pager;

/// Postings on a page.
pub const PAGE_SIZE: usize = 20;

/// Postings behind a short result that have most of its words, at most.
const NEARLY: usize = 10;

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
    /// Nothing is asked but words, which the heading tells already.
    only_words: bool,
    /// How the words were understood.
    said: Option<Said>,
    clear_url: Option<String>,
    dropped: Vec<LeftOut>,
    #[serde(flatten)]
    filters: Filters,
    empty: Option<Empty>,
    narrower: Vec<Narrower>,
    pager: Option<Pager>,
    #[serde(skip)]
    pub ids: Vec<i64>,
    /// What has most of the words, behind a result that is short.
    #[serde(skip)]
    pub nearly: Vec<Nearly>,
    #[serde(skip)]
    pub criteria: Criteria,
    /// The same search in the words that were searched for: what feeds and alerts go by.
    #[serde(skip)]
    pub meant: Criteria,
    #[serde(skip)]
    pub done: String,
    /// What has to be said before there can be results.
    pub needs: Option<Needs>,
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
        let mended = &found.corrections;
        let corrected = (!mended.is_empty()).then(|| criteria.clone().with_corrections(mended));
        let (meant, asking) = (corrected.as_ref().unwrap_or(&criteria), (index, &eyes, now));
        let names = Names::of_all(&found.employers);
        let chips = parts::chips(&criteria, meant.q(), &names);
        let needs = personal::needs(seeker, &criteria);
        let empty = || Empty::of(asking, &criteria, meant.q(), &names);
        Results {
            ask: Ask::of(&criteria, unclear),
            heading: heading(meant.q(), found.total, needs.is_some()),
            total: found.total,
            total_text: counted_jobs(found.total),
            range_text: range(&criteria, &found),
            chosen_count: chips.len(),
            sort: sorts(&criteria),
            only_words: chips.len() == 1 && !criteria.q().is_empty(),
            clear_url: (!chips.is_empty()).then(|| paths::listing("")),
            chips,
            said: Said::of(asking, &criteria, corrected.as_ref(), mended),
            nearly: if needs.is_none() { nearly(asking, &criteria, &found) } else { Vec::new() },
            dropped,
            filters: Filters::of(seeker, &criteria, &found, pay_floor),
            empty: (found.total == 0 && needs.is_none()).then(empty),
            narrower: narrower(&found.facets, &criteria, found.total),
            pager: pager(&criteria, found.total),
            ids: found.ids,
            needs,
            meant: meant.clone(),
            criteria,
            done,
        }
    }

    /// What the browser's tab and search engines call it.
    pub fn title(&self) -> String {
        match self.meant.is_everything() {
            true => "Medical coding jobs".to_owned(),
            false => format!("{} · {}", cut(&self.meant.describe(None), 90), self.total_text),
        }
    }

    /// One sentence about it.
    pub fn description(&self) -> String {
        let searched = match self.meant.is_everything() {
            true => String::new(),
            false => format!(" {}.", cut(&self.meant.describe(None), 120)),
        };
        format!(
            "{} for medical coders with pay, requirements and the states each hires in.{searched}",
            self.total_text
        )
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

/// What fits but for some of the words, as far as there is room on a first page.
fn nearly(
    (index, eyes, now): (&Snapshot, &Eyes, i64),
    criteria: &Criteria,
    found: &Found,
) -> Vec<Nearly> {
    let room = PAGE_SIZE.saturating_sub(found.total).min(NEARLY);
    if criteria.page() > 1 { Vec::new() } else { index.nearly(criteria, eyes, now, room) }
}

fn heading(words: &str, total: usize, needs: bool) -> String {
    match (total, words) {
        _ if needs => "Where do you live, and what do you hold?".to_owned(),
        (0, _) => "No jobs match".to_owned(),
        (total, "") => counted_jobs(total),
        (total, words) => format!("{} for “{}”", counted_jobs(total), cut(words, 60)),
    }
}

fn range(criteria: &Criteria, found: &Found) -> Option<String> {
    let first = (criteria.page() as usize - 1) * PAGE_SIZE + 1;
    let last = first + found.ids.len().saturating_sub(1);
    (found.total > PAGE_SIZE && !found.ids.is_empty())
        .then(|| format!("{}–{}", thousands(first), thousands(last)))
}

/// Best match where there are words to match, closest where there is a place. The usual order is sent
/// as nothing: it is another one as soon as there are words.
fn sorts(criteria: &Criteria) -> Vec<OptionView> {
    let is_offered = |sort: &Sort| criteria.clone().with_sort(*sort).sort() == *sort;
    let option = |sort: Sort| {
        let value = if sort == criteria.usual_sort() { "" } else { sort.slug() };
        OptionView { chosen: sort == criteria.sort(), ..OptionView::new(value, sort.label()) }
    };
    Sort::ALL.into_iter().filter(is_offered).map(option).collect()
}

/// Pages that can be asked for; a search has more only on a very large board.
fn pager(criteria: &Criteria, total: usize) -> Option<Pager> {
    let last = criteria.clone().with_page(u32::MAX).page() as usize;
    Pager::new(criteria.page() as usize, total.min(last * PAGE_SIZE), PAGE_SIZE, |page| {
        let page = u32::try_from(page).unwrap_or(u32::MAX);
        paths::listing(&criteria.clone().with_page(page).query_string())
    })
}
