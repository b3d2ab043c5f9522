//! Opening connections: which database a URL means, and how each one must be set up to be safe.

use std::path::{Path, PathBuf};
use std::time::Duration;

use diesel::Connection;
use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::r2d2::ManageConnection;
use diesel::sqlite::SqliteConnection;

use super::Conn;

/// Which database, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    Sqlite(PathBuf),
    /// A full `postgres://` URL; may hold a password, so it is never printed.
    Postgres(String),
}

impl Location {
    /// Reads a database URL. The error says what is wrong without repeating a password.
    pub fn parse(url: &str) -> Result<Location, String> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            if path.is_empty() {
                return Err("names no file after sqlite:".into());
            }
            return Ok(Location::Sqlite(path.into()));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return postgres(url);
        }
        Err("must start with sqlite: or postgres://".into())
    }
}

fn postgres(url: &str) -> Result<Location, String> {
    let parsed = url::Url::parse(url).map_err(|error| error.to_string())?;
    let host_parameter = parsed.query_pairs().find(|(key, _)| key == "host");
    let socket = host_parameter.is_some_and(|(_, value)| value.starts_with('/'));
    let host = parsed.host_str().unwrap_or_default();
    let local = socket || matches!(host, "" | "localhost" | "127.0.0.1" | "[::1]");
    let spelled_out =
        parsed.query_pairs().any(|(key, value)| key == "sslmode" && value == "disable");
    if !local && !spelled_out && !cfg!(feature = "postgres-tls") {
        return Err("names another machine, and this build of CareerCenter has no TLS for \
                    PostgreSQL: build with --features postgres-tls, or write sslmode=disable \
                    if the network itself is private"
            .into());
    }
    Ok(Location::Postgres(url.to_owned()))
}

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
