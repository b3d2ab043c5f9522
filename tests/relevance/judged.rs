//! The judged searches.

use std::collections::HashMap;

use serde::Deserialize;
use sha2::{Digest, Sha256};

#[derive(Deserialize)]
pub struct Set {
    /// How the hash of each line begins.
    rows: Vec<String>,
    #[serde(rename = "query")]
    pub queries: Vec<Query>,
}

#[derive(Deserialize)]
pub struct Query {
    pub words: String,
    /// Reported apart; no synonym and no rule is chosen for it.
    #[serde(default)]
    pub held_back: bool,
    #[serde(flatten)]
    pub grades: Grades,
}

/// Which lines are wanted, and how much. The others are not.
#[derive(Deserialize)]
#[serde(from = "Lists")]
pub struct Grades(HashMap<usize, u32>);

#[derive(Deserialize)]
struct Lists {
    #[serde(default)]
    exact: Vec<usize>,
    #[serde(default)]
    close: Vec<usize>,
    #[serde(default)]
    touches: Vec<usize>,
}

impl From<Lists> for Grades {
    fn from(lists: Lists) -> Grades {
        let levels = [(lists.exact, 3), (lists.close, 2), (lists.touches, 1)];
        let graded = |(lines, grade): (Vec<usize>, u32)| {
            lines.into_iter().map(move |line| (line, grade)).collect::<Vec<_>>()
        };
        Grades(levels.into_iter().flat_map(graded).collect())
    }
}

impl Grades {
    /// 3 for exactly what was asked, 2 for close, 1 for what touches it, 0 for anything else.
    pub fn of(&self, line: usize) -> u32 {
        self.0.get(&line).copied().unwrap_or(0)
    }
}

impl Set {
    pub fn read() -> Set {
        toml::from_str(include_str!("judged.toml")).expect("the judged searches")
    }

    /// Fails where a line is not the one that was judged.
    pub fn is_about(&self, file: &[u8]) {
        let lines: Vec<&[u8]> = file
            .split(|byte| *byte == b'\n')
            .filter(|line| !line.trim_ascii().is_empty())
            .collect();
        assert_eq!(lines.len(), self.rows.len(), "other postings than those judged");
        for ((line, judged), number) in lines.iter().zip(&self.rows).zip(1..) {
            let hash = Sha256::digest(line);
            let start: String = hash[..4].iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(start, *judged, "line {number} has changed since it was judged");
        }
    }
}
