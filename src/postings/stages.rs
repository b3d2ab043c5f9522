//! The life of a posting: published, closed, renewed, expired, held back and let go again.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::draft::refuse_incomplete;
use super::posting::{Posting, PostingId, Stage, moved_on, note};
use super::{changes, facts, mails, versions};
use crate::accounts::Account;
use crate::clock::Moment;
use crate::db::Conn;
use crate::employers::{Employer, EmployerId, Standing};
use crate::error::{Error, Result};
use crate::mail::outbox::Kind;
use crate::schema::posting;
use crate::text_enum;

/// How long a posting is listed before it has to be renewed.
pub const LISTED_DAYS: i64 = 30;
/// The longest anybody may ask for.
pub const MOST_LISTED_DAYS: i64 = 90;
/// What an employer chooses from, in days.
pub const LISTED_CHOICES: [i64; 3] = [LISTED_DAYS, 60, MOST_LISTED_DAYS];
/// How many postings one transaction of the schedule ends.
const BATCH: i64 = 500;

/// Why a posting ended by itself.
pub const END_DATE: &str = "date";
pub(super) const END_DEADLINE: &str = "deadline";

text_enum!(
    /// Why an employer closes a posting.
    CloseReason {
        Filled = "filled",
        Cancelled = "cancelled",
        Duplicate = "duplicate",
        Other = "other",
    }
);

/// When a listing that starts or is renewed now ends; `days` is cut to what is allowed.
fn listed_until(now: Moment, days: i64) -> Moment {
    now.plus(TimeDelta::days(days.clamp(1, MOST_LISTED_DAYS)))
}

/// When a day has ended everywhere: deadlines end then, so that nobody loses the evening.
pub(super) fn end_everywhere(day: chrono::NaiveDate) -> Moment {
    Moment::at_midnight(day).plus(TimeDelta::hours(36))
}

/// The first day that has not ended everywhere.
fn last_open_day(now: Moment) -> chrono::NaiveDate {
    now.minus(TimeDelta::hours(12)).date()
}

impl Posting {
    /// For how many days it was to be listed, as one of the choices: what a renewal repeats.
    pub fn listed_days(&self) -> i64 {
        let span = self.published_at.zip(self.expires_at).map(|(from, to)| to.since(from));
        let days = span.map_or(LISTED_DAYS, |span| span.num_days());
        LISTED_CHOICES.into_iter().find(|choice| *choice >= days).unwrap_or(MOST_LISTED_DAYS)
    }

    /// Publishes a draft: live at once, or held if the board does not know the employer yet.
    pub fn publish(&self, conn: &mut Conn, now: Moment, by: &Account) -> Result<Stage> {
        self.publish_for(conn, now, by, LISTED_DAYS)
    }

    /// Publishes a draft to be listed for so many days.
    pub fn publish_for(
        &self,
        conn: &mut Conn,
        now: Moment,
        by: &Account,
        days: i64,
    ) -> Result<Stage> {
        let employer = Employer::by_id(conn, self.employer_id.ok_or(Error::NotFound)?)?;
        let content = self.content(conn)?;
        refuse_incomplete(&content, now, self.attested_at.is_some())?;
        if facts::unconfirmed(conn, self.id)? > 0 {
            return Err(Error::Invalid(
                "Some facts were read from your text and are not confirmed yet. Open the posting and check the marked fields.".into(),
            ));
        }
        let stage = listed_as(employer.standing)?;
        let first = self.first_published_at.or((stage == Stage::Live).then_some(now));
        let draft = posting::table
            .find(self.id)
            .filter(posting::stage.eq(Stage::Draft))
            .filter(posting::version.eq(self.version));
        let changed = diesel::update(draft)
            .set((
                posting::stage.eq(stage),
                posting::first_published_at.eq(first),
                posting::published_at.eq(Some(now)),
                posting::expires_at.eq(Some(listed_until(now, days))),
                posting::ended_at.eq(None::<Moment>),
                posting::end_reason.eq(""),
                posting::updated_at.eq(now),
                posting::version.eq(self.version + 1),
            ))
            .execute(conn)?;
        if changed == 0 {
            return Err(moved_on());
        }
        versions::keep(conn, now, self.id, by.id, &content)?;
        note(conn, now, Some(by), "published", self.id, stage.as_str())?;
        changes::record(conn, now, self.id)?;
        Ok(stage)
    }

    /// Ends a live or held posting; `detail` says more where the reason is "other".
    pub fn close(
        &self,
        conn: &mut Conn,
        now: Moment,
        reason: CloseReason,
        detail: &str,
        by: &Account,
    ) -> Result<()> {
        let said = match reason {
            CloseReason::Other if !detail.is_empty() => format!("{reason}: {detail}"),
            _ => reason.to_string(),
        };
        let open = posting::table
            .find(self.id)
            .filter(posting::stage.eq_any([Stage::Live, Stage::Held]))
            .filter(posting::version.eq(self.version));
        let changed = diesel::update(open)
            .set((
                posting::stage.eq(Stage::Closed),
                posting::ended_at.eq(Some(now)),
                posting::end_reason.eq(&said),
                posting::updated_at.eq(now),
                posting::version.eq(self.version + 1),
            ))
            .execute(conn)?;
        if changed == 0 {
            return Err(moved_on());
        }
        note(conn, now, Some(by), "closed", self.id, &said)?;
        changes::record(conn, now, self.id)
    }

