//! What is kept of comparing: a row a posting.

use std::collections::{BTreeSet, HashMap};

use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Result;
use crate::postings::{PostingId, Stage};
use crate::schema::{posting, posting_text};

/// How many ids or keys go into one query.
const CHUNK: usize = 500;
/// Rows that are looked up by some keys at once; more have them only where one text is everywhere.
const MOST_WITH_KEYS: i64 = 10_000;

/// What comparing has found about a posting.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = posting_text)]
pub(in crate::postings) struct TextRow {
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

impl TextRow {
    pub(super) fn keys(&self) -> impl Iterator<Item = i64> {
        self.first_key.into_iter().chain(self.second_key)
    }
}

/// The rows of these postings, as far as they have been read.
pub(in crate::postings) fn text_rows(
    conn: &mut Conn,
    ids: &[PostingId],
) -> Result<HashMap<PostingId, TextRow>> {
    let mut found = HashMap::with_capacity(ids.len());
    for some in ids.chunks(CHUNK) {
        let rows: Vec<TextRow> = posting_text::table
            .filter(posting_text::posting_id.eq_any(some))
            .select(TextRow::as_select())
            .load(conn)?;
        found.extend(rows.into_iter().map(|row| (row.posting_id, row)));
    }
    Ok(found)
}

/// Keeps the keys of a text; nothing changes where they are the same.
pub(super) fn keep_keys(
    conn: &mut Conn,
    id: PostingId,
    before: Option<&TextRow>,
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

/// Says who stands for these now.
pub(super) fn stand(conn: &mut Conn, ids: &[PostingId], twin_of: Option<PostingId>) -> Result<()> {
    for some in ids.chunks(CHUNK) {
        diesel::update(posting_text::table.filter(posting_text::posting_id.eq_any(some)))
            .set(posting_text::twin_of.eq(twin_of))
            .execute(conn)?;
    }
    Ok(())
}

/// Postings at one of these stages with one of these keys: the latest, at most `most`.
///
/// Each query can be answered in one way only. Asked for all of it at once, SQLite, which counts
/// nothing, would walk all that is live, and PostgreSQL all ids from the latest on.
pub(super) fn with_keys(
    conn: &mut Conn,
    keys: &[i64],
    stages: &[Stage],
    most: usize,
) -> Result<BTreeSet<PostingId>> {
    let mut ids = BTreeSet::new();
    for some in keys.chunks(CHUNK) {
        let by_first = posting_text::table
            .filter(posting_text::first_key.eq_any(some))
            .order((posting_text::first_key, posting_text::posting_id.desc()))
            .limit(MOST_WITH_KEYS)
            .select(posting_text::posting_id);
        ids.extend(by_first.load::<PostingId>(conn)?);
        let by_second = posting_text::table
            .filter(posting_text::second_key.eq_any(some))
            .order((posting_text::second_key, posting_text::posting_id.desc()))
            .limit(MOST_WITH_KEYS)
            .select(posting_text::posting_id);
        ids.extend(by_second.load::<PostingId>(conn)?);
    }
    let latest: Vec<PostingId> = ids.into_iter().rev().collect();
    let mut found = BTreeSet::new();
    for some in latest.chunks(CHUNK) {
        let there = at_stages(conn, some, stages)?;
        found.extend(there.into_iter().rev().take(most - found.len()));
        if found.len() >= most {
            break;
        }
    }
    Ok(found)
}

/// Those of these postings that are at one of these stages.
pub(super) fn at_stages(
    conn: &mut Conn,
    ids: &[PostingId],
    stages: &[Stage],
) -> Result<BTreeSet<PostingId>> {
    let mut found = BTreeSet::new();
    for some in ids.chunks(CHUNK) {
        let rows: Vec<(PostingId, Stage)> = posting::table
            .filter(posting::id.eq_any(some))
            .select((posting::id, posting::stage))
            .load(conn)?;
        found.extend(rows.into_iter().filter(|row| stages.contains(&row.1)).map(|row| row.0));
    }
    Ok(found)
}

/// How many postings each of these stands for; those that stand for none are left out.
pub(super) fn group_sizes(
    conn: &mut Conn,
    firsts: &[PostingId],
) -> Result<HashMap<PostingId, usize>> {
    let mut sizes = HashMap::new();
    for some in firsts.chunks(CHUNK) {
        let rows: Vec<(Option<PostingId>, i64)> = posting_text::table
            .filter(posting_text::twin_of.eq_any(some.iter().copied().map(Some)))
            .group_by(posting_text::twin_of)
            .select((posting_text::twin_of, count_star()))
            .load(conn)?;
        sizes.extend(rows.into_iter().filter_map(|(first, many)| Some((first?, many as usize))));
    }
    Ok(sizes)
}

/// Postings that one stands for, at most `most` of them.
pub(super) fn stood_for(conn: &mut Conn, first: PostingId, most: i64) -> Result<Vec<PostingId>> {
    let mut ids: Vec<PostingId> = posting_text::table
        .filter(posting_text::twin_of.eq(first))
        .limit(most)
        .select(posting_text::posting_id)
        .load(conn)?;
    ids.sort_unstable();
    Ok(ids)
}
