//! Postings a coder keeps.

use std::collections::HashSet;

use diesel::prelude::*;

use super::hidden::refuse_too_many;
use crate::accounts::{self, AccountId};
use crate::clock::Moment;
use crate::db::Conn;
use crate::employers::Standing;
use crate::error::Result;
use crate::on_each;
use crate::postings::{Posting, PostingId, Stage};
use crate::schema::{employer, hidden_posting, posting, saved_posting};

/// What somebody has done with some postings.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    saved: HashSet<PostingId>,
    hidden: HashSet<PostingId>,
}

impl Marks {
    /// Of these postings, in two queries.
    pub fn of(conn: &mut Conn, account: AccountId, ids: &[PostingId]) -> Result<Marks> {
        let saved: Vec<PostingId> = saved_posting::table
            .filter(saved_posting::account_id.eq(account))
            .filter(saved_posting::posting_id.eq_any(ids))
            .select(saved_posting::posting_id)
            .load(conn)?;
        let hidden: Vec<PostingId> = hidden_posting::table
            .filter(hidden_posting::account_id.eq(account))
            .filter(hidden_posting::posting_id.eq_any(ids))
            .select(hidden_posting::posting_id)
            .load(conn)?;
        Ok(Marks { saved: saved.into_iter().collect(), hidden: hidden.into_iter().collect() })
    }

    pub fn is_saved(&self, id: PostingId) -> bool {
        self.saved.contains(&id)
    }

    pub fn is_hidden(&self, id: PostingId) -> bool {
        self.hidden.contains(&id)
    }
}

/// Keeps a posting; keeping it again changes nothing.
pub fn save(conn: &mut Conn, now: Moment, account: AccountId, id: PostingId) -> Result<()> {
    accounts::hold(conn, account)?;
    Posting::by_id(conn, id)?.refuse_unseen(conn)?;
    let known: i64 = saved_posting::table
        .filter(saved_posting::account_id.eq(account))
        .count()
        .get_result(conn)?;
    refuse_too_many(known, "saved", "jobs")?;
    let row = (
        saved_posting::account_id.eq(account),
        saved_posting::posting_id.eq(id),
        saved_posting::saved_at.eq(now),
    );
    on_each!(conn, each => diesel::insert_into(saved_posting::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(each))?;
    Ok(())
}

/// Keeps it no longer.
pub fn let_go(conn: &mut Conn, account: AccountId, id: PostingId) -> Result<()> {
    Posting::by_id(conn, id)?;
    diesel::delete(saved_posting::table.find((account, id))).execute(conn)?;
    Ok(())
}

/// What somebody keeps and may still look at, last saved first, and how much that is.
pub fn saved(
    conn: &mut Conn,
    account: AccountId,
    offset: i64,
    most: i64,
) -> Result<(Vec<PostingId>, i64)> {
    let seen = [Stage::Live, Stage::Closed, Stage::Expired];
    let theirs = || {
        saved_posting::table
            .inner_join(posting::table.left_join(employer::table))
            .filter(saved_posting::account_id.eq(account))
            .filter(posting::stage.eq_any(seen))
            .filter(posting::first_published_at.is_not_null())
            .filter(employer::standing.ne(Standing::Suspended).or(posting::employer_id.is_null()))
    };
    let ids = theirs()
        .order((saved_posting::saved_at.desc(), saved_posting::posting_id.desc()))
        .offset(offset)
        .limit(most)
        .select(saved_posting::posting_id)
        .load(conn)?;
    Ok((ids, theirs().count().get_result(conn)?))
}
