//! What becomes of a letter: written down once, by whoever held its task; and another try, if an
//! operator wants one.

use diesel::prelude::*;

use super::{Kind, Stage};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::mail::{Outcome, patience, suppression};
use crate::queue::{self, Claimed, Task};
use crate::schema::outbox;

/// Writes down what became of a letter and of the task that carried it, unless the lease was
/// lost meanwhile: then whoever holds it now says what became of it.
pub fn settle(
    conn: &mut Conn,
    now: Moment,
    claimed: &Claimed,
    id: i64,
    outcome: &Outcome,
) -> Result<()> {
    let row = outbox::table.filter(outbox::id.eq(id)).filter(outbox::stage.eq(Stage::Waiting));
    let found: Option<(String, Kind)> =
        row.select((outbox::recipient, outbox::kind)).first(conn).optional()?;
    let Some((recipient, kind)) = found else {
        queue::finish(conn, claimed, now)?;
        return Ok(());
    };
    let rest = match outcome {
        Outcome::Later(_) => patience::pause(claimed.attempt, kind.is_urgent()),
        _ => None,
    };
    let next = rest.map(|rest| now.plus(rest));
    let (stage, reply) = match outcome {
        Outcome::Sent(words) => (Stage::Sent, words),
        Outcome::Later(words) if next.is_some() => (Stage::Waiting, words),
        Outcome::Later(words) | Outcome::Refused(words) | Outcome::Unknown(words) => {
            (Stage::Failed, words)
        }
        Outcome::Dropped(words) => (Stage::Dropped, words),
    };
    let held = match (outcome, next) {
        (_, Some(next)) => queue::put_back(conn, claimed, next, reply)?,
        (Outcome::Later(_), None) => queue::bury(conn, claimed, now, reply)?,
        _ => queue::finish(conn, claimed, now)?,
    };
    if !held {
        return Ok(());
    }
    // Nobody is kept in mind for a letter that was never sent and never will be.
    let kept = if stage == Stage::Dropped { "" } else { &recipient };
    diesel::update(outbox::table.filter(outbox::id.eq(id)))
        .set((
            outbox::recipient.eq(kept),
            outbox::stage.eq(stage),
            outbox::reply.eq(reply),
            outbox::attempts.eq(outbox::attempts + 1),
            outbox::tried_at.eq(Some(now)),
            outbox::next_at.eq(next),
            outbox::finished_at.eq((stage != Stage::Waiting).then_some(now)),
        ))
        .execute(conn)?;
    match outcome {
        Outcome::Sent(_) => suppression::lift(conn, &recipient).map(|_| ()),
        // Whoever has left the board is not remembered for it.
        Outcome::Unknown(words) if kind != Kind::AccountClosed => {
            suppression::add(conn, now, &recipient, words)
        }
        _ => Ok(()),
    }
}

/// Another try: a letter that is finished goes on its way again, one that rests is due now.
///
/// # Errors
/// Not found; or a conflict, if its address is no longer kept or it is being handed over.
pub fn try_again(conn: &mut Conn, now: Moment, id: i64) -> Result<()> {
    let row = outbox::table.filter(outbox::id.eq(id));
    let found: Option<(String, Kind, Stage)> =
        row.select((outbox::recipient, outbox::kind, outbox::stage)).first(conn).optional()?;
    let (recipient, kind, stage) = found.ok_or(Error::NotFound)?;
    if recipient.is_empty() {
        return Err(Error::Conflict("The address of this letter is no longer kept.".into()));
    }
    let task = Task::Send { outbox: id };
    let (hurried, there) = match stage {
        Stage::Waiting => queue::hurry(conn, now, &task)?,
        _ => (false, false),
    };
    if there && !hurried {
        return Err(Error::Conflict("This letter is being handed over right now.".into()));
    }
    let moved = diesel::update(row.filter(outbox::stage.eq(stage)))
        .set((
            outbox::stage.eq(Stage::Waiting),
            outbox::next_at.eq(Some(now)),
            outbox::finished_at.eq(None::<Moment>),
        ))
        .execute(conn)?;
    if moved == 0 {
        return Err(Error::Conflict("This letter has just been dealt with.".into()));
    }
    match there {
        true => Ok(()),
        false => queue::enqueue(conn, now, kind.urgency(), &task),
    }
}
