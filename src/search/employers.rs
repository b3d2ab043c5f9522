//! Employers as a filter. There are too many to count on every search: those chosen stand among the
//! filters, the others are counted when somebody wants to choose.

use serde::Serialize;

use super::facets::{Shown, ValueView};
use crate::jobindex::{Criteria, EmployerCount};
use crate::paths;

/// What the filter shows: those asked for, and where the others are.
#[derive(Debug, Serialize)]
pub struct EmployerFilter {
    url: String,
    chosen: Vec<ValueView>,
}

/// What employers of a search are called, by slug.
#[derive(Debug, Default)]
pub struct Names(Vec<(String, String)>);

impl EmployerFilter {
    /// Of the employers that a search names.
    pub fn of(criteria: &Criteria, named: &[EmployerCount]) -> EmployerFilter {
        EmployerFilter {
            url: paths::listing_employers(&criteria.clone().with_page(1).query_string()),
            chosen: named.iter().map(|count| view(count, criteria)).collect(),
        }
    }
}

impl Names {
    pub fn of_all(named: &[EmployerCount]) -> Names {
        Names(named.iter().map(|count| (count.slug.clone(), count.name.clone())).collect())
    }

    /// An employer that has no posting any more is called by its slug.
    pub fn of(&self, slug: &str) -> String {
        let known = self.0.iter().find(|(known, _)| known == slug);
        known.map_or_else(|| slug.replace('-', " "), |(_, name)| name.clone())
    }
}

pub(super) fn view(count: &EmployerCount, criteria: &Criteria) -> ValueView {
    let slug = count.slug.as_str();
    let only = criteria.clone().without_employers().with_employer(slug);
    let not = criteria.clone().excluding_employer(slug);
    let shown = Shown {
        slug,
        label: count.name.clone(),
        count: count.count,
        chosen: count.chosen,
        excluded: count.excluded,
    };
    ValueView::new("employer", shown, &only, Some(&not))
}
