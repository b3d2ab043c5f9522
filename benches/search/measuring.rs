//! What the measurements have in common: their arguments and the lines they print.

use careercenter::jobindex::Criteria;
use serde_json::{Value, json};
use std::time::Duration;

/// Postings on a page.
pub const PAGE: usize = 20;

/// The numbers of postings the command line asks for; a wrong one ends the program.
pub fn sizes() -> Vec<usize> {
    read_sizes().unwrap_or_else(|problem| {
        eprintln!("{problem}");
        std::process::exit(2)
    })
}

fn read_sizes() -> Result<Vec<usize>, String> {
    let mut given = std::env::args().skip(1);
    let mut sizes = Vec::new();
    while let Some(argument) = given.next() {
        match argument.as_str() {
            "--postings" => {
                let numbers = given.next().ok_or("--postings needs a number")?;
                for number in numbers.split(',') {
                    let size = number.parse();
                    sizes.push(size.map_err(|_| format!("{number} is not a number"))?);
                }
            }
            // Cargo's own, and what says where a part of the figures goes.
            "--bench" => {}
            other if other.starts_with("--into=") => {}
            "--peers" => {}
            other => {
                return Err(format!(
                    "unknown argument {other}; there are --postings N and --peers"
                ));
            }
        }
    }
    if sizes.is_empty() {
        sizes.push(if asks_for_peers() { 100_000 } else { 10_000 });
    }
    Ok(sizes)
}

/// Whether the databases are to be measured rather than the sizes.
pub fn asks_for_peers() -> bool {
    std::env::args().any(|argument| argument == "--peers")
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

/// One kind of work: its times and how much it found.
#[derive(Clone)]
pub struct Line {
    pub name: String,
    pub times: Vec<Duration>,
    pub total: usize,
}

impl Line {
    pub fn new(name: &str) -> Line {
        Line { name: name.to_owned(), times: Vec::new(), total: 0 }
    }

    /// Prints it and gives its figures.
    pub fn tell(mut self) -> Value {
        self.times.sort();
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        let mean = ms(self.times.iter().sum::<Duration>()) / self.times.len() as f64;
        let p99 = ms(self.times[self.times.len() * 99 / 100]);
        let total = self.total / self.times.len();
        println!("{:<14}{mean:>12.3}{p99:>12.3}{total:>14}", self.name);
        json!({ "mean_ms": mean, "p99_ms": p99, "mean_total": total })
    }
}
