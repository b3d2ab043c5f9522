//! A search as an alert keeps it: text in the one way to write it, without order and page.

use crate::eligibility::Fit;
use crate::error::{Error, Result};
use crate::jobindex::Criteria;

/// What of a search decides which postings it finds.
pub(super) fn standing(criteria: &Criteria) -> Criteria {
    criteria.clone().with_usual_sort()
}

/// Read from the table: what a newer vocabulary does not know any more is left out. The second
/// answer is whether nothing is left of one of its filters, without which it would find what
/// nobody asked for.
pub(super) fn read(text: &str) -> (Criteria, bool) {
    let criteria = standing(&Criteria::parse(pairs(text)).criteria);
    let is_outdated = has_lost(text, &criteria);
    (criteria, is_outdated)
}

fn has_lost(text: &str, criteria: &Criteria) -> bool {
    let left = criteria.pairs();
    pairs(text).any(|(name, value)| {
        !value.trim().is_empty()
            && !["sort", "page"].contains(&name.as_str())
            && !left.iter().any(|(kept, _)| *kept == name)
    })
}

fn pairs(text: &str) -> impl Iterator<Item = (String, String)> {
    url::form_urlencoded::parse(text.as_bytes()).into_owned()
}

/// What stands behind the personal switches, as the table keeps it; nothing where there are none.
pub(super) fn written_fit(criteria: &Criteria, fit: Option<&Fit>) -> Result<Option<String>> {
    let asked = fit.filter(|_| criteria.is_personal());
    asked.map(serde_json::to_string).transpose().map_err(Error::internal)
}

pub(super) fn read_fit(text: Option<&str>) -> Result<Option<Fit>> {
    text.map(serde_json::from_str).transpose().map_err(Error::internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_that_has_lost_a_whole_filter_is_outdated() {
        for (text, outdated) in [
            ("", false),
            ("q=surgery&credential=cpc&pay_floor=26", false),
            ("credential=cpc,gone", false),
            ("q=surgery&credential=gone", true),
            ("credential=gone", true),
            ("gone=yes&credential=cpc", true),
        ] {
            assert_eq!(read(text).1, outdated, "{text}");
        }
    }
}
