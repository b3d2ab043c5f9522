//! What is new: postings that went live are taken from the change log into batches, each opening of
//! one once, ever. An edit writes to the log too and finds its opening taken.

use std::collections::HashSet;

use diesel::prelude::*;

use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Result;
use crate::on_each;
use crate::postings::{PostingId, Stage};
use crate::queue::{self, Task};
use crate::schema::{alert_batch, alert_batch_posting, alert_cursor, posting, posting_change};

/// Entries of the log one transaction takes.
const ENTRIES: i64 = 5_000;
/// Postings matched together: what one alert can find at once, and what an index of them takes.
const POSTINGS: usize = 500;
/// Matching goes before what is gathered for many, and after what somebody waits for.
const URGENCY: i32 = 5;

/// A posting and how often it was opened anew.
pub(super) type Opening = (PostingId, i32);

/// Postings that are matched together.
#[derive(Clone, Debug)]
pub(super) struct Batch {
    pub id: i64,
    pub taken_at: Moment,
    /// The last alert that was asked.
    pub resume_after: i64,
    pub postings: Vec<Opening>,
}

impl Batch {
    /// A batch that is not finished.
    pub fn open(conn: &mut Conn, id: i64) -> Result<Option<Batch>> {
        let row: Option<(Moment, i64)> = alert_batch::table
            .find(id)
            .filter(alert_batch::finished_at.is_null())
            .select((alert_batch::taken_at, alert_batch::resume_after))
            .first(conn)
            .optional()?;
        let Some((taken_at, resume_after)) = row else { return Ok(None) };
        let postings = alert_batch_posting::table
            .filter(alert_batch_posting::batch_id.eq(id))
            .order(alert_batch_posting::posting_id)
            .select((alert_batch_posting::posting_id, alert_batch_posting::opening))
            .load(conn)?;
        Ok(Some(Batch { id, taken_at, resume_after, postings }))
    }
}

/// Whether the log goes on after what was taken. A read, so that an idle worker never writes.
pub(super) fn is_behind(conn: &mut Conn) -> Result<bool> {
    let next = posting_change::table
        .filter(posting_change::id.gt(reached(conn)?))
        .select(posting_change::id);
    Ok(next.first::<i64>(conn).optional()?.is_some())
}

/// Takes the next entries of the log and moves the cursor, with a task for each batch that comes
/// of them. Returns how many entries it took; call it again until it gives 0.
///
/// Entries commit in the order of their ids, so nothing ever appears behind the cursor; what is
/// live is read after the log and is at least as new as it says.
pub(super) fn take(conn: &mut Conn, now: Moment) -> Result<usize> {
    // Whoever else takes waits here.
    diesel::update(alert_cursor::table).set(alert_cursor::id.eq(alert_cursor::id)).execute(conn)?;
    let entries: Vec<(i64, PostingId)> = posting_change::table
        .filter(posting_change::id.gt(reached(conn)?))
        .order(posting_change::id)
        .limit(ENTRIES)
        .select((posting_change::id, posting_change::posting_id))
        .load(conn)?;
    let Some(&(last, _)) = entries.last() else { return Ok(0) };
    diesel::update(alert_cursor::table).set(alert_cursor::last_change.eq(last)).execute(conn)?;
    let ids: HashSet<PostingId> = entries.iter().map(|(_, id)| *id).collect();
    let mut ids: Vec<PostingId> = ids.into_iter().collect();
    ids.sort_unstable();
    for chunk in untaken(conn, &ids)?.chunks(POSTINGS) {
        begin(conn, now, chunk)?;
    }
    Ok(entries.len())
}

fn reached(conn: &mut Conn) -> Result<i64> {
    Ok(alert_cursor::table.select(alert_cursor::last_change).first(conn)?)
}

/// What of these is live in an opening that no batch has had.
fn untaken(conn: &mut Conn, ids: &[PostingId]) -> Result<Vec<Opening>> {
    let mut new = Vec::new();
    for chunk in ids.chunks(POSTINGS) {
        let live: Vec<Opening> = posting::table
            .filter(posting::id.eq_any(chunk))
            .filter(posting::stage.eq(Stage::Live))
            .order(posting::id)
            .select((posting::id, posting::opening))
            .load(conn)?;
        let taken: Vec<Opening> = alert_batch_posting::table
            .filter(alert_batch_posting::posting_id.eq_any(chunk))
            .select((alert_batch_posting::posting_id, alert_batch_posting::opening))
            .load(conn)?;
        let taken: HashSet<Opening> = taken.into_iter().collect();
        new.extend(live.into_iter().filter(|one| !taken.contains(one)));
    }
    Ok(new)
}

fn begin(conn: &mut Conn, now: Moment, postings: &[Opening]) -> Result<()> {
    let batch: i64 = diesel::insert_into(alert_batch::table)
        .values(alert_batch::taken_at.eq(now))
        .returning(alert_batch::id)
        .get_result(conn)?;
    let row = |(posting, opening): &Opening| {
        (
            alert_batch_posting::posting_id.eq(*posting),
            alert_batch_posting::opening.eq(*opening),
            alert_batch_posting::batch_id.eq(batch),
        )
    };
    let rows: Vec<_> = postings.iter().map(row).collect();
    on_each!(conn, each => {
        diesel::insert_into(alert_batch_posting::table).values(&rows).execute(each)
    })?;
    queue::enqueue(conn, now, URGENCY, &Task::MatchAlerts { batch })
}
