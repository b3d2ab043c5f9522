//! Taking tasks under a lease. A worker that dies loses its lease and another takes over; a
//! worker that was merely slow finds at the end that the task is no longer its own.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::{Stage, Task};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::schema::task;

/// A lease lasts this long; work on one task must be shorter.
const LEASE: TimeDelta = TimeDelta::minutes(2);

/// Attempts before a task is buried for a person to look at.
const ATTEMPTS: i32 = 12;

/// A task held under a lease.
#[derive(Debug)]
pub struct Claimed {
    pub id: i64,
    pub work: Task,
    /// 1 for the first try. With the owner it fences off a holder whose lease ran out.
    pub attempt: i32,
    owner: String,
}

impl Claimed {
    /// True if no further try follows this one.
    pub fn is_last_try(&self) -> bool {
        self.attempt >= ATTEMPTS
    }
}

/// No lease, or one that has run out. A lease that ends later than a full lease from now was
/// written before the clock jumped back: it has run out too.
#[diesel::dsl::auto_type]
fn free(now: Moment) -> _ {
    let latest: Moment = now.plus(LEASE);
    task::leased_until.is_null().or(task::leased_until.le(now)).or(task::leased_until.gt(latest))
}

/// Takes the most urgent due task, if there is one. Call inside a write.
pub fn claim(conn: &mut Conn, owner: &str, now: Moment) -> Result<Option<Claimed>> {
    let due: Option<(i64, String, i32)> = task::table
        .filter(task::stage.eq(Stage::Waiting))
        .filter(task::run_at.le(now))
        .filter(free(now))
        .order((task::urgency.desc(), task::run_at.asc(), task::id.asc()))
        .select((task::id, task::payload, task::attempts))
        .first(conn)
        .optional()?;
    let Some((id, payload, attempts)) = due else { return Ok(None) };
    // Two workers may have seen the same row: the guard is repeated where it counts.
    let taken = diesel::update(task::table.filter(task::id.eq(id)))
        .filter(task::stage.eq(Stage::Waiting))
        .filter(task::attempts.eq(attempts))
        .filter(free(now))
        .set((
            task::leased_by.eq(Some(owner)),
            task::leased_until.eq(Some(now.plus(LEASE))),
            task::attempts.eq(attempts + 1),
        ))
        .execute(conn)?;
    if taken == 0 {
        return Ok(None);
    }
    let work = serde_json::from_str(&payload).map_err(Error::internal)?;
    Ok(Some(Claimed { id, work, attempt: attempts + 1, owner: owner.to_owned() }))
}

/// Begins the lease of a task anew, for one whose work comes in steps. False if it was lost
/// meanwhile: somebody else has it.
pub fn renew(conn: &mut Conn, claimed: &Claimed, now: Moment) -> Result<bool> {
    let kept = diesel::update(task::table.filter(task::id.eq(claimed.id)))
        .filter(task::stage.eq(Stage::Waiting))
        .filter(task::leased_by.eq(&claimed.owner))
        .filter(task::attempts.eq(claimed.attempt))
        .set(task::leased_until.eq(Some(now.plus(LEASE))))
        .execute(conn)?;
    Ok(kept == 1)
}

/// Marks a task done. False if the lease was lost meanwhile: somebody else has it.
pub fn finish(conn: &mut Conn, claimed: &Claimed, now: Moment) -> Result<bool> {
    end(conn, claimed, now, Stage::Done, "")
}

/// Gives a task up for good, with the reason.
pub fn bury(conn: &mut Conn, claimed: &Claimed, now: Moment, reason: &str) -> Result<bool> {
    end(conn, claimed, now, Stage::Buried, reason)
}

/// Puts a task back for later: 10 s, then twice as long each time, at most an hour.
/// After the last attempt it is buried.
pub fn retry(conn: &mut Conn, claimed: &Claimed, now: Moment, reason: &str) -> Result<bool> {
    if claimed.is_last_try() {
        return bury(conn, claimed, now, reason);
    }
    let doublings = u32::try_from(claimed.attempt - 1).unwrap_or(0).min(16);
    let pause = TimeDelta::seconds((10 << doublings).min(3600));
    let kept = diesel::update(task::table.filter(task::id.eq(claimed.id)))
        .filter(task::leased_by.eq(&claimed.owner))
        .filter(task::attempts.eq(claimed.attempt))
        .set((
            task::run_at.eq(now.plus(pause)),
            task::leased_by.eq(None::<String>),
            task::leased_until.eq(None::<Moment>),
            task::last_error.eq(reason),
        ))
        .execute(conn)?;
    Ok(kept == 1)
}

/// True if some task could be claimed now. A read, so that an idle worker never writes.
pub fn is_any_due(conn: &mut Conn, now: Moment) -> Result<bool> {
    let due = task::table
        .filter(task::stage.eq(Stage::Waiting))
        .filter(task::run_at.le(now))
        .filter(free(now))
        .select(task::id);
    Ok(due.first::<i64>(conn).optional()?.is_some())
}

/// Forgets tasks that were done before `before`; buried ones stay.
pub fn sweep(conn: &mut Conn, before: Moment) -> Result<()> {
    let old = task::table.filter(task::stage.eq(Stage::Done)).filter(task::finished_at.lt(before));
    diesel::delete(old).execute(conn)?;
    Ok(())
}

/// How many tasks wait or are being worked on.
pub fn waiting(conn: &mut Conn) -> Result<i64> {
    Ok(task::table.filter(task::stage.eq(Stage::Waiting)).count().get_result(conn)?)
}

fn end(conn: &mut Conn, claimed: &Claimed, now: Moment, stage: Stage, error: &str) -> Result<bool> {
    let kept = diesel::update(task::table.filter(task::id.eq(claimed.id)))
        .filter(task::stage.eq(Stage::Waiting))
        .filter(task::leased_by.eq(&claimed.owner))
        .filter(task::attempts.eq(claimed.attempt))
        .set((task::stage.eq(stage), task::last_error.eq(error), task::finished_at.eq(Some(now))))
        .execute(conn)?;
    Ok(kept == 1)
}
