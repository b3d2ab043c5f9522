//! An alert as its pages show it.

use chrono_tz::Tz;
use serde::Serialize;

use super::sure::preview;
use crate::alerts::alert::Alert;
use crate::alerts::guards::Came;
use crate::clock::Moment;
use crate::eligibility::Fit;
use crate::paths;
use crate::postings::long_day;
use crate::site::Site;

/// One alert in a list.
#[derive(Debug, Serialize)]
pub struct AlertView {
    pub id: i64,
    /// "Remote, CPC, at least $26 an hour".
    pub words: String,
    pub frequency_text: &'static str,
    /// "Paused until December 24, 2026"; none where it is not.
    pub paused_text: Option<String>,
    pub preview: String,
    pub change_url: String,
    pub listing_url: String,
}

impl AlertView {
    /// `fit` is what stands behind its personal switches.
    pub fn of(
        site: &Site,
        alert: &Alert,
        (came, zone): (&Came, Tz),
        fit: Option<&Fit>,
        now: Moment,
    ) -> AlertView {
        let until = alert.paused_until.filter(|_| alert.is_paused(now));
        AlertView {
            id: alert.id.0,
            words: alert.words(),
            frequency_text: alert.frequency.in_words(),
            paused_text: until.map(|at| format!("Paused until {}", long_day(at.date_in(zone)))),
            preview: match alert.is_outdated {
                true => "It finds nothing until then.".to_owned(),
                false => preview(site, &alert.criteria, fit),
            },
            change_url: came.to(&paths::alert(alert.id)),
            listing_url: paths::listing(&alert.criteria.query_string()),
        }
    }
}
