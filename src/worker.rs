//! Work nobody waits for: the queue's tasks and the recurring duties. One loop; any number of
//! processes may run it, leases and guarded updates keep them apart.

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
use crate::error::Result;
use crate::mail::outbox::{self, Kind, Post};
use crate::mail::render::Words;
use crate::mail::{Letter, Outcome};
use crate::postings;
use crate::queue::{self, Claimed, Task};
use crate::schema::schedule;
use crate::site::Site;

/// A recurring duty.
struct Duty {
    name: &'static str,
    every: TimeDelta,
    run: fn(&Site, Moment) -> Result<()>,
    /// Asked before its turn is taken, so that one that comes often writes nothing when idle.
    is_wanted: fn(&mut Conn, Moment) -> Result<bool>,
}

/// The schedule.
const DUTIES: &[Duty] = &[
    Duty {
        name: "sweep sessions, links and invitations",
        every: TimeDelta::hours(1),
        run: sweep_accounts,
        is_wanted: always,
    },
    Duty {
        name: "end postings",
        every: TimeDelta::minutes(1),
        run: end_postings,
        is_wanted: always,
    },
    Duty {
        name: "erase profiles",
        every: TimeDelta::hours(1),
        run: erase_profiles,
        is_wanted: always,
    },
    Duty {
        name: "sweep files",
        every: TimeDelta::hours(1),
        run: applicants::sweep_files,
        is_wanted: always,
    },
    Duty {
        name: "tell of applications",
        every: TimeDelta::minutes(5),
        run: tell_of_applications,
        is_wanted: always,
    },
    Duty {
        name: "erase applications",
        every: TimeDelta::hours(1),
        run: erase_applications,
        is_wanted: always,
    },
    Duty {
        name: "sweep finished tasks",
        every: TimeDelta::hours(1),
        run: sweep_tasks,
        is_wanted: always,
    },
    Duty {
        name: "sweep finished letters",
        every: TimeDelta::hours(1),
        run: sweep_letters,
        is_wanted: always,
    },
    Duty {
        name: "alerts",
        every: TimeDelta::seconds(2),
        run: alerts::tick,
        is_wanted: alerts::is_any_due,
    },
];

fn always(_: &mut Conn, _: Moment) -> Result<bool> {
    Ok(true)
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
    site.db.write_now(|conn| outbox::sweep(conn, now.minus(TimeDelta::days(30))))
}

/// Works until told to stop; wakes at once after a commit, and at least every second.
pub fn run(site: &Site, stop: &crate::site::Stop) {
    let owner = format!("{}-{}", std::process::id(), &crate::token::fresh()[..8]);
    let mut seen = 0;
    while !stop.is_asked() {
        if let Err(error) = work_through(site, &owner, stop) {
            tracing::error!(%error, "the worker could not go on; it tries again");
            std::thread::sleep(Duration::from_secs(1));
        }
        seen = site.db.committed().wait(seen, Duration::from_secs(1));
    }
}

/// Does everything that is due now, and returns. For tests and commands.
pub fn work_until_idle(site: &Site) -> Result<()> {
    work_through(site, "until-idle", &crate::site::Stop::default())
}

fn work_through(site: &Site, owner: &str, stop: &crate::site::Stop) -> Result<()> {
    for duty in DUTIES {
        let now = site.clock.now();
        // Looked at before it is written: an idle worker commits nothing and wakes nobody.
        let due = site.db.read_now(|conn| {
            let next = next_time(conn, duty)?;
            Ok(next.is_none_or(|at| is_past(duty, at, now)) && (duty.is_wanted)(conn, now)?)
        })?;
        if due && site.db.write_now(|conn| take_turn(conn, duty, now))? {
            (duty.run)(site, now)?;
        }
    }
    while !stop.is_asked() {
        let now = site.clock.now();
        if !site.db.read_now(|conn| queue::is_any_due(conn, now))? {
            break;
        }
        match site.db.write_now(|conn| queue::claim(conn, owner, now))? {
            Some(claimed) => perform(site, &claimed)?,
            None => break,
        }
    }
    Ok(())
}

