//! When a letter is due: at once but at most one an hour, or at eight in the morning where the
//! subscriber is. Pure: the clock is somebody else's, and it may jump.

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta, Weekday};
use chrono_tz::Tz;

use super::alert::Frequency;
use super::subscriber::Subscriber;
use crate::clock::Moment;

const MORNING: NaiveTime = NaiveTime::from_hms_opt(8, 0, 0).expect("eight o'clock");

impl Frequency {
    /// No two letters of this frequency are closer than this, but for days of 23 hours.
    fn period(self) -> TimeDelta {
        match self {
            Frequency::Instant => TimeDelta::hours(1),
            Frequency::Daily => TimeDelta::days(1),
            Frequency::Weekly => TimeDelta::days(7),
        }
    }

    /// When what appears now is sent. `last` is when the last letter of this frequency was.
    pub(super) fn due(self, zone: Tz, now: Moment, last: Option<Moment>) -> Moment {
        let last = self.believed(now, last);
        match self {
            Frequency::Instant => last.map_or(now, |at| now.max(at.plus(self.period()))),
            _ => self.slot_after(zone, last.map_or(now, |at| now.max(at))),
        }
    }

    /// Whether a letter may go now: the hour is over, or nothing was sent since the last morning.
    pub(super) fn may_go(self, zone: Tz, now: Moment, last: Option<Moment>) -> bool {
        let Some(last) = self.believed(now, last) else { return true };
        match self {
            Frequency::Instant => last.plus(self.period()) <= now,
            _ => last < self.slot_until(zone, now),
        }
    }

    /// A letter further ahead than one period was noted before the clock was put back.
    fn believed(self, now: Moment, last: Option<Moment>) -> Option<Moment> {
        last.filter(|at| *at <= now.plus(self.period()))
    }

    /// The first morning of this frequency after a moment.
    fn slot_after(self, zone: Tz, after: Moment) -> Moment {
        let mut day = self.day_of(zone, after);
        loop {
            let slot = morning(day, zone);
            if slot > after {
                return slot;
            }
            day = day.checked_add_days(self.days()).unwrap_or(NaiveDate::MAX);
            if day == NaiveDate::MAX {
                return after.plus(self.period());
            }
        }
    }

    /// The last morning of this frequency up to a moment.
    fn slot_until(self, zone: Tz, until: Moment) -> Moment {
        let day = self.day_of(zone, until);
        let slot = morning(day, zone);
        if slot <= until {
            return slot;
        }
        morning(day.checked_sub_days(self.days()).unwrap_or(day), zone)
    }

    /// The local day of a moment; of weekly letters its Monday.
    fn day_of(self, zone: Tz, at: Moment) -> NaiveDate {
        let day = at.date_in(zone);
        match self {
            Frequency::Weekly => day.week(Weekday::Mon).checked_first_day().unwrap_or(day),
            _ => day,
        }
    }

    fn days(self) -> Days {
        Days::new(self.period().num_days().unsigned_abs().max(1))
    }
}

/// Eight o'clock of a day.
fn morning(day: NaiveDate, zone: Tz) -> Moment {
    Moment::at_local(day, MORNING, zone)
}

impl Subscriber {
    /// When the last letter of a frequency was handed over.
    pub(super) fn last(&self, frequency: Frequency) -> Option<Moment> {
        match frequency {
            Frequency::Instant => self.last_instant_at,
            Frequency::Daily => self.last_digest_at,
            Frequency::Weekly => self.last_weekly_at,
        }
    }

    /// When what is found for them now is sent.
    pub(super) fn due(&self, frequency: Frequency, zone: Tz, now: Moment) -> Moment {
        frequency.due(zone, now, self.last(frequency))
    }
}

#[cfg(test)]
#[path = "schedule_tests.rs"]
mod tests;
