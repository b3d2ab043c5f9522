//! What is kept of comparing: a row a posting.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Result;
use crate::postings::{PostingId, Stage};
use crate::schema::{posting, posting_text};

/// What comparing has found about a posting.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = posting_text)]
pub(in crate::postings) struct Standing {
    pub posting_id: PostingId,
    pub first_key: Option<i64>,
    pub second_key: Option<i64>,
    /// The posting that stands for it.
    pub twin_of: Option<PostingId>,
    /// When the employer posted the same for the first time, if it has before.
    pub posted_first: Option<Moment>,
    /// How often it did, this posting and its openings included.
    pub posted_times: i32,
}

impl Standing {
    pub(super) fn keys(&self) -> impl Iterator<Item = i64> {
        self.first_key.into_iter().chain(self.second_key)
    }
}

/// The rows of these postings, as far as they have been read.
pub(in crate::postings) fn standings(
    conn: &mut Conn,
    ids: &[PostingId],
) -> Result<HashMap<PostingId, Standing>> {
    let rows: Vec<Standing> = posting_text::table
        .filter(posting_text::posting_id.eq_any(ids))
        .select(Standing::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(|row| (row.posting_id, row)).collect())
}

/// Keeps the keys of a text; nothing changes where they are the same.
pub(super) fn keep_keys(
    conn: &mut Conn,
    id: PostingId,
    before: Option<&Standing>,
    keys: Option<[i64; 2]>,
) -> Result<()> {
    let [first, second] = keys.map_or([None; 2], |[first, second]| [Some(first), Some(second)]);
    let keys = (posting_text::first_key.eq(first), posting_text::second_key.eq(second));
    match before {
        Some(row) if (row.first_key, row.second_key) == (first, second) => {}
        Some(_) => {
            diesel::update(posting_text::table.find(id)).set(keys).execute(conn)?;
        }
        None => {
            let row = (posting_text::posting_id.eq(id), keys.0, keys.1);
            diesel::insert_into(posting_text::table).values(row).execute(conn)?;
        }
    }
    Ok(())
}

/// Postings at one of these stages with one of these keys: the latest, at most `most`.
pub(super) fn with_keys(
    conn: &mut Conn,
    keys: &[i64],
    stages: &[Stage],
    most: usize,
) -> Result<Vec<PostingId>> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let has_one = posting_text::first_key.eq_any(keys).or(posting_text::second_key.eq_any(keys));
    Ok(posting_text::table
        .inner_join(posting::table.on(posting::id.eq(posting_text::posting_id)))
        .filter(has_one)
        .filter(posting::stage.eq_any(stages))
        .order(posting_text::posting_id.desc())
        .limit(most as i64)
        .select(posting_text::posting_id)
        .load(conn)?)
}

/// The postings these stand for.
pub(super) fn stood_for(conn: &mut Conn, ids: &[PostingId]) -> Result<Vec<PostingId>> {
    Ok(posting_text::table
        .filter(posting_text::twin_of.eq_any(ids.iter().copied().map(Some)))
        .select(posting_text::posting_id)
        .load(conn)?)
}
