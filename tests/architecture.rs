//! The map of the house, kept true: who may import whom, and the few things that only one room may
//! do. Add a room here when it is built, at the level where it belongs.

mod source;

use std::collections::{BTreeMap, BTreeSet};

use source::{Source, path_at, references, sources, without_comment};

/// Rooms by level, lowest first. A room may import what stands in a lower row; rows of several
/// rooms say whether these may import each other.
const LEVELS: &[(Together, &[&str])] = &[
    (Together::Free, &["clock", "config", "error", "lane", "schema", "seal", "token"]),
    (Together::Apart, &["vocabulary"]),
    // The reader hands out what it read in the shape eligibility judges.
    (Together::Apart, &["eligibility"]),
    (Together::Apart, &["reader", "resume"]),
    (Together::Apart, &["jobindex"]),
    (Together::Free, &["audit", "db", "extraction", "files", "mail", "queue", "templates"]),
    (Together::Free, &["paths", "site", "web"]),
    (Together::Apart, &["accounts"]),
    (Together::Apart, &["employers"]),
    (Together::Apart, &["postings"]),
    (Together::Apart, &["applicants"]),
    (Together::Apart, &["applications"]),
    (Together::Apart, &["search"]),
    (Together::Apart, &["alerts", "exchange"]),
    (Together::Apart, &["moderation"]),
    (Together::Apart, &["board"]),
    (Together::Apart, &["sample"]),
    (Together::Free, &["main", "routes", "worker"]),
];

/// Rooms that know neither database nor web: plain functions of their input.
const PURE: &[&str] = &["vocabulary", "eligibility", "reader", "resume", "jobindex"];

/// Slices: whoever imports one names only what its `mod.rs` shows.
const SLICES: &[&str] = &[
    "accounts",
    "employers",
    "postings",
    "applicants",
    "applications",
    "search",
    "alerts",
    "exchange",
    "moderation",
    "board",
    "sample",
];

/// Files that may know the web framework.
const WEB: &[&str] = &["pages", "guards", "web", "routes", "main"];

/// Files of a slice from the inside out; one may import those before it.
const INSIDE: &[&str] = &["forms", "pages"];

const LONGEST: usize = 300;

#[derive(Clone, Copy, PartialEq)]
enum Together {
    Free,
    Apart,
}

/// Exported macros hang at the crate's root, but belong to the room that defines them.
fn macros(sources: &[Source]) -> BTreeMap<String, String> {
    let mut homes = BTreeMap::new();
    for source in sources {
        for pair in source.code.windows(2).filter(|pair| pair[0].trim() == "#[macro_export]") {
            if let Some(name) = pair[1].trim().strip_prefix("macro_rules! ") {
                homes.insert(path_at(name), source.room().to_owned());
            }
        }
    }
    homes
}

fn level(room: &str) -> Option<usize> {
    LEVELS.iter().position(|(_, rooms)| rooms.contains(&room))
}

fn may_import(importer: &str, imported: &str) -> bool {
    let (Some(above), Some(below)) = (level(importer), level(imported)) else { return false };
    importer == imported || below < above || (below == above && LEVELS[above].0 == Together::Free)
}

fn none(breaks: &BTreeSet<String>) {
    let all: Vec<_> = breaks.iter().map(String::as_str).collect();
    assert!(all.is_empty(), "{} break(s) of the map:\n  {}", all.len(), all.join("\n  "));
}

/// Fails for each file that `is_bound` and holds one of `words`.
fn only_elsewhere(is_bound: impl Fn(&Source) -> bool, words: &[&str], rule: &str) {
    let mut breaks = BTreeSet::new();
    for source in sources().iter().filter(|source| is_bound(source)) {
        for (number, line) in source.code.iter().enumerate() {
            for word in words.iter().filter(|word| line.contains(**word)) {
                breaks.insert(format!("src/{}:{}: {word}: {rule}", source.path, number + 1));
            }
        }
    }
    none(&breaks);
}

#[test]
fn every_room_has_a_level() {
    let mut breaks = BTreeSet::new();
    for source in sources() {
        if source.room() != "lib" && level(source.room()).is_none() {
            breaks.insert(format!("{} is not on the map", source.room()));
        }
    }
    none(&breaks);
}

#[test]
fn rooms_import_only_what_stands_below_them() {
    let sources = sources();
    let macros = macros(&sources);
    let mut breaks = BTreeSet::new();
    for source in sources.iter().filter(|source| source.room() != "lib") {
        let mut named = references(&source.code);
        if source.is_root_of_room() {
            let text = source.code.join("\n");
            let above = text.split("super::").skip(1).map(path_at);
            named.extend(above.filter(|path| level(first(path)).is_some()));
        }
        for path in named {
            let room = macros.get(first(&path)).map_or(first(&path), String::as_str);
            if !may_import(source.room(), room) {
                breaks.insert(format!("src/{} imports {path}", source.path));
            }
        }
    }
    none(&breaks);
}

fn first(path: &str) -> &str {
    path.split("::").next().unwrap_or_default()
}

