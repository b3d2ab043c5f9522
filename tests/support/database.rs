//! A database for one test: opened, migrated, gone afterwards.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use careercenter::db::{Db, Location};

use super::{postgres, run};

/// The two databases every story is told on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Sqlite,
    Postgres,
}

/// What a test can be given: see `on_both!`.
pub trait OnBoth {
    fn on(kind: Kind) -> Self;
}

/// One test's database, and a folder of its own.
pub struct Database {
    /// For whatever else the test keeps on disk.
    pub folder: PathBuf,
    pub location: Location,
    name: String,
}

impl OnBoth for Database {
    fn on(kind: Kind) -> Database {
        let database = Database::new(kind, postgres::create);
        if kind == Kind::Sqlite {
            database.open().migrate().expect("a new database migrates");
        }
        database
    }
}

impl Database {
    /// A database without tables.
    pub fn bare(kind: Kind) -> Database {
        Database::new(kind, postgres::create_bare)
    }

    /// Opens it; each call is like another process.
    pub fn open(&self) -> Db {
        Db::open(self.location.clone()).expect("a new database opens")
    }

    pub fn is_sqlite(&self) -> bool {
        matches!(self.location, Location::Sqlite(_))
    }

    fn new(kind: Kind, on_postgres: fn(&str) -> Location) -> Database {
        static COUNT: AtomicU32 = AtomicU32::new(1);
        let name = format!("test_{}", COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = run::folder().join(&name);
        std::fs::create_dir(&folder).expect("the run's folder takes a folder");
        let location = match kind {
            Kind::Sqlite => Location::Sqlite(folder.join("careercenter.db")),
            Kind::Postgres => on_postgres(&name),
        };
        Database { folder, location, name }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Location::Postgres(_) = self.location {
            postgres::remove(&self.name);
        }
        if let Err(error) = std::fs::remove_dir_all(&self.folder) {
            eprintln!("{} stays until the run ends: {error}", self.folder.display());
        }
    }
}
