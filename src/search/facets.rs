//! The filters beside a result: every value that would show something, the most frequent first,
//! each with the address of exactly the postings its count counts.

use serde::Serialize;

use super::words::thousands;
use crate::jobindex::{Criteria, Facet, FacetValue, Group};
use crate::paths;
use crate::vocabulary::{Entry, vocabulary};

/// Values of an open and of a folded group that are sent with the results; "more" fetches the others.
const TOP: usize = 8;
const TOP_FOLDED: usize = 5;

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
    /// The most frequent, and whatever is chosen or left out.
    values: Vec<ValueView>,
    /// How many others there are, and where.
    others: usize,
    url: String,
}

/// One value: a box to tick, its count as a link, and a way to leave it out.
#[derive(Debug, Serialize)]
pub struct ValueView {
    /// The parameter.
    group: &'static str,
    /// `credential:ccs`.
    facet: String,
    /// What the box sends: the slug, or `!slug` where it is left out.
    sent: String,
    label: String,
    /// What the count's link shows.
    only_label: String,
    count: usize,
    count_text: String,
    /// Chosen, or left out.
    chosen: bool,
    only_url: String,
    /// Nothing where it makes no sense or is done.
    not_url: Option<String>,
}

/// A value before it is shown: what it is called and how it stands.
pub(super) struct Shown<'a> {
    pub slug: &'a str,
    pub label: String,
    pub count: usize,
    pub chosen: bool,
    pub excluded: bool,
}

/// One entry of a list to choose from.
#[derive(Debug, Serialize)]
pub struct OptionView {
    pub value: String,
    pub label: String,
    pub chosen: bool,
    /// How many postings it would show; nothing where that is not a question.
    pub count_text: Option<String>,
    pub count: usize,
}

/// The groups that have something to choose.
pub fn groups(facets: &[Facet], criteria: &Criteria) -> Vec<GroupView> {
    let view = |(group, open): (Group, bool)| {
        let facet = facets.iter().find(|facet| facet.group == group)?;
        let view = GroupView::of(facet, open, criteria);
        (!view.values.is_empty()).then_some(view)
    };
    GROUPS.into_iter().filter_map(view).collect()
}

/// Yes-or-no filters, which stand together.
pub fn switches(facets: &[Facet], criteria: &Criteria) -> Vec<ValueView> {
    let switches = facets.iter().filter(|facet| is_switch(facet.group));
    switches
        .flat_map(|facet| {
            let view = |value: &FacetValue| ValueView::of(facet.group, value, criteria);
            in_order(facet, criteria).iter().map(view).collect::<Vec<_>>()
        })
        .collect()
}

/// A switch for whoever searches; it stays where it would show nothing.
pub fn personal(facets: &[Facet], criteria: &Criteria, group: Group) -> Option<ValueView> {
    let slug = group.slugs().next()?;
    let known = facets.iter().find(|facet| facet.group == group);
    let known = known.and_then(|facet| facet.values.iter().find(|value| value.slug == slug));
    let unknown =
        FacetValue { chosen: criteria.has(group, slug), ..nothing(slug, group.label_of(slug)?) };
    Some(ValueView::of(group, known.unwrap_or(&unknown), criteria))
}

/// How far back to look; any time first.
pub fn posted(facets: &[Facet], criteria: &Criteria) -> Vec<OptionView> {
    let none = criteria.slugs(Group::Posted).next().is_none();
    let any = OptionView { chosen: none, ..OptionView::new("", "Any time") };
    let values = facets.iter().filter(|facet| facet.group == Group::Posted);
    let values = values.flat_map(|facet| &facet.values).map(|value| OptionView {
        chosen: value.chosen,
        count_text: Some(thousands(value.count)),
        count: value.count,
        ..OptionView::new(value.slug, value.label)
    });
    std::iter::once(any).chain(values).collect()
}

fn is_switch(group: Group) -> bool {
    matches!(group, Group::Apprentice | Group::Agency)
}

impl OptionView {
    /// One that is not chosen and counts nothing.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> OptionView {
        let (value, label) = (value.into(), label.into());
        OptionView { value, label, chosen: false, count_text: None, count: 0 }
    }
}

