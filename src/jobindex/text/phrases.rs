//! The phrases of the field: every term of the vocabulary with several parts. They are indexed as terms of their own,
//! so that "work from home" is found where it stands and not where "work", "from" and "home" are scattered.

use super::each_part;
use super::reading::start;
use crate::vocabulary::{Entry, Table, fold, vocabulary};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Every known phrase, as a tree of parts.
#[derive(Debug, Default)]
pub(in crate::jobindex) struct Phrases {
    /// Numbers of the parts that phrases are made of.
    parts: FxHashMap<Box<str>, u32>,
    /// Which parts there are, by [`trace`]: almost every other part is told apart without looking further.
    traces: Vec<bool>,
    /// From a node over a part to the next node; the root is 0.
    edges: FxHashMap<(u32, u32), u32>,
    /// By node: the phrase that ends there.
    ends: Vec<Option<Box<str>>>,
}

const TRACES: usize = 1 << 14;

/// The phrases of this build's vocabulary.
pub(in crate::jobindex) fn known_phrases() -> &'static Phrases {
    static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(terms()));
    &PHRASES
}

/// Whether these parts, side by side, are found in descriptions too.
pub(in crate::jobindex) fn is_known_phrase(parts: &[String]) -> bool {
    known_phrases().has(parts)
}

impl Phrases {
    fn of<'a>(terms: impl Iterator<Item = &'a str>) -> Phrases {
        let mut phrases =
            Phrases { traces: vec![false; TRACES], ends: vec![None], ..Phrases::default() };
        for term in terms {
            let mut parts = Vec::new();
            each_part(&fold(term), |part| parts.push(part.to_owned()));
            if parts.len() > 1 {
                phrases.add(&parts);
            }
        }
        phrases
    }

    fn add(&mut self, parts: &[String]) {
        let mut node = 0;
        for part in parts {
            let number = self.parts.len() as u32;
            let number = *self.parts.entry(part.as_str().into()).or_insert(number);
            self.traces[trace(start(part))] = true;
            let next = self.ends.len() as u32;
            node = *self.edges.entry((node, number)).or_insert(next);
            if node == next {
                self.ends.push(None);
            }
        }
        self.ends[node as usize] = Some(parts.join(" ").into());
    }

    /// Whether a phrase may have this part, which is given as one number.
    pub fn may_have(&self, part: u128) -> bool {
        self.traces[trace(part)]
    }

    fn has(&self, parts: &[String]) -> bool {
        let step = |node: u32, part: &String| {
            self.parts.get(part.as_str()).and_then(|&part| self.edges.get(&(node, part)).copied())
        };
        let end = parts.iter().try_fold(0, step);
        end.is_some_and(|node| self.ends[node as usize].is_some())
    }

    /// Gives every known phrase of `folded` to `visit`, its parts joined by a space; repeats included.
    #[cfg(test)]
    pub fn each(&self, folded: &str, mut visit: impl FnMut(&str)) {
        let mut walk = Walk::default();
        each_part(folded, |part| walk.part(self, part, &mut visit));
    }
}

/// The phrases begun on a way through a text. For who has the parts at hand.
#[derive(Debug, Default)]
pub(in crate::jobindex) struct Walk {
    begun: Vec<u32>,
}

impl Walk {
    /// Takes the next part of the text and gives every phrase that ends with it to `visit`.
    pub fn part(&mut self, phrases: &Phrases, part: &str, mut visit: impl FnMut(&str)) {
        let known = phrases.may_have(start(part)).then(|| phrases.parts.get(part)).flatten();
        let Some(&number) = known else { return self.stop() };
        self.begun.push(0);
        self.begun.retain_mut(|node| match phrases.edges.get(&(*node, number)) {
            Some(&next) => {
                *node = next;
                if let Some(phrase) = &phrases.ends[next as usize] {
                    visit(phrase);
                }
                true
            }
            None => false,
        });
    }

    /// Goes on behind a part that no phrase has.
    pub fn stop(&mut self) {
        self.begun.clear();
    }
}

/// A number for a part out of its first bytes: quick, and rarely the same for two.
fn trace(part: u128) -> usize {
    let mixed = part as u64 ^ (part >> 64) as u64;
    (mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 50) as usize
}

/// Every label, short label, synonym, title and term of a synonym group.
fn terms() -> impl Iterator<Item = &'static str> {
    let words = vocabulary();
    let tables = entries(&words.roles)
        .chain(entries(&words.care_settings))
        .chain(entries(&words.specialties))
        .chain(entries(&words.credentials))
        .chain(entries(&words.code_sets))
        .chain(entries(&words.software))
        .chain(entries(&words.employment_types))
        .chain(entries(&words.arrangements))
        .chain(entries(&words.shifts))
        .chain(entries(&words.benefits));
    tables.chain(words.synonyms.iter().flat_map(|group| group.terms.iter().map(String::as_str)))
}

fn entries<E: Entry>(table: &'static Table<E>) -> impl Iterator<Item = &'static str> {
    let names = |entry: &'static E| [entry.label(), entry.short()].into_iter();
    let synonyms = |entry: &'static E| entry.synonyms().iter().map(String::as_str);
    table.iter().flat_map(move |entry| names(entry).chain(synonyms(entry)))
}

#[cfg(test)]
mod tests {
    use super::super::compounds;
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        known_phrases().each(&fold(text), |phrase| found.push(phrase.to_owned()));
        found
    }

    #[test]
    fn phrases_are_found_where_their_parts_stand_side_by_side() {
        assert_eq!(found("You work-from home as an auditor"), ["work from home"]);
        assert_eq!(found("work is home, from Ohio"), [""; 0]);
        assert_eq!(found("risk adjustment coder"), ["risk adjustment", "risk adjustment coder"]);
        assert!(found("ICD-10-CM").contains(&"icd 10 cm".to_owned()));
        let parts = |text: &str| compounds(text).concat();
        assert!(is_known_phrase(&parts("Work from home")));
        assert!(!is_known_phrase(&parts("work from")) && !is_known_phrase(&[]));
    }
}
