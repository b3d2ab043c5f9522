//! A search that finds hundreds: the few values that would make most difference, in one line.

use serde::Serialize;

use super::words::thousands;
use crate::jobindex::{Criteria, Facet, FacetValue, Group};
use crate::paths;

/// Postings that are too many to read.
const MANY: usize = 200;

/// Where people differ most in what they can take.
const GROUPS: [Group; 5] =
    [Group::Arrangement, Group::Credential, Group::Role, Group::Setting, Group::Specialty];

/// A value that leaves a part of the postings, and how many.
#[derive(Debug, Serialize)]
pub struct Narrower {
    label: &'static str,
    count_text: String,
    url: String,
}

/// One value of each group that nothing is chosen in; nothing for a search that can be read.
pub fn narrower(facets: &[Facet], criteria: &Criteria, total: usize) -> Vec<Narrower> {
    if total < MANY {
        return Vec::new();
    }
    let is_free = |facet: &&Facet| {
        let group = facet.group;
        criteria.slugs(group).chain(criteria.excluded(group)).next().is_none()
    };
    // The greatest that is neither nearly everything nor next to nothing.
    let tells = |value: &&FacetValue| value.count * 20 >= total && value.count * 5 <= total * 3;
    let of = |group: Group| {
        let facet = facets.iter().find(|facet| facet.group == group).filter(is_free)?;
        let value = facet.values.iter().filter(tells).max_by_key(|value| value.count)?;
        let query = criteria.clone().with(group, value.slug).query_string();
        Some(Narrower {
            label: value.label,
            count_text: thousands(value.count),
            url: paths::listing(&query),
        })
    };
    GROUPS.into_iter().filter_map(of).collect()
}
