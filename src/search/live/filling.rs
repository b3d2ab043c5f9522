//! Filling an index with everything live.

use std::cmp::Reverse;

use diesel::prelude::*;

use super::CHUNK;
use super::following::end;
use crate::clock::Moment;
use crate::db::Db;
use crate::error::Result;
use crate::jobindex::JobIndex;
use crate::postings::{PostingId, Stage};
use crate::schema::posting;
use crate::search::document::documents;

/// Loads everything live, and says how far along the log that is. The end of the log is read first: what changes
/// while loading is taken in again by following it, and nothing is missed.
pub(super) fn fill(db: &Db, index: &JobIndex) -> Result<i64> {
    let end = db.read_now(end)?;
    let ids = newest_first(db)?;
    let read = |chunk| match db.read_now(|conn| documents(conn, chunk)) {
        Ok(documents) => documents.into_iter().map(Ok).collect(),
        Err(error) => vec![Err(error)],
    };
    index.try_replace(ids.chunks(CHUNK).flat_map(read))?;
    Ok(end)
}

/// Live postings in the order of the board, in which the index takes them most quickly.
fn newest_first(db: &Db) -> Result<Vec<PostingId>> {
    let mut rows: Vec<(Option<Moment>, PostingId)> = db.read_now(|conn| {
        let live = posting::table.filter(posting::stage.eq(Stage::Live));
        Ok(live.select((posting::first_published_at, posting::id)).load(conn)?)
    })?;
    rows.sort_unstable_by_key(|row| Reverse(*row));
    Ok(rows.into_iter().map(|(_, id)| id).collect())
}
