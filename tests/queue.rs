//! The queue's promises: a task is worked on by one worker at a time, is never lost, and is given
//! up only after its last try.

use std::collections::HashMap;
use std::sync::Mutex;

use careercenter::clock::Moment;
use careercenter::db::Db;
use careercenter::error::Error;
use careercenter::queue::{self, Claimed, Share, Stage, Task};
use careercenter::schema::task;
use chrono::{NaiveDate, TimeDelta};
use diesel::prelude::*;

use crate::support::Database;

fn noon() -> Moment {
    let day = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day of the calendar");
    Moment::at_midnight(day).plus(TimeDelta::hours(12))
}

fn later(seconds: i64) -> Moment {
    noon().plus(TimeDelta::seconds(seconds))
}

fn put_down(db: &Db, outbox: i64, urgency: i32) {
    db.write_now(|conn| queue::enqueue(conn, noon(), urgency, &Task::Send { outbox }))
        .expect("a task is put down");
}

fn claim(db: &Db, owner: &str, now: Moment) -> Option<Claimed> {
    db.write_now(|conn| queue::claim(conn, owner, now, Share::All)).expect("the queue answers")
}

fn stage(db: &Db, id: i64) -> (Stage, String) {
    db.read_now(|conn| {
        Ok(task::table.find(id).select((task::stage, task::last_error)).first(conn)?)
    })
    .expect("the task is there")
}

