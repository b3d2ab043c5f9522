//! Bringing the schema up to date: forward only, one process at a time, never over a newer one.

use std::fs::File;

use diesel::RunQueryDsl;
use diesel::migration::MigrationSource;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::{Conn, Db, Location};
use crate::error::{Error, Result};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// A key no other advisory lock of ours uses.
const MIGRATING: i64 = 0x4343_0002;

/// What `migrate` did.
#[derive(Debug)]
pub struct Migrated {
    /// Versions applied now, oldest first.
    pub applied: Vec<String>,
}

impl Db {
    /// Applies what is missing. Refuses a database that a newer CareerCenter has touched.
    pub fn migrate(&self) -> Result<Migrated> {
        let mut conn = self.writers.get().map_err(Error::internal)?;
        match (&mut *conn, &self.location) {
            (Conn::Sqlite(sqlite), Location::Sqlite(path)) => {
                let mut name = path.as_os_str().to_owned();
                name.push(".migrating");
                let lock = File::create(name).map_err(Error::internal)?;
                lock.lock().map_err(Error::internal)?;
                run::<diesel::sqlite::Sqlite, _>(sqlite, SQLITE)
            }
            (Conn::Postgres(postgres), _) => {
                // Waiting for another process's migrations may outlast the usual limits.
                locked(
                    postgres,
                    "SET lock_timeout = 0; SET statement_timeout = 0",
                    "pg_advisory_lock",
                )?;
                let outcome = run::<diesel::pg::Pg, _>(postgres, POSTGRES);
                locked(
                    postgres,
                    "SET lock_timeout = '10s'; SET statement_timeout = '30s'",
                    "pg_advisory_unlock",
                )?;
                outcome
            }
            (Conn::Sqlite(_), Location::Postgres(_)) => {
                unreachable!("a connector opens what its location says")
            }
        }
    }

    /// Undoes every migration: only for tests of the migrations themselves.
    pub fn revert_all(&self) -> Result<()> {
        let mut conn = self.writers.get().map_err(Error::internal)?;
        let reverted = match &mut *conn {
            Conn::Sqlite(sqlite) => sqlite.revert_all_migrations(SQLITE).map(|_| ()),
            Conn::Postgres(postgres) => postgres.revert_all_migrations(POSTGRES).map(|_| ()),
        };
        reverted.map_err(Error::Internal)
    }
}

fn locked(conn: &mut diesel::PgConnection, settings: &str, function: &str) -> Result<()> {
    use diesel::connection::SimpleConnection;
    conn.batch_execute(settings)?;
    diesel::sql_query(format!("SELECT {function}({MIGRATING})")).execute(conn)?;
    Ok(())
}

fn run<DB, C>(conn: &mut C, source: EmbeddedMigrations) -> Result<Migrated>
where
    DB: diesel::backend::Backend,
    C: MigrationHarness<DB>,
{
    let known = MigrationSource::<DB>::migrations(&source).map_err(Error::Internal)?;
    let known: Vec<String> = known.iter().map(|m| m.name().version().to_string()).collect();
    let applied = conn.applied_migrations().map_err(Error::Internal)?;
    if let Some(newer) = applied.iter().find(|version| !known.contains(&version.to_string())) {
        return Err(Error::internal(format!(
            "the database was changed by a newer CareerCenter (migration {newer}); \
             run that version, or restore a copy made before it"
        )));
    }
    let done = conn.run_pending_migrations(source).map_err(Error::Internal)?;
    Ok(Migrated { applied: done.iter().map(ToString::to_string).collect() })
}