fn next_time(conn: &mut Conn, duty: &Duty) -> Result<Option<Moment>> {
    let row = schedule::table.filter(schedule::name.eq(duty.name));
    Ok(row.select(schedule::next_at).first(conn).optional()?)
}

/// A time further ahead than one period was written before the clock jumped back: it is past.
fn is_past(duty: &Duty, at: Moment, now: Moment) -> bool {
    at <= now || at > now.plus(duty.every)
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
fn perform(site: &Site, claimed: &Claimed) -> Result<()> {
    let done = match claimed.work {
        Task::Send { outbox } => send(site, claimed, outbox),
        Task::FollowEmployer { employer } => follow_employer(site, claimed, employer),
        Task::MatchAlerts { batch } => alerts::match_batch(site, claimed, batch),
    };
    let Err(error) = done else { return Ok(()) };
    tracing::warn!(task = claimed.id, attempt = claimed.attempt, %error, "a task failed");
    let now = site.clock.now();
    site.db.write_now(|conn| queue::retry(conn, claimed, now, &error.to_string()))?;
    Ok(())
}

/// Tells the index that an employer's postings show it differently now.
fn follow_employer(site: &Site, claimed: &Claimed, employer: i64) -> Result<()> {
    let now = site.clock.now();
    site.db.write_now(|conn| {
        queue::finish(conn, claimed, now)?;
        postings::follow_employer(conn, now, EmployerId(employer))
    })
}

/// Renders and hands over one letter, then writes down what became of it.
fn send(site: &Site, claimed: &Claimed, id: i64) -> Result<()> {
    let rendered = site.db.read_now(|conn| match outbox::waiting(conn, id)? {
        Some(post) => Ok(words(conn, site, &post)?.map(|words| (post, words))),
        None => Ok(None),
    })?;
    let outcome = match rendered {
        Some((post, words)) => site.mailer.send(&letter(site, post, words)),
        None => Outcome::Refused("there was nothing left to say".into()),
    };
    let now = site.clock.now();
    site.db.write_now(|conn| outbox::settle(conn, now, claimed, id, &outcome))
}

fn letter(site: &Site, post: Post, words: Words) -> Letter {
    let stable = crate::token::sign(&site.config.secret, "message-id", &post.id.to_string());
    let host = site.config.base_url.host_str().unwrap_or("localhost");
    Letter {
        to: post.recipient,
        subject: words.subject,
        text: words.text,
        html: words.html,
        list: words.list,
        message_id: format!("<{}@{host}>", &stable[..32]),
    }
}

/// Asks the slice a kind of letter belongs to what it says; nothing if it has become moot.
fn words(conn: &mut Conn, site: &Site, post: &Post) -> Result<Option<Words>> {
    match post.kind {
        Kind::VerifyAddress
        | Kind::AlreadyRegistered
        | Kind::ResetPassword
        | Kind::PasswordChanged
        | Kind::ConfirmEmail
        | Kind::EmailChangeAsked
        | Kind::EmailTaken
        | Kind::EmailChanged
        | Kind::AccountClosed => accounts::mails::letter(conn, site, post.kind, &post.payload),
        Kind::EmployerSuspended
        | Kind::EmployerReinstated
        | Kind::Invitation
        | Kind::RoleChanged
        | Kind::SeatRemoved => employers::mails::letter(conn, site, post.kind, &post.payload),
        Kind::PostingApproved
        | Kind::PostingReturned
        | Kind::PostingTakenDown
        | Kind::PostingExpired => postings::mails::letter(conn, site, post.kind, &post.payload),
        Kind::ApplicationReceipt
        | Kind::ApplicationMoved
        | Kind::ConfirmApplication
        | Kind::ApplicationArrived
        | Kind::ApplicationWithdrawn
        | Kind::ApplicationsDigest => {
            applications::mails::letter(conn, site, post.kind, &post.payload)
        }
        Kind::ConfirmAlert | Kind::Alert => Ok(None),
    }
}
