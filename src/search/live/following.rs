//! Taking in the log of changes. Entries of it are committed in the order of their ids, so everything behind the last
//! one seen is everything there is.

use diesel::dsl::max;
use diesel::prelude::*;

use super::CHUNK;
use crate::db::{Conn, Db};
use crate::error::Result;
use crate::jobindex::{Change, JobIndex};
use crate::postings::{PostingId, Stage};
use crate::schema::{posting, posting_change};
use crate::search::document::documents;

/// Takes in the log after `last`; returns where it ends now. `told` hears of every posting that may have changed before
/// the index knows of it: a page that was begun with the new index shows nothing old.
pub(super) fn follow(
    db: &Db,
    index: &JobIndex,
    mut last: i64,
    told: impl Fn(&[PostingId]),
) -> Result<i64> {
    loop {
        let step = db.read_now(|conn| changes_after(conn, last))?;
        let Some((reached, ids, changes)) = step else { return Ok(last) };
        told(&ids);
        index.apply(changes);
        last = reached;
    }
}

/// The last entry of the log.
pub(super) fn end(conn: &mut Conn) -> Result<i64> {
    let end: Option<i64> = posting_change::table.select(max(posting_change::id)).first(conn)?;
    Ok(end.unwrap_or(0))
}

/// Where a chunk of the log ends, the postings it names, and what is to be done with them.
type Step = (i64, Vec<PostingId>, Vec<Change>);

/// The next chunk of the log: what is live now is put, what is not is removed. The postings are read after the log, so
/// they are at least as new as it says.
fn changes_after(conn: &mut Conn, last: i64) -> Result<Option<Step>> {
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
    let put = put.into_iter().map(|found| Change::Put(Box::new(found)));
    Ok(Some((reached, ids, put.chain(gone).collect())))
}
