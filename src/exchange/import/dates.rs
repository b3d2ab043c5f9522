//! Dates the way sources write them.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};

use crate::clock::Moment;

/// "A to B": when applications open and close. Either may be missing.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct OpenPeriod {
    pub opens: Option<Moment>,
    /// The end of the last day.
    pub closes: Option<Moment>,
}

pub(super) fn open_period(text: &str) -> OpenPeriod {
    let Some((from, to)) = text.split_once(" to ") else { return OpenPeriod::default() };
    OpenPeriod { opens: moment(from), closes: moment(to).map(end_of_day) }
}

fn end_of_day(moment: Moment) -> Moment {
    Moment::at_midnight(moment.date()).plus(TimeDelta::days(1)).minus(TimeDelta::microseconds(1))
}

/// `2025-09-16`, `2025-09-16T08:00:00Z`, `2025-08-20 00:00:00.000`,
/// `Tuesday, September 16, 2025`, `Fri, 20 Mar 2026 13:52:03 +0000`, `2020-1-25`.
pub(super) fn moment(text: &str) -> Option<Moment> {
    let text = text.trim();
    let instant =
        DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_rfc2822(text));
    if let Ok(instant) = instant {
        return sensible(instant.with_timezone(&Utc).naive_utc());
    }
    for format in ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%m/%d/%Y %H:%M:%S"] {
        if let Ok(local) = NaiveDateTime::parse_from_str(text, format) {
            return sensible(local);
        }
    }
    let day = ["%Y-%m-%d", "%A, %B %d, %Y", "%B %d, %Y", "%b %d, %Y", "%m/%d/%Y", "%d %B %Y"]
        .iter()
        .find_map(|format| NaiveDate::parse_from_str(text, format).ok())?;
    sensible(day.and_time(chrono::NaiveTime::MIN))
}

/// A year no posting is from means the text was no date.
fn sensible(time: NaiveDateTime) -> Option<Moment> {
    use chrono::Datelike;
    let known = (1990..2200).contains(&time.year());
    known.then(|| Moment::from_micros(time.and_utc().timestamp_micros()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<String> {
        moment(text).map(|moment| moment.rfc3339())
    }

    #[test]
    fn every_form_is_read() {
        for text in ["2025-09-16", "Tuesday, September 16, 2025", "September 16, 2025", "9/16/2025"]
        {
            assert_eq!(day(text).as_deref(), Some("2025-09-16T00:00:00Z"), "{text}");
        }
        assert_eq!(day("2020-1-25").as_deref(), Some("2020-01-25T00:00:00Z"));
        assert_eq!(day("2025-08-20 00:00:00.000").as_deref(), Some("2025-08-20T00:00:00Z"));
        assert_eq!(day("2025-09-26T23:59:59.9970").as_deref(), Some("2025-09-26T23:59:59Z"));
        assert_eq!(day("2025-11-13T15:40:03-05:00").as_deref(), Some("2025-11-13T20:40:03Z"));
        assert_eq!(day("Fri, 20 Mar 2026 13:52:03 +0000").as_deref(), Some("2026-03-20T13:52:03Z"));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in ["", "None", "soon", "0000-00-00", "2025-13-40", "99999-01-01", "٢٠٢٥-٠٩-١٦"]
        {
            assert_eq!(moment(text), None, "{text}");
        }
    }

    #[test]
    fn a_period_closes_at_the_end_of_its_last_day() {
        let period = open_period("Tuesday, September 16, 2025 to Thursday, September 25, 2025");
        assert_eq!(period.opens.map(Moment::rfc3339).as_deref(), Some("2025-09-16T00:00:00Z"));
        assert_eq!(period.closes.map(Moment::rfc3339).as_deref(), Some("2025-09-25T23:59:59Z"));
        assert_eq!(open_period("None to None"), OpenPeriod::default());
        assert_eq!(open_period("whenever"), OpenPeriod::default());
    }
}
