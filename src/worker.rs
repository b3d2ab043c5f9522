//! Work nobody waits for: the queue's tasks and the recurring duties, and beside them a few senders
//! of letters. Any number of processes may do it, leases and guarded updates keep them apart.

mod sending;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use chrono::TimeDelta;
use diesel::prelude::*;

use crate::accounts;
use crate::alerts;
use crate::applicants;
use crate::applications;
use crate::clock::Moment;
use crate::db::Conn;
use crate::employers::{self, EmployerId};
use crate::error::{Error, Result};
use crate::mail::outbox;
use crate::postings;
use crate::queue::{self, Claimed, Share, Task};
use crate::schema::schedule;
use crate::site::{Site, Stop};

/// A recurring duty.
struct Duty {
    name: &'static str,
    every: TimeDelta,
    run: fn(&Site, Moment, &Stop) -> Result<()>,
    /// Asked before its turn is taken, so that one that comes often writes nothing when idle.
    is_wanted: fn(&mut Conn, Moment) -> Result<bool>,
}

const MINUTE: TimeDelta = TimeDelta::minutes(1);
const HOUR: TimeDelta = TimeDelta::hours(1);

/// The schedule.
const DUTIES: &[Duty] = &[
    duty("sweep sessions, links and invitations", HOUR, |site, now, _| sweep_accounts(site, now)),
    duty("end postings", MINUTE, |site, now, _| end_postings(site, now)),
    duty("erase profiles", HOUR, |site, now, _| erase_profiles(site, now)),
    duty("forget views", HOUR, |site, now, _| forget_views(site, now)),
    duty("sweep files", HOUR, |site, now, _| applicants::sweep_files(site, now)),
    duty("tell of applications", TimeDelta::minutes(5), |site, now, _| {
        tell_of_applications(site, now)
    }),
    duty("erase applications", HOUR, |site, now, _| erase_applications(site, now)),
    duty("sweep finished tasks", HOUR, |site, now, _| sweep_tasks(site, now)),
    duty("sweep finished letters", HOUR, |site, now, _| sweep_letters(site, now)),
    duty("sweep alerts", HOUR, |site, now, _| alerts::sweep(site, now)),
    Duty { is_wanted: alerts::is_any_due, ..duty("alerts", TimeDelta::seconds(2), alerts::tick) },
];

/// One that is wanted whenever its time has come.
const fn duty(
    name: &'static str,
    every: TimeDelta,
    run: fn(&Site, Moment, &Stop) -> Result<()>,
) -> Duty {
    Duty { name, every, run, is_wanted: |_, _| Ok(true) }
}

fn sweep_accounts(site: &Site, now: Moment) -> Result<()> {
    site.db.write_now(|conn| {
        accounts::sweep(conn, now)?;
        employers::sweep(conn, now)
    })
}

/// Postings end by their listing or their deadline, a batch a transaction.
fn end_postings(site: &Site, now: Moment) -> Result<()> {
    while site.db.write_now(|conn| postings::expire_due(conn, now))? > 0 {}
    Ok(())
}

/// Profiles nobody has used for their whole time, a batch a transaction.
fn erase_profiles(site: &Site, now: Moment) -> Result<()> {
    while site.db.write_now(|conn| applicants::sweep(conn, now))? > 0 {}
    Ok(())
}

/// What people looked at long ago, a batch a transaction.
fn forget_views(site: &Site, now: Moment) -> Result<()> {
    while site.db.write_now(|conn| applicants::forget_views(conn, now))? > 0 {}
    Ok(())
}

/// One letter a day to members who want it so, a batch a transaction.
fn tell_of_applications(site: &Site, now: Moment) -> Result<()> {
    for (zone, morning) in site.db.read_now(|conn| applications::mornings(conn, now))? {
        let tell = |conn: &mut Conn| applications::tell_daily(conn, now, &zone, morning);
        while site.db.write_now(tell)? > 0 {}
    }
    Ok(())
}

/// What applicants sent goes when its time is over, a batch a transaction.
fn erase_applications(site: &Site, now: Moment) -> Result<()> {
    while site.db.write_now(|conn| applications::erase_due(conn, now))? > 0 {}
    site.db.write_now(|conn| applications::guest::sweep(conn, now))
}

/// Done tasks are of no use after a week; buried ones stay for a person to see.
fn sweep_tasks(site: &Site, now: Moment) -> Result<()> {
    site.db.write_now(|conn| queue::sweep(conn, now.minus(TimeDelta::days(7))))
}

/// Whom we wrote to is nobody's business after a month.
fn sweep_letters(site: &Site, now: Moment) -> Result<()> {
    site.db.write_now(|conn| outbox::sweep(conn, now))
}

/// Who hands letters over, side by side: one is kept free for letters somebody waits for at a
/// screen, however slowly mail servers take the others.
const SENDERS: [Share; 4] = [Share::UrgentLetters, Share::Letters, Share::Letters, Share::Letters];

