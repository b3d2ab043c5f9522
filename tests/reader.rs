//! The reader against real postings, kept outside the project: nothing of their text is repeated here.
//!
//! `CAREERCENTER_SHARED` names the folder (default `../shared`); without it these tests say that they were left
//! out.

use careercenter::reader::{Source, read};
use serde_json::Value;

use crate::support::shared;

/// Roles read on the real postings when this was measured: 560 of 583.
const ROLES: usize = 555;

/// The rows of a file of the shared data, or nothing when this machine has none.
fn rows(file: &str) -> Option<Vec<Value>> {
    let text = std::fs::read_to_string(shared(file)?).expect("the shared file is readable");
    let rows = text.lines().map(|line| serde_json::from_str(line).expect("a JSON line"));
    Some(rows.collect())
}

/// Markup made into spaces and lines, roughly: enough for reading.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        plain.push_str(before);
        plain.push('\n');
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    plain.replace("&amp;", "&").replace("&nbsp;", " ")
}

fn roles(rows: &[Value]) -> Vec<&str> {
    let taken = rows.iter().filter(|row| {
        let text = plain(row["description"].as_str().unwrap_or_default());
        let title = row["title"].as_str().unwrap_or_default();
        read(&Source { title, text: &text, ..Source::default() }).role.is_some()
    });
    taken.map(|row| row["title"].as_str().unwrap_or_default()).collect()
}

#[test]
fn decoys_get_no_role() {
    let Some(rows) = rows("decoys.jsonl") else { return };
    assert_eq!(rows.len(), 89);
    let taken = roles(&rows);
    assert!(taken.len() <= 1, "taken: {taken:?}");
}

#[test]
fn real_postings_get_their_roles() {
    let Some(rows) = rows("medical_coding_jobs.jsonl") else { return };
    assert_eq!(rows.len(), 583);
    let read = roles(&rows).len();
    assert!(read >= ROLES, "{read} of 583");
}
