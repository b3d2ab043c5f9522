//! Time as the whole house sees it: one `Moment` type and one `Clock`, so that tests move time
//! instead of sleeping and nothing else ever asks the operating system.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Timestamp;

/// Clocks are put forward by whole steps of this, by a day at most.
const STEP: TimeDelta = TimeDelta::minutes(15);
const STEPS: i32 = 4 * 25;

/// A UTC instant cut to microseconds, the finest both databases keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = Timestamp)]
pub struct Moment(NaiveDateTime);

impl Moment {
    /// From microseconds since 1970; out-of-range values become 1970 itself.
    pub fn from_micros(micros: i64) -> Moment {
        Moment(DateTime::from_timestamp_micros(micros).unwrap_or_default().naive_utc())
    }

    /// The start of a day in UTC.
    pub fn at_midnight(day: NaiveDate) -> Moment {
        Moment(day.and_time(NaiveTime::MIN))
    }

    /// A time of a day in a zone. Where clocks are put forward over it, the first time there is
    /// after it; where they are put back over it, the first of the two.
    pub fn at_local(day: NaiveDate, time: NaiveTime, zone: Tz) -> Moment {
        let at = |step: i32| {
            let local = day.and_time(time).checked_add_signed(STEP * step)?;
            local.and_local_timezone(zone).earliest()
        };
        let found = (0..STEPS).find_map(at);
        found.map_or(Moment::at_midnight(day), |at| Moment(at.naive_utc()))
    }

    /// Microseconds since 1970.
    pub fn micros(self) -> i64 {
        self.0.and_utc().timestamp_micros()
    }

    pub fn date(self) -> NaiveDate {
        self.0.date()
    }

    /// The day it is in a zone.
    pub fn date_in(self, zone: Tz) -> NaiveDate {
        self.utc().with_timezone(&zone).date_naive()
    }

    pub fn utc(self) -> DateTime<Utc> {
        self.0.and_utc()
    }

    /// This instant moved by a span; saturates at the ends of time.
    pub fn plus(self, span: TimeDelta) -> Moment {
        Moment(self.0.checked_add_signed(span).unwrap_or(self.0))
    }

    pub fn minus(self, span: TimeDelta) -> Moment {
        Moment(self.0.checked_sub_signed(span).unwrap_or(self.0))
    }

    /// The span from an earlier instant to this one; negative if `earlier` is later.
    pub fn since(self, earlier: Moment) -> TimeDelta {
        self.0 - earlier.0
    }

    /// As feeds and machines read it: `2026-11-23T09:30:00Z`.
    pub fn rfc3339(self) -> String {
        self.utc().to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
    }
}

impl<DB> ToSql<Timestamp, DB> for Moment
where
    DB: diesel::backend::Backend,
    NaiveDateTime: ToSql<Timestamp, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.0.to_sql(out)
    }
}

impl<DB> FromSql<Timestamp, DB> for Moment
where
    DB: diesel::backend::Backend,
    NaiveDateTime: FromSql<Timestamp, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        NaiveDateTime::from_sql(bytes).map(Moment)
    }
}

/// Tells the time: the machine's, or a test's that only moves when told.
#[derive(Clone, Debug)]
pub enum Clock {
    System,
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `moment` until `advance` moves it.
    pub fn manual(moment: Moment) -> Clock {
        Clock::Manual(Arc::new(AtomicI64::new(moment.micros())))
    }

    pub fn now(&self) -> Moment {
        match self {
            Clock::System => Moment::from_micros(Utc::now().timestamp_micros()),
            Clock::Manual(micros) => Moment::from_micros(micros.load(Ordering::SeqCst)),
        }
    }

    /// Moves a manual clock; the system's cannot be moved and stays.
    pub fn advance(&self, span: TimeDelta) {
        if let Clock::Manual(micros) = self {
            micros.fetch_add(span.num_microseconds().unwrap_or(0), Ordering::SeqCst);
        }
    }
}
