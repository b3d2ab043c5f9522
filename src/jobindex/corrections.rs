//! Words that are nowhere on the board, taken for the words they were probably meant to be.

use super::criteria::Criteria;
use super::evaluate::is_met;
use super::parts::Part;
use super::query::{Dictionary, Query, Unit, corrected};
use super::terms::{Field, Terms};
use std::collections::{HashMap, HashSet};

/// What words were probably meant to be, as far as that has been looked up: it takes a while, and the searches of one
/// page have the same words.
pub(super) type Meant = HashMap<String, Option<String>>;

/// A query and what was corrected in it.
pub(super) struct Corrected {
    pub query: Query,
    /// By clause: whether a word of it was corrected.
    pub is_corrected: Vec<bool>,
    /// Each typed word, folded, with what was looked for instead.
    pub corrections: Vec<(String, String)>,
}

impl Corrected {
    /// The query as it is.
    pub fn nothing(query: Query) -> Corrected {
        Corrected { is_corrected: vec![false; query.any.len()], query, corrections: Vec::new() }
    }

    /// The search with every word that may be a typing error and is met by no posting at all replaced by the nearest
    /// that is: the same as if that had been typed.
    pub fn of(criteria: &Criteria, parts: &[Part], meant: &mut Meant) -> Corrected {
        let query = Query::of(criteria);
        let mut corrections: Vec<(String, String)> = Vec::new();
        let mut is_corrected = Vec::with_capacity(query.any.len());
        for clause in &query.any {
            let right = |unit| correction(unit, parts, meant);
            let found: Vec<(String, String)> = clause.all.iter().filter_map(right).collect();
            is_corrected.push(!found.is_empty());
            corrections.extend(found);
        }
        if corrections.is_empty() {
            return Corrected::nothing(query);
        }
        let mut seen = HashSet::new();
        corrections.retain(|(typed, _)| seen.insert(typed.clone()));
        let query = Query::of(&criteria.clone().with_corrections(&corrections));
        is_corrected.resize(query.any.len(), true);
        Corrected { query, is_corrected, corrections }
    }
}

fn correction(unit: &Unit, parts: &[Part], meant: &mut Meant) -> Option<(String, String)> {
    let typed = unit.fuzzable.as_ref()?;
    if parts.iter().any(|part| is_met(part, unit)) {
        return None;
    }
    let meant = meant.entry(typed.clone()).or_insert_with(|| nearest(typed, parts)).clone();
    Some((typed.clone(), meant?))
}

fn nearest(typed: &str, parts: &[Part]) -> Option<String> {
    // The best of all is the best of some part, so it is the best of these few.
    let near = parts
        .iter()
        .filter_map(|part| corrected(typed, &Known { terms: &part.segment.terms, parts }));
    let mut near: Vec<String> = near.collect();
    near.sort_unstable();
    near.dedup();
    match near.len() {
        0 | 1 => near.pop(),
        _ => corrected(typed, &Few { tokens: &near, parts }),
    }
}

/// The terms of one part, with the postings of all.
struct Known<'a> {
    terms: &'a Terms,
    parts: &'a [Part],
}

impl Dictionary for Known<'_> {
    fn seek(&self, text: &str) -> usize {
        self.terms.tokens.seek(text)
    }

    fn token(&self, at: usize) -> Option<&str> {
        (at < self.terms.tokens.len()).then(|| self.terms.tokens.get(at))
    }

    fn postings(&self, at: usize) -> usize {
        postings(self.terms.tokens.get(at), self.parts)
    }
}

/// A few tokens in their order.
struct Few<'a> {
    tokens: &'a [String],
    parts: &'a [Part],
}

impl Dictionary for Few<'_> {
    fn seek(&self, text: &str) -> usize {
        self.tokens.partition_point(|token| token.as_str() < text)
    }

    fn token(&self, at: usize) -> Option<&str> {
        self.tokens.get(at).map(String::as_str)
    }

    fn postings(&self, at: usize) -> usize {
        postings(&self.tokens[at], self.parts)
    }
}

fn postings(token: &str, parts: &[Part]) -> usize {
    let live = |part: &Part| part.live_on(part.segment.terms.find(token, Field::Anywhere));
    parts.iter().map(live).sum()
}