/// Works until told to stop, and finishes what was begun.
pub fn run(site: &Site, stop: &Stop) {
    std::thread::scope(|threads| {
        for share in SENDERS {
            threads.spawn(move || {
                follow(site, stop, |owner| take_tasks(site, owner, stop, share));
            });
        }
        follow(site, stop, |owner| {
            do_duties(site, stop)?;
            take_tasks(site, owner, stop, Share::Others)
        });
    });
    site.mailer.close();
}

/// Works again after each commit, and at least every second.
fn follow(site: &Site, stop: &Stop, work: impl Fn(&str) -> Result<()>) {
    let owner = format!("{}-{}", std::process::id(), &crate::token::fresh()[..8]);
    let mut seen = 0;
    while !stop.is_asked() {
        if let Err(error) = work(&owner) {
            tracing::error!(%error, "the worker could not go on; it tries again");
            std::thread::sleep(Duration::from_secs(1));
        }
        site.mailer.rest();
        seen = site.db.committed().wait(seen, Duration::from_secs(1));
    }
}

/// Does everything that is due now, and returns. For tests and commands.
pub fn work_until_idle(site: &Site) -> Result<()> {
    do_duties(site, &Stop::default())?;
    take_tasks(site, "until-idle", &Stop::default(), Share::All)
}

fn do_duties(site: &Site, stop: &Stop) -> Result<()> {
    for duty in DUTIES {
        let now = site.clock.now();
        // Looked at before it is written: an idle worker commits nothing and wakes nobody.
        let due = site.db.read_now(|conn| {
            let next = next_time(conn, duty)?;
            Ok(next.is_none_or(|at| is_past(duty, at, now)) && (duty.is_wanted)(conn, now)?)
        })?;
        if due && site.db.write_now(|conn| take_turn(conn, duty, now))? {
            (duty.run)(site, now, stop)?;
        }
    }
    Ok(())
}

fn take_tasks(site: &Site, owner: &str, stop: &Stop, share: Share) -> Result<()> {
    while !stop.is_asked() {
        let now = site.clock.now();
        if !site.db.read_now(|conn| queue::is_any_due(conn, now, share))? {
            break;
        }
        match site.db.write_now(|conn| queue::claim(conn, owner, now, share))? {
            Some(claimed) => perform(site, &claimed, stop)?,
            None => break,
        }
    }
    Ok(())
}

fn next_time(conn: &mut Conn, duty: &Duty) -> Result<Option<Moment>> {
    let row = schedule::table.filter(schedule::name.eq(duty.name));
    Ok(row.select(schedule::next_at).first(conn).optional()?)
}

/// How much later than this one another worker may have looked at the clock.
const APART: TimeDelta = TimeDelta::minutes(1);

/// A time further ahead than one period was written before the clock jumped back: it is past.
fn is_past(duty: &Duty, at: Moment, now: Moment) -> bool {
    at <= now || at > now.plus(duty.every + APART)
}

/// Moves a duty's next time forward; true for the one process that did.
fn take_turn(conn: &mut Conn, duty: &Duty, now: Moment) -> Result<bool> {
    let next = now.plus(duty.every);
    let changed = match next_time(conn, duty)? {
        Some(at) if !is_past(duty, at, now) => 0,
        Some(at) => {
            let seen = schedule::table
                .filter(schedule::name.eq(duty.name))
                .filter(schedule::next_at.eq(at));
            diesel::update(seen).set(schedule::next_at.eq(next)).execute(conn)?
        }
        None => crate::on_each!(conn, each => {
            diesel::insert_into(schedule::table)
                .values((schedule::name.eq(duty.name), schedule::next_at.eq(next)))
                .on_conflict_do_nothing()
                .execute(each)?
        }),
    };
    Ok(changed == 1)
}

/// Carries one task out. A task that fails is tried again later, and said in the log.
fn perform(site: &Site, claimed: &Claimed, stop: &Stop) -> Result<()> {
    let work = || match claimed.work {
        Task::Send { outbox } => sending::send(site, claimed, outbox),
        Task::FollowEmployer { employer } => follow_employer(site, claimed, employer),
        Task::MatchAlerts { batch } => alerts::match_batch(site, claimed, batch, stop),
        Task::CompareTexts { after } => postings::compare_texts(site, claimed, after, stop),
    };
    // One task that cannot be done must not keep the others from being done.
    let panicked = |_| Err(Error::internal("it panicked"));
    let done = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(panicked);
    let Err(error) = done else { return Ok(()) };
    tracing::warn!(task = claimed.id, attempt = claimed.attempt, %error, "a task failed");
    let now = site.clock.now();
    match claimed.work {
        Task::Send { outbox } => sending::postpone(site, claimed, outbox, &error),
        Task::FollowEmployer { .. } | Task::MatchAlerts { .. } | Task::CompareTexts { .. } => {
            let retry = |conn: &mut Conn| queue::retry(conn, claimed, now, &error.to_string());
            site.db.write_now(retry).map(|_| ())
        }
    }
}

/// Tells the index that an employer's postings show it differently now.
fn follow_employer(site: &Site, claimed: &Claimed, employer: i64) -> Result<()> {
    let now = site.clock.now();
    site.db.write_now(|conn| {
        queue::finish(conn, claimed, now)?;
        postings::follow_employer(conn, now, EmployerId(employer))
    })
}
