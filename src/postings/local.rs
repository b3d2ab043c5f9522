//! Days and times as one person reads them: where they are.

use chrono_tz::Tz;

use super::phrases::When;
use crate::accounts::Account;
use crate::clock::Moment;

/// The time zone somebody reads in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Local(Tz);

impl Local {
    /// By the name of a zone; UTC where it is not known.
    pub fn named(zone: &str) -> Local {
        Local(zone.parse().unwrap_or(Tz::UTC))
    }

    pub fn of(who: &Account) -> Local {
        Local::named(&who.time_zone)
    }

    /// "Nov 23".
    pub fn short_day(self, at: Moment) -> String {
        self.said(at, "%b %-d")
    }

    /// "November 23, 2026".
    pub fn day(self, at: Moment) -> When {
        When { text: self.said(at, "%B %-d, %Y"), datetime: Some(at.rfc3339()) }
    }

    /// "Nov 23, 2026, 7:04 AM EST".
    pub fn moment(self, at: Moment) -> When {
        When { text: self.said(at, "%b %-d, %Y, %-I:%M %p %Z"), datetime: Some(at.rfc3339()) }
    }

    fn said(self, at: Moment, how: &str) -> String {
        at.utc().with_timezone(&self.0).format(how).to_string()
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn a_day_is_that_of_whoever_reads() {
        let midnight = Moment::at_midnight(NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day"));
        let (here, there) = (Local::named("America/New_York"), Local::named("nowhere"));
        assert_eq!(here.short_day(midnight), "Nov 22");
        assert_eq!(here.day(midnight).text, "November 22, 2026");
        assert_eq!(here.moment(midnight).text, "Nov 22, 2026, 7:00 PM EST");
        assert_eq!(there.moment(midnight).text, "Nov 23, 2026, 12:00 AM UTC");
    }
}
