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

/// A task that failed rests no longer than this.
const LONGEST_PAUSE: TimeDelta = TimeDelta::hours(1);

/// From here on somebody waits at a screen.
const URGENT: i32 = 10;

/// The kind of task that hands a letter over: it waits for other people's machines.
const LETTERS: &str = "send";

/// Which tasks somebody takes: those who hand letters over wait for mail servers, and must keep
/// neither each other nor other work waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    All,
    Letters,
    /// Letters somebody waits for at a screen.
    UrgentLetters,
    /// Everything but letters.
    Others,
}

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
    /// True if no further try follows this one, unless somebody puts it back. Matching is never
    /// given up: buried, it would keep new postings from people for good.
    fn is_last_try(&self) -> bool {
        self.attempt >= ATTEMPTS && !matches!(self.work, Task::MatchAlerts { .. })
    }
}

/// No lease, or one that has run out. A lease that ends later than two full ones from now was
/// written before the clock jumped back: it has run out too. Two, because whoever asks may have
/// looked at the clock a moment before the one who holds it, and waited for the database.
#[diesel::dsl::auto_type]
fn free(now: Moment) -> _ {
    let latest: Moment = now.plus(LEASE * 2);
    task::leased_until.is_null().or(task::leased_until.le(now)).or(task::leased_until.gt(latest))
}

type Tasks<'a> = task::BoxedQuery<'a, <Conn as diesel::Connection>::Backend>;

/// Waiting, due, and in nobody's hands.
fn due<'a>(now: Moment) -> Tasks<'a> {
    let waiting = task::table.filter(task::stage.eq(Stage::Waiting));
    waiting.filter(task::run_at.le(now)).filter(free(now)).into_boxed()
}

/// The most urgent due task of a share, and how often it was tried.
fn first_due(conn: &mut Conn, now: Moment, share: Share) -> Result<Option<(i64, String, i32)>> {
    match share {
        Share::All => first(conn, due(now)),
        Share::Letters => first_letter(conn, now, i32::MIN),
        Share::UrgentLetters => first_letter(conn, now, URGENT),
        // Two stretches of the index: however many letters wait, nobody walks past them.
        Share::Others => match first(conn, due(now).filter(task::kind.lt(LETTERS)))? {
            Some(found) => Ok(Some(found)),
            None => first(conn, due(now).filter(task::kind.gt(LETTERS))),
        },
    }
}

/// The first letter that is due and at least so urgent. One urgency after the other: each is a
/// stretch of the index that ends with what is due now, however many letters rest behind it.
fn first_letter(conn: &mut Conn, now: Moment, least: i32) -> Result<Option<(i64, String, i32)>> {
    let mut below = i32::MAX;
    loop {
        let next: Option<i32> = task::table
            .filter(task::stage.eq(Stage::Waiting))
            .filter(task::kind.eq(LETTERS))
            .filter(task::urgency.ge(least))
            .filter(task::urgency.lt(below))
            .order(task::urgency.desc())
            .select(task::urgency)
            .first(conn)
            .optional()?;
        let Some(urgency) = next else { return Ok(None) };
        let those = due(now).filter(task::kind.eq(LETTERS)).filter(task::urgency.eq(urgency));
        if let Some(found) = first(conn, those)? {
            return Ok(Some(found));
        }
        below = urgency;
    }
}

fn first(conn: &mut Conn, some: Tasks<'_>) -> Result<Option<(i64, String, i32)>> {
    Ok(some
        .order((task::urgency.desc(), task::run_at.asc(), task::id.asc()))
        .select((task::id, task::payload, task::attempts))
        .first(conn)
        .optional()?)
}

/// Takes the most urgent due task of a share, if there is one. Call inside a write.
pub fn claim(conn: &mut Conn, owner: &str, now: Moment, share: Share) -> Result<Option<Claimed>> {
    let Some((id, payload, attempts)) = first_due(conn, now, share)? else { return Ok(None) };
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

/// Puts a task back for later, an hour at most. After the last attempt it is buried.
pub fn retry(conn: &mut Conn, claimed: &Claimed, now: Moment, reason: &str) -> Result<bool> {
    if claimed.is_last_try() {
        return bury(conn, claimed, now, reason);
    }
    put_back(conn, claimed, now.plus(back_off(claimed.attempt, LONGEST_PAUSE)), reason)
}

/// How long a task rests after a try, counted from 1: 10 s, then twice as long each time, at most
/// `longest`.
pub fn back_off(attempt: i32, longest: TimeDelta) -> TimeDelta {
    let doublings = u32::try_from(attempt - 1).unwrap_or(0).min(16);
    TimeDelta::seconds(10 << doublings).min(longest)
}

/// Puts a task back until a moment, whatever the number of tries so far.
pub fn put_back(conn: &mut Conn, claimed: &Claimed, until: Moment, reason: &str) -> Result<bool> {
    let kept = diesel::update(task::table.filter(task::id.eq(claimed.id)))
        .filter(task::stage.eq(Stage::Waiting))
        .filter(task::leased_by.eq(&claimed.owner))
        .filter(task::attempts.eq(claimed.attempt))
        .set((
            task::run_at.eq(until),
            task::leased_by.eq(None::<String>),
            task::leased_until.eq(None::<Moment>),
            task::last_error.eq(reason),
        ))
        .execute(conn)?;
    Ok(kept == 1)
}

/// Makes a waiting task due now, if it is there and in nobody's hands. The second answer says
/// whether it is there at all.
pub fn hurry(conn: &mut Conn, now: Moment, work: &Task) -> Result<(bool, bool)> {
    let payload = serde_json::to_string(work).map_err(Error::internal)?;
    let waiting = task::stage.eq(Stage::Waiting).and(task::kind.eq(work.kind()));
    let it = task::table.filter(waiting).filter(task::payload.eq(payload));
    let Some(id) = it.select(task::id).first::<i64>(conn).optional()? else {
        return Ok((false, false));
    };
    let moved = diesel::update(task::table.filter(task::id.eq(id)).filter(free(now)))
        .set(task::run_at.eq(now))
        .execute(conn)?;
    Ok((moved == 1, true))
}

/// True if some task of a share could be claimed now. A read, so that an idle worker never writes.
pub fn is_any_due(conn: &mut Conn, now: Moment, share: Share) -> Result<bool> {
    Ok(first_due(conn, now, share)?.is_some())
}

/// Forgets tasks that were done before `before`; buried ones stay.
pub fn sweep(conn: &mut Conn, before: Moment) -> Result<()> {
    let old = task::table.filter(task::stage.eq(Stage::Done)).filter(task::finished_at.lt(before));
    diesel::delete(old).execute(conn)?;
    Ok(())
}

/// Whether some task of the kind of this one waits or is being worked on.
pub fn is_waiting(conn: &mut Conn, like: &Task) -> Result<bool> {
    let waiting =
        task::table.filter(task::stage.eq(Stage::Waiting)).filter(task::kind.eq(like.kind()));
    Ok(diesel::select(diesel::dsl::exists(waiting)).get_result(conn)?)
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
