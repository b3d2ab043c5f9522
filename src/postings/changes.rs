//! The change log the index follows: one row whenever what the public sees may have changed.

use std::collections::BTreeSet;

use diesel::prelude::*;

use super::twins::{Texts, settle};
use super::{PostingId, Stage};
use crate::clock::Moment;
use crate::db::{Conn, lock_change_log};
use crate::employers::EmployerId;
use crate::error::Result;
use crate::on_each;
use crate::schema::{posting, posting_change};

/// Says that a posting changed. The last write of its transaction: see [`lock_change_log`].
pub fn record(conn: &mut Conn, now: Moment, posting: PostingId) -> Result<()> {
    record_all(conn, now, &[posting])
}

/// Says that all live postings of an employer changed: they show its name, and whether it is an
/// agency. Their texts are the same, and so is whom they are compared with.
pub fn follow_employer(conn: &mut Conn, now: Moment, employer: EmployerId) -> Result<()> {
    let live: Vec<PostingId> = posting::table
        .filter(posting::employer_id.eq(employer))
        .filter(posting::stage.eq(Stage::Live))
        .select(posting::id)
        .load(conn)?;
    write(conn, now, Texts::unchanged(&live), &live)
}

/// Says that several postings changed, and whatever changes with them: which of several
/// advertisements of one job stands for the others is decided here. Texts are read before the lock.
pub fn record_all(conn: &mut Conn, now: Moment, postings: &[PostingId]) -> Result<()> {
    let texts = Texts::of(conn, postings)?;
    write(conn, now, texts, postings)
}

fn write(conn: &mut Conn, now: Moment, texts: Texts, postings: &[PostingId]) -> Result<()> {
    if postings.is_empty() {
        return Ok(());
    }
    lock_change_log(conn)?;
    let mut changed = settle(conn, texts)?;
    changed.extend(postings);
    append(conn, now, &changed)
}

/// Writes the rows. The caller holds the lock of the log.
pub(super) fn append(conn: &mut Conn, now: Moment, postings: &BTreeSet<PostingId>) -> Result<()> {
    let rows: Vec<_> = postings
        .iter()
        .map(|posting| {
            (posting_change::posting_id.eq(posting.0), posting_change::changed_at.eq(now))
        })
        .collect();
    for chunk in rows.chunks(500) {
        on_each!(conn, each => {
            diesel::insert_into(posting_change::table).values(chunk).execute(each)
        })?;
    }
    Ok(())
}
