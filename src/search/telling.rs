//! "Email me new ones": what a listing shows to make an alert of its search, or to save the search
//! over one that is being changed.

use serde::Serialize;

use super::results::Results;
use crate::applicants::{FitBy, Seeker, fit_words};
use crate::paths;

/// What `components/alert.html` shows on a listing.
#[derive(Debug, Serialize)]
pub struct Telling {
    /// The search, as it is sent.
    query: String,
    /// The search in words: "Every new job".
    words: String,
    signed_in: bool,
    /// State and credentials of a guest, which the alert would keep for its switches.
    fit_words: Option<String>,
    /// The search is meant for an alert that is there.
    changing: bool,
    /// Where the form is sent.
    action: &'static str,
}

impl Telling {
    /// Nothing as long as the search itself means nothing yet.
    pub fn of(seeker: &Seeker, search: &Results, changing: bool) -> Option<Telling> {
        if search.needs.is_some() {
            return None;
        }
        let criteria = search.meant.clone().with_page(1);
        let guest = seeker.account.is_none() && seeker.by == FitBy::Visit;
        let kept = seeker.fit.as_ref().filter(|_| guest && criteria.is_personal());
        Some(Telling {
            query: criteria.query_string(),
            words: criteria.describe(kept),
            signed_in: seeker.account.is_some(),
            fit_words: kept.map(fit_words),
            changing,
            action: if changing { paths::ALERT_CRITERIA } else { paths::ALERTS },
        })
    }
}
