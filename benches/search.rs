//! What a search costs: CPU time of the searching thread by kind of search, over generated postings; what the index
//! weighs, how long it is made and started. With `--peers`: what SQLite and PostgreSQL need for the same searches.
//!
//! `cargo bench --bench search -- --postings 10000,100000,1000000`
//! `cargo bench --bench search -- --peers`

#[path = "search/bounds.rs"]
mod bounds;
#[path = "common/cpu.rs"]
mod cpu;
#[path = "search/kinds.rs"]
mod kinds;
#[path = "search/measuring.rs"]
mod measuring;
#[path = "common/memory.rs"]
mod memory;
#[path = "search/peers.rs"]
mod peers;
#[path = "search/postings.rs"]
mod postings;
#[path = "search/words.rs"]
mod words;

use std::path::Path;
use std::process::Command;

use bounds::BOUNDS;
use careercenter::eligibility::{Fit, Held, Holding, Judge};
use careercenter::jobindex::{Change, Eyes, JobIndex, Snapshot};
use careercenter::vocabulary::State;
use cpu::cpu;
use kinds::{EMPLOYER, KINDS};
use measuring::{Line, PAGE, asks_for_peers, criteria, heading, sizes};
use memory::memory;
use postings::{NOW, Postings};
use serde_json::{Map, Value, json};
use words::word;

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Single writes.
const WRITES: u64 = 200;
/// Facet counts compared with what their link shows.
const CHECKED: usize = 200;

fn main() {
    let sizes = sizes();
    let into = std::env::args().find_map(|one| one.strip_prefix("--into=").map(str::to_owned));
    if let Some(into) = into {
        let figures = measure(sizes[0]);
        return std::fs::write(into, figures.to_string()).expect("the figures are kept");
    }
    if asks_for_peers() {
        return compare(sizes[0]);
    }
    let into = std::env::temp_dir().join(format!("careercenter-bench-{}.json", std::process::id()));
    let mut all = Map::new();
    for postings in sizes {
        // Each size in a process of its own: memory that another one left does not count.
        let myself = std::env::current_exe().expect("this program is a file");
        let mut one = Command::new(myself);
        one.args(["--postings", &postings.to_string()]);
        one.arg(format!("--into={}", into.display()));
        assert!(one.status().expect("it starts").success(), "{postings} postings");
        let figures = std::fs::read_to_string(&into).expect("the figures are there");
        all.insert(postings.to_string(), serde_json::from_str(&figures).expect("they are JSON"));
    }
    std::fs::remove_file(into).expect("it is there");
    keep(all);
}

fn compare(postings: usize) {
    match peers::compare(postings) {
        Ok(figures) => keep(Map::from_iter([("peers".to_owned(), figures)])),
        Err(missing) => {
            eprintln!("{missing}");
            std::process::exit(2)
        }
    }
}

/// Adds figures to those of other runs in `target/bench/search.json`.
fn keep(figures: Map<String, Value>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench");
    std::fs::create_dir_all(&folder).expect("a folder for the figures");
    let file = folder.join("search.json");
    let kept = std::fs::read(&file).ok();
    let kept = kept.and_then(|kept| serde_json::from_slice::<Map<String, Value>>(&kept).ok());
    let mut all = kept.unwrap_or_default();
    all.extend(figures);
    let text = serde_json::to_string_pretty(&all).expect("figures are JSON");
    std::fs::write(file, text).expect("the figures are kept");
}

