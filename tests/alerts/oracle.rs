//! Random alerts against random publishing, editing, closing, reopening, pausing and ending, while
//! two servers of one board are killed without warning again and again: what is handed over in the
//! end is what a plain reading of every posting by every alert says, each once.
//!
//! `CAREERCENTER_ALERTS`, `CAREERCENTER_EVENTS`, `CAREERCENTER_KILLS` and `CAREERCENTER_SEED` say how
//! much of it; without them it is a small round.

mod chance;
mod deeds;
mod record;

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use careercenter::clock::Moment;
use careercenter::schema::{alert_batch, alert_cursor, outbox, posting_change};
use chrono::TimeDelta;
use diesel::dsl::max;
use diesel::prelude::*;

use self::chance::Chance;
use self::deeds::Deeds;
use super::Board;
use crate::support::{Kind, OnBoth, Program, Running, World};

/// A number from the environment.
fn asked(name: &str, small: u64) -> u64 {
    let asked = std::env::var(format!("CAREERCENTER_{name}"));
    asked.map_or(small, |asked| asked.parse().unwrap_or_else(|_| panic!("{name} is a number")))
}

/// The servers' clock is the machine's.
fn real_now() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
    Moment::from_micros(i64::try_from(since.as_micros()).expect("not too far"))
}

/// Two servers of the board; each is killed in its turn and started again.
fn kill_again_and_again(programs: &[Program; 2], kills: u64, is_over: &AtomicBool) -> [Running; 2] {
    let mut running = [programs[0].start(0), programs[1].start(1)];
    for kill in 0..kills {
        let moment = Duration::from_millis(1_500 + kill * 397 % 2_500);
        let begun = Instant::now();
        while begun.elapsed() < moment && !is_over.load(Ordering::Relaxed) {
            std::thread::sleep(Duration::from_millis(20));
        }
        let which = (kill % 2) as usize;
        let number = kill as usize + 2;
        let fresh = |number| programs[which].start(number);
        // Dropping it is SIGKILL.
        let [one, other] = running;
        running = match which {
            0 => {
                drop(one);
                [fresh(number), other]
            }
            _ => {
                drop(other);
                [one, fresh(number)]
            }
        };
    }
    running
}

/// Waits for a while until everything that appeared was shown to every alert. A worker that was
/// killed holds its lease for two minutes: what it had begun is left to who works at the end.
fn settle(board: &Board) {
    let patience = Instant::now();
    while patience.elapsed() < Duration::from_secs(10) {
        let (behind, open) = board.read(|conn| {
            let end: Option<i64> =
                posting_change::table.select(max(posting_change::id)).first(conn)?;
            let reached: i64 = alert_cursor::table.select(alert_cursor::last_change).first(conn)?;
            let open = alert_batch::table.filter(alert_batch::finished_at.is_null());
            let open: i64 = open.count().get_result(conn)?;
            Ok((end.unwrap_or_default() - reached, open))
        });
        if (behind, open) == (0, 0) {
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}

fn tell(kind: Kind, port: u16) {
    let (alerts, events) = (asked("ALERTS", 200), asked("EVENTS", 60));
    let kills = asked("KILLS", 4);
    let board = Board::of(World::on(kind));
    let mut deeds = Deeds::new(&board, Chance::new(asked("SEED", 20_261_123)));
    deeds.begin(alerts);
    let programs = [Program::of(&board.world, port), Program::of(&board.world, port + 1)];
    let is_over = AtomicBool::new(false);
    std::thread::scope(|threads| {
        let killing = threads.spawn(|| kill_again_and_again(&programs, kills, &is_over));
        // Deeds are spread over the kills.
        let pause =
            Duration::from_millis(kills * 3_000 / events.max(1)).min(Duration::from_secs(1));
        for _ in 0..events {
            deeds.something();
            std::thread::sleep(pause);
        }
        is_over.store(true, Ordering::Relaxed);
        let running = killing.join().expect("the servers start");
        settle(&board);
        drop(running);
    });
    // Leases end, and then all mornings come.
    board.world.advance(real_now().since(board.world.now()));
    for span in [TimeDelta::minutes(3), TimeDelta::days(12), TimeDelta::minutes(1)] {
        board.after(span);
    }
    let letters: i64 = board.read(|conn| {
        let letters =
            outbox::table.filter(outbox::kind.eq(careercenter::mail::outbox::Kind::Alert));
        Ok(letters.count().get_result(conn)?)
    });
    let found = deeds.record.compare(&board);
    println!(
        "{kind:?}: {} alerts, {events} deeds, {kills} kills, {letters} letters: {found:?}",
        deeds.record.alerts()
    );
    assert_eq!((found.missing, found.never_asked_for, found.waiting), (0, 0, 0), "{found:?}");
    assert!(found.told > 0, "too little happened to tell");
}

#[test]
fn every_alert_is_told_of_what_it_asks_for_once_on_sqlite() {
    tell(Kind::Sqlite, 8094);
}

#[test]
fn every_alert_is_told_of_what_it_asks_for_once_on_postgres() {
    tell(Kind::Postgres, 8096);
}
