//! What it costs to show new postings to every alert: CPU time of the working thread from the batch
//! to the written deliveries, on SQLite, over generated postings and searches.
//!
//! `cargo bench --bench alerts -- --alerts 100000 --postings 500`

#[path = "common/cpu.rs"]
mod cpu;
#[path = "common/memory.rs"]
mod memory;
#[path = "common/site.rs"]
mod site;

use std::time::Duration;

use careercenter::alerts::{self, Frequency, Stage};
use careercenter::eligibility::{Fit, Held, Holding};
use careercenter::queue::{self, Share, Task};
use careercenter::schema::{alert, alert_delivery, subscriber};
use careercenter::site::{Site, Stop};
use careercenter::vocabulary::State;
use careercenter::{on_each, sample};
use chrono::TimeDelta;
use cpu::cpu;
use diesel::prelude::*;
use memory::memory;
use site::site;

/// Alerts of one person.
const OF_ONE: i64 = 4;
/// Searches that are different; popular ones are asked for by many.
const DIFFERENT: u64 = 20_000;
const WORDS: [&str; 8] =
    ["surgery", "cardiology", "remote", "inpatient", "auditor", "risk", "senior", "oncology"];
const STATES: [&str; 6] = ["OH", "TX", "NY", "CA", "FL", "WA"];
const CREDENTIALS: [&str; 5] = ["cpc", "ccs", "coc", "rhit", "crc"];

fn main() {
    let (alerts, postings) = wanted();
    let folder = std::env::temp_dir().join(format!("careercenter-alerts-{}", std::process::id()));
    let site = site(&folder);
    subscribe(&site, alerts);
    sample::top_up(&site, postings).expect("there are postings");
    let (now, stop) = (site.clock.now(), Stop::default());
    alerts::tick(&site, now, &stop).expect("they are taken");
    let (mut time, mut batches) = (Duration::ZERO, 0);
    while let Some(claimed) = site
        .db
        .write_now(|conn| queue::claim(conn, "bench", now, Share::Others))
        .expect("there is a queue")
    {
        match claimed.work {
            Task::MatchAlerts { batch } => {
                time +=
                    cpu(|| alerts::match_batch(&site, &claimed, batch, &stop).expect("matched"));
                batches += 1;
            }
            _ => {
                site.db.write_now(|conn| queue::finish(conn, &claimed, now)).expect("done");
            }
        }
    }
    let found: i64 = site
        .db
        .read_now(|conn| Ok(alert_delivery::table.count().get_result(conn)?))
        .expect("they are counted");
    let each = time.as_secs_f64() * 1e6 / alerts as f64;
    println!(
        "{alerts} alerts x {postings} postings in {batches} batches: {:.2} s of a core, {each:.1} us an alert, \
         {found} deliveries, {} MB at most",
        time.as_secs_f64(),
        memory("VmHWM")
    );
    std::fs::remove_dir_all(&folder).expect("the folder goes");
}

/// From the command line; a wrong one ends the program.
fn wanted() -> (i64, u64) {
    let (mut alerts, mut postings) = (100_000, 500);
    let mut given = std::env::args().skip(1);
    while let Some(argument) = given.next() {
        let mut number = || given.next().and_then(|number| number.parse().ok()).expect("a number");
        match argument.as_str() {
            "--alerts" => alerts = number(),
            "--postings" => postings = number() as u64,
            // Cargo's own.
            "--bench" => {}
            other => panic!("unknown argument {other}; there are --alerts N and --postings N"),
        }
    }
    (alerts, postings)
}

/// Alerts confirmed a day ago: a quarter asks for what meets the guest.
fn subscribe(site: &Site, alerts: i64) {
    let before = site.clock.now().minus(TimeDelta::days(1));
    let held = Holding { credential: "cpc".to_owned(), held: Held::Held };
    let fit = Fit { home: State::parse("OH"), credentials: Some(vec![held]), ..Fit::default() };
    let fit = serde_json::to_string(&fit).expect("a fit is JSON");
    let numbers: Vec<i64> = (0..alerts).collect();
    for chunk in numbers.chunks(1_000) {
        let people: Vec<_> = chunk
            .iter()
            .filter(|number| *number % OF_ONE == 0)
            .map(|number| {
                (
                    subscriber::id.eq(number / OF_ONE + 1),
                    subscriber::email.eq(format!("person{number}@home.example")),
                    subscriber::zone.eq("America/Chicago"),
                    subscriber::created_at.eq(before),
                )
            })
            .collect();
        let searches: Vec<_> = chunk
            .iter()
            .map(|number| {
                let personal = number % 4 == 0;
                (
                    alert::subscriber_id.eq(number / OF_ONE + 1),
                    alert::criteria.eq(search(*number as u64 % DIFFERENT, personal)),
                    alert::fit.eq(personal.then(|| fit.clone())),
                    alert::frequency.eq(Frequency::Daily),
                    alert::stage.eq(Stage::Active),
                    alert::confirmed_at.eq(before),
                    alert::created_at.eq(before),
                )
            })
            .collect();
        let written = site.db.write_now(|conn| {
            Ok(on_each!(conn, each => {
                diesel::insert_into(subscriber::table).values(&people).execute(each)?;
                diesel::insert_into(alert::table).values(&searches).execute(each)?
            }))
        });
        assert_eq!(written.expect("they are written"), chunk.len());
    }
}

/// The n-th search, in the one way to write it.
fn search(n: u64, personal: bool) -> String {
    let mut rest = n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
    let mut below = |end: usize| {
        let value = (rest % end as u64) as usize;
        rest /= end as u64;
        value
    };
    let mut parts = Vec::new();
    parts.push(format!("q={}", WORDS[below(8)]));
    parts.push(format!("credential={}", CREDENTIALS[below(5)]));
    if below(2) == 0 {
        parts.push(format!("hires_in={}", STATES[below(6)]));
    }
    if personal {
        parts.push("meets=yes".to_owned());
    }
    parts.push(format!("pay_floor={}.{:02}", 18 + below(20), below(100)));
    parts.join("&")
}
