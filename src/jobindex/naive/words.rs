//! Which documents have the words of a search, and how well.

use super::super::query::{Clause, Query, Unit, Way};
use super::super::text::{is_known_phrase, stem};
use super::{Criteria, Document, Group};
use crate::vocabulary::{fold, vocabulary};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet};

type Slugs = BTreeMap<Group, Vec<&'static str>>;

/// The texts of a document.
pub struct Texts {
    title: Text,
    employer: Text,
    body: Text,
}

struct Text {
    tokens: HashSet<String>,
    parts: Vec<String>,
}

/// What the words of a search mean, corrected or not.
#[derive(Default)]
pub struct Asked {
    query: Query,
    is_corrected: Vec<bool>,
    pub corrections: Vec<(String, String)>,
}

impl Texts {
    pub fn of(document: &Document) -> Texts {
        Texts {
            title: Text::of(&document.title),
            employer: Text::of(&document.employer),
            body: Text::of(&document.body),
        }
    }

    fn tokens(&self) -> impl Iterator<Item = &String> {
        [&self.title, &self.employer, &self.body].into_iter().flat_map(|text| &text.tokens)
    }

    fn has(&self, token: &String) -> bool {
        self.tokens().any(|other| other == token)
    }

    /// Whether it is found so: in the title, or anywhere.
    fn found(&self, way: &Way, slugs: &Slugs, in_title: bool) -> bool {
        let any_token = |holds: &dyn Fn(&str) -> bool| match in_title {
            true => self.title.tokens.iter().any(|token| holds(token)),
            false => self.tokens().any(|token| holds(token)),
        };
        match way {
            Way::Tokens(tokens) if !in_title => tokens.iter().all(|token| self.has(token)),
            Way::Tokens(tokens) | Way::Title(tokens) => {
                tokens.iter().all(|token| self.title.tokens.contains(token))
            }
            Way::Phrase(parts) => {
                let elsewhere =
                    self.employer.says(parts) || (is_known_phrase(parts) && self.body.says(parts));
                self.title.says(parts) || (!in_title && elsewhere)
            }
            Way::Prefix(start) => any_token(&|token| token.starts_with(start)),
            Way::Stem(wanted) => any_token(&|token| stem(token) == wanted),
            Way::Value(group, value) => {
                let slug = group.slugs().nth(usize::from(*value)).expect("a value of the group");
                slugs.get(group).is_some_and(|slugs| slugs.contains(&slug))
            }
        }
    }

    /// Whether it is met in the title; an abbreviation by what it stands for.
    fn is_titled(&self, unit: &Unit, slugs: &Slugs) -> bool {
        match &unit.spelled_out[..] {
            [] => self.meets(unit, slugs, true),
            ways => ways.iter().any(|way| self.found(way, slugs, true)),
        }
    }

    fn meets(&self, unit: &Unit, slugs: &Slugs, in_title: bool) -> bool {
        let mut ways = unit.exact.iter().chain(&unit.also);
        ways.any(|way| self.found(way, slugs, in_title))
    }
}

impl Text {
    fn of(text: &str) -> Text {
        Text { tokens: tokens(text), parts: compounds(text).concat() }
    }

    fn says(&self, parts: &[String]) -> bool {
        self.parts.windows(parts.len()).any(|window| window == parts)
    }
}

impl Asked {
    pub fn of(criteria: &Criteria) -> Asked {
        let query = Query::of(criteria);
        Asked { is_corrected: vec![false; query.any.len()], query, corrections: Vec::new() }
    }

    /// With every word that is nowhere taken for the word that is nearest to it.
    pub fn corrected(mut self, criteria: &Criteria, all: &[(&Texts, &Slugs)]) -> Asked {
        for (clause, is_corrected) in self.query.any.iter().zip(&mut self.is_corrected) {
            for unit in &clause.all {
                let Some(typed) = unit.fuzzable.clone() else { continue };
                if all.iter().any(|(texts, slugs)| texts.meets(unit, slugs, false)) {
                    continue;
                }
                if let Some(shown) = nearest(&typed, all) {
                    *is_corrected = true;
                    if !self.corrections.iter().any(|(other, _)| *other == typed) {
                        self.corrections.push((typed, shown));
                    }
                }
            }
        }
        self.query = Query::of(&criteria.clone().with_corrections(&self.corrections));
        self.is_corrected.resize(self.query.any.len(), true);
        self
    }

    pub fn fits(&self, texts: &Texts, slugs: &Slugs) -> bool {
        let clauses = &self.query.any;
        clauses.is_empty() || clauses.iter().any(|clause| fits(clause, texts, slugs))
    }

    /// The best place any alternative gives it: by units missing in the title, then whether all is met exactly, and in
    /// the title if it is met there and no credential; corrected alternatives come last.
    pub fn bucket(&self, texts: &Texts, slugs: &Slugs) -> u64 {
        let clauses = self.query.any.iter().zip(&self.is_corrected);
        let fitting = clauses.filter(|(clause, _)| fits(clause, texts, slugs));
        let places = fitting.map(|(clause, &is_corrected)| {
            let missing = |unit: &&Unit| !texts.is_titled(unit, slugs);
            let missing = clause.all.iter().filter(missing).count().min(7) as u64;
            let inexact = |unit: &Unit| {
                let in_title = !unit.is_credential() && texts.is_titled(unit, slugs);
                !unit.exact.iter().any(|way| texts.found(way, slugs, in_title))
            };
            100 * u64::from(is_corrected) + 2 * missing + u64::from(clause.all.iter().any(inexact))
        });
        places.min().unwrap_or_default()
    }
}

