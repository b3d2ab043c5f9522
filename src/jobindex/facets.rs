//! The values beside a result and how many postings each would show.
//!
//! The count of a value is that of the value under everything else that is asked, leaving out its own group: what
//! choosing it alone in its group shows.

use super::groups::Group;
use super::question::Question;
use super::selection::{Filter, Selection};
use super::tally::Tally;
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
    let empty = |group: Group| vec![0; group.values().len()];
    let mut counts: Vec<Vec<usize>> = Group::ALL.into_iter().map(empty).collect();
    for selection in selections {
        let selected = Tally::of(&selection.selected, selection.part);
        for (group, counts) in Group::ALL.into_iter().zip(&mut counts) {
            match selection.without(Filter::Group(group)) {
                None => add_counts(selection, question, group, &selected, counts),
                Some(without) => {
                    let without = Tally::of(&without, selection.part);
                    add_counts(selection, question, group, &without, counts);
                }
            }
        }
    }
    let facet = |(group, counts): (Group, &Vec<usize>)| facet(group, counts, question);
    Group::ALL.into_iter().zip(&counts).map(facet).collect()
}

fn add_counts(
    selection: &Selection,
    question: &Question,
    group: Group,
    selected: &Tally,
    counts: &mut [usize],
) {
    let (part, facets) = (selection.part, &selection.part.segment.facets);
    if selected.is_empty() {
        return;
    }
    if group == Group::Posted {
        for (value, count) in (0..).zip(counts) {
            *count += selected.count_below(part.segment.end_since(question.since(value)));
        }
        return;
    }
    if let Some(hits) = selection.personal(group) {
        let both = hits.map_or(0, |hits| selected.common(hits));
        return counts.iter_mut().for_each(|count| *count += both);
    }
    // What is hired from anywhere counts for every state and is kept apart from their lists.
    let everywhere = match group {
        Group::HiresIn => selected.count(facets.anywhere()),
        _ => 0,
    };
    for (count, list) in counts.iter_mut().zip(facets.group(group)) {
        *count += everywhere + selected.count(list);
    }
}

fn facet(group: Group, counts: &[usize], question: &Question) -> Facet {
    let chosen = question.criteria.chosen(group);
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
