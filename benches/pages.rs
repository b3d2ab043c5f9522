//! What a page costs: CPU time of the real server's threads a request, over a sample board on SQLite.
//! The listing is asked for as everybody asks for it (kept), with searches nobody has made before
//! (rendered; and first: right after the start, when no posting has been shown yet), and the same
//! searches are made of the index alone; posting pages and feeds likewise.
//!
//! `cargo bench --bench pages -- --postings 10000,100000`; the figures of each size are left in `target/bench/pages.json`
//! too.

#[path = "pages/board.rs"]
mod board;
#[path = "pages/cost.rs"]
mod cost;
#[path = "common/cpu.rs"]
mod cpu;
#[path = "common/site.rs"]
mod site;
#[path = "pages/visitor.rs"]
mod visitor;

use std::collections::BTreeMap;

use careercenter::jobindex::{Criteria, Eyes};
use careercenter::paths;
use careercenter::search::PAGE_SIZE;
use serde_json::{Value, json};

use board::Board;
use cost::Cost;
use cpu::cpu;
use visitor::Visitor;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Requests of each kind.
const REQUESTS: usize = 1_500;
/// What a kept listing may cost, in health checks.
const MOST_HEALTH_CHECKS: f64 = 2.0;
/// What rendering a listing may cost beside its search.
const MOST_MS: f64 = 1.0;

const PACKED: &[(&str, &str)] = &[("accept-encoding", "gzip, deflate, br")];

fn main() {
    // As a server writes its log, but to nowhere.
    tracing_subscriber::fmt().with_env_filter("info").with_writer(std::io::sink).init();
    let figures: Vec<Value> = sizes_wanted().into_iter().map(measure).collect();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    let text = serde_json::to_string_pretty(&figures).expect("figures are JSON");
    std::fs::write(folder.join("pages.json"), text).expect("the figures are written");
}

/// The figures of a board with so many postings.
fn measure(postings: u64) -> Value {
    let board = Board::open(postings);
    let mut visitor = Visitor::of(board.address);
    let mut kinds: BTreeMap<&str, Cost> = BTreeMap::new();
    let (searches, postings) = (board.searches(2 * REQUESTS), board.postings(REQUESTS));
    let listing = |search: &Criteria| paths::listing(&search.query_string());
    let (first, searches) = searches.split_at(searches.len() / 2);
    let firsts: Vec<String> = first.iter().map(listing).collect();
    let listings: Vec<String> = searches.iter().map(listing).collect();
    // A feed has no pages.
    let feeds = searches.iter().filter(|search| search.page() == 1);
    let feeds: Vec<String> =
        feeds.map(|search| format!("/jobs/feed.atom?{}", search.query_string())).collect();
    let same = |path: &str| vec![path.to_owned(); REQUESTS];

    // Once round, so that nothing is measured for the first time.
    for path in ["/healthz", "/jobs", "/jobs/feed.atom"] {
        Cost::of(&mut visitor, &same(path), PACKED, 200);
    }
    kinds.insert("healthz", Cost::of(&mut visitor, &same("/healthz"), &[], 200));
    let before = board.site.pages.rendered();
    kinds.insert("listing kept", Cost::of(&mut visitor, &same("/jobs"), PACKED, 200));
    assert_eq!(board.site.pages.rendered(), before, "it is kept");
    let tag = visitor.tag("/jobs");
    let known = [PACKED[0], ("if-none-match", tag.as_str())];
    kinds.insert("listing known", Cost::of(&mut visitor, &same("/jobs"), &known, 304));
    kinds.insert("listing first", Cost::of(&mut visitor, &firsts, PACKED, 200));
    kinds.insert("listing rendered", Cost::of(&mut visitor, &listings, PACKED, 200));
    let employers = board.of_employers(REQUESTS);
    let of_employers: Vec<String> = employers.iter().map(listing).collect();
    kinds.insert("employer rendered", Cost::of(&mut visitor, &of_employers, PACKED, 200));
    let path = |search: &Criteria| paths::listing_employers(&search.query_string());
    let choosing: Vec<String> = searches.iter().map(path).collect();
    kinds.insert("employers rendered", Cost::of(&mut visitor, &choosing, PACKED, 200));
    let odd: Vec<String> = listings.iter().map(|path| format!("{path}&colour=red")).collect();
    kinds.insert("listing odd", Cost::of(&mut visitor, &odd, PACKED, 200));
    kinds.insert("posting rendered", Cost::of(&mut visitor, &postings, PACKED, 200));
    kinds.insert("posting kept", Cost::of(&mut visitor, &same(&postings[0]), PACKED, 200));
    kinds.insert("feed rendered", Cost::of(&mut visitor, &feeds, PACKED, 200));
    kinds.insert("feed kept", Cost::of(&mut visitor, &same(&feeds[0]), PACKED, 200));
    let (index, now) = (board.site.index.load(), board.site.clock.now().micros());
    let search = |search: &_| {
        cpu(|| {
            std::hint::black_box(index.search(search, &Eyes::default(), PAGE_SIZE, now));
        })
    };
    kinds.insert("search alone", Cost::new(searches.iter().map(search).collect()));
    kinds.insert("employer alone", Cost::new(employers.iter().map(search).collect()));
    report(&board, &kinds)
}

fn report(board: &Board, kinds: &BTreeMap<&str, Cost>) -> Value {
    let postings = board.site.index.load().len();
    println!("{postings} postings");
    println!("{:<18}{:>12}{:>12}", "kind", "mean ms", "p99 ms");
    for (name, cost) in kinds {
        println!("{name:<18}{:>12.4}{:>12.4}", cost.mean_ms, cost.p99_ms);
    }
    let kept = kinds["listing kept"].mean_ms / kinds["healthz"].mean_ms;
    let beyond = kinds["listing rendered"].mean_ms - kinds["search alone"].mean_ms;
    println!("a kept listing costs {kept:.2} health checks (at most {MOST_HEALTH_CHECKS} wanted)");
    println!("a rendered one {beyond:.3} ms beyond its search (at most {MOST_MS} wanted)");
    json!({
        "postings": postings,
        "kinds": kinds,
        "kept_to_healthz": kept,
        "rendered_beyond_search_ms": beyond,
    })
}

/// From the command line; a wrong one ends the program.
fn sizes_wanted() -> Vec<u64> {
    let mut sizes = vec![10_000];
    let mut given = std::env::args().skip(1);
    while let Some(argument) = given.next() {
        match argument.as_str() {
            "--postings" => {
                let given = given.next().expect("numbers with commas between");
                sizes = given.split(',').map(|size| size.parse().expect("a number")).collect();
            }
            // Cargo's own.
            "--bench" => {}
            other => panic!("unknown argument {other}; there is --postings N,M"),
        }
    }
    sizes
}
