//! What could take long: searches at the limits of what a search may ask, and what a page asks that found nothing.
//! Apart from the mix, because nobody asks so much every time.

use careercenter::jobindex::{Criteria, Eyes, Snapshot};
use serde_json::Value;

use crate::cpu::cpu;
use crate::kinds::{Kind, Pairs};
use crate::measuring::{Line, criteria};
use crate::postings::NOW;
use crate::words::word;

/// Pages that found nothing, and the counts each may ask for.
const PAGES: u64 = 30;
const COUNTS: usize = 30;

/// Words of the field, which mean more than themselves.
const FIELD: &str =
    "inpatient outpatient coder auditor cpc ccs remote denials oncology epic surgery senior";

pub const BOUNDS: [Kind; 2] = [
    Kind {
        name: "many words",
        query: |n| {
            let many: Vec<String> = (n % 20..n % 20 + 12).map(word).collect();
            match n % 3 {
                0 => vec![("q", many.join(" "))],
                1 => vec![("q", many.join(", "))],
                _ => vec![("q", FIELD.into())],
            }
        },
    },
    Kind {
        name: "long prefix",
        query: |n| match n % 3 {
            0 => vec![("q", format!("{}*", word(n % 20)))],
            1 => vec![("q", format!("{}* {}*", word(n % 20), word(n * 7 % 20)))],
            _ => vec![("q", (n..n + 12).map(|n| word(n % 20) + "*").collect::<Vec<_>>().join(" "))],
        },
    },
];

/// All counts of a page each.
pub fn advice(snapshot: &Snapshot) -> Value {
    let mut line = Line::new("advice");
    for n in 0..PAGES {
        let changes = changes(n);
        let mut total = 0;
        line.times.push(cpu(|| {
            let count = |changed| snapshot.count(changed, &Eyes::default(), NOW);
            total = changes.iter().map(count).sum();
        }));
        line.total += total;
    }
    line.tell()
}

/// A search for much at once, with a part less, with two parts less, with a word less.
fn changes(n: u64) -> Vec<Criteria> {
    let words: Vec<String> = (0..6).map(|more| word(n % 20 + more * 9)).collect();
    let words_but = |at: usize| {
        let others = words.iter().enumerate().filter(|&(other, _)| other != at);
        others.map(|(_, word)| word.as_str()).collect::<Vec<_>>().join(" ")
    };
    let all: Pairs = vec![
        ("q", words_but(usize::MAX)),
        ("credential", "cpc,ccs".into()),
        ("type", "full-time".into()),
        ("setting", "!emergency".into()),
        ("near", "43215".into()),
        ("pay_floor", (40 + n % 20).to_string()),
    ];
    let but = |one: usize, other: usize| {
        let rest = all.iter().enumerate().filter(|&(at, _)| at != one && at != other);
        criteria(rest.map(|(_, pair)| pair.clone()).collect())
    };
    let pairs = (0..all.len()).flat_map(|one| (one..all.len()).map(move |other| (one, other)));
    let mut changes: Vec<Criteria> = pairs.map(|(one, other)| but(one, other)).collect();
    changes.extend((0..words.len()).map(|at| {
        let mut all = all.clone();
        all[0].1 = words_but(at);
        criteria(all)
    }));
    changes.extend(["100", "200"].map(|miles| {
        let mut all = all.clone();
        all.push(("within", miles.into()));
        criteria(all)
    }));
    changes.push(criteria(all.clone()));
    assert_eq!(changes.len(), COUNTS);
    changes
}
