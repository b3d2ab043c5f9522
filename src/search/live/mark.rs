//! How far along the log an index in a file is, and of which log: the last entry it has taken in, whole. A database
//! that was put back, or another one, has another entry at that place or none.

use diesel::prelude::*;

use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Result;
use crate::schema::posting_change;

/// An entry of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub change: i64,
    posting: i64,
    /// Microseconds since 1970.
    at: i64,
}

impl Mark {
    /// The entry with this id, if the log has one.
    pub fn of(conn: &mut Conn, change: i64) -> Result<Option<Mark>> {
        let entry: Option<(i64, Moment)> = posting_change::table
            .find(change)
            .select((posting_change::posting_id, posting_change::changed_at))
            .first(conn)
            .optional()?;
        Ok(entry.map(|(posting, at)| Mark { change, posting, at: at.micros() }))
    }

    /// Whether it is an entry of this log.
    pub fn is_in(&self, conn: &mut Conn) -> Result<bool> {
        Ok(Mark::of(conn, self.change)? == Some(*self))
    }

    /// As it is written into a file.
    pub fn text(&self) -> String {
        format!("{} {} {}", self.change, self.posting, self.at)
    }

    /// What [`Mark::text`] wrote.
    pub fn read(bytes: &[u8]) -> Option<Mark> {
        let text = std::str::from_utf8(bytes).ok()?;
        let numbers: Vec<i64> = text.split(' ').map_while(|number| number.parse().ok()).collect();
        let [change, posting, at] = numbers[..] else { return None };
        Some(Mark { change, posting, at })
    }
}
