//! What verdicts cost: 20 of them in words, as on a page of cards, and searches by somebody whose
//! fit is known. CPU time of the working thread, over generated postings.
//!
//! `cargo bench --bench verdict -- --postings 100000`

#[path = "common/cpu.rs"]
mod cpu;
#[path = "search/measuring.rs"]
mod measuring;
#[path = "common/memory.rs"]
mod memory;
#[path = "search/postings.rs"]
mod postings;
#[path = "search/words.rs"]
mod words;

use careercenter::eligibility::{Answer, Experience, Fit, Held, Holding, Judge, Of, Point, Stated};
use careercenter::jobindex::{Eyes, JobIndex};
use careercenter::vocabulary::State;
use cpu::cpu;
use measuring::{Line, PAGE, criteria, heading, sizes};
use memory::memory;
use postings::{NOW, Postings};
use std::collections::HashSet;
use std::hint::black_box;
use std::time::Duration;
use words::{WORDS, word};

/// Pages of verdicts.
const PAGES: usize = 2000;
/// Searches of each kind.
const SEARCHES: u64 = 300;
/// A page of verdicts may cost so much.
const ALLOWED: Duration = Duration::from_micros(50);

fn main() {
    let postings = sizes()[0];
    let fit = coder();
    let mut times = Vec::new();
    for _ in 0..PAGES {
        times.push(cpu(|| {
            black_box(Judge::of(black_box(&fit)));
        }));
    }
    micros("one judge", times);
    let judge = Judge::of(&fit);
    let shown: Vec<Stated> =
        Postings::new().take(PAGE * 50).map(|document| document.stated).collect();
    pages("20 verdicts", &shown, &judge);
    let confirmed = |stated: Stated| Stated {
        requirements_unconfirmed: false,
        whereabouts_unconfirmed: false,
        ..stated
    };
    let shown: Vec<Stated> = shown.into_iter().map(confirmed).collect();
    pages("20 confirmed", &shown, &judge);
    searches(postings, &judge);
}

fn coder() -> Fit {
    let holding =
        |credential: &str| Holding { credential: credential.to_owned(), held: Held::Held };
    let experience = |of, months| Experience { of, at_least: months, at_most: Some(months) };
    Fit {
        home: State::parse("OH"),
        near: Some(Point { lat: 39.96, lon: -83.0 }),
        moves_to: State::parse("TX").into_iter().collect(),
        credentials: Some(vec![holding("cpc"), holding("rhit"), holding("ccs")]),
        experience: vec![
            experience(Of::All, 60),
            experience(Of::Setting("inpatient".to_owned()), 24),
        ],
    }
}

/// Verdicts as a page of cards needs them: with reasons and a headline.
fn pages(name: &str, shown: &[Stated], judge: &Judge) {
    let mut times = Vec::new();
    let mut met = 0;
    for page in shown.chunks(PAGE).cycle().take(PAGES) {
        times.push(cpu(|| {
            for stated in page {
                let verdict = judge.verdict(black_box(stated));
                black_box(verdict.headline());
                met += usize::from(verdict.answer == Answer::Meets);
            }
        }));
    }
    let mean = micros(name, times);
    println!("  {:.1} of 20 are met; allowed are {ALLOWED:?}", met as f64 / PAGES as f64);
    assert!(mean <= ALLOWED, "20 verdicts took {mean:?}");
}

fn micros(name: &str, mut times: Vec<Duration>) -> Duration {
    times.sort();
    let mean = times.iter().sum::<Duration>() / times.len() as u32;
    let p99 = times[times.len() * 99 / 100];
    println!("{name:<14} mean {mean:>10.1?}   p99 {p99:>10.1?}");
    mean
}

fn searches(postings: usize, judge: &Judge) {
    let index = JobIndex::new();
    index.replace(Postings::new().take(postings));
    let snapshot = index.load();
    println!("{postings} postings, {} MB resident; of the first 100,000:", memory("VmRSS"));
    let stated = || Postings::new().take(postings.min(100_000)).map(|document| document.stated);
    let requirements: HashSet<Stated> = stated().map(|one| one.requirements_alone()).collect();
    let places: HashSet<Stated> = stated().map(|one| one.whereabouts_alone()).collect();
    println!("  {} different requirements, {} places", requirements.len(), places.len());
    heading();
    let known = Eyes { judge: Some(judge), hidden: &[] };
    let hidden: Vec<i64> = (0..200).map(|n| n * 3 + 1).collect();
    let hiding = Eyes { hidden: &hidden, ..known };
    type Query = fn(u64) -> Vec<(&'static str, String)>;
    let all: Query = |n| vec![("page", (n % 5 + 1).to_string())];
    let meets: Query = |_| vec![("meets", "yes".into())];
    let both: Query = |_| vec![("meets", "yes".into()), ("my_state", "yes".into())];
    let word_meets: Query = |n| vec![("q", word(n % 10)), ("meets", "yes".into())];
    let rare: Query = |n| vec![("q", word(WORDS / 3 + n)), ("meets", "yes".into())];
    for (name, query, eyes) in [
        ("anybody", all, Eyes::default()),
        ("known", all, known),
        ("200 hidden", all, hiding),
        ("meets", meets, known),
        ("meets, state", both, known),
        ("word, meets", word_meets, known),
        ("rare, meets", rare, known),
    ] {
        let mut line = Line::new(name);
        for n in 0..SEARCHES {
            let mut pairs = query(n);
            // The default is never written.
            pairs.retain(|pair| *pair != ("page", "1".to_owned()));
            let criteria = criteria(pairs);
            let mut total = 0;
            line.times.push(cpu(|| total = snapshot.search(&criteria, &eyes, PAGE, NOW).total));
            line.total += total;
        }
        line.tell();
    }
}
