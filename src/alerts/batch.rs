//! What is new: postings that went live are taken from the change log into batches, each opening of
//! one once, ever. An edit writes to the log too and finds its opening taken.

use std::collections::{BTreeMap, HashSet};

use diesel::dsl::{count_star, min};
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

/// An opening that is new.
#[derive(Clone, Copy, Debug, Queryable)]
pub(super) struct New {
    pub posting: PostingId,
    pub opening: i32,
    /// When it went live, or was last edited before it was taken.
    pub appeared_at: Moment,
}

/// Postings that are matched together.
#[derive(Clone, Debug)]
pub(super) struct Batch {
    pub id: i64,
    /// The last alert that was asked.
    pub resume_after: i64,
    pub postings: Vec<New>,
}

impl Batch {
    /// A batch that is not finished.
    pub fn open(conn: &mut Conn, id: i64) -> Result<Option<Batch>> {
        let row: Option<i64> = alert_batch::table
            .find(id)
            .filter(alert_batch::finished_at.is_null())
            .select(alert_batch::resume_after)
            .first(conn)
            .optional()?;
        let Some(resume_after) = row else { return Ok(None) };
        let postings = alert_batch_posting::table
            .filter(alert_batch_posting::batch_id.eq(id))
            .order(alert_batch_posting::posting_id)
            .select((
                alert_batch_posting::posting_id,
                alert_batch_posting::opening,
                alert_batch_posting::appeared_at,
            ))
            .load(conn)?;
        Ok(Some(Batch { id, resume_after, postings }))
    }

    /// When the first and the last of it appeared.
    pub fn appeared(&self) -> (Moment, Moment) {
        let all = self.postings.iter().map(|new| new.appeared_at);
        let nothing = Moment::from_micros(0);
        (all.clone().min().unwrap_or(nothing), all.max().unwrap_or(nothing))
    }
}

/// Batches that some alerts have not seen though they were taken before a moment: how many, and
/// when the first of them was.
pub(super) fn unfinished(conn: &mut Conn, before: Moment) -> Result<Option<(i64, Moment)>> {
    let open = alert_batch::table
        .filter(alert_batch::finished_at.is_null())
        .filter(alert_batch::taken_at.lt(before));
    let (many, first) = open.select((count_star(), min(alert_batch::taken_at))).first(conn)?;
    let first: Option<Moment> = first;
    Ok(first.map(|first| (many, first)))
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
    let entries: Vec<(i64, PostingId, Moment)> = posting_change::table
        .filter(posting_change::id.gt(reached(conn)?))
        .order(posting_change::id)
        .limit(ENTRIES)
        .select((posting_change::id, posting_change::posting_id, posting_change::changed_at))
        .load(conn)?;
    let Some(&(last, ..)) = entries.last() else { return Ok(0) };
    diesel::update(alert_cursor::table).set(alert_cursor::last_change.eq(last)).execute(conn)?;
    let changed: BTreeMap<PostingId, Moment> =
        entries.iter().map(|(_, id, at)| (*id, *at)).collect();
    for chunk in untaken(conn, &changed)?.chunks(POSTINGS) {
        begin(conn, now, chunk)?;
    }
    Ok(entries.len())
}

fn reached(conn: &mut Conn) -> Result<i64> {
    Ok(alert_cursor::table.select(alert_cursor::last_change).first(conn)?)
}

/// What of these is live in an opening that no batch has had.
fn untaken(conn: &mut Conn, changed: &BTreeMap<PostingId, Moment>) -> Result<Vec<New>> {
    let mut new = Vec::new();
    let ids: Vec<PostingId> = changed.keys().copied().collect();
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
        let untaken = live.into_iter().filter(|one| !taken.contains(one));
        new.extend(untaken.filter_map(|(posting, opening)| {
            Some(New { posting, opening, appeared_at: *changed.get(&posting)? })
        }));
    }
    Ok(new)
}

fn begin(conn: &mut Conn, now: Moment, postings: &[New]) -> Result<()> {
    let batch: i64 = diesel::insert_into(alert_batch::table)
        .values(alert_batch::taken_at.eq(now))
        .returning(alert_batch::id)
        .get_result(conn)?;
    let row = |new: &New| {
        (
            alert_batch_posting::posting_id.eq(new.posting),
            alert_batch_posting::opening.eq(new.opening),
            alert_batch_posting::appeared_at.eq(new.appeared_at),
            alert_batch_posting::batch_id.eq(batch),
        )
    };
    let rows: Vec<_> = postings.iter().map(row).collect();
    on_each!(conn, each => {
        diesel::insert_into(alert_batch_posting::table).values(&rows).execute(each)
    })?;
    queue::enqueue(conn, now, URGENCY, &Task::MatchAlerts { batch })
}
