//! Postings from before texts were compared: read once, by a task that goes on turn after turn.

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use diesel::prelude::*;

use super::settle::settle;
use super::texts::Texts;
use crate::clock::Moment;
use crate::db::{Conn, lock_change_log};
use crate::error::Result;
use crate::postings::{PostingId, Stage, changes};
use crate::queue::{self, Claimed, Task};
use crate::schema::{posting, posting_text};
use crate::site::{Site, Stop};

/// Postings read in one transaction.
const CHUNK: i64 = 50;
/// How long one turn lasts, and how long other work goes first after it.
const TURN: Duration = Duration::from_secs(4);
const PAUSE: TimeDelta = TimeDelta::seconds(1);
/// After everything else.
const URGENCY: i32 = -5;

/// Reads the postings after one that have been public and were not read, a chunk a transaction,
/// and leaves a task for the rest.
pub fn compare_texts(site: &Site, claimed: &Claimed, after: i64, stop: &Stop) -> Result<()> {
    let (begun, mut after) = (Instant::now(), PostingId(after));
    loop {
        let now = site.clock.now();
        let texts = site.db.read_now(|conn| {
            let unread = unread(conn, after)?;
            Texts::of(conn, &unread)
        })?;
        let Some(&last) = texts.touched.last() else {
            return site.db.write_now(|conn| queue::finish(conn, claimed, now)).map(|_| ());
        };
        let is_over = stop.is_asked() || begun.elapsed() >= TURN;
        let held = site.db.write_now(|conn| match is_over {
            true => go_on_later(conn, claimed, now, after),
            false => Ok(queue::renew(conn, claimed, now)? && keep(conn, now, texts)?),
        })?;
        if is_over || !held {
            return Ok(());
        }
        after = last;
    }
}

fn unread(conn: &mut Conn, after: PostingId) -> Result<Vec<PostingId>> {
    Ok(posting::table
        .left_join(posting_text::table.on(posting_text::posting_id.eq(posting::id)))
        .filter(posting::id.gt(after))
        .filter(posting::stage.eq_any([Stage::Live, Stage::Closed, Stage::Expired]))
        .filter(posting_text::posting_id.is_null())
        .order(posting::id)
        .limit(CHUNK)
        .select(posting::id)
        .load(conn)?)
}

/// Only what is found to be the same as another is news to those who follow the log.
fn keep(conn: &mut Conn, now: Moment, mut texts: Texts) -> Result<bool> {
    lock_change_log(conn)?;
    texts.drop_known(conn)?;
    let changed = settle(conn, texts)?;
    changes::append(conn, now, &changed)?;
    Ok(true)
}

fn go_on_later(conn: &mut Conn, claimed: &Claimed, now: Moment, after: PostingId) -> Result<bool> {
    let held = queue::finish(conn, claimed, now)?;
    if held {
        let rest = Task::CompareTexts { after: after.0 };
        queue::enqueue(conn, now.plus(PAUSE), URGENCY, &rest)?;
    }
    Ok(held)
}
