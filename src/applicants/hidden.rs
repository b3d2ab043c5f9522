//! Postings and employers somebody wants to see no more: they leave their results and counts.

use std::collections::HashSet;

use diesel::prelude::*;

use crate::accounts::{self, AccountId};
use crate::clock::Moment;
use crate::db::Conn;
use crate::employers::{Employer, EmployerId, Standing};
use crate::error::{Error, Result};
use crate::on_each;
use crate::postings::{Posting, PostingId, Stage};
use crate::schema::{employer, hidden_employer, hidden_posting, posting};

/// Of each kind, for one person.
const MOST: i64 = 2_000;

/// Takes a posting out of somebody's results.
pub fn hide_posting(conn: &mut Conn, now: Moment, account: AccountId, id: PostingId) -> Result<()> {
    accounts::hold(conn, account)?;
    Posting::by_id(conn, id)?.refuse_unseen(conn)?;
    let known: i64 = hidden_posting::table
        .filter(hidden_posting::account_id.eq(account))
        .count()
        .get_result(conn)?;
    refuse_too_many(known, "hidden", "jobs")?;
    let row = (
        hidden_posting::account_id.eq(account),
        hidden_posting::posting_id.eq(id),
        hidden_posting::hidden_at.eq(now),
    );
    on_each!(conn, each => diesel::insert_into(hidden_posting::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(each))?;
    Ok(())
}

/// Shows it again.
pub fn show_posting(conn: &mut Conn, account: AccountId, id: PostingId) -> Result<()> {
    Posting::by_id(conn, id)?;
    diesel::delete(hidden_posting::table.find((account, id))).execute(conn)?;
    Ok(())
}

/// Takes everything of an employer out of somebody's results, what it will publish too.
pub fn hide_employer(
    conn: &mut Conn,
    now: Moment,
    account: AccountId,
    id: EmployerId,
) -> Result<()> {
    accounts::hold(conn, account)?;
    if Employer::by_id(conn, id)?.standing != Standing::Approved {
        return Err(Error::NotFound);
    }
    let known: i64 = hidden_employer::table
        .filter(hidden_employer::account_id.eq(account))
        .count()
        .get_result(conn)?;
    refuse_too_many(known, "hidden", "employers")?;
    let row = (
        hidden_employer::account_id.eq(account),
        hidden_employer::employer_id.eq(id),
        hidden_employer::hidden_at.eq(now),
    );
    on_each!(conn, each => diesel::insert_into(hidden_employer::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(each))?;
    Ok(())
}

/// Shows it again.
pub fn show_employer(conn: &mut Conn, account: AccountId, id: EmployerId) -> Result<()> {
    Employer::by_id(conn, id)?;
    diesel::delete(hidden_employer::table.find((account, id))).execute(conn)?;
    Ok(())
}

/// Whether somebody has hidden an employer.
pub fn hides(conn: &mut Conn, account: AccountId, id: EmployerId) -> Result<bool> {
    let row = hidden_employer::table.find((account, id)).select(hidden_employer::hidden_at);
    Ok(row.first::<Moment>(conn).optional()?.is_some())
}

/// The postings somebody does not want to see: those they hid, and the live ones of employers
/// they hid.
pub fn hidden_ids(conn: &mut Conn, account: AccountId) -> Result<Vec<i64>> {
    let mut ids: Vec<i64> = hidden_posting::table
        .filter(hidden_posting::account_id.eq(account))
        .select(hidden_posting::posting_id)
        .load(conn)?;
    let employers: Vec<i64> = hidden_employer::table
        .filter(hidden_employer::account_id.eq(account))
        .select(hidden_employer::employer_id)
        .load(conn)?;
    if !employers.is_empty() {
        let theirs: Vec<i64> = posting::table
            .filter(posting::employer_id.eq_any(employers))
            .filter(posting::stage.eq(Stage::Live))
            .select(posting::id)
            .load(conn)?;
        ids.extend(theirs);
    }
    Ok(ids)
}

/// Which of some postings, given with their employers, some people do not want to see.
pub fn hidden_among(
    conn: &mut Conn,
    accounts: &[AccountId],
    postings: &[(PostingId, Option<EmployerId>)],
) -> Result<HashSet<(AccountId, PostingId)>> {
    let ids: Vec<PostingId> = postings.iter().map(|(id, _)| *id).collect();
    let employers: Vec<EmployerId> = postings.iter().filter_map(|(_, whose)| *whose).collect();
    let mut hidden = HashSet::new();
    for chunk in accounts.chunks(500) {
        let rows: Vec<(AccountId, PostingId)> = hidden_posting::table
            .filter(hidden_posting::account_id.eq_any(chunk))
            .filter(hidden_posting::posting_id.eq_any(&ids))
            .select((hidden_posting::account_id, hidden_posting::posting_id))
            .load(conn)?;
        hidden.extend(rows);
        let rows: Vec<(AccountId, EmployerId)> = hidden_employer::table
            .filter(hidden_employer::account_id.eq_any(chunk))
            .filter(hidden_employer::employer_id.eq_any(&employers))
            .select((hidden_employer::account_id, hidden_employer::employer_id))
            .load(conn)?;
        for (account, employer) in rows {
            let theirs = postings.iter().filter(|(_, whose)| *whose == Some(employer));
            hidden.extend(theirs.map(|(id, _)| (account, *id)));
        }
    }
    Ok(hidden)
}

/// Titles of the postings somebody has hidden, last hidden first.
pub fn hidden_postings(
    conn: &mut Conn,
    account: AccountId,
) -> Result<Vec<(PostingId, String, String)>> {
    Ok(hidden_posting::table
        .inner_join(posting::table)
        .filter(hidden_posting::account_id.eq(account))
        .filter(posting::stage.ne(Stage::TakenDown))
        .order((hidden_posting::hidden_at.desc(), posting::id.desc()))
        .limit(MOST)
        .select((posting::id, posting::title, posting::employer_name))
        .load(conn)?)
}

/// Names of the employers somebody has hidden, last hidden first.
pub fn hidden_employers(conn: &mut Conn, account: AccountId) -> Result<Vec<(EmployerId, String)>> {
    Ok(hidden_employer::table
        .inner_join(employer::table)
        .filter(hidden_employer::account_id.eq(account))
        .order((hidden_employer::hidden_at.desc(), employer::id.desc()))
        .limit(MOST)
        .select((employer::id, employer::name))
        .load(conn)?)
}

/// Lists of this kind have an end.
pub(super) fn refuse_too_many(known: i64, done: &str, things: &str) -> Result<()> {
    if known < MOST {
        return Ok(());
    }
    let said =
        format!("You have {done} {MOST} {things}, which is as many as we keep. Let some go first.");
    Err(Error::Conflict(said))
}
