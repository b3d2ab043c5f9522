//! The values beside a result and how many postings each would show.
//!
//! The count of a value is that of the value under everything else that is asked, leaving out its own group: what
//! choosing it alone in its group shows.

use super::groups::Group;
use super::selection::{Question, Selected, Selection};
use std::cmp::Reverse;

/// The values of one group that would show something, and those chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Facet {
    pub group: Group,
    /// By count, highest first, then by label; those of [`Group::Posted`] from the narrowest.
    pub values: Vec<FacetValue>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct FacetValue {
    pub slug: &'static str,
    /// What people read.
    pub label: &'static str,
    /// How many postings choosing it shows, under everything chosen in other groups.
    pub count: usize,
    pub chosen: bool,
}

/// Every group in order, with a count beside every value.
pub(super) fn facets(selections: &[Selection], question: &Question) -> Vec<Facet> {
    let facet = |group: Group| {
        let mut counts = vec![0; group.values().len()];
        for selection in selections {
            add_counts(selection, question, group, &mut counts);
        }
        facet(group, &counts, question.criteria.chosen(group))
    };
    Group::ALL.into_iter().map(facet).collect()
}

fn add_counts(selection: &Selection, question: &Question, group: Group, counts: &mut [usize]) {
    let part = selection.part;
    let without;
    let selected = if question.criteria.chosen(group).is_empty() {
        &selection.selected
    } else {
        without = selection.without(group);
        &without
    };
    if selected.len(part) == 0 {
        return;
    }
    if group == Group::Posted {
        for (value, count) in (0..).zip(counts) {
            let end = part.segment.end_since(question.since(value));
            *count += selected.count_below(end, part);
        }
        return;
    }
    if let Some(slots) = selection.personal(group) {
        return counts.iter_mut().for_each(|count| *count += selected.count(slots, part));
    }
    let everywhere = everywhere(selection, selected, group);
    let lists = &part.segment.facets.by_value[group as usize];
    for (count, slots) in counts.iter_mut().zip(lists) {
        *count += everywhere + selected.count(slots, part);
    }
}

/// What is hired from anywhere counts for every state and is kept apart from their lists.
fn everywhere(selection: &Selection, selected: &Selected, group: Group) -> usize {
    match group {
        Group::HiresIn => selected.count(&selection.part.segment.facets.anywhere, selection.part),
        _ => 0,
    }
}

fn facet(group: Group, counts: &[usize], chosen: &[u16]) -> Facet {
    let value = |(index, &count): (u16, &usize)| FacetValue {
        slug: group.at(index).slug,
        label: group.at(index).label,
        count,
        chosen: chosen.contains(&index),
    };
    let mut values: Vec<FacetValue> =
        (0..).zip(counts).map(value).filter(|value| value.count > 0 || value.chosen).collect();
    if group != Group::Posted {
        values.sort_by_key(|value| (Reverse(value.count), value.label));
    }
    Facet { group, values }
}
