//! The searches of the mix, eight kinds of them.

use careercenter::jobindex::{Criteria, Eyes, Snapshot};

use crate::cpu::cpu;
use crate::measuring::{Line, PAGE, criteria};
use crate::postings::NOW;
use crate::words::word;

/// Searches of each kind.
const SEARCHES: u64 = 260;

pub type Pairs = Vec<(&'static str, String)>;

/// A kind of search and how its n-th query is written.
pub struct Kind {
    pub name: &'static str,
    pub query: fn(u64) -> Pairs,
}

const STATES: [&str; 6] = ["TX", "OH", "CA", "NY", "FL", "WA"];
const ZIPS: [&str; 6] = ["43215", "75201", "10001", "60601", "33101", "98101"];
const MILES: [&str; 4] = ["25", "50", "100", "200"];

pub const KINDS: [Kind; 8] = [
    Kind {
        name: "match-all",
        query: |n| match n % 4 {
            0 => vec![],
            1 => vec![("page", (n % 50 + 2).to_string())],
            2 => vec![("sort", "pay".into())],
            _ => vec![("page", (n * 30 + 2).to_string())],
        },
    },
    Kind {
        name: "common word",
        query: |n| match n % 3 {
            0 => vec![("q", word(n % 60))],
            1 => vec![("q", word(n % 60)), ("sort", "newest".into())],
            _ => vec![("q", "coder".into()), ("page", (n % 20 + 1).to_string())],
        },
    },
    Kind {
        name: "two words",
        query: |n| match n % 4 {
            0 => vec![("q", format!("coder {}", word(n % 200)))],
            1 => vec![("q", "inpatient coder".into()), ("page", (n % 20 + 1).to_string())],
            _ => vec![("q", format!("{} {}", word(n % 90), word(n * 3 % 700)))],
        },
    },
    Kind { name: "rare word", query: |n| vec![("q", word(30_000 + n * 97))] },
    Kind {
        name: "filters",
        query: |n| {
            let mut pairs = vec![
                ("hires_in", STATES[(n % 6) as usize].into()),
                ("credential", "cpc,ccs".into()),
                ("type", "full-time".into()),
            ];
            match n % 3 {
                0 => pairs.push(("posted", "30".into())),
                1 => pairs.push(("setting", "!emergency".into())),
                _ => pairs.push(("q", "coder".into())),
            }
            pairs
        },
    },
    Kind {
        name: "radius",
        query: |n| {
            let mut pairs = vec![
                ("near", ZIPS[(n % 6) as usize].into()),
                ("within", MILES[(n % 4) as usize].into()),
                ("type", "full-time".into()),
            ];
            if n % 2 == 0 {
                pairs.push(("sort", "closest".into()));
            }
            pairs
        },
    },
    Kind {
        name: "pay floor",
        query: |n| {
            let mut pairs = vec![("pay_floor", (20 + n % 30).to_string())];
            match n % 3 {
                0 => pairs.push(("sort", "pay".into())),
                1 => pairs.push(("no_pay", "yes".into())),
                _ => pairs.push(("pay", "sure".into())),
            }
            pairs
        },
    },
    Kind { name: "typo", query: |n| vec![("q", mistyped(&word(9_000 + n * 13)))] },
];

/// Beside the mix: searches of one employer, or of all but one.
pub const EMPLOYER: Kind = Kind {
    name: "employer",
    query: |n| {
        let slug = format!("{}-health", word(n * 37 % 5_000));
        match n % 3 {
            0 => vec![("employer", slug)],
            1 => vec![("employer", format!("!{slug}")), ("q", "coder".into())],
            _ => vec![("employer", slug), ("hires_in", STATES[(n % 6) as usize].into())],
        }
    },
};

/// With a vowel that none of the words has.
fn mistyped(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    letters[4] = 'y';
    letters.into_iter().collect()
}

impl Kind {
    /// The n-th search.
    pub fn search(&self, n: u64) -> Criteria {
        let mut pairs = (self.query)(n);
        // The default is never written.
        pairs.retain(|pair| *pair != ("within", "50".to_owned()) && *pair != ("page", "1".into()));
        criteria(pairs)
    }

    pub fn measure(&self, snapshot: &Snapshot) -> Line {
        let mut line = Line::new(self.name);
        for n in 0..SEARCHES {
            let criteria = self.search(n);
            let mut total = 0;
            line.times.push(cpu(|| {
                total = snapshot.search(&criteria, &Eyes::default(), PAGE, NOW).total;
            }));
            line.total += total;
        }
        line
    }
}
