//! Who did what, and when: append-only, written in the transaction of the deed itself. Only the
//! names of those who left the board are taken out.

use diesel::prelude::*;

use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Result;
use crate::schema::audit;

/// One line of the record. `actor` is a name people read; `subject` names a table.
#[derive(Debug, Insertable)]
#[diesel(table_name = audit)]
pub struct Deed<'a> {
    pub happened_at: Moment,
    pub account_id: Option<i64>,
    pub actor: &'a str,
    /// A verb in the past: "approved", "signed in".
    pub deed: &'a str,
    pub subject: &'a str,
    pub subject_id: i64,
    pub detail: &'a str,
}

/// An entry as it is shown.
#[derive(Debug, Queryable, Selectable, serde::Serialize)]
#[diesel(table_name = audit)]
pub struct Entry {
    #[serde(serialize_with = "rfc3339")]
    pub happened_at: Moment,
    pub actor: String,
    pub deed: String,
    pub detail: String,
}

fn rfc3339<S: serde::Serializer>(moment: &Moment, out: S) -> std::result::Result<S::Ok, S::Error> {
    out.serialize_str(&moment.rfc3339())
}

/// Writes one deed.
pub fn record(conn: &mut Conn, deed: Deed<'_>) -> Result<()> {
    diesel::insert_into(audit::table).values(&deed).execute(conn)?;
    Ok(())
}

/// Puts other words in place of somebody's name wherever they acted. What they did stays.
pub fn rename(conn: &mut Conn, account_id: i64, name: &str) -> Result<()> {
    let theirs = audit::table.filter(audit::account_id.eq(account_id));
    diesel::update(theirs).set(audit::actor.eq(name)).execute(conn)?;
    Ok(())
}

/// What happened to one thing, newest first, at most `limit` entries.
pub fn of(conn: &mut Conn, subject: &str, subject_id: i64, limit: i64) -> Result<Vec<Entry>> {
    Ok(audit::table
        .filter(audit::subject.eq(subject))
        .filter(audit::subject_id.eq(subject_id))
        .order((audit::happened_at.desc(), audit::id.desc()))
        .limit(limit)
        .select((audit::happened_at, audit::actor, audit::deed, audit::detail))
        .load(conn)?)
}