impl Asked {
    /// Of what fits none of it but has most words of an alternative: how many it lacks, how many of all in the title,
    /// and which.
    pub fn nearly(&self, texts: &Texts, slugs: &Slugs) -> Option<(usize, usize, Vec<String>)> {
        if self.fits(texts, slugs) {
            return None;
        }
        let of = |clause: &Clause| {
            let lacks = |unit: &&Unit| !texts.meets(unit, slugs, false);
            let without: Vec<Unit> = clause.all.iter().filter(lacks).cloned().collect();
            let untitled = clause.all.iter().filter(|unit| !texts.is_titled(unit, slugs)).count();
            let unwanted = clause.none.iter().any(|unit| texts.meets(unit, slugs, false));
            let most = 2 * without.len() < clause.all.len();
            (most && !unwanted).then_some((without.len(), untitled.min(7), without))
        };
        let (lacked, untitled, without) =
            self.query.any.iter().filter_map(of).min_by_key(|near| (near.0, near.1))?;
        Some((lacked, untitled, without.into_iter().map(|unit| unit.said).collect()))
    }
}

fn fits(clause: &Clause, texts: &Texts, slugs: &Slugs) -> bool {
    clause.all.iter().all(|unit| texts.meets(unit, slugs, false))
        && !clause.none.iter().any(|unit| texts.meets(unit, slugs, false))
}

/// The token fewest errors away, then in most documents, then first.
fn nearest(typed: &str, all: &[(&Texts, &Slugs)]) -> Option<String> {
    let allowed = if typed.chars().count() < 9 { 1 } else { 2 };
    let tokens: BTreeSet<&String> = all.iter().flat_map(|(texts, _)| texts.tokens()).collect();
    let meant = tokens
        .into_iter()
        .filter(|token| token.chars().all(char::is_alphabetic) && !is_code(token));
    let near = meant.map(|token| (errors(typed, token), token));
    let near = near.filter(|(far, _)| *far <= allowed);
    let postings = |token: &String| all.iter().filter(|(texts, _)| texts.has(token)).count();
    near.min_by_key(|(far, token)| (*far, Reverse(postings(token)), *token))
        .map(|(_, token)| token.clone())
}

/// A credential or a code, which is written in capitals.
fn is_code(token: &str) -> bool {
    let words = vocabulary();
    let credentials = words.credentials.iter().map(|credential| &credential.abbr);
    let abbrs = credentials.chain(words.code_sets.iter().map(|code_set| &code_set.abbr));
    let mut written = abbrs.flat_map(|abbr| abbr.split_whitespace());
    written.any(|word| !word.contains(char::is_lowercase) && tokens(word).contains(token))
}

/// Letters to insert, take out, change or exchange with their neighbor.
fn errors(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (i, j) in (0..=a.len()).flat_map(|i| (0..=b.len()).map(move |j| (i, j))) {
        table[i][j] = if i == 0 || j == 0 {
            i + j
        } else {
            let changed = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let moved = table[i - 1][j].min(table[i][j - 1]) + 1;
            let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            let swapped = if swapped { table[i - 2][j - 2] + 1 } else { usize::MAX };
            changed.min(moved).min(swapped)
        };
    }
    table[a.len()][b.len()]
}

fn tokens(text: &str) -> HashSet<String> {
    let mut tokens = HashSet::new();
    for parts in compounds(text) {
        for length in 1..=4 {
            tokens.extend(parts.windows(length).map(|window| window.concat()));
        }
    }
    tokens
}

/// Compounds as the lists of their parts: runs of letters and digits, and what ties them.
fn compounds(text: &str) -> Vec<Vec<String>> {
    let text: Vec<char> = fold(text).chars().collect();
    let plain = |at: usize| text.get(at).is_some_and(|c| c.is_alphanumeric());
    let kept = |&at: &usize| !(text[at] == '\'' && at > 0 && plain(at - 1) && plain(at + 1));
    let text: String = (0..text.len()).filter(kept).map(|at| text[at]).collect();
    let mut compounds: Vec<Vec<String>> = Vec::new();
    let mut between: Option<String> = None;
    for run in runs(&text) {
        if !run.starts_with(char::is_alphanumeric) {
            between = Some(run);
            continue;
        }
        let last = compounds.last_mut().filter(|parts| {
            let before = parts.last().expect("never empty");
            match between.as_deref() {
                Some("-") => true,
                Some("/" | "." | "&") => is_letter(before) && is_letter(&run),
                _ => false,
            }
        });
        match last {
            Some(parts) => parts.push(run),
            None => compounds.push(vec![run]),
        }
    }
    compounds
}

/// The text in runs that are all letters and digits, or none.
fn runs(text: &str) -> Vec<String> {
    let mut runs: Vec<String> = Vec::new();
    for c in text.chars() {
        match runs.last_mut() {
            Some(run) if run.ends_with(char::is_alphanumeric) == c.is_alphanumeric() => run.push(c),
            _ => runs.push(c.to_string()),
        }
    }
    runs
}

fn is_letter(text: &str) -> bool {
    text.chars().count() == 1 && text.chars().all(char::is_alphabetic)
}
