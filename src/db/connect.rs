//! Opening connections: how each database must be set up to be safe.

use std::path::Path;
use std::time::Duration;

use diesel::Connection;
use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::r2d2::ManageConnection;
use diesel::sqlite::SqliteConnection;

use super::{Conn, Location};

/// Makes connections for a pool.
#[derive(Clone, Debug)]
pub(super) struct Connector(pub Location);

impl Connector {
    pub fn open(&self) -> Result<Conn, diesel::r2d2::Error> {
        match &self.0 {
            Location::Sqlite(path) => open_sqlite(path).map(Conn::Sqlite),
            Location::Postgres(url) => open_postgres(url).map(Conn::Postgres),
        }
    }
}

fn open_sqlite(path: &Path) -> Result<SqliteConnection, diesel::r2d2::Error> {
    let url = path.to_string_lossy();
    let mut conn =
        SqliteConnection::establish(&url).map_err(diesel::r2d2::Error::ConnectionError)?;
    // busy_timeout first: switching to WAL itself may have to wait for another process.
    conn.batch_execute(
        "PRAGMA busy_timeout = 10000;
         PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -32000;",
    )
    .map_err(diesel::r2d2::Error::QueryError)?;
    Ok(conn)
}

fn open_postgres(url: &str) -> Result<PgConnection, diesel::r2d2::Error> {
    let mut conn = PgConnection::establish(url).map_err(diesel::r2d2::Error::ConnectionError)?;
    conn.batch_execute(
        "SET TIME ZONE 'UTC';
         SET statement_timeout = '30s';
         SET lock_timeout = '10s';
         SET idle_in_transaction_session_timeout = '60s';
         SET client_min_messages = warning;",
    )
    .map_err(diesel::r2d2::Error::QueryError)?;
    Ok(conn)
}

impl ManageConnection for Connector {
    type Connection = Conn;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<Conn, Self::Error> {
        self.open()
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), Self::Error> {
        conn.batch_execute("SELECT 1").map_err(diesel::r2d2::Error::QueryError)
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        use diesel::r2d2::R2D2Connection;
        std::thread::panicking() || conn.is_broken()
    }
}

/// How long a caller may wait for a free connection.
pub(super) const WAIT: Duration = Duration::from_secs(5);
