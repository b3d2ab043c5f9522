//! How much an alert would bring: said beside each, and asked about before one that has no filter.

use crate::eligibility::Fit;
use crate::jobindex::Criteria;
use crate::search::thousands;
use crate::site::Site;

use crate::alerts::last_30_days;

/// "12 jobs in the last 30 days would have matched."
pub fn preview(site: &Site, criteria: &Criteria, fit: Option<&Fit>) -> String {
    match matching(site, criteria, fit) {
        0 => "Nothing in the last 30 days would have matched.".to_owned(),
        1 => "1 job in the last 30 days would have matched.".to_owned(),
        many => format!("{} jobs in the last 30 days would have matched.", thousands(many)),
    }
}

/// "Right now that is about 12 a day."; a week where it is less.
pub fn pace(site: &Site, criteria: &Criteria) -> String {
    let month = matching(site, criteria, None);
    match month {
        0 => "No new job has appeared in the last 30 days.".to_owned(),
        1..30 => format!("Right now that is about {} a week.", (month * 7).div_ceil(30)),
        _ => format!("Right now that is about {} a day.", thousands(month / 30)),
    }
}

fn matching(site: &Site, criteria: &Criteria, fit: Option<&Fit>) -> usize {
    last_30_days(&site.index.load(), criteria, fit, site.clock.now())
}