#[test]
fn a_slice_names_only_what_its_neighbours_show() {
    let sources = sources();
    let files: BTreeSet<(String, String)> = sources
        .iter()
        .filter(|source| source.parts().len() > 1)
        .map(|source| (source.room().to_owned(), source.parts()[1].to_owned()))
        .collect();
    let mut breaks = BTreeSet::new();
    for source in sources.iter().filter(|source| SLICES.contains(&source.room())) {
        for path in references(&source.code) {
            let mut steps = path.split("::").map(str::to_owned);
            let (Some(room), Some(file)) = (steps.next(), steps.next()) else { continue };
            let foreign = SLICES.contains(&room.as_str()) && room != source.room();
            if foreign && files.contains(&(room, file)) {
                breaks.insert(format!("src/{} reaches into {path}", source.path));
            }
        }
    }
    none(&breaks);
}

#[test]
fn inside_a_slice_nouns_know_no_forms_and_forms_no_pages() {
    let mut breaks = BTreeSet::new();
    for source in sources().iter().filter(|source| SLICES.contains(&source.room())) {
        let parts = source.parts();
        let Some(own) = parts.get(1).filter(|own| **own != "mod") else { continue };
        let place = INSIDE.iter().position(|part| part == own);
        let outer = match (place, *own) {
            (Some(place), _) => &INSIDE[place + 1..],
            (None, "guards") => continue,
            (None, _) => INSIDE,
        };
        let room = source.room();
        for line in &source.code {
            for part in outer {
                let ways = [format!("super::{part}::"), format!("crate::{room}::{part}::")];
                if parts.len() == 2 && ways.iter().any(|way| line.contains(way)) {
                    breaks.insert(format!("src/{} imports {part}", source.path));
                }
            }
        }
    }
    none(&breaks);
}

#[test]
fn only_pages_guards_and_the_web_room_know_the_web_framework() {
    let is_bound = |source: &Source| !source.parts().iter().any(|part| WEB.contains(part));
    only_elsewhere(is_bound, &["actix_web", "actix_http"], "belongs in pages, guards or web");
}

#[test]
fn pure_rooms_know_no_database_and_no_files() {
    // But for the file the index is kept in, and what tries it.
    let is_kept = |path: &str| path.starts_with("jobindex/file");
    let is_bound = |source: &Source| PURE.contains(&source.room()) && !is_kept(&source.path);
    let words = ["diesel::", "std::fs", "std::net", "tokio::", "Clock"];
    only_elsewhere(is_bound, &words, "the room is pure");
}

#[test]
fn only_the_clock_asks_for_the_time() {
    let words = ["Utc::now", "Local::now", "SystemTime::now", "dsl::now"];
    only_elsewhere(|source| source.room() != "clock", &words, "ask the site's clock");
}

#[test]
fn only_the_configuration_reads_the_environment() {
    let words = ["env::var", "env::vars", "env::set_var", "env::remove_var", "dotenv"];
    only_elsewhere(|source| source.room() != "config", &words, "settings come through Config");
}

#[test]
fn only_the_database_room_tells_the_databases_apart() {
    let words = ["Conn::Sqlite", "Conn::Postgres", "Location::Sqlite(", "Location::Postgres("];
    let is_bound = |source: &Source| !["db", "config"].contains(&source.room());
    only_elsewhere(is_bound, &words, "use on_each!, or a function of db");
}

#[test]
fn nothing_is_left_for_later() {
    let words = ["todo!", "unimplemented!", "dbg!", "#[allow(", "#![allow("];
    only_elsewhere(|_| true, &words, "finish it");
}

#[test]
fn no_file_is_longer_than_can_be_read() {
    let sources = sources();
    let long = sources.iter().filter(|s| s.lines > LONGEST && s.path != "schema.rs");
    none(&long.map(|s| format!("src/{} has {} lines: split by noun", s.path, s.lines)).collect());
}

#[test]
fn the_tests_of_the_map_see_what_they_are_for() {
    let code = |text: &str| vec![without_comment(text).to_owned()];
    let seen = |text: &str| references(&code(text));
    assert_eq!(seen("use crate::db::Conn; // crate::web::Page"), ["db::Conn"]);
    assert_eq!(
        seen("use crate::{db::{self, Conn}, mail, web::Page};"),
        ["db::", "mail", "web::Page"].map(|path| path.trim_end_matches(':'))
    );
    assert_eq!(seen("    crate::token::hash(x) + crate::id!(y)"), ["token::hash", "id"]);
    assert_eq!(seen("use careercenter::site::Site;"), ["site::Site"]);
    assert_eq!(seen("let a = \"http://x\" + crate::paths::FRONT;"), ["paths::FRONT"]);
    for (importer, imported) in [
        ("db", "web"),
        ("accounts", "postings"),
        ("alerts", "exchange"),
        ("reader", "db"),
        ("search", "alerts"),
        ("jobindex", "queue"),
        ("web", "routes"),
        ("eligibility", "reader"),
        ("nowhere", "db"),
        ("db", "nowhere"),
    ] {
        assert!(!may_import(importer, imported), "{importer} must not import {imported}");
    }
    for (importer, imported) in [
        ("web", "site"),
        ("board", "accounts"),
        ("queue", "db"),
        ("reader", "eligibility"),
        ("worker", "sample"),
    ] {
        assert!(may_import(importer, imported), "{importer} may import {imported}");
    }
}
