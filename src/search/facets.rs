//! The filters beside a result: every value that would show something, the most frequent first,
//! each with the address of exactly the postings its count counts.

use serde::Serialize;

use super::words::thousands;
use crate::jobindex::{Criteria, Facet, FacetValue, Group};
use crate::paths;
use crate::vocabulary::{Entry, vocabulary};

/// Values of a group that are shown before "more".
const TOP: usize = 8;

/// Groups in the order of the page; those asked for most are open.
const GROUPS: [(Group, bool); 9] = [
    (Group::Arrangement, true),
    (Group::HiresIn, true),
    (Group::Credential, true),
    (Group::Role, false),
    (Group::Setting, false),
    (Group::Specialty, false),
    (Group::Type, false),
    (Group::CodeSet, false),
    (Group::Software, false),
];

/// One group with its values.
#[derive(Debug, Serialize)]
pub struct GroupView {
    name: &'static str,
    label: &'static str,
    open: bool,
    /// How many of its values are chosen.
    chosen: usize,
    top: Vec<ValueView>,
    tail: Vec<ValueView>,
    tail_open: bool,
}

#[derive(Debug, Serialize)]
pub struct ValueView {
    group: &'static str,
    slug: &'static str,
    label: String,
    count: usize,
    count_text: String,
    chosen: bool,
    only_url: String,
}

/// One entry of a list to choose from.
#[derive(Debug, Serialize)]
pub struct OptionView {
    pub value: &'static str,
    pub label: &'static str,
    pub chosen: bool,
    /// How many postings it would show; nothing where that is not a question.
    pub count_text: Option<String>,
    pub count: usize,
}

/// The groups that have something to choose.
pub fn groups(facets: &[Facet], criteria: &Criteria) -> Vec<GroupView> {
    let view = |(group, open): (Group, bool)| {
        let facet = facets.iter().find(|facet| facet.group == group)?;
        (!facet.values.is_empty()).then(|| GroupView::of(facet, open, criteria))
    };
    GROUPS.into_iter().filter_map(view).collect()
}

/// Yes-or-no filters, which stand together.
pub fn switches(facets: &[Facet], criteria: &Criteria) -> Vec<ValueView> {
    let switches = facets.iter().filter(|facet| is_switch(facet.group));
    switches
        .flat_map(|facet| {
            facet.values.iter().map(|value| ValueView::of(facet.group, value, criteria))
        })
        .collect()
}

/// A switch for whoever searches; it stays where it would show nothing.
pub fn personal(facets: &[Facet], criteria: &Criteria, group: Group) -> Option<ValueView> {
    let slug = group.slugs().next()?;
    let known = facets.iter().find(|facet| facet.group == group);
    let known = known.and_then(|facet| facet.values.iter().find(|value| value.slug == slug));
    let nothing = FacetValue {
        slug,
        label: group.label_of(slug)?,
        count: 0,
        chosen: criteria.has(group, slug),
    };
    Some(ValueView::of(group, known.unwrap_or(&nothing), criteria))
}

/// How far back to look; any time first.
pub fn posted(facets: &[Facet], criteria: &Criteria) -> Vec<OptionView> {
    let any = OptionView {
        value: "",
        label: "Any time",
        chosen: criteria.slugs(Group::Posted).next().is_none(),
        count_text: None,
        count: 0,
    };
    let values = facets.iter().filter(|facet| facet.group == Group::Posted);
    let values = values.flat_map(|facet| &facet.values).map(|value| OptionView {
        value: value.slug,
        label: value.label,
        chosen: value.chosen,
        count_text: Some(thousands(value.count)),
        count: value.count,
    });
    std::iter::once(any).chain(values).collect()
}

fn is_switch(group: Group) -> bool {
    matches!(group, Group::Apprentice | Group::Agency)
}

impl GroupView {
    fn of(facet: &Facet, open: bool, criteria: &Criteria) -> GroupView {
        let mut top: Vec<ValueView> =
            facet.values.iter().map(|value| ValueView::of(facet.group, value, criteria)).collect();
        // Former names are rarely what somebody holds: they come after the others.
        top.sort_by_key(|value| today(facet.group, value.slug).is_some());
        let mut tail = top.split_off(top.len().min(TOP));
        if facet.group == Group::HiresIn {
            // Nobody looks for a state by how many postings it has.
            tail.sort_by(|one, other| one.label.cmp(&other.label));
        }
        let chosen = facet.values.iter().filter(|value| value.chosen).count();
        GroupView {
            name: facet.group.name(),
            label: facet.group.label(),
            open: open || chosen > 0,
            chosen,
            tail_open: tail.iter().any(|value| value.chosen),
            top,
            tail,
        }
    }
}

impl ValueView {
    fn of(group: Group, value: &FacetValue, criteria: &Criteria) -> ValueView {
        let only = criteria.clone().without_group(group).with(group, value.slug);
        ValueView {
            group: group.name(),
            slug: value.slug,
            label: label(group, value),
            count: value.count,
            count_text: thousands(value.count),
            chosen: value.chosen,
            only_url: paths::listing(&only.query_string()),
        }
    }
}

/// Beside a box of its own a value has to say the whole.
fn label(group: Group, value: &FacetValue) -> String {
    match (group, value.slug, today(group, value.slug)) {
        (Group::Agency, "yes", _) => "Agencies only".to_owned(),
        (Group::Agency, "no", _) => "Direct employers only".to_owned(),
        (_, _, Some(name)) => format!("{} (now {name})", value.label),
        _ => value.label.to_owned(),
    }
}

/// What a credential that was renamed is called today.
fn today(group: Group, slug: &str) -> Option<&'static str> {
    if group != Group::Credential {
        return None;
    }
    let credentials = &vocabulary().credentials;
    let later = credentials.get(slug)?.replaced_by.as_deref()?;
    Some(credentials.get(later)?.short())
}
