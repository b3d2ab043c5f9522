//! Telling an employer's people of applications: each at once for those who want that, once a
//! day for the others.

use chrono::{NaiveTime, TimeDelta};
use chrono_tz::Tz;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use super::application::{Application, ApplicationId, Stage};
use crate::accounts::AccountId;
use crate::clock::Moment;
use crate::db::Conn;
use crate::employers::{EmployerId, Listener, told_of_each, untold_since, zones_told_daily};
use crate::error::Result;
use crate::mail::outbox::{self, Kind};
use crate::postings::{Posting, PostingId};
use crate::schema::{application, posting};

/// Letters of a day go out from this hour on, where the member is.
const MORNING: NaiveTime = NaiveTime::from_hms_opt(8, 0, 0).expect("eight o'clock");
/// Whatever happened so long ago has been committed everywhere.
const SETTLED: TimeDelta = TimeDelta::seconds(60);
/// How many members one transaction tells.
const BATCH: i64 = 100;

/// What a letter about one application carries.
#[derive(Serialize, Deserialize)]
pub(super) struct One {
    pub application: ApplicationId,
    pub account: AccountId,
}

/// What a letter of a day carries: the time it tells of.
#[derive(Serialize, Deserialize)]
pub(super) struct Day {
    pub employer: EmployerId,
    pub account: AccountId,
    /// Microseconds since 1970, not included.
    pub since: i64,
    /// Included.
    pub until: i64,
}

/// An application that came, or was taken back, while nobody told.
#[derive(Clone, Debug, Queryable)]
pub(super) struct News {
    pub posting: PostingId,
    pub title: String,
    pub name: String,
    pub stage: Stage,
}

/// Tells those who want to hear of each application that this one has come.
pub fn tell_members(conn: &mut Conn, now: Moment, application: ApplicationId) -> Result<()> {
    tell(conn, now, application, Kind::ApplicationArrived)
}

/// Tells them that the applicant has taken it back.
pub(super) fn tell_withdrawn(
    conn: &mut Conn,
    now: Moment,
    application: ApplicationId,
) -> Result<()> {
    tell(conn, now, application, Kind::ApplicationWithdrawn)
}

fn tell(conn: &mut Conn, now: Moment, id: ApplicationId, kind: Kind) -> Result<()> {
    let posting = Application::by_id(conn, id)?.posting_id;
    let Some(employer) = Posting::by_id(conn, posting)?.employer_id else { return Ok(()) };
    for account in told_of_each(conn, employer)? {
        let payload = One { application: id, account: account.id };
        outbox::post(conn, now, &account.email, kind, &payload)?;
    }
    Ok(())
}

/// The time zones whose members are told once a day, as far as it is past eight there, with the
/// moment it was.
pub fn mornings(conn: &mut Conn, now: Moment) -> Result<Vec<(String, Moment)>> {
    let zones = zones_told_daily(conn)?.into_iter();
    let morning = |name: String| {
        let zone: Tz = name.parse().unwrap_or(chrono_tz::UTC);
        let morning = morning_of(now, zone);
        (morning <= now.minus(SETTLED)).then_some((name, morning))
    };
    Ok(zones.filter_map(morning).collect())
}

/// Eight o'clock of this day where `zone` is.
fn morning_of(now: Moment, zone: Tz) -> Moment {
    Moment::at_local(now.date_in(zone), MORNING, zone)
}

/// Tells members of a time zone of what has come since they heard last, at most 100; call it
/// again until it gives 0. Who has nothing to hear gets no letter.
pub fn tell_daily(conn: &mut Conn, now: Moment, zone: &str, morning: Moment) -> Result<usize> {
    let until = now.minus(SETTLED);
    let listeners = untold_since(conn, zone, morning, BATCH)?;
    for listener in &listeners {
        if listener.heard(conn, until)? && listener.can_be_told() {
            tell_of_day(conn, now, listener, until)?;
        }
    }
    Ok(listeners.len())
}

fn tell_of_day(conn: &mut Conn, now: Moment, to: &Listener, until: Moment) -> Result<()> {
    if news(conn, to.employer.id, to.since, until, 1)?.is_empty() {
        return Ok(());
    }
    let payload = Day {
        employer: to.employer.id,
        account: to.account.id,
        since: to.since.micros(),
        until: until.micros(),
    };
    outbox::post(conn, now, &to.account.email, Kind::ApplicationsDigest, &payload)
}

/// What came after `since` and up to `until`, newest first within each posting; and what was
/// taken back then, if it had come before.
pub(super) fn news(
    conn: &mut Conn,
    employer: EmployerId,
    since: Moment,
    until: Moment,
    most: i64,
) -> Result<Vec<News>> {
    let came = application::stage
        .ne(Stage::Withdrawn)
        .and(application::applied_at.gt(since))
        .and(application::applied_at.le(until));
    let went = application::stage
        .eq(Stage::Withdrawn)
        .and(application::moved_at.gt(since))
        .and(application::moved_at.le(until))
        .and(application::applied_at.le(since));
    Ok(application::table
        .inner_join(posting::table)
        .filter(posting::employer_id.eq(employer))
        .filter(application::erased_at.is_null())
        .filter(came.or(went))
        .order((posting::id.desc(), application::applied_at.desc(), application::id.desc()))
        .limit(most)
        .select((posting::id, posting::title, application::name, application::stage))
        .load(conn)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        let at = chrono::DateTime::parse_from_rfc3339(text).expect("a time");
        Moment::from_micros(at.timestamp_micros())
    }

    #[test]
    fn the_morning_is_where_the_member_is() {
        for (now, zone, morning) in [
            ("2026-11-23T12:00:00Z", chrono_tz::America::New_York, "2026-11-23T13:00:00Z"),
            ("2026-11-24T02:00:00Z", chrono_tz::America::New_York, "2026-11-23T13:00:00Z"),
            ("2026-07-01T12:00:00Z", chrono_tz::America::New_York, "2026-07-01T12:00:00Z"),
            ("2026-11-23T12:00:00Z", chrono_tz::Pacific::Honolulu, "2026-11-23T18:00:00Z"),
            ("2026-11-23T23:00:00Z", chrono_tz::Pacific::Guam, "2026-11-23T22:00:00Z"),
            ("2026-03-08T20:00:00Z", chrono_tz::America::Chicago, "2026-03-08T13:00:00Z"),
        ] {
            assert_eq!(morning_of(at(now), zone), at(morning), "{now} {zone}");
        }
    }
}
