//! What a search costs: CPU time of the searching thread by kind of search, over generated postings.
//!
//! `cargo bench --bench search -- --postings 100000`

#[path = "search/measuring.rs"]
mod measuring;
#[path = "search/postings.rs"]
mod postings;

use careercenter::jobindex::{Change, Eyes, JobIndex, Snapshot};
use measuring::{PAGE, cpu, criteria, heading, line, postings_wanted, resident};
use postings::{NOW, Postings, WORDS, word};

/// Searches of each kind.
const SEARCHES: u64 = 300;
/// Single writes.
const WRITES: u64 = 200;
/// Facet counts compared with what their link shows.
const CHECKED: usize = 200;

fn main() {
    let postings = postings_wanted();
    let index = JobIndex::new();
    let mut letters = 0;
    let generating = cpu(|| letters = Postings::new().take(postings).map(|p| p.body.len()).sum());
    let building = cpu(|| index.replace(Postings::new().take(postings)));
    let build = building.saturating_sub(generating);
    println!(
        "{postings} postings of {} letters, built in {:.2} s CPU, {} MB resident",
        letters / postings.max(1),
        build.as_secs_f64(),
        resident()
    );
    heading();
    let snapshot = index.load();
    for kind in KINDS {
        kind.measure(&snapshot);
    }
    writes(&index, postings);
    check(&index.load());
}

/// A kind of search and how its n-th query is written.
struct Kind {
    name: &'static str,
    query: fn(u64) -> Vec<(&'static str, String)>,
}

const KINDS: [Kind; 8] = [
    Kind { name: "match-all", query: |n| vec![("page", (n % 5 + 1).to_string())] },
    Kind { name: "common word", query: |n| vec![("q", word(n % 10))] },
    Kind {
        name: "two words",
        query: |n| vec![("q", format!("{} {}", word(n % 30), word(n % 97)))],
    },
    Kind { name: "rare word", query: |n| vec![("q", word(WORDS / 3 + n))] },
    Kind {
        name: "best match",
        query: |n| vec![("q", format!("coder {}", word(n % 30))), ("sort", "match".into())],
    },
    Kind {
        name: "filters",
        query: |n| {
            let state = ["TX", "OH", "CA", "NY"][(n % 4) as usize];
            vec![
                ("hires_in", state.into()),
                ("credential", "cpc,ccs".into()),
                ("type", "full-time".into()),
            ]
        },
    },
    Kind { name: "pay floor", query: |n| vec![("pay_floor", (20 + n % 30).to_string())] },
    Kind {
        name: "by pay",
        query: |n| vec![("sort", "pay".into()), ("page", (n % 5 + 1).to_string())],
    },
];

impl Kind {
    fn measure(&self, snapshot: &Snapshot) {
        let mut times = Vec::new();
        let mut total = 0;
        for n in 0..SEARCHES {
            let criteria = criteria((self.query)(n));
            times.push(cpu(|| {
                total += snapshot.search(&criteria, &Eyes::default(), PAGE, NOW).total
            }));
        }
        line(self.name, times, &(total as u64 / SEARCHES).to_string());
    }
}

/// Edits of single postings, each published on its own.
fn writes(index: &JobIndex, postings: usize) {
    let mut times = Vec::new();
    for (n, document) in (0..WRITES).zip(Postings::new().take(postings)) {
        let changes = vec![match n % 4 {
            3 => Change::Remove(document.id),
            _ => Change::put(document),
        }];
        times.push(cpu(|| index.apply(changes)));
    }
    line("one write", times, "");
}

/// Every count is what choosing the value shows, also where lists are long.
fn check(snapshot: &Snapshot) {
    let start = criteria(vec![("q", word(3)), ("type", "full-time".into())]);
    let mut checked = 0;
    for facet in snapshot.search(&start, &Eyes::default(), PAGE, NOW).facets {
        let alone = start.clone().without_group(facet.group);
        for value in facet.values.iter().take(CHECKED / 10) {
            let link = alone.clone().with(facet.group, value.slug);
            let shown = snapshot.search(&link, &Eyes::default(), PAGE, NOW).total;
            assert_eq!(value.count, shown, "{}:{}", facet.group.name(), value.slug);
            checked += 1;
        }
    }
    println!("{checked} counts are what their links show");
}