    /// Lists it from now on for so many days. One that had ended is opened anew; a live one goes
    /// on, never for a shorter time than it had. Held if the board does not know the employer, as
    /// one that was suspended in between.
    pub fn renew(&self, conn: &mut Conn, now: Moment, days: i64, by: &Account) -> Result<Stage> {
        let employer = Employer::by_id(conn, self.employer_id.ok_or(Error::NotFound)?)?;
        let stage = listed_as(employer.standing)?;
        let ended = matches!(self.stage, Stage::Expired | Stage::Closed);
        if !(ended || self.stage == Stage::Live) || self.first_published_at.is_none() {
            return Err(moved_on());
        }
        if self.content(conn)?.deadline.is_some_and(|day| day < last_open_day(now)) {
            return Err(Error::Invalid(
                "The application deadline has passed. Edit the posting and give a later one, then renew it.".into(),
            ));
        }
        let running = self.expires_at.filter(|_| !ended);
        let until = listed_until(now, days).max(running.unwrap_or(now));
        let same = posting::table
            .find(self.id)
            .filter(posting::stage.eq(self.stage))
            .filter(posting::version.eq(self.version));
        let changed = diesel::update(same)
            .set((
                posting::stage.eq(stage),
                posting::published_at.eq(Some(now)),
                posting::expires_at.eq(Some(until)),
                posting::ended_at.eq(None::<Moment>),
                posting::end_reason.eq(""),
                posting::opening.eq(self.opening + i32::from(ended)),
                posting::updated_at.eq(now),
                posting::version.eq(self.version + 1),
            ))
            .execute(conn)?;
        if changed == 0 {
            return Err(moved_on());
        }
        let deed = if ended { "reopened" } else { "renewed" };
        note(conn, now, Some(by), deed, self.id, "")?;
        changes::record(conn, now, self.id)?;
        Ok(stage)
    }
}

/// Where a posting of such an employer goes when it is published.
fn listed_as(standing: Standing) -> Result<Stage> {
    match standing {
        Standing::New => Ok(Stage::Held),
        Standing::Approved => Ok(Stage::Live),
        Standing::Suspended => {
            Err(Error::Forbidden("this employer is suspended: its postings cannot be published"))
        }
    }
}

/// Ends the live postings whose listing or deadline is over, at most 500; call it again until
/// it gives 0. Returns how many ended.
pub fn expire_due(conn: &mut Conn, now: Moment) -> Result<usize> {
    let listing_over: Vec<PostingId> = posting::table
        .filter(posting::stage.eq(Stage::Live))
        .filter(posting::expires_at.le(now))
        .order(posting::expires_at)
        .limit(BATCH)
        .select(posting::id)
        .load(conn)?;
    if !listing_over.is_empty() {
        return end(conn, now, &listing_over, END_DATE);
    }
    let deadline_over: Vec<PostingId> = posting::table
        .filter(posting::stage.eq(Stage::Live))
        .filter(posting::deadline.lt(last_open_day(now)))
        .order(posting::deadline)
        .limit(BATCH)
        .select(posting::id)
        .load(conn)?;
    end(conn, now, &deadline_over, END_DEADLINE)
}

fn end(conn: &mut Conn, now: Moment, ids: &[PostingId], reason: &str) -> Result<usize> {
    let live =
        posting::table.filter(posting::id.eq_any(ids)).filter(posting::stage.eq(Stage::Live));
    let ended = diesel::update(live)
        .set((
            posting::stage.eq(Stage::Expired),
            posting::ended_at.eq(Some(now)),
            posting::end_reason.eq(reason),
            posting::version.eq(posting::version + 1),
        ))
        .execute(conn)?;
    mails::tell_all(conn, now, Kind::PostingExpired, ids)?;
    changes::record_all(conn, now, ids)?;
    Ok(ended)
}

/// Takes everything live of a suspended employer out of sight.
pub fn hold_all(conn: &mut Conn, now: Moment, employer: EmployerId) -> Result<()> {
    let live = of_stage(conn, employer, Stage::Live)?;
    shift(conn, &live, Stage::Live, Stage::Held)?;
    changes::record_all(conn, now, &live)
}

/// A listing that was never seen starts when it is let out, for the days that were chosen.
pub(super) fn start_listing(conn: &mut Conn, now: Moment, id: PostingId) -> Result<()> {
    let days = Posting::by_id(conn, id)?.listed_days();
    let unseen = posting::table
        .find(id)
        .filter(posting::stage.eq(Stage::Held))
        .filter(posting::first_published_at.is_null());
    diesel::update(unseen)
        .set((
            posting::first_published_at.eq(Some(now)),
            posting::published_at.eq(Some(now)),
            posting::expires_at.eq(Some(listed_until(now, days))),
        ))
        .execute(conn)?;
    Ok(())
}

fn of_stage(conn: &mut Conn, employer: EmployerId, stage: Stage) -> Result<Vec<PostingId>> {
    Ok(posting::table
        .filter(posting::employer_id.eq(employer))
        .filter(posting::stage.eq(stage))
        .order(posting::id)
        .select(posting::id)
        .load(conn)?)
}

fn shift(conn: &mut Conn, ids: &[PostingId], from: Stage, to: Stage) -> Result<()> {
    for chunk in ids.chunks(500) {
        let rows = posting::table.filter(posting::id.eq_any(chunk)).filter(posting::stage.eq(from));
        diesel::update(rows)
            .set((posting::stage.eq(to), posting::version.eq(posting::version + 1)))
            .execute(conn)?;
    }
    Ok(())
}
