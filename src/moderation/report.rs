//! "Something is wrong with this posting", said by anybody who reads it.

use diesel::prelude::*;

use crate::accounts::AccountId;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::postings::{Posting, PostingId, Stage};
use crate::schema::{account, posting_report};
use crate::text_enum;

text_enum!(
    /// What is wrong.
    Reason {
        NotReal = "not-real",
        Scam = "scam",
        WrongFacts = "wrong-facts",
        Discriminating = "discriminating",
        Spam = "spam",
        Other = "other",
    }
);

impl Reason {
    /// As people choose it.
    pub fn label(self) -> &'static str {
        match self {
            Reason::NotReal => "The job does not exist or is filled",
            Reason::Scam => "Asks for money or private data",
            Reason::WrongFacts => "Pay, place or requirements are wrong",
            Reason::Discriminating => "Discriminates",
            Reason::Spam => "Not a medical coding job",
            Reason::Other => "Something else",
        }
    }
}

/// A report nobody has looked at yet.
#[derive(Clone, Debug, Queryable)]
pub struct Open {
    pub id: i64,
    pub posting: PostingId,
    pub reason: Reason,
    pub note: String,
    pub created_at: Moment,
    /// The reporter's name, if they were signed in.
    pub by: Option<String>,
}

/// Files a report of a posting that people can see. One person's second report says nothing new.
pub fn file(
    conn: &mut Conn,
    now: Moment,
    posting: PostingId,
    by: Option<AccountId>,
    reason: Reason,
    note: &str,
) -> Result<()> {
    Posting::by_id(conn, posting)?.refuse_unseen(conn)?;
    if by.is_some() && is_open(conn, posting, by)? {
        return Ok(());
    }
    diesel::insert_into(posting_report::table)
        .values((
            posting_report::posting_id.eq(posting),
            posting_report::account_id.eq(by),
            posting_report::reason.eq(reason),
            posting_report::note.eq(note),
            posting_report::created_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

fn is_open(conn: &mut Conn, posting: PostingId, by: Option<AccountId>) -> Result<bool> {
    let same: i64 = posting_report::table
        .filter(posting_report::posting_id.eq(posting))
        .filter(posting_report::account_id.eq(by))
        .filter(posting_report::settled_at.is_null())
        .count()
        .get_result(conn)?;
    Ok(same > 0)
}

/// Open reports, oldest first, and how many there are.
pub fn open(conn: &mut Conn, offset: i64, most: i64) -> Result<(Vec<Open>, i64)> {
    let reports = posting_report::table
        .left_join(account::table.on(posting_report::account_id.eq(account::id.nullable())))
        .filter(posting_report::settled_at.is_null())
        .order((posting_report::created_at, posting_report::id))
        .offset(offset)
        .limit(most)
        .select((
            posting_report::id,
            posting_report::posting_id,
            posting_report::reason,
            posting_report::note,
            posting_report::created_at,
            account::name.nullable(),
        ))
        .load(conn)?;
    Ok((reports, count(conn)?))
}

/// How many reports are open.
pub fn count(conn: &mut Conn) -> Result<i64> {
    Ok(posting_report::table
        .filter(posting_report::settled_at.is_null())
        .count()
        .get_result(conn)?)
}

/// How many reports of one posting are open.
pub fn count_of(conn: &mut Conn, posting: PostingId) -> Result<i64> {
    Ok(posting_report::table
        .filter(posting_report::posting_id.eq(posting))
        .filter(posting_report::settled_at.is_null())
        .count()
        .get_result(conn)?)
}

/// Settles one report: nothing was wrong. The posting it is about, for the record.
pub fn dismiss(conn: &mut Conn, now: Moment, id: i64, by: AccountId) -> Result<PostingId> {
    let posting: PostingId =
        posting_report::table.find(id).select(posting_report::posting_id).first(conn)?;
    let open = posting_report::table.find(id).filter(posting_report::settled_at.is_null());
    let settled = diesel::update(open)
        .set((
            posting_report::settled_at.eq(Some(now)),
            posting_report::settled_by.eq(Some(by)),
            posting_report::outcome.eq("nothing wrong"),
        ))
        .execute(conn)?;
    match settled {
        0 => Err(Error::Conflict("This report has been settled meanwhile.".into())),
        _ => Ok(posting),
    }
}

/// Settles every open report of a posting that has been dealt with.
pub fn settle_all(conn: &mut Conn, now: Moment, posting: PostingId, by: AccountId) -> Result<()> {
    let open = posting_report::table
        .filter(posting_report::posting_id.eq(posting))
        .filter(posting_report::settled_at.is_null());
    diesel::update(open)
        .set((
            posting_report::settled_at.eq(Some(now)),
            posting_report::settled_by.eq(Some(by)),
            posting_report::outcome.eq(Stage::TakenDown.as_str()),
        ))
        .execute(conn)?;
    Ok(())
}
