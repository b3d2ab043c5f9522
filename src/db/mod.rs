//! The one door to data. Reads share a pool; writes go through `Db::write`, one transaction
//! each, and what must happen after a commit (wake the index, wake the worker) happens here,
//! so that no slice ever calls upwards.

mod connect;
mod dialect;
mod migrate;
mod signal;
mod types;

use std::time::Duration;

use diesel::connection::{AnsiTransactionManager, TransactionManager};
use diesel::r2d2::Pool;

pub use dialect::lock_change_log;
pub use migrate::Migrated;
pub use signal::Signal;

pub use crate::config::Location;
use crate::error::{Error, Result};
use crate::lane::Lane;
use connect::Connector;

/// A connection to either database. Everything but the rooms of `db` treats both alike.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    Sqlite(diesel::SqliteConnection),
    Postgres(diesel::PgConnection),
}

/// Pools, and the signal given after each commit.
#[derive(Clone)]
pub struct Db {
    location: Location,
    readers: Pool<Connector>,
    writers: Pool<Connector>,
    read_lane: Lane,
    write_lane: Lane,
    committed: Signal,
}

impl Db {
    /// Opens the pools; fails at once if the database cannot be reached.
    pub fn open(location: Location) -> Result<Db> {
        let (readers, writers) = match &location {
            Location::Sqlite(path) => {
                if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
                    crate::config::private_folder(folder).map_err(Error::internal)?;
                }
                // One writer: SQLite has one write lock, and queueing for it here is fair.
                (pool(&location, 4)?, pool(&location, 1)?)
            }
            Location::Postgres(_) => (pool(&location, 6)?, pool(&location, 4)?),
        };
        Ok(Db {
            read_lane: Lane::new(readers.max_size() as usize, 256, Duration::from_secs(5)),
            write_lane: Lane::new(writers.max_size() as usize, 256, Duration::from_secs(10)),
            location,
            readers,
            writers,
            committed: Signal::default(),
        })
    }

    pub fn location(&self) -> &Location {
        &self.location
    }

    /// Given after each committed write of this process.
    pub fn committed(&self) -> &Signal {
        &self.committed
    }

    /// Runs a query away from the web threads.
    pub async fn read<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    {
        let db = self.clone();
        self.read_lane.run(move || db.read_now(work)).await?
    }

    /// Runs one transaction away from the web threads.
    pub async fn write<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    {
        let db = self.clone();
        self.write_lane.run(move || db.write_now(work)).await?
    }

    /// `read` for callers that are on a thread of their own: worker, commands, tests.
    pub fn read_now<T>(&self, work: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        let mut conn = self.readers.get().map_err(Error::internal)?;
        work(&mut conn)
    }

    /// `write` for callers that are on a thread of their own: worker, commands, tests.
    pub fn write_now<T>(&self, work: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        let mut conn = self.writers.get().map_err(Error::internal)?;
        let done = transaction(&mut conn, work)?;
        self.committed.give();
        Ok(done)
    }
}

fn pool(location: &Location, size: u32) -> Result<Pool<Connector>> {
    Pool::builder()
        .max_size(size)
        .min_idle(Some(1))
        .test_on_check_out(matches!(location, Location::Postgres(_)))
        .connection_timeout(connect::WAIT)
        .build(Connector(location.clone()))
        .map_err(Error::internal)
}

/// BEGIN IMMEDIATE on SQLite: a transaction that first reads and then asks for the write lock
/// fails whenever another process wrote in between.
fn transaction<T>(conn: &mut Conn, work: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
    match conn {
        Conn::Sqlite(sqlite) => {
            AnsiTransactionManager::begin_transaction_sql(sqlite, "BEGIN IMMEDIATE")?
        }
        Conn::Postgres(postgres) => AnsiTransactionManager::begin_transaction(postgres)?,
    }
    // A panic must not leave the transaction open in a pooled connection.
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| work(conn)));
    match outcome {
        Ok(Ok(value)) => {
            end(conn, true)?;
            Ok(value)
        }
        Ok(Err(error)) => {
            end(conn, false)?;
            Err(error)
        }
        Err(panic) => {
            end(conn, false)?;
            std::panic::resume_unwind(panic)
        }
    }
}

fn end(conn: &mut Conn, commit: bool) -> Result<()> {
    type Manager = <Conn as diesel::Connection>::TransactionManager;
    match commit {
        true => Manager::commit_transaction(conn)?,
        false => Manager::rollback_transaction(conn)?,
    }
    Ok(())
}
