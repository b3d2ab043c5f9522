//! All values of one filter, to choose from: a page of its own, which the listing's script also takes its lists from.

use serde::Serialize;

use super::employers;
use super::facets::{self, ValueView};
use super::words::{counted_jobs, cut, thousands};
use crate::jobindex::{Criteria, Eyes, Group, Snapshot};
use crate::paths;

/// Employers to choose from at once.
const MOST: usize = 200;

/// What `search/choose.html` shows.
#[derive(Debug, Serialize)]
pub struct Choosing {
    /// The filter's name.
    pub label: &'static str,
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

impl Choosing {
    /// The employers with the most postings of a search, and those it asks for.
    pub fn employers(index: &Snapshot, criteria: &Criteria, eyes: &Eyes, now: i64) -> Choosing {
        let criteria = criteria.clone().with_page(1);
        let others = criteria.clone().without_employers();
        let counts = index.employers(&criteria, eyes, now, MOST);
        let listed = counts.iter().filter(|count| !count.chosen && !count.excluded).count();
        let values = counts.iter().map(|count| employers::view(count, &criteria)).collect();
        Choosing {
            heading: match index.count(&others, eyes, now) {
                1 => "The employer of this job".to_owned(),
                total => format!("Employers of these {}", counted_jobs(total)),
            },
            more_text: (listed >= MOST).then(|| {
                let most = thousands(MOST);
                format!("These {most} have the most jobs. Search for others by name.")
            }),
            ..Choosing::of("Employer", values, &criteria, &others)
        }
    }

    /// Every value of a group that would show something; nothing of groups without a list.
    pub fn group(
        index: &Snapshot,
        criteria: &Criteria,
        group: Group,
        eyes: &Eyes,
        now: i64,
    ) -> Option<Choosing> {
        let criteria = criteria.clone().with_page(1);
        let others = criteria.clone().without_group(group);
        let found = index.search(&criteria, eyes, 0, now);
        let values = facets::values(&found.facets, &criteria, group)?;
        Some(Choosing::of(group.label(), values, &criteria, &others))
    }

    fn of(
        label: &'static str,
        values: Vec<ValueView>,
        criteria: &Criteria,
        others: &Criteria,
    ) -> Choosing {
        let fields = others.pairs().into_iter().map(|(name, value)| Field { name, value });
        Choosing {
            label,
            heading: label.to_owned(),
            words: (!others.is_everything()).then(|| cut(&others.describe(None), 200)),
            values,
            more_text: None,
            back_url: paths::listing(&criteria.query_string()),
            fields: fields.collect(),
        }
    }
}
