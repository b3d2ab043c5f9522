//! What an alert would have found: asked of the index of all postings, before anybody subscribes.

use super::criteria::standing;
use crate::clock::Moment;
use crate::eligibility::{Fit, Judge};
use crate::jobindex::{Criteria, Eyes, Group, Snapshot};

const DAYS: &str = "30";

/// How many live postings of the last 30 days a search finds; of fewer days where it says so.
pub fn last_30_days(
    index: &Snapshot,
    criteria: &Criteria,
    fit: Option<&Fit>,
    now: Moment,
) -> usize {
    let criteria = standing(criteria);
    let dated = criteria.slugs(Group::Posted).next().is_some();
    let recent = if dated { criteria } else { criteria.with(Group::Posted, DAYS) };
    let judge = fit.map(Judge::of);
    let eyes = Eyes { judge: judge.as_ref(), hidden: &[] };
    index.count_as_written(&recent, &eyes, now.micros())
}
