//! What the measurements have in common: their arguments, the clock and the lines they print.

use careercenter::jobindex::Criteria;
use rustix::time::{ClockId, clock_gettime};
use std::time::Duration;

/// Postings on a page.
pub const PAGE: usize = 20;

/// How many postings the command line asks for; a wrong one ends the program.
pub fn postings_wanted() -> usize {
    read_arguments().unwrap_or_else(|problem| {
        eprintln!("{problem}");
        std::process::exit(2)
    })
}

fn read_arguments() -> Result<usize, String> {
    let mut given = std::env::args().skip(1);
    let mut postings = 10_000;
    while let Some(argument) = given.next() {
        match argument.as_str() {
            "--postings" => {
                let number = given.next().ok_or("--postings needs a number")?;
                postings = number.parse().map_err(|_| format!("{number} is not a number"))?;
            }
            // Cargo's own.
            "--bench" => {}
            other => return Err(format!("unknown argument {other}; there is --postings N")),
        }
    }
    Ok(postings)
}

/// A search of these parameters, all of which have to be understood.
pub fn criteria(pairs: Vec<(&str, String)>) -> Criteria {
    let owned = pairs.into_iter().map(|(name, value)| (name.to_owned(), value));
    let parsed = Criteria::parse(owned);
    assert!(parsed.dropped.is_empty(), "{:?}", parsed.dropped);
    parsed.criteria
}

pub fn heading() {
    println!("{:<14}{:>12}{:>12}{:>14}", "kind", "mean ms", "p99 ms", "mean total");
}

/// One kind with its times and what it found.
pub fn line(name: &str, mut times: Vec<Duration>, total: &str) {
    times.sort();
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    let mean = times.iter().sum::<Duration>() / times.len() as u32;
    let p99 = times[times.len() * 99 / 100];
    println!("{name:<14}{:>12.3}{:>12.3}{total:>14}", ms(mean), ms(p99));
}

/// CPU time of this thread.
pub fn cpu(work: impl FnOnce()) -> Duration {
    let now = || {
        let time = clock_gettime(ClockId::ThreadCPUTime);
        Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
    };
    let before = now();
    work();
    now() - before
}

/// Resident memory in MB; 0 where the system does not tell.
pub fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or_default() / 1024
}
