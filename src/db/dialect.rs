//! Where the two databases differ, and only here.

use diesel::RunQueryDsl;

use super::Conn;
use crate::error::Result;

/// Runs the same Diesel expression on whichever connection it is: for what the common
/// connection type cannot say (upserts, inserting many rows at once).
#[macro_export]
macro_rules! on_each {
    ($conn:expr, $each:ident => $body:expr) => {
        match $conn {
            $crate::db::Conn::Sqlite($each) => $body,
            $crate::db::Conn::Postgres($each) => $body,
        }
    };
}

/// A key no other advisory lock of ours uses.
const CHANGE_LOG: i64 = 0x4343_0001;

/// Makes change rows commit in the order of their ids. The row must be the last write of its
/// transaction, or this lock and row locks wait for each other. SQLite has one writer anyway.
pub fn lock_change_log(conn: &mut Conn) -> Result<()> {
    if let Conn::Postgres(postgres) = conn {
        diesel::sql_query("SELECT pg_advisory_xact_lock($1)")
            .bind::<diesel::sql_types::BigInt, _>(CHANGE_LOG)
            .execute(postgres)?;
    }
    Ok(())
}
