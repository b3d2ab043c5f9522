//! Whether a search finds what the coder who typed it wants: judged searches over real postings, kept outside the
//! project, as nDCG@10.
//!
//! `CAREERCENTER_SHARED` names the folder (default `../shared`); without it this test says that it was left out.

mod judged;

use std::collections::HashMap;

use careercenter::exchange::{self, Judged};
use careercenter::jobindex::{Criteria, Eyes, JobIndex, Snapshot};
use careercenter::postings::PostingId;
use careercenter::schema::posting;
use careercenter::search::documents;
use chrono::NaiveDate;
use diesel::prelude::*;

use crate::support::{Kind, OnBoth, World, shared};
use judged::{Grades, Set};

const FILE: &str = "medical_coding_jobs.jsonl";
/// The least a mean may be.
const GOOD: f64 = 0.85;
/// What is looked at: the first screen.
const SEEN: usize = 10;

/// The real postings in an index of their own, expired ones too: what is asked is whether they are found.
struct Shelf {
    index: JobIndex,
    /// The line each posting was read from. A posting that is shown on another's card has none.
    lines: HashMap<i64, usize>,
}

impl Shelf {
    fn of(world: &World, file: &[u8]) -> Shelf {
        let judged = Judged { now: world.now(), as_of: NaiveDate::from_ymd_opt(2025, 6, 1) };
        let report = exchange::import(&world.site, file, judged, |_| ()).expect("the import runs");
        let (ids, documents) = world
            .site
            .db
            .read_now(|conn| {
                let ids = posting::table.select(posting::id).order(posting::id);
                let ids = ids.load::<PostingId>(conn)?;
                let documents = documents(conn, &ids)?;
                Ok((ids, documents))
            })
            .expect("the postings are read");
        assert_eq!((report.imported, ids.len()), (report.read, report.read), "one posting a line");
        let shown: Vec<i64> = documents.iter().map(|document| document.id).collect();
        let lines = ids.iter().zip(1..).map(|(id, line)| (id.0, line));
        let lines = lines.filter(|(id, _)| shown.contains(id)).collect();
        let index = JobIndex::new();
        index.replace(documents.into_iter());
        Shelf { index, lines }
    }

    /// The lines of the first screen: what has all words, behind a short result what has most of them.
    fn search(&self, index: &Snapshot, words: &str, now: i64) -> Vec<usize> {
        let asked = [("q", words), ("sort", "match")];
        let asked = asked.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let criteria = Criteria::parse(asked.into_iter()).criteria;
        let anybody = Eyes::default();
        let mut ids = index.search(&criteria, &anybody, SEEN, now).ids;
        let room = SEEN - ids.len();
        ids.extend(index.nearly(&criteria, &anybody, now, room).iter().map(|near| near.id));
        ids.iter().map(|id| self.lines[id]).collect()
    }
}

/// What a list of grades is worth to somebody who reads from the top.
fn gain(grades: impl Iterator<Item = u32>) -> f64 {
    let worth =
        |(grade, place): (u32, u32)| f64::from(2_u32.pow(grade) - 1) / f64::from(place + 1).log2();
    grades.take(SEEN).zip(1..).map(worth).fold(0.0, |sum, worth| sum + worth)
}

/// What was found against the best order there is.
fn ndcg(found: &[usize], grades: &Grades, shelf: &Shelf) -> f64 {
    let mut best: Vec<u32> = shelf.lines.values().map(|line| grades.of(*line)).collect();
    best.sort_unstable_by(|a, b| b.cmp(a));
    gain(found.iter().map(|line| grades.of(*line))) / gain(best.into_iter())
}

fn mean(scores: &[f64]) -> f64 {
    scores.iter().sum::<f64>() / scores.len() as f64
}

#[test]
fn searches_find_what_coders_want() {
    let Some(path) = shared(FILE) else { return };
    let file = std::fs::read(path).expect("the shared file is readable");
    let set = Set::read();
    set.is_about(&file);
    let world = World::on(Kind::Sqlite);
    let shelf = Shelf::of(&world, &file);
    let index = shelf.index.load();
    let [mut looked_at, mut held_back] = [Vec::new(), Vec::new()];
    for query in &set.queries {
        let found = shelf.search(&index, &query.words, world.now().micros());
        let score = ndcg(&found, &query.grades, &shelf);
        let half = if query.held_back { &mut held_back } else { &mut looked_at };
        half.push(score);
        let half = if query.held_back { "held back" } else { "looked at" };
        let graded: Vec<String> =
            found.iter().map(|line| format!("{}:{line}", query.grades.of(*line))).collect();
        println!("{score:.3}  {half}  {:50}  {}", query.words, graded.join(" "));
    }
    let all = [&looked_at[..], &held_back[..]].concat();
    println!("nDCG@10 of {} searches looked at: {:.3}", looked_at.len(), mean(&looked_at));
    println!("nDCG@10 of {} searches held back: {:.3}", held_back.len(), mean(&held_back));
    println!("nDCG@10 of all: {:.3}", mean(&all));
    assert!(mean(&all) >= GOOD, "{:.3}", mean(&all));
}
