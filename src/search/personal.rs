//! What of a search is about whoever searches: the two switches, and what they have to say first.

use serde::Serialize;

use super::facets::{self, ValueView};
use crate::applicants::{FitBy, Seeker};
use crate::jobindex::{Criteria, Facet, Group};
use crate::paths;

/// The switches, in the order of the page.
const SWITCHES: [Group; 2] = [Group::Meets, Group::MyState];

/// A switch: a box to tick, or a way to say what it needs.
#[derive(Debug, Serialize)]
pub struct Switch {
    label: &'static str,
    value: Option<ValueView>,
    say_url: Option<String>,
}

/// What has to be said before the search means anything.
#[derive(Debug, Serialize)]
pub struct Needs {
    text: &'static str,
    /// Where a profile says it; else the form stands on the page.
    profile_url: Option<String>,
    /// The search without what asks about them.
    without_url: String,
}

/// The two switches for this person.
pub fn switches(seeker: &Seeker, criteria: &Criteria, facets: &[Facet]) -> Vec<Switch> {
    let switch = |group: Group| {
        let slug = group.slugs().next()?;
        let value = match knows(seeker, group) || criteria.has(group, slug) {
            true => Some(facets::personal(facets, criteria, group)?),
            false => None,
        };
        let chosen = paths::listing(&criteria.clone().with(group, slug).query_string());
        let say_url = value.is_none().then(|| say_url(seeker, &chosen));
        Some(Switch { label: group.label_of(slug)?, value, say_url })
    };
    SWITCHES.into_iter().filter_map(switch).collect()
}

/// Why a search that asks about this person finds nothing yet.
pub fn needs(seeker: &Seeker, criteria: &Criteria) -> Option<Needs> {
    let unsaid = |group: &Group| criteria.slugs(*group).next().is_some() && !knows(seeker, *group);
    let text = match SWITCHES.into_iter().find(unsaid)? {
        Group::MyState => "This search asks for jobs that hire in your state.",
        _ => "This search asks for jobs you meet.",
    };
    let here = paths::listing(&criteria.query_string());
    let profile_url = (seeker.by == FitBy::Profile).then(|| paths::profile_for(&here));
    let without_url = paths::listing(&criteria.clone().for_everybody().with_page(1).query_string());
    Some(Needs { text, profile_url, without_url })
}

/// Whether this person has said what a search asks about them.
pub fn is_said(seeker: &Seeker, criteria: &Criteria) -> bool {
    needs(seeker, criteria).is_none()
}

/// Whether enough was said for a switch.
fn knows(seeker: &Seeker, group: Group) -> bool {
    let fit = seeker.fit.as_ref();
    match group {
        Group::MyState => fit.is_some_and(|fit| fit.home.is_some()),
        _ => fit.is_some(),
    }
}

fn say_url(seeker: &Seeker, next: &str) -> String {
    match seeker.by {
        FitBy::Profile => paths::profile_for(next),
        FitBy::Visit => paths::fit(next),
    }
}