/// All values of a group that has a list of its own, states by their names; nothing of other groups.
pub fn values(facets: &[Facet], criteria: &Criteria, group: Group) -> Option<Vec<ValueView>> {
    GROUPS.iter().find(|(known, _)| *known == group)?;
    let facet = facets.iter().find(|facet| facet.group == group);
    let mut values = facet.map(|facet| in_order(facet, criteria)).unwrap_or_default();
    if group == Group::HiresIn {
        values.sort_by_key(|value| value.label);
    }
    Some(values.iter().map(|value| ValueView::of(group, value, criteria)).collect())
}

/// The values of a group, the most frequent first.
fn in_order(facet: &Facet, criteria: &Criteria) -> Vec<FacetValue> {
    let group = facet.group;
    let listed = |slug: &str| facet.values.iter().any(|value| value.slug == slug);
    // What is left out stays in sight, whatever it would show.
    let lost = criteria.excluded(group).filter(|slug| !listed(slug));
    let lost = lost.filter_map(|slug| Some(nothing(slug, group.label_of(slug)?)));
    let mut values: Vec<FacetValue> = facet.values.iter().cloned().chain(lost).collect();
    // Former names are rarely what somebody holds: they come after the others.
    values.sort_by_cached_key(|value| today(group, value.slug).is_some());
    values
}

impl GroupView {
    fn of(facet: &Facet, open: bool, criteria: &Criteria) -> GroupView {
        let group = facet.group;
        let mut values = in_order(facet, criteria);
        let asked = |value: &FacetValue| value.chosen || criteria.excludes(group, value.slug);
        let (all, chosen) = (values.len(), values.iter().filter(|value| asked(value)).count());
        let open = open || chosen > 0;
        let top = if open { TOP } else { TOP_FOLDED };
        let rest = values.split_off(all.min(top));
        values.extend(rest.into_iter().filter(asked));
        let search = criteria.clone().with_page(1);
        GroupView {
            name: group.name(),
            label: group.label(),
            open,
            chosen,
            others: all - values.len(),
            url: paths::listing_values(group.name(), &search.query_string()),
            values: values.iter().map(|value| ValueView::of(group, value, criteria)).collect(),
        }
    }
}

impl ValueView {
    fn of(group: Group, value: &FacetValue, criteria: &Criteria) -> ValueView {
        let shown = Shown {
            slug: value.slug,
            label: label(group, value),
            count: value.count,
            chosen: value.chosen,
            excluded: criteria.excludes(group, value.slug),
        };
        let only = criteria.clone().without_group(group).with(group, value.slug);
        let not = is_left_out(group).then(|| criteria.clone().excluding(group, value.slug));
        ValueView::new(group.name(), shown, &only, not.as_ref())
    }

    /// A value of the parameter `group`; `only` shows it alone, `not` everything but it.
    pub(super) fn new(
        group: &'static str,
        value: Shown<'_>,
        only: &Criteria,
        not: Option<&Criteria>,
    ) -> ValueView {
        let slug = value.slug;
        let (sent, label) = match value.excluded {
            true => (format!("!{slug}"), format!("Not {}", value.label)),
            false => (slug.to_owned(), value.label.clone()),
        };
        let not = not.filter(|_| !value.excluded);
        ValueView {
            group,
            facet: format!("{group}:{slug}"),
            sent,
            label,
            only_label: value.label,
            count: value.count,
            count_text: thousands(value.count),
            chosen: value.chosen || value.excluded,
            only_url: paths::listing(&only.query_string()),
            not_url: not.map(|not| paths::listing(&not.query_string())),
        }
    }
}

/// Groups whose values somebody may not want. What hires in a state is mostly remote: to leave that
/// out would leave out nearly everything.
fn is_left_out(group: Group) -> bool {
    group.can_exclude() && !is_switch(group) && group != Group::HiresIn
}

fn nothing(slug: &'static str, label: &'static str) -> FacetValue {
    FacetValue { slug, label, count: 0, chosen: false }
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
