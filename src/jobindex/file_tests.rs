//! The index in a file, and merging beside writers: whatever became of an index, it answers like one built anew.

use super::generated::{NOW, change, criteria, document, typed};
use super::{
    Change, Criteria, Document, EmployerCount, Eyes, Found, JobIndex, Suggestion, Unusable,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A folder of the test's own, with nothing else in it.
fn folder(name: &str) -> PathBuf {
    let name = format!("careercenter-index-{}-{name}", std::process::id());
    let folder = std::env::temp_dir().join(name);
    std::fs::create_dir_all(&folder).expect("there is room");
    folder
}

/// Searches and beginnings of names.
type Questions = (Vec<Criteria>, Vec<String>);

#[derive(Debug, PartialEq)]
struct Answers {
    found: Vec<Found>,
    employers: Vec<Vec<EmployerCount>>,
    suggested: Vec<Vec<Suggestion>>,
    similar: Vec<Vec<i64>>,
}

fn questions() -> impl Strategy<Value = Questions> {
    (vec(criteria(), 20), vec(typed(), 10))
}

fn answers(index: &JobIndex, (searches, typed): &Questions) -> Answers {
    let (index, eyes) = (index.load(), Eyes::default());
    let most = |at: usize| at % 7 + 1;
    let searches = || searches.iter().enumerate();
    let employers = |(at, search)| index.employers(search, &eyes, NOW, most(at));
    let typed = typed.iter().enumerate();
    Answers {
        found: searches().map(|(at, search)| index.search(search, &eyes, most(at), NOW)).collect(),
        employers: searches().map(employers).collect(),
        suggested: typed.map(|(at, typed)| index.suggest(typed, most(at))).collect(),
        similar: (0..40).map(|id| index.similar(id, most(id as usize))).collect(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(30))]

    #[test]
    fn what_is_opened_is_what_was_saved(
        bulk in vec(document(), 0..40),
        changes in vec(change(), 0..12),
        mark in vec(any::<u8>(), 0..9),
    ) {
        let (index, opened) = (JobIndex::new(), JobIndex::new());
        let folder = folder("same");
        let path = folder.join("index");
        index.replace(bulk.into_iter());
        index.apply(changes);
        index.load().save(&path, &mark).expect("there is room");
        prop_assert_eq!(opened.open(&path).expect("just written"), mark);
        prop_assert!(opened.load().same(&index.load()));
        prop_assert!(opened.load().differences(&index.load()).is_empty());
        std::fs::remove_dir_all(folder).expect("it is there");
    }

    #[test]
    fn merging_changes_nothing_that_is_found(
        bulk in vec(document(), 0..40),
        writes in vec(vec(change(), 0..9), 0..9),
        questions in questions(),
    ) {
        let (index, plain, fresh) = (JobIndex::new(), JobIndex::new(), JobIndex::new());
        let mut held: BTreeMap<i64, Document> =
            bulk.iter().map(|document| (document.id, document.clone())).collect();
        index.replace(bulk.iter().cloned());
        plain.replace(bulk.into_iter());
        for changes in writes {
            for change in &changes {
                match change {
                    Change::Put(document) => held.insert(document.id, Document::clone(document)),
                    Change::Remove(id) => held.remove(id),
                };
            }
            index.apply(changes.clone());
            plain.apply(changes);
            index.compact();
            prop_assert_eq!(index.load().differences(&plain.load()), Vec::<i64>::new());
            prop_assert_eq!(index.load().len(), plain.load().len());
            prop_assert_eq!(answers(&index, &questions), answers(&plain, &questions));
        }
        while index.wants_compacting() {
            index.compact();
        }
        fresh.replace(held.into_values());
        let anew = answers(&fresh, &questions);
        prop_assert_eq!(&answers(&index, &questions), &anew);
        prop_assert_eq!(&answers(&plain, &questions), &anew);
    }
}

fn documents() -> Vec<Document> {
    let mut runner = TestRunner::deterministic();
    let tree = vec(document(), 30).new_tree(&mut runner).expect("documents are made");
    tree.current()
}

#[test]
fn a_damaged_file_is_never_used() {
    let (index, folder) = (JobIndex::new(), folder("damaged"));
    let path = folder.join("index");
    index.replace(documents().into_iter());
    index.load().save(&path, b"mark").expect("there is room");
    let sound = std::fs::read(&path).expect("just written");
    let before = index.load();
    let step = (sound.len() / 400).max(1);
    for at in (0..sound.len()).step_by(step).chain(sound.len() - 8..sound.len()) {
        let mut flipped = sound.clone();
        flipped[at] ^= 0x10;
        for bytes in [&flipped[..], &sound[..at]] {
            std::fs::write(&path, bytes).expect("there is room");
            assert!(matches!(index.open(&path), Err(Unusable::Damaged)), "at {at}");
        }
    }
    assert!(index.load().same(&before));
    std::fs::remove_dir_all(folder).expect("it is there");
    assert!(matches!(index.open(&path), Err(Unusable::Missing)));
}

#[test]
fn a_file_of_another_build_is_not_used() {
    let (index, folder) = (JobIndex::new(), folder("build"));
    let path = folder.join("index");
    index.replace(documents().into_iter());
    index.load().save(&path, b"mark").expect("there is room");
    let mut bytes = std::fs::read(&path).expect("just written");
    bytes[8] ^= 1;
    let end = bytes.len() - 4;
    let sum = crc32fast::hash(&bytes[..end]);
    bytes[end..].copy_from_slice(&sum.to_le_bytes());
    std::fs::write(&path, bytes).expect("there is room");
    assert!(matches!(index.open(&path), Err(Unusable::OtherBuild)));
    std::fs::remove_dir_all(folder).expect("it is there");
}

/// Times every document is changed while parts are merged.
const ROUNDS: i64 = 40;

fn changed(document: &Document, round: i64) -> Change {
    let first_published = document.first_published + round % 3;
    match (document.id + round) % 5 {
        0 => Change::Remove(document.id),
        _ => Change::put(Document { first_published, ..document.clone() }),
    }
}

#[test]
fn writers_and_merging_do_not_lose_anything() {
    let index = JobIndex::new();
    let all = documents();
    index.replace(all.iter().cloned());
    std::thread::scope(|threads| {
        threads.spawn(|| (0..200).for_each(|_| index.compact()));
        for round in 0..ROUNDS {
            all.iter().for_each(|document| index.apply(vec![changed(document, round)]));
        }
    });
    let plain = JobIndex::new();
    plain.apply(all.iter().map(|document| changed(document, ROUNDS - 1)).collect());
    assert_eq!(index.load().differences(&plain.load()), Vec::<i64>::new());
}

#[test]
fn programs_that_write_one_file_at_once_leave_it_whole() {
    let folder = folder("shared");
    let path = folder.join("index");
    let mut documents = documents();
    documents.sort_by_key(|document| document.id);
    documents.dedup_by_key(|document| document.id);
    std::thread::scope(|threads| {
        for count in 1..=4 {
            let (path, documents) = (&path, &documents);
            threads.spawn(move || {
                let (index, opened) = (JobIndex::new(), JobIndex::new());
                index.replace(documents.iter().take(count).cloned());
                for _ in 0..20 {
                    index.load().save(path, &[count as u8]).expect("there is room");
                    let mark = opened.open(path).expect("whole, whoever wrote it");
                    assert_eq!(opened.load().len(), usize::from(mark[0]));
                }
            });
        }
    });
    std::fs::remove_dir_all(folder).expect("it is there");
}
