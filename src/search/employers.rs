//! Employers as a filter. There are too many to count on every search: those chosen stand among the
//! filters, the others are counted when somebody wants to choose.

use serde::Serialize;

use super::facets::{Shown, ValueView};
use super::words::{counted_jobs, cut, thousands};
use crate::jobindex::{Criteria, EmployerCount, Eyes, Snapshot};
use crate::paths;

/// Employers to choose from at once.
const MOST: usize = 200;

/// What the filter shows: those asked for, and where the others are.
#[derive(Debug, Serialize)]
pub struct EmployerFilter {
    url: String,
    chosen: Vec<ValueView>,
}

/// What employers of a search are called, by slug.
#[derive(Debug, Default)]
pub struct Names(Vec<(String, String)>);

/// What `search/employers.html` shows.
#[derive(Debug, Serialize)]
pub struct Choosing {
    heading: String,
    /// The search they are of, in words; nothing where it is everything.
    words: Option<String>,
    values: Vec<ValueView>,
    /// That there are more.
    more_text: Option<String>,
    back_url: String,
    /// The rest of the search, which the form sends along.
    fields: Vec<Field>,
}

#[derive(Debug, Serialize)]
struct Field {
    name: String,
    value: String,
}

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

impl Choosing {
    /// The employers with the most postings of a search, and those it asks for.
    pub fn of(index: &Snapshot, criteria: &Criteria, eyes: &Eyes, now: i64) -> Choosing {
        let criteria = criteria.clone().with_page(1);
        let total = index.count(&criteria.clone().without_employers(), eyes, now);
        let counts = index.employers(&criteria, eyes, now, MOST);
        let others = criteria.clone().without_employers();
        let fields = others.pairs().into_iter().map(|(name, value)| Field { name, value });
        let listed = counts.iter().filter(|count| !count.chosen && !count.excluded).count();
        Choosing {
            heading: match total {
                1 => "The employer of this job".to_owned(),
                total => format!("Employers of these {}", counted_jobs(total)),
            },
            words: (!others.is_everything()).then(|| cut(&others.describe(None), 200)),
            values: counts.iter().map(|count| view(count, &criteria)).collect(),
            more_text: (listed >= MOST).then(|| {
                let most = thousands(MOST);
                format!("These {most} have the most jobs. Search for others by name.")
            }),
            back_url: paths::listing(&criteria.query_string()),
            fields: fields.collect(),
        }
    }
}

fn view(count: &EmployerCount, criteria: &Criteria) -> ValueView {
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
