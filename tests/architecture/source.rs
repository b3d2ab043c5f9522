//! The sources of the house, read as text: enough of Rust to see who names whom.

use std::fs;
use std::path::Path;

/// A file of `src/`, without comments.
pub struct Source {
    /// `postings/pages/desk.rs`
    pub path: String,
    pub code: Vec<String>,
    pub lines: usize,
}

impl Source {
    /// `postings`, of `postings/pages/desk.rs`.
    pub fn room(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap_or_default()
    }

    /// `postings`, `pages` and `desk`, of `postings/pages/desk.rs`.
    pub fn parts(&self) -> Vec<&str> {
        self.path.trim_end_matches(".rs").split('/').collect()
    }

    /// Where `super` means the crate itself.
    pub fn is_root_of_room(&self) -> bool {
        !self.path.contains('/') || self.parts()[1..] == ["mod"]
    }
}

pub fn sources() -> Vec<Source> {
    let mut sources = Vec::new();
    collect(Path::new("src"), &mut sources);
    assert!(sources.len() > 20, "the tests run where the sources are");
    sources
}

fn collect(folder: &Path, sources: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).expect("a folder of src can be read").flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, sources);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            let text = fs::read_to_string(&path).expect("a source file is text");
            let code = text.lines().map(|line| without_comment(line).to_owned()).collect();
            let path = path.to_string_lossy().trim_start_matches("src/").to_owned();
            sources.push(Source { path, code, lines: text.lines().count() });
        }
    }
}

/// What stands before `//`, unless it is part of an address such as `http://`.
pub fn without_comment(line: &str) -> &str {
    let mut from = 0;
    while let Some(found) = line[from..].find("//").map(|at| from + at) {
        if !line[..found].ends_with(':') {
            return &line[..found];
        }
        from = found + 2;
    }
    line
}

/// Names that follow `crate::` (or our name, in `main`), each with what follows it in turn:
/// `use crate::{clock::Moment, db::Conn}` gives `clock::Moment` and `db::Conn`.
pub fn references(code: &[String]) -> Vec<String> {
    let text = code.join("\n").replace("careercenter::", "crate::");
    let mut found = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(group) => found.extend(members(group)),
            None => found.push(path_at(rest)),
        }
    }
    found
}

/// The path a text starts with.
pub fn path_at(text: &str) -> String {
    let text = text.trim_start();
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':');
    text[..end.unwrap_or(text.len())].trim_end_matches(':').to_owned()
}

/// The members of a `{..}` group, outermost only.
fn members(group: &str) -> Vec<String> {
    let (mut depth, mut start, mut found) = (1, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 || (depth == 1 && c == ',') {
            found.push(path_at(&group[start..at]));
            start = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    found.retain(|path| !path.is_empty());
    found
}
