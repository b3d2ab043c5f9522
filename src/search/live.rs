//! Keeps the index equal to the database: filled once, then led by the log of changes. What one
//! process commits shows at once in its own index, what another one commits within the poll.

use std::ops::ControlFlow;
use std::time::Duration;

use diesel::dsl::max;
use diesel::prelude::*;

use super::document::documents;
use crate::db::Conn;
use crate::error::Result;
use crate::jobindex::{Change, Document};
use crate::postings::{PostingId, Stage};
use crate::schema::{posting, posting_change};
use crate::site::{Site, Stop};

/// Other processes give no signal here; their commits are found by looking.
const POLL: Duration = Duration::from_millis(500);

/// Postings read in one go: bounds memory, and how long one connection is kept.
const CHUNK: usize = 500;

/// Whether the index has been filled, so that searches can be answered.
pub fn is_ready(site: &Site) -> bool {
    site.followed.is_filled()
}

/// One pass now: fills an empty index, else takes in what was committed since the last pass.
/// When it returns, everything committed before it was called can be found.
pub fn refresh(site: &Site) -> Result<()> {
    let mut last = site.followed.turn();
    let reached = match *last {
        None => fill(site)?,
        Some(last) => follow(site, last)?,
    };
    *last = Some(reached);
    drop(last);
    site.followed.filled();
    Ok(())
}

/// Fills the index and follows the log until told to stop: for a thread of its own.
pub fn run(site: &Site, stop: &Stop) {
    let (mut seen, mut failing) = (0, false);
    while !stop.is_asked() {
        match refresh(site) {
            Ok(()) => failing = false,
            // Said once: a database that is away would fill the log.
            Err(error) if !failing => {
                failing = true;
                tracing::error!(%error, "the index could not be brought up to date");
            }
            Err(_) => {}
        }
        seen = site.db.committed().wait(seen, POLL);
    }
}

/// Loads everything live. The end of the log is read first: what changes while loading is then
/// taken in again, and nothing is missed.
fn fill(site: &Site) -> Result<i64> {
    let end = site.db.read_now(|conn| {
        let end: Option<i64> = posting_change::table.select(max(posting_change::id)).first(conn)?;
        Ok(end.unwrap_or(0))
    })?;
    let mut failed = None;
    let mut after = PostingId(0);
    let chunks = std::iter::from_fn(|| match live_after(site, after) {
        Ok(ControlFlow::Continue((last, documents))) => {
            after = last;
            Some(documents)
        }
        Ok(ControlFlow::Break(())) => None,
        Err(error) => {
            failed = Some(error);
            None
        }
    });
    site.index.replace(chunks.flatten());
    failed.map_or(Ok(end), Err)
}

/// The next chunk of live postings by id, and the id it ends with.
fn live_after(
    site: &Site,
    after: PostingId,
) -> Result<ControlFlow<(), (PostingId, Vec<Document>)>> {
    site.db.read_now(|conn| {
        let ids: Vec<PostingId> = posting::table
            .filter(posting::stage.eq(Stage::Live))
            .filter(posting::id.gt(after))
            .order(posting::id)
            .limit(CHUNK as i64)
            .select(posting::id)
            .load(conn)?;
        match ids.last() {
            None => Ok(ControlFlow::Break(())),
            Some(&last) => Ok(ControlFlow::Continue((last, documents(conn, &ids)?))),
        }
    })
}

/// Takes in the log after `last`; returns where it ends now.
fn follow(site: &Site, mut last: i64) -> Result<i64> {
    loop {
        let step = site.db.read_now(|conn| changes_after(conn, last))?;
        let Some((reached, changes)) = step else { return Ok(last) };
        site.index.apply(changes);
        last = reached;
    }
}

/// The next chunk of the log: what is live now is put, what is not is removed. The postings are
/// read after the log, so they are at least as new as it says.
fn changes_after(conn: &mut Conn, last: i64) -> Result<Option<(i64, Vec<Change>)>> {
    let log: Vec<(i64, PostingId)> = posting_change::table
        .filter(posting_change::id.gt(last))
        .order(posting_change::id)
        .limit(CHUNK as i64)
        .select((posting_change::id, posting_change::posting_id))
        .load(conn)?;
    let Some(&(reached, _)) = log.last() else { return Ok(None) };
    let mut ids: Vec<PostingId> = log.into_iter().map(|(_, id)| id).collect();
    ids.sort_unstable();
    ids.dedup();
    let live: Vec<PostingId> = posting::table
        .filter(posting::id.eq_any(&ids))
        .filter(posting::stage.eq(Stage::Live))
        .select(posting::id)
        .load(conn)?;
    let put = documents(conn, &live)?;
    let gone = ids.iter().filter(|id| !put.iter().any(|document| document.id == id.0));
    let gone: Vec<Change> = gone.map(|id| Change::Remove(id.0)).collect();
    Ok(Some((
        reached,
        put.into_iter().map(|found| Change::Put(Box::new(found))).chain(gone).collect(),
    )))
}