on_both! {
    fn a_task_is_claimed_once_and_done_once(database: Database) {
        let db = database.open();
        put_down(&db, 7, 0);
        let mine = claim(&db, "one", noon()).expect("it is due");
        assert_eq!((mine.work.clone(), mine.attempt), (Task::Send { outbox: 7 }, 1));
        assert!(claim(&db, "two", noon()).is_none(), "it is leased");
        assert!(db.write_now(|conn| queue::finish(conn, &mine, noon())).expect("it ends"));
        assert_eq!(stage(&db, mine.id), (Stage::Done, String::new()));
        assert!(claim(&db, "two", later(3600)).is_none(), "it is done");
        assert!(!db.write_now(|conn| queue::finish(conn, &mine, noon())).expect("no error"));
    }

    fn a_task_is_not_due_before_its_time(database: Database) {
        let db = database.open();
        put_down(&db, 1, 0);
        assert!(claim(&db, "one", later(-1)).is_none());
        assert!(claim(&db, "one", noon()).is_some());
    }

    fn the_urgent_overtake_and_equals_keep_their_order(database: Database) {
        let db = database.open();
        for (outbox, urgency) in [(1, 0), (2, 10), (3, 0), (4, 10)] {
            put_down(&db, outbox, urgency);
        }
        let order: Vec<Task> =
            std::iter::from_fn(|| claim(&db, "one", noon())).map(|taken| taken.work).collect();
        assert_eq!(order, [2, 4, 1, 3].map(|outbox| Task::Send { outbox }));
    }

    fn letters_and_other_work_keep_out_of_each_others_way(database: Database) {
        let db = database.open();
        let other = Task::FollowEmployer { employer: 5 };
        db.write_now(|conn| queue::enqueue(conn, noon(), 10, &other)).expect("a task is put down");
        for (outbox, urgency) in [(1, 0), (2, 10), (3, 5)] {
            put_down(&db, outbox, urgency);
        }
        let take = |share| {
            let due = db.read_now(|conn| queue::is_any_due(conn, noon(), share)).expect("a read");
            let taken = db.write_now(|conn| queue::claim(conn, "one", noon(), share));
            let taken = taken.expect("the queue answers").map(|claimed| claimed.work);
            assert_eq!(due, taken.is_some(), "{share:?}");
            taken
        };
        assert_eq!(take(Share::UrgentLetters), Some(Task::Send { outbox: 2 }));
        assert_eq!(take(Share::UrgentLetters), None);
        assert_eq!(take(Share::Letters), Some(Task::Send { outbox: 3 }));
        assert_eq!(take(Share::Others), Some(other));
        assert_eq!(take(Share::Others), None);
        assert_eq!(take(Share::Letters), Some(Task::Send { outbox: 1 }));
        assert_eq!(take(Share::Letters), None);
    }

    fn a_resting_task_can_be_hurried_unless_somebody_has_it(database: Database) {
        let db = database.open();
        let hurry = |now| {
            db.write_now(|conn| queue::hurry(conn, now, &Task::Send { outbox: 1 })).expect("done")
        };
        assert_eq!(hurry(noon()), (false, false), "it is not there");
        put_down(&db, 1, 0);
        let taken = claim(&db, "one", noon()).expect("it is due");
        assert_eq!(hurry(later(1)), (false, true), "it is being worked on");
        db.write_now(|conn| queue::put_back(conn, &taken, later(3600), "busy")).expect("back");
        assert!(claim(&db, "one", later(2)).is_none());
        assert_eq!(hurry(later(2)), (true, true));
        assert!(claim(&db, "one", later(2)).is_some());
    }

    fn a_lease_that_ran_out_passes_to_the_next_and_fences_off_the_first(database: Database) {
        let db = database.open();
        put_down(&db, 1, 0);
        let slow = claim(&db, "slow", noon()).expect("it is due");
        assert!(claim(&db, "quick", later(119)).is_none(), "the lease still holds");
        let quick = claim(&db, "quick", later(120)).expect("the lease has run out");
        assert_eq!((quick.id, quick.attempt), (slow.id, 2));
        let (finished, put_back, buried) = db
            .write_now(|conn| {
                let finished = queue::finish(conn, &slow, later(121))?;
                let put_back = queue::retry(conn, &slow, later(121), "too late")?;
                Ok((finished, put_back, queue::bury(conn, &slow, later(121), "too late")?))
            })
            .expect("no error");
        assert!(!finished && !put_back && !buried, "the slow one has lost the task");
        assert_eq!(stage(&db, quick.id), (Stage::Waiting, String::new()));
        assert!(db.write_now(|conn| queue::finish(conn, &quick, later(122))).expect("it ends"));
    }

    fn the_same_worker_is_fenced_off_from_its_own_earlier_try(database: Database) {
        let db = database.open();
        put_down(&db, 1, 0);
        let first = claim(&db, "one", noon()).expect("it is due");
        let second = claim(&db, "one", later(120)).expect("the lease has run out");
        assert!(!db.write_now(|conn| queue::finish(conn, &first, later(121))).expect("no error"));
        assert!(db.write_now(|conn| queue::finish(conn, &second, later(121))).expect("it ends"));
    }

    fn a_lease_written_before_the_clock_jumped_back_counts_as_run_out(database: Database) {
        let db = database.open();
        put_down(&db, 1, 0);
        let ahead = claim(&db, "ahead", later(7200)).expect("it is due");
        let back = claim(&db, "back", later(1)).expect("the lease ends in an impossible future");
        assert_eq!((back.id, back.attempt), (ahead.id, 2));
        assert!(!db.write_now(|conn| queue::finish(conn, &ahead, later(2))).expect("no error"));
    }

    fn who_looked_at_the_clock_a_moment_earlier_takes_nothing_away(database: Database) {
        let db = database.open();
        put_down(&db, 1, 0);
        claim(&db, "first", later(5)).expect("it is due");
        assert!(claim(&db, "slow", later(4)).is_none(), "its lease is as good as any");
    }

    fn each_retry_waits_twice_as_long_and_the_last_buries(database: Database) {
        let db = database.open();
        put_down(&db, 1, 0);
        let mut now = noon();
        let mut pauses = Vec::new();
        let last = loop {
            let taken = claim(&db, "one", now).expect("it is due again");
            let kept = db
                .write_now(|conn| queue::retry(conn, &taken, now, "connection refused"))
                .expect("no error");
            assert!(kept, "the lease was ours");
            if stage(&db, taken.id).0 == Stage::Buried {
                break taken;
            }
            let due: Moment = db
                .read_now(|conn| Ok(task::table.find(taken.id).select(task::run_at).first(conn)?))
                .expect("the task is there");
            assert!(claim(&db, "one", due.minus(TimeDelta::microseconds(1))).is_none());
            pauses.push(due.since(now).num_seconds());
            now = due;
        };
        assert_eq!(pauses, [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]);
        assert_eq!(stage(&db, last.id), (Stage::Buried, "connection refused".to_owned()));
        assert!(claim(&db, "one", now.plus(TimeDelta::days(1))).is_none(), "it stays buried");
        assert_eq!(db.read_now(queue::waiting).expect("no error"), 0);
    }

    fn a_task_goes_with_the_transaction_that_put_it_down(database: Database) {
        let db = database.open();
        let outcome: Result<(), Error> = db.write_now(|conn| {
            queue::enqueue(conn, noon(), 0, &Task::Send { outbox: 1 })?;
            Err(Error::NotFound)
        });
        assert!(matches!(outcome, Err(Error::NotFound)));
        assert!(claim(&db, "one", noon()).is_none());
    }

    fn two_claimers_never_get_one_task(database: Database) {
        const TASKS: usize = 40;
        let processes = [database.open(), database.open()];
        for outbox in 0..TASKS {
            put_down(&processes[0], i64::try_from(outbox).expect("a small number"), 0);
        }
        let taken = Mutex::new(HashMap::<i64, Vec<String>>::new());
        let all_are_taken = || taken.lock().expect("no thread panicked").len() == TASKS;
        std::thread::scope(|threads| {
            for (number, db) in (0..8).zip(processes.iter().cycle()) {
                let (taken, all_are_taken) = (&taken, &all_are_taken);
                threads.spawn(move || {
                    let owner = format!("worker {number}");
                    while !all_are_taken() {
                        if let Some(claimed) = claim(db, &owner, noon()) {
                            let mut taken = taken.lock().expect("no thread panicked");
                            taken.entry(claimed.id).or_default().push(owner.clone());
                        }
                    }
                });
            }
        });
        for (id, owners) in taken.into_inner().expect("no thread panicked") {
            assert_eq!(owners.len(), 1, "task {id} was given to {owners:?}");
        }
    }
}
