//! What an administrator decides on a posting. Every decision is a row of its own, goes into
//! the record and is told to the people of the employer.

use diesel::prelude::*;

use super::posting::{Posting, PostingId, Stage, moved_on, note};
use super::{changes, mails, stages};
use crate::accounts::Account;
use crate::clock::Moment;
use crate::db::Conn;
use crate::employers::{Employer, Standing};
use crate::error::{Error, Result};
use crate::mail::outbox::Kind;
use crate::schema::{posting, posting_review};
use crate::text_enum;

text_enum!(
    /// What was decided.
    Decision { Approved = "approved", Returned = "returned", TakenDown = "taken_down" }
);

/// One decision, as the employer reads it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = posting_review)]
pub struct Review {
    pub decision: Decision,
    pub reason: String,
    pub decided_at: Moment,
}

/// Lets a held posting go live, as it was read: `version` is the one the administrator saw. Its
/// employer is known from now on, and what it posts later appears at once; what else of it is
/// held waits for its own look.
pub fn approve(
    conn: &mut Conn,
    now: Moment,
    id: PostingId,
    version: i64,
    by: &Account,
) -> Result<()> {
    let employer = Posting::by_id(conn, id)?.employer_id.ok_or(Error::NotFound)?;
    if Employer::by_id(conn, employer)?.standing == Standing::Suspended {
        return Err(Error::Conflict(
            "This employer is suspended. Lift the suspension first.".into(),
        ));
    }
    stages::start_listing(conn, now, id)?;
    let held = posting::table
        .find(id)
        .filter(posting::stage.eq(Stage::Held))
        .filter(posting::version.eq(version));
    let changed = diesel::update(held)
        .set((
            posting::stage.eq(Stage::Live),
            posting::updated_at.eq(now),
            posting::version.eq(version + 1),
        ))
        .execute(conn)?;
    decided(conn, now, id, changed, Decision::Approved, "", by)?;
    Employer::approve(conn, now, by, employer)?;
    mails::tell_all(conn, now, Kind::PostingApproved, &[id])?;
    changes::record(conn, now, id)
}

/// Gives a held posting back to be changed; `reason` is told to the employer.
pub fn return_with(
    conn: &mut Conn,
    now: Moment,
    id: PostingId,
    reason: &str,
    by: &Account,
) -> Result<()> {
    let held = posting::table.find(id).filter(posting::stage.eq(Stage::Held));
    let changed = diesel::update(held)
        .set((
            posting::stage.eq(Stage::Draft),
            posting::updated_at.eq(now),
            posting::version.eq(posting::version + 1),
        ))
        .execute(conn)?;
    decided(conn, now, id, changed, Decision::Returned, reason, by)?;
    mails::tell_all(conn, now, Kind::PostingReturned, &[id])?;
    changes::record(conn, now, id)
}

/// Takes a posting off the board for good; `reason` is told to the employer.
pub fn take_down(
    conn: &mut Conn,
    now: Moment,
    id: PostingId,
    reason: &str,
    by: &Account,
) -> Result<()> {
    let shown = [Stage::Live, Stage::Held, Stage::Closed, Stage::Expired];
    let standing = posting::table.find(id).filter(posting::stage.eq_any(shown));
    let changed = diesel::update(standing)
        .set((
            posting::stage.eq(Stage::TakenDown),
            posting::ended_at.eq(Some(now)),
            posting::end_reason.eq(reason),
            posting::updated_at.eq(now),
            posting::version.eq(posting::version + 1),
        ))
        .execute(conn)?;
    decided(conn, now, id, changed, Decision::TakenDown, reason, by)?;
    mails::tell_all(conn, now, Kind::PostingTakenDown, &[id])?;
    changes::record(conn, now, id)
}

fn decided(
    conn: &mut Conn,
    now: Moment,
    id: PostingId,
    changed: usize,
    decision: Decision,
    reason: &str,
    by: &Account,
) -> Result<()> {
    if changed == 0 {
        Posting::by_id(conn, id)?;
        return Err(moved_on());
    }
    diesel::insert_into(posting_review::table)
        .values((
            posting_review::posting_id.eq(id),
            posting_review::account_id.eq(Some(by.id)),
            posting_review::decision.eq(decision),
            posting_review::reason.eq(reason),
            posting_review::decided_at.eq(now),
        ))
        .execute(conn)?;
    let deed = match decision {
        Decision::Approved => "approved",
        Decision::Returned => "returned",
        Decision::TakenDown => "took down",
    };
    note(conn, now, Some(by), deed, id, reason)
}

/// The last decision on a posting.
pub fn last_review(conn: &mut Conn, id: PostingId) -> Result<Option<Review>> {
    Ok(posting_review::table
        .filter(posting_review::posting_id.eq(id))
        .order(posting_review::id.desc())
        .select(Review::as_select())
        .first(conn)
        .optional()?)
}

/// The ids of what waits for a decision, oldest first, and how many wait.
pub fn held(conn: &mut Conn, offset: i64, most: i64) -> Result<(Vec<PostingId>, i64)> {
    let waiting = || posting::table.filter(posting::stage.eq(Stage::Held));
    let ids = waiting()
        .order((posting::updated_at, posting::id))
        .offset(offset)
        .limit(most)
        .select(posting::id)
        .load(conn)?;
    let count = waiting().count().get_result(conn)?;
    Ok((ids, count))
}

/// A decision needs a reason the employer can act on.
pub fn check_reason(reason: &str) -> Result<()> {
    match reason.is_empty() {
        true => Err(Error::Invalid("Say why, so that the employer can act on it.".into())),
        false => Ok(()),
    }
}
