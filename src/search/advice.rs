//! When nothing fits: which filter to do without, and how much that would show.

use serde::Serialize;

use super::results::PAGE_SIZE;
use super::words::{counted_jobs, cut};
use crate::jobindex::{Criteria, Eyes, Group, Snapshot};
use crate::paths;
use crate::postings;

/// Searches made for advice, at most.
const TRIES: usize = 10;

/// What the page says instead of results.
#[derive(Debug, Serialize)]
pub struct Empty {
    advice: Vec<Advice>,
    all_url: String,
    all_text: String,
}

#[derive(Debug, Serialize)]
struct Advice {
    label: String,
    count: usize,
    count_text: String,
    url: String,
}

/// One part of a search: in words, and the search without it.
pub struct Part {
    pub label: String,
    pub without: Criteria,
}

impl Empty {
    /// For a search that found nothing. A group is left out as a whole: less of it shows less.
    pub fn of(index: &Snapshot, criteria: &Criteria, eyes: &Eyes, now: i64) -> Empty {
        let all = index.search(&Criteria::default(), eyes, PAGE_SIZE, now).total;
        let count = |part: Part| {
            let total = index.search(&part.without, eyes, PAGE_SIZE, now).total;
            (total > 0).then(|| Advice {
                label: part.label,
                count: total,
                count_text: counted_jobs(total),
                url: paths::listing(&part.without.query_string()),
            })
        };
        let mut advice: Vec<Advice> =
            parts(criteria).into_iter().take(TRIES).filter_map(count).collect();
        advice.sort_by_key(|advice| std::cmp::Reverse(advice.count));
        Empty { advice, all_url: paths::listing(""), all_text: counted_jobs(all) }
    }
}

/// The groups that are asked for, the words and the pay floor, each as a whole.
fn parts(criteria: &Criteria) -> Vec<Part> {
    let mut parts = Vec::new();
    for group in Group::ALL {
        let labels: Vec<&str> =
            criteria.slugs(group).filter_map(|slug| group.label_of(slug)).collect();
        if !labels.is_empty() {
            let label = cut(&in_words(group, &labels.join(" or ")), 80);
            parts.push(Part { label, without: criteria.clone().without_group(group) });
        }
    }
    parts.extend(words(criteria));
    parts.extend(floor(criteria));
    parts
}

/// The words that are asked for, as one part.
pub fn words(criteria: &Criteria) -> Option<Part> {
    let q = criteria.q();
    (!q.is_empty())
        .then(|| Part { label: format!("“{q}”"), without: criteria.clone().without_words() })
}

/// The pay floor, as one part.
pub fn floor(criteria: &Criteria) -> Option<Part> {
    let without = criteria.clone().without_pay_floor();
    criteria.pay_floor().map(|floor| Part {
        label: format!("From {} an hour", postings::dollars(floor.into())),
        without,
    })
}

/// A value of a group where its heading is not in sight.
pub fn in_words(group: Group, value: &str) -> String {
    match group {
        Group::Credential => format!("Credential: {value}"),
        Group::HiresIn => format!("Hires in {value}"),
        Group::Agency => format!("Posted by: {value}"),
        _ => value.to_owned(),
    }
}
