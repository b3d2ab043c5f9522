//! What a search consists of, part by part: each in words, and the search without it. The chips above
//! the results and the advice where there are none.

use serde::Serialize;

use super::employers::Names;
use super::pay;
use crate::jobindex::{Criteria, Group, Near};
use crate::paths;
use crate::vocabulary::State;

/// One part of a search.
pub struct Part {
    pub label: String,
    pub without: Criteria,
}

/// Something chosen, and the search without it.
#[derive(Debug, Serialize)]
pub struct Chip {
    label: String,
    remove_url: String,
}

impl Part {
    pub fn new(label: impl Into<String>, without: Criteria) -> Part {
        Part { label: label.into(), without }
    }
}

/// Every part by itself; `words` are the words of the search as they were understood.
pub fn chips(criteria: &Criteria, words: &str, names: &Names) -> Vec<Chip> {
    let mut parts: Vec<Part> = words_of(criteria, words).into_iter().collect();
    parts.extend(near(criteria));
    for group in Group::ALL {
        let without = |slug: &str| criteria.clone().without(group, slug);
        let label = |slug: &'static str| group.label_of(slug).unwrap_or(slug);
        let chosen = criteria.slugs(group);
        parts.extend(chosen.map(|slug| Part::new(in_words(group, label(slug)), without(slug))));
        let excluded = criteria.excluded(group);
        parts.extend(excluded.map(|slug| Part::new(not(group, label(slug)), without(slug))));
    }
    let employers = criteria.employers().iter().map(|slug| (slug, names.of(slug)));
    let excluded = criteria.excluded_employers().iter();
    let excluded = excluded.map(|slug| (slug, format!("Not {}", names.of(slug))));
    for (slug, label) in employers.chain(excluded) {
        parts.push(Part::new(label, criteria.clone().without_employer(slug)));
    }
    parts.extend(floor(criteria));
    if criteria.keeps_unpaid() {
        parts.push(Part::new("Or pay not stated", criteria.clone().with_unpaid(false)));
    }
    let chip = |part: Part| Chip {
        label: part.label,
        remove_url: paths::listing(&part.without.query_string()),
    };
    parts.into_iter().map(chip).collect()
}

/// The words that are asked for, as one part.
pub fn words_of(criteria: &Criteria, words: &str) -> Option<Part> {
    (!words.is_empty()).then(|| Part::new(format!("“{words}”"), criteria.clone().without_words()))
}

/// The groups that are asked for, each as a whole: of one that is left out as a whole less would
/// show less.
pub fn groups(criteria: &Criteria) -> Vec<Part> {
    let part = |group: Group| {
        let label = |slug: &'static str| group.label_of(slug).unwrap_or(slug);
        let chosen: Vec<&str> = criteria.slugs(group).map(label).collect();
        let mut labels = Vec::new();
        if !chosen.is_empty() {
            labels.push(in_words(group, &chosen.join(" or ")));
        }
        labels.extend(criteria.excluded(group).map(|slug| not(group, label(slug))));
        let without = || criteria.clone().without_group(group);
        (!labels.is_empty()).then(|| Part::new(labels.join(", "), without()))
    };
    Group::ALL.into_iter().filter_map(part).collect()
}

/// The employers that are asked for, as one part.
pub fn employers(criteria: &Criteria, names: &Names) -> Option<Part> {
    let mut labels: Vec<String> = Vec::new();
    let chosen: Vec<String> = criteria.employers().iter().map(|slug| names.of(slug)).collect();
    if !chosen.is_empty() {
        labels.push(chosen.join(" or "));
    }
    labels
        .extend(criteria.excluded_employers().iter().map(|slug| format!("Not {}", names.of(slug))));
    (!labels.is_empty()).then(|| Part::new(labels.join(", "), criteria.clone().without_employers()))
}

/// The place, as one part.
pub fn near(criteria: &Criteria) -> Option<Part> {
    let label = around(criteria.near()?);
    Some(Part::new(label, criteria.clone().without_near()))
}

/// The pay floor with all that belongs to it, as one part.
pub fn floor(criteria: &Criteria) -> Option<Part> {
    Some(Part::new(pay::in_words(criteria)?, criteria.clone().without_pay_floor()))
}

/// "Within 50 miles of Columbus, OH, or remote in Ohio".
pub fn around(near: &Near) -> String {
    let state: State = near.state;
    format!("Within {} miles of {}, or remote in {}", near.miles, near.label, state.name())
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

fn not(group: Group, value: &str) -> String {
    match group {
        Group::HiresIn => format!("Does not hire in {value}"),
        Group::Agency => format!("Not posted by: {value}"),
        _ => format!("Not {value}"),
    }
}
