//! The outbox as an operator reads it: newest first, a page at a time behind the last id seen, so
//! that the millionth letter is as near as the first.

use diesel::prelude::*;

use super::{Kind, Stage};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::schema::outbox;

/// More than this are not counted one by one.
const COUNTED: i64 = 100_000;

/// One letter and what became of it.
#[derive(Debug, Queryable)]
pub struct Row {
    pub id: i64,
    pub recipient: String,
    pub kind: Kind,
    pub payload: String,
    pub stage: Stage,
    /// The server's last words.
    pub reply: String,
    pub created_at: Moment,
    pub attempts: i32,
    pub tried_at: Option<Moment>,
    /// While it waits: when it will be tried.
    pub next_at: Option<Moment>,
}

/// Which letters somebody wants to see.
#[derive(Clone, Debug, Default)]
pub struct Which {
    pub stage: Option<Stage>,
    pub kind: Option<Kind>,
    /// Empty for everybody.
    pub recipient: String,
    /// Only those with a smaller id.
    pub before: Option<i64>,
}

/// How many there are, as far as somebody counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    Exactly(i64),
    MoreThan(i64),
}

/// Newest first.
pub fn list(conn: &mut Conn, which: &Which, limit: i64) -> Result<Vec<Row>> {
    let mut some = outbox::table.into_boxed();
    if let Some(stage) = which.stage {
        some = some.filter(outbox::stage.eq(stage));
    }
    if let Some(kind) = which.kind {
        some = some.filter(outbox::kind.eq(kind));
    }
    if !which.recipient.is_empty() {
        some = some.filter(outbox::recipient.eq(&which.recipient));
    }
    if let Some(before) = which.before {
        some = some.filter(outbox::id.lt(before));
    }
    Ok(some.order(outbox::id.desc()).limit(limit).select(columns()).load(conn)?)
}

pub fn by_id(conn: &mut Conn, id: i64) -> Result<Row> {
    let row = outbox::table.filter(outbox::id.eq(id)).select(columns());
    row.first(conn).optional()?.ok_or(Error::NotFound)
}

pub fn count(conn: &mut Conn, stage: Stage) -> Result<Counted> {
    let those = outbox::table.filter(outbox::stage.eq(stage));
    let beyond = those.select(outbox::id).order(outbox::id.asc()).offset(COUNTED).limit(1);
    match beyond.first::<i64>(conn).optional()? {
        Some(_) => Ok(Counted::MoreThan(COUNTED)),
        None => Ok(Counted::Exactly(those.count().get_result(conn)?)),
    }
}

/// Since when the oldest letter that is not sent yet waits.
pub fn oldest_waiting(conn: &mut Conn) -> Result<Option<Moment>> {
    let waiting = outbox::table.filter(outbox::stage.eq(Stage::Waiting));
    Ok(waiting.order(outbox::id.asc()).select(outbox::created_at).first(conn).optional()?)
}

#[diesel::dsl::auto_type]
fn columns() -> _ {
    (
        outbox::id,
        outbox::recipient,
        outbox::kind,
        outbox::payload,
        outbox::stage,
        outbox::reply,
        outbox::created_at,
        outbox::attempts,
        outbox::tried_at,
        outbox::next_at,
    )
}
