//! What the same searches cost the databases the board runs on: SQLite with FTS5, PostgreSQL with tsvector and GIN,
//! both with facets by GROUP BY. They answer whatever ours answers (the ids of the page, the total, every count) in
//! SQL one would write for it, warm, on one core each.

#[path = "peers_answer.rs"]
mod answer;
#[path = "../../tests/support/cluster.rs"]
mod cluster;
#[path = "peers_conditions.rs"]
mod conditions;
#[path = "../../tests/support/leash.rs"]
mod leash;
#[path = "peers_postgres.rs"]
mod postgres;
#[path = "../../tests/support/programs.rs"]
mod programs;
#[path = "peers_question.rs"]
mod question;
#[path = "../../tests/support/run.rs"]
mod run;
#[path = "peers_sqlite.rs"]
mod sqlite;
#[path = "peers_tables.rs"]
mod tables;

use std::time::{Duration, Instant};

use careercenter::jobindex::{Criteria, Eyes, JobIndex, Snapshot};
use serde_json::{Map, Value, json};

use super::cpu::cpu;
use super::kinds::{KINDS, Kind};
use super::measuring::PAGE;
use super::postings::{NOW, Postings};
use answer::Answer;
use postgres::Postgres;
use question::{Dialect, Question};
use sqlite::Sqlite;

/// Searches of each kind.
const SEARCHES: u64 = 5;
/// From one search of a kind to the next: every variant of each kind comes up.
const STEP: u64 = 53;
/// How often each is made after the first time.
const ROUNDS: u32 = 3;

/// What one search took.
#[derive(Default)]
struct Took {
    ours: Duration,
    sqlite: Duration,
    postgres: Duration,
    /// Until the answer of PostgreSQL had come.
    waited: Duration,
}

/// Ours and its peers, each with the same postings.
struct Peers {
    snapshot: std::sync::Arc<Snapshot>,
    sqlite: Sqlite,
    postgres: Postgres,
}

/// Loads all three, makes the searches and prints the ratios. The error says what is missing on this machine.
pub fn compare(postings: usize) -> Result<Value, &'static str> {
    let mut postgres = Postgres::start()?;
    let mut sqlite = Sqlite::create();
    let (index, mut loads) = (JobIndex::new(), Map::new());
    let mut load = |name: &str, load: &mut dyn FnMut()| {
        let start = Instant::now();
        load();
        let seconds = start.elapsed().as_secs_f64();
        println!("{name}: {postings} postings loaded in {seconds:.1} s");
        loads.insert(name.to_owned(), json!(seconds));
    };
    load("ours", &mut || index.replace(Postings::new().take(postings)));
    load("SQLite", &mut || sqlite.load(Postings::new().take(postings)));
    load("PostgreSQL", &mut || postgres.load(Postings::new().take(postings)));
    let mut peers = Peers { snapshot: index.load(), sqlite, postgres };
    println!(
        "CPU time of each, PostgreSQL's without what its client waited; {SEARCHES} searches of each kind, \
         {ROUNDS} times\n{:<14}{:>10}{:>12}{:>9}{:>14}{:>9}{:>14}{:>8}",
        "kind", "ours ms", "SQLite ms", "ratio", "PostgreSQL ms", "ratio", "client ms", "same"
    );
    let (mut kinds, mut notes) = (Map::new(), Vec::new());
    let (mut all, mut all_same) = (Took::default(), 0);
    for kind in &KINDS {
        let (took, same) = peers.measure(kind, &mut notes);
        kinds.insert(kind.name.to_owned(), took.tell(kind.name, SEARCHES, same));
        all.add(&took);
        all_same += same;
    }
    let all = all.tell("all", SEARCHES * KINDS.len() as u64, all_same);
    println!(
        "same: searches of which total and counts are ours, and the page where no rank decides; of typing errors \
         the peers are given the right word, since they mend none"
    );
    notes.iter().for_each(|note| println!("{note}"));
    Ok(json!({
        "postings": postings, "load_s": loads, "all": all, "kinds": kinds, "different": notes,
    }))
}

