//! Addresses whose server knows no such person. What was subscribed to is not sent there any
//! more; a letter somebody has just asked for is, and lifts it when it is accepted.

use diesel::prelude::*;

use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Result;
use crate::schema::suppression;

/// One address, and why.
#[derive(Debug, Queryable)]
pub struct Suppressed {
    pub email: String,
    /// The server's words.
    pub reason: String,
    pub at: Moment,
}

/// Suppresses an address; one that is already keeps its first reason.
pub fn add(conn: &mut Conn, now: Moment, email: &str, reason: &str) -> Result<()> {
    let email = email.to_lowercase();
    crate::on_each!(conn, each => {
        diesel::insert_into(suppression::table)
            .values((
                suppression::email.eq(&email),
                suppression::reason.eq(reason),
                suppression::at.eq(now),
            ))
            .on_conflict_do_nothing()
            .execute(each)?
    });
    Ok(())
}

/// False if the address was not suppressed.
pub fn lift(conn: &mut Conn, email: &str) -> Result<bool> {
    let row = suppression::table.filter(suppression::email.eq(email.to_lowercase()));
    Ok(diesel::delete(row).execute(conn)? == 1)
}

/// Forgets addresses that were suppressed before a moment: the next letter tells anew.
pub fn sweep(conn: &mut Conn, before: Moment) -> Result<()> {
    diesel::delete(suppression::table.filter(suppression::at.lt(before))).execute(conn)?;
    Ok(())
}

pub fn find(conn: &mut Conn, email: &str) -> Result<Option<Suppressed>> {
    let row = suppression::table.filter(suppression::email.eq(email.to_lowercase()));
    Ok(row.first(conn).optional()?)
}

/// Addresses in their order, behind `after`.
pub fn list(conn: &mut Conn, after: &str, limit: i64) -> Result<Vec<Suppressed>> {
    Ok(suppression::table
        .filter(suppression::email.gt(after))
        .order(suppression::email.asc())
        .limit(limit)
        .load(conn)?)
}

pub fn count(conn: &mut Conn) -> Result<i64> {
    Ok(suppression::table.count().get_result(conn)?)
}