fn measure(postings: usize) -> Value {
    let (mut letters, mut tokens) = (0, 0);
    let generating = cpu(|| {
        for posting in Postings::new().take(postings) {
            letters += posting.body.len();
            tokens += posting.body.bytes().filter(|&byte| byte == b' ').count();
        }
    });
    let index = JobIndex::new();
    let building = cpu(|| index.replace(Postings::new().take(postings)));
    let build = building.saturating_sub(generating).as_secs_f64();
    let per_second = postings as f64 / generating.as_secs_f64();
    let (built, peak) = (memory("VmRSS"), memory("VmHWM"));
    println!(
        "{postings} postings of 180 different words among {}, {} letters, {per_second:.0} a second generated;",
        tokens / postings.max(1),
        letters / postings.max(1),
    );
    println!("built in {build:.2} s CPU, {built} MB resident, {peak} MB at most");
    let start = start(&index);
    println!("started from its file in {start:.2} s CPU");
    let mut kinds = Map::new();
    heading();
    let snapshot = index.load();
    let mut every = Line::new("all");
    for kind in KINDS {
        let line = kind.measure(&snapshot);
        every.times.extend(&line.times);
        every.total += line.total;
        kinds.insert(kind.name.to_owned(), line.tell());
    }
    let all = every.tell();
    for kind in BOUNDS {
        kinds.insert(kind.name.to_owned(), kind.measure(&snapshot).tell());
    }
    kinds.insert("advice".to_owned(), bounds::advice(&snapshot));
    kinds.insert("employer".to_owned(), EMPLOYER.measure(&snapshot).tell());
    kinds.insert("employers".to_owned(), employers(&snapshot).tell());
    kinds.insert("judge".to_owned(), judged(&snapshot).tell());
    kinds.insert("suggest".to_owned(), suggested(&snapshot).tell());
    // What building and opening needed has gone back by now.
    let rss = memory("VmRSS");
    println!("{rss} MB resident while searching");
    kinds.insert("one write".to_owned(), writes(&index, postings).tell());
    check(&index.load());
    json!({
        "mean_ms": all["mean_ms"], "p99_ms": all["p99_ms"], "rss_mb": rss, "peak_mb": peak, "build_s": build,
        "snapshot_start_s": start, "generated_per_s": per_second, "kinds": kinds,
    })
}

/// Saves the index and opens it again.
fn start(index: &JobIndex) -> f64 {
    let path = std::env::temp_dir().join(format!("careercenter-bench-{}", std::process::id()));
    index.load().save(&path, b"").expect("there is room for the index");
    let opened = JobIndex::new();
    let time = cpu(|| {
        opened.open(&path).expect("just written");
    });
    assert!(opened.load().same(&index.load()));
    let size = std::fs::metadata(&path).expect("just written").len() >> 20;
    println!("{size} MB in its file");
    for one in [path.with_extension("lock"), path] {
        std::fs::remove_file(one).expect("just written");
    }
    time.as_secs_f64()
}

/// Searches of somebody whose verdict is counted.
fn judged(snapshot: &Snapshot) -> Line {
    let mut line = Line::new("judge");
    for n in 0..60 {
        let held = Holding { credential: "cpc".into(), held: Held::Held };
        let home = State::parse(["OH", "TX", "CA"][n % 3]);
        let fit = Fit { credentials: Some(vec![held]), home, ..Fit::default() };
        let judge = Judge::of(&fit);
        let eyes = Eyes { judge: Some(&judge), hidden: &[] };
        let asked = match n % 2 {
            0 => criteria(vec![("meets", "yes".into())]),
            _ => criteria(vec![("q", word(n as u64))]),
        };
        let mut total = 0;
        line.times.push(cpu(|| total = snapshot.search(&asked, &eyes, PAGE, NOW).total));
        line.total += total;
    }
    line
}

/// The employers of a search, to choose from.
fn employers(snapshot: &Snapshot) -> Line {
    let mut line = Line::new("employers");
    for n in 0..60 {
        let asked = criteria(match n % 2 {
            0 => vec![],
            _ => vec![("q", word(n))],
        });
        let mut total = 0;
        let counted = || snapshot.employers(&asked, &Eyes::default(), NOW, 200).len();
        line.times.push(cpu(|| total = counted()));
        line.total += total;
    }
    line
}

fn suggested(snapshot: &Snapshot) -> Line {
    let mut line = Line::new("suggest");
    for n in 0..200 {
        let whole = ["medical coder", "inpatient", "columbus", "cpc", "risk adj"][n % 5];
        let typed = match n % 3 {
            0 => word(n as u64)[..3].to_owned(),
            _ => whole[..(n / 5 % whole.len()) + 1].to_owned(),
        };
        let mut total = 0;
        line.times.push(cpu(|| total = snapshot.suggest(&typed, 10).len()));
        line.total += total;
    }
    line
}

/// Edits of single postings, each published on its own.
fn writes(index: &JobIndex, postings: usize) -> Line {
    let mut line = Line::new("one write");
    for (n, document) in (0..WRITES).zip(Postings::new().take(postings)) {
        let changes = vec![match n % 4 {
            3 => Change::Remove(document.id),
            _ => Change::put(document),
        }];
        line.times.push(cpu(|| index.apply(changes)));
    }
    line
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