impl Peers {
    /// All searches of a kind, and how many were answered the same by all.
    fn measure(&mut self, kind: &Kind, notes: &mut Vec<String>) -> (Took, usize) {
        let (mut took, mut same) = (Took::default(), 0);
        for criteria in (0..SEARCHES).map(|n| kind.search(n * STEP)) {
            let found = self.snapshot.search(&criteria, &Eyes::default(), PAGE, NOW);
            let question = Question::new(&criteria, &found, self.snapshot.len());
            let note = self.different(kind, &criteria, &question, &Answer::of(found));
            same += usize::from(note.is_none());
            notes.extend(note.filter(|note| !notes.contains(note)));
            let sql = [Dialect::Sqlite, Dialect::Postgres].map(|dialect| question.sql(dialect));
            for _ in 0..ROUNDS {
                took.ours += cpu(|| {
                    std::hint::black_box(self.snapshot.search(
                        &criteria,
                        &Eyes::default(),
                        PAGE,
                        NOW,
                    ));
                });
                took.sqlite += cpu(|| {
                    std::hint::black_box(self.sqlite.ask(&sql[0]));
                });
                let before = (self.postgres.cpu(), Instant::now());
                std::hint::black_box(self.postgres.ask(&sql[1]));
                took.waited += before.1.elapsed();
                took.postgres += self.postgres.cpu() - before.0;
            }
        }
        (took, same)
    }

    /// Asks everybody once and says what the peers answer otherwise. Only words of the vocabulary may differ: ours
    /// knows synonyms and inflections of them, and what they name.
    fn different(
        &mut self,
        kind: &Kind,
        criteria: &Criteria,
        question: &Question,
        ours: &Answer,
    ) -> Option<String> {
        let theirs = [
            ("SQLite", self.sqlite.ask(&question.sql(Dialect::Sqlite))),
            ("PostgreSQL", self.postgres.ask(&question.sql(Dialect::Postgres))),
        ];
        let differences: Vec<String> = theirs
            .iter()
            .filter_map(|(name, answer)| {
                let how = answer.differs(ours, criteria.sort())?;
                Some(format!("{name} {how}"))
            })
            .collect();
        if differences.is_empty() {
            return None;
        }
        let note = format!("{}: {}: {}", kind.name, question.words(), differences.join("; "));
        assert!(question.is_of_the_field(), "{note} ({})", criteria.query_string());
        Some(format!("{note} (ours counts synonyms, inflections and facts of the word too)"))
    }
}

impl Took {
    fn add(&mut self, other: &Took) {
        self.ours += other.ours;
        self.sqlite += other.sqlite;
        self.postgres += other.postgres;
        self.waited += other.waited;
    }

    /// Prints the means and gives them.
    fn tell(&self, name: &str, searches: u64, same: usize) -> Value {
        let times = (searches * u64::from(ROUNDS)) as f64;
        let ms = |time: Duration| time.as_secs_f64() * 1000.0 / times;
        let (ours, sqlite, postgres) = (ms(self.ours), ms(self.sqlite), ms(self.postgres));
        let ratio = |theirs: f64| (theirs / ours * 10.0).round() / 10.0;
        println!(
            "{name:<14}{ours:>10.3}{sqlite:>12.1}{:>9}{postgres:>14.1}{:>9}{:>14.1}{:>8}",
            ratio(sqlite),
            ratio(postgres),
            ms(self.waited),
            format!("{same}/{searches}"),
        );
        json!({
            "ours_ms": ours, "sqlite_ms": sqlite, "sqlite_ratio": ratio(sqlite), "postgres_ms": postgres,
            "postgres_ratio": ratio(postgres), "postgres_client_ms": ms(self.waited), "searches": searches,
            "same": same,
        })
    }
}
