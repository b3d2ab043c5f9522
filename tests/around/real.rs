//! Postings people really wrote, and those of the sample: what is taken for the same.

use std::collections::BTreeSet;

use careercenter::exchange::{self, Judged};
use careercenter::schema::{posting, posting_text};
use careercenter::vocabulary::geography;
use careercenter::{postings, sample};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::support::{Kind, OnBoth, shared};

/// Who stands for whom, with what is needed to judge it by eye.
fn told(world: &World) -> Vec<(PostingId, PostingId)> {
    let pairs = pairs(world);
    for (one, other) in &pairs {
        println!("-- {}\n   {}", line(world, *one), line(world, *other));
    }
    pairs
}

fn pairs(world: &World) -> Vec<(PostingId, PostingId)> {
    let pairs = |conn: &mut Conn| {
        let rows = posting_text::table.filter(posting_text::twin_of.is_not_null());
        let rows = rows.order(posting_text::posting_id);
        Ok(rows
            .select((posting_text::posting_id, posting_text::twin_of.assume_not_null()))
            .load(conn)?)
    };
    world.site.db.read_now(pairs).expect("read")
}

fn line(world: &World, id: PostingId) -> String {
    let one = world.site.db.read_now(|conn| postings::load_one(conn, id)).expect("it is there");
    let source = one.source.as_ref().map(|source| source.source_key.replace('\u{1f}', " "));
    format!(
        "{id} | {} | {} | {} | {source:?}",
        one.posting.title,
        one.employer_name(),
        one.where_text()
    )
}

#[test]
fn real_postings_are_taken_for_the_same_only_if_they_are() {
    let Some(path) = shared("medical_coding_jobs.jsonl") else { return };
    let world = World::on(Kind::Sqlite);
    let bytes = std::fs::read(path).expect("the shared file is readable");
    let judged = Judged { now: world.now(), as_of: NaiveDate::from_ymd_opt(2025, 6, 1) };
    exchange::import(&world.site, &bytes[..], judged, |_| ()).expect("the import runs to its end");
    let pairs = told(&world);
    let again = |conn: &mut Conn| {
        let rows = posting_text::table
            .inner_join(posting::table.on(posting::id.eq(posting_text::posting_id)));
        let rows = rows.filter(posting_text::posted_first.is_not_null());
        Ok(rows.select((posting::id, posting_text::posted_times)).load(conn)?)
    };
    let again: Vec<(PostingId, i32)> = world.site.db.read_now(again).expect("read");
    for (id, times) in &again {
        println!("again {times} | {}", line(&world, *id));
    }
    println!("{} of 583 stood for by another, {} posted again", pairs.len(), again.len());
}

/// Copies on another job site, each of a job somewhere else: some words in a hundred are others,
/// and a line is added.
#[test]
fn copies_of_real_postings_are_found_again() {
    let Some(path) = shared("medical_coding_jobs.jsonl") else { return };
    let world = World::on(Kind::Sqlite);
    let text = std::fs::read_to_string(path).expect("the shared file is readable");
    let mut towns = towns();
    let (mut both, mut made) = (String::new(), 0);
    for line in text.lines() {
        let mut row: Value = serde_json::from_str(line).expect("a posting");
        let Some(text) = row["description"].as_str().map(str::to_owned) else { continue };
        row["location"] = json!(towns.next().expect("there are many towns"));
        row["source"] = json!("first");
        row["source_id"] = json!(made);
        row["remote"] = json!(false);
        both.push_str(&format!("{row}\n"));
        row["source"] = json!("second");
        row["title"] = json!(format!("{} - apply now!", row["title"].as_str().unwrap_or_default()));
        row["description"] = json!(format!("We are hiring.\n\n{}", edited(&text)));
        both.push_str(&format!("{row}\n"));
        made += 1;
    }
    let judged = Judged { now: world.now(), as_of: NaiveDate::from_ymd_opt(2025, 6, 1) };
    exchange::import(&world.site, both.as_bytes(), judged, |_| ())
        .expect("the import runs to its end");
    let own = |id: PostingId| {
        let one = world.site.db.read_now(|conn| postings::load_one(conn, id)).expect("it is there");
        let key = one.source.expect("it is imported").source_key;
        key.split('\u{1f}').nth(1).unwrap_or_default().to_owned()
    };
    let pairs = pairs(&world);
    let right = pairs.iter().filter(|(one, other)| own(*one) == own(*other)).count();
    println!("{made} real texts copied: {} pairs told, {right} of them right", pairs.len());
    assert_eq!(right, pairs.len());
    assert!(right * 10 >= made * 7, "{right} of {made}");
}

/// Each once, as postings write them.
fn towns() -> impl Iterator<Item = String> {
    let mut seen = BTreeSet::new();
    (10_001..99_999).step_by(37).filter_map(move |zip| {
        let place = geography().zip(&format!("{zip:05}"))?;
        let town = format!("{}, {}", place.city, place.state.abbr());
        seen.insert(town.clone()).then_some(town)
    })
}

/// Every fiftieth word is another.
fn edited(text: &str) -> String {
    let words = text.split(' ').enumerate();
    let words = words.map(|(n, word)| if n % 50 == 49 { "moreover" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn no_two_postings_of_the_sample_are_the_same() {
    let world = World::on(Kind::Sqlite);
    sample::top_up(&world.site, 400).expect("the sample is made");
    assert_eq!(told(&world), []);
}
