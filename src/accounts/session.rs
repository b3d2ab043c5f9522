//! A browser that is signed in. The browser holds a random token, the table only its hash, so
//! that a copy of the database signs nobody in.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::account::{Account, AccountId};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::schema::{account, session};
use crate::token;

/// How long a browser stays signed in.
pub(super) const LASTS: TimeDelta = TimeDelta::days(30);
/// How exactly we know when somebody was last here.
const SEEN_EVERY: TimeDelta = TimeDelta::minutes(10);
/// What we keep of the browser's description of itself, in characters.
const DEVICE: usize = 200;

/// A live session and whose it is.
pub(super) struct Session {
    pub id: i64,
    pub seen_at: Moment,
    pub account: Account,
}

/// Signs a browser in; returns the token it is to hold.
pub(super) fn begin(
    conn: &mut Conn,
    now: Moment,
    account: AccountId,
    device: &str,
) -> Result<String> {
    let fresh = token::fresh();
    let device: String = device.chars().take(DEVICE).collect();
    diesel::insert_into(session::table)
        .values((
            session::account_id.eq(account),
            session::token_hash.eq(token::hash(&fresh)),
            session::device.eq(device),
            session::created_at.eq(now),
            session::seen_at.eq(now),
            session::expires_at.eq(now.plus(LASTS)),
        ))
        .execute(conn)?;
    Ok(fresh)
}

/// The session of a token, unless it has ended or the address was never proved.
pub(super) fn find(conn: &mut Conn, now: Moment, token: &str) -> Result<Option<Session>> {
    let found = session::table
        .inner_join(account::table)
        .filter(session::token_hash.eq(token::hash(token)))
        .filter(session::expires_at.gt(now))
        .filter(account::verified_at.is_not_null())
        .select((session::id, session::seen_at, Account::as_select()))
        .first::<(i64, Moment, Account)>(conn)
        .optional()?;
    Ok(found.map(|(id, seen_at, account)| Session { id, seen_at, account }))
}

impl Session {
    /// True if it is time to write down again that somebody is here.
    pub fn is_stale(&self, now: Moment) -> bool {
        now.since(self.seen_at) >= SEEN_EVERY
    }
}

/// Writes down that somebody is here; a session in use does not run out.
pub(super) fn touch(conn: &mut Conn, now: Moment, id: i64) -> Result<()> {
    diesel::update(session::table.find(id))
        .set((session::seen_at.eq(now), session::expires_at.eq(now.plus(LASTS))))
        .execute(conn)?;
    Ok(())
}

/// Signs one browser out; nothing if it was not signed in.
pub(super) fn end(conn: &mut Conn, token: &str) -> Result<()> {
    diesel::delete(session::table.filter(session::token_hash.eq(token::hash(token))))
        .execute(conn)?;
    Ok(())
}

/// Signs an account out everywhere.
pub(super) fn end_all(conn: &mut Conn, account: AccountId) -> Result<()> {
    diesel::delete(session::table.filter(session::account_id.eq(account))).execute(conn)?;
    Ok(())
}

/// One of a person's sessions, as they are shown.
#[derive(Debug, Queryable)]
pub(super) struct Listed {
    pub id: i64,
    /// What the browser said of itself.
    pub device: String,
    pub created_at: Moment,
    pub seen_at: Moment,
}

/// The live sessions of an account, the one used last first.
pub(super) fn of(conn: &mut Conn, now: Moment, account: AccountId) -> Result<Vec<Listed>> {
    Ok(session::table
        .filter(session::account_id.eq(account))
        .filter(session::expires_at.gt(now))
        .order((session::seen_at.desc(), session::id.desc()))
        .select((session::id, session::device, session::created_at, session::seen_at))
        .load(conn)?)
}

/// Signs one browser of an account out; not found if it is not of that account.
pub(super) fn end_one(conn: &mut Conn, account: AccountId, id: i64) -> Result<()> {
    let own = session::table.filter(session::id.eq(id)).filter(session::account_id.eq(account));
    match diesel::delete(own).execute(conn)? {
        0 => Err(Error::NotFound),
        _ => Ok(()),
    }
}

/// Signs an account out everywhere but in one browser.
pub(super) fn end_others(conn: &mut Conn, account: AccountId, but: i64) -> Result<()> {
    let others = session::table.filter(session::account_id.eq(account)).filter(session::id.ne(but));
    diesel::delete(others).execute(conn)?;
    Ok(())
}

/// Deletes sessions that have ended.
pub(super) fn sweep(conn: &mut Conn, now: Moment) -> Result<usize> {
    Ok(diesel::delete(session::table.filter(session::expires_at.le(now))).execute(conn)?)
}
