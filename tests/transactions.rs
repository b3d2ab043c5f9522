//! What `Db::write` promises: all or nothing, whatever ends it, and no update lost or refused when
//! many write at once.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use careercenter::clock::Moment;
use careercenter::db::{Conn, Db};
use careercenter::error::{Error, Result};
use careercenter::schema::schedule;
use diesel::prelude::*;

use crate::support::Database;

/// The schedule's rows serve as counters here: a name and a number.
fn count(conn: &mut Conn, name: &str) -> Result<Option<i64>> {
    let row: Option<Moment> =
        schedule::table.find(name).select(schedule::next_at).first(conn).optional()?;
    Ok(row.map(Moment::micros))
}

fn begin(conn: &mut Conn, name: &str) -> Result<()> {
    let row = (schedule::name.eq(name), schedule::next_at.eq(Moment::from_micros(0)));
    diesel::insert_into(schedule::table).values(row).execute(conn)?;
    Ok(())
}

/// Reads, then writes what was read plus one. False if another was quicker.
fn increment(conn: &mut Conn, name: &str) -> Result<bool> {
    let seen = count(conn, name)?.ok_or(Error::NotFound)?;
    let row = schedule::table.find(name).filter(schedule::next_at.eq(Moment::from_micros(seen)));
    let next = schedule::next_at.eq(Moment::from_micros(seen + 1));
    Ok(diesel::update(row).set(next).execute(conn)? == 1)
}

fn counted(db: &Db, name: &str) -> Option<i64> {
    db.read_now(|conn| count(conn, name)).expect("the counter can be read")
}

on_both! {
    fn an_error_undoes_the_whole_write(database: Database) {
        let db = database.open();
        let before = db.committed().wait(u64::MAX, Duration::ZERO);
        let outcome: Result<()> = db.write_now(|conn| {
            begin(conn, "undone")?;
            Err(Error::Conflict("on purpose".into()))
        });
        assert!(matches!(outcome, Err(Error::Conflict(_))), "the error itself comes back");
        assert_eq!(counted(&db, "undone"), None);
        assert_eq!(db.committed().wait(u64::MAX, Duration::ZERO), before, "nothing was committed");
        db.write_now(|conn| begin(conn, "next")).expect("the connection is whole");
        assert_eq!(counted(&db, "next"), Some(0));
        assert_ne!(db.committed().wait(u64::MAX, Duration::ZERO), before, "now something was");
    }

    fn an_error_of_the_database_undoes_the_whole_write(database: Database) {
        let db = database.open();
        db.write_now(|conn| begin(conn, "taken")).expect("the first is new");
        let outcome = db.write_now(|conn| {
            begin(conn, "undone")?;
            begin(conn, "taken")
        });
        assert!(matches!(outcome, Err(Error::Internal(_))));
        assert_eq!(counted(&db, "undone"), None);
        db.write_now(|conn| begin(conn, "next")).expect("the connection is whole");
    }

    fn a_panic_undoes_the_whole_write(database: Database) {
        let db = database.open();
        for _ in 0..6 {
            let outcome = catch_unwind(AssertUnwindSafe(|| {
                db.write_now(|conn| -> Result<()> {
                    begin(conn, "undone")?;
                    std::panic::panic_any("on purpose")
                })
            }));
            let panic = outcome.expect_err("the panic goes on").downcast::<&str>();
            assert_eq!(*panic.expect("it is ours"), "on purpose");
        }
        assert_eq!(counted(&db, "undone"), None);
        db.write_now(|conn| begin(conn, "next")).expect("every connection is whole");
        assert_eq!(counted(&db, "next"), Some(0));
    }

    fn eight_writers_lose_no_increment(database: Database) {
        let processes = [database.open(), database.open()];
        processes[0].write_now(|conn| begin(conn, "many")).expect("the counter is new");
        let again = AtomicU32::new(0);
        std::thread::scope(|threads| {
            for (_, db) in (0..8).zip(processes.iter().cycle()) {
                threads.spawn(|| {
                    for _ in 0..100 {
                        let once = || db.write_now(|conn| increment(conn, "many"));
                        while !once().expect("no write is refused") {
                            again.fetch_add(1, Ordering::Relaxed);
                        }
                    }
                });
            }
        });
        assert_eq!(counted(&processes[0], "many"), Some(800));
        if database.is_sqlite() {
            assert_eq!(again.into_inner(), 0, "a writer has the database for itself from BEGIN on");
        }
    }
}
