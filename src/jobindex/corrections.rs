//! Words that are nowhere on the board, taken for the words they were probably meant to be.

use super::evaluate::is_met;
use super::parts::Part;
use super::query::{Dictionary, Query, Unit, corrected};
use super::terms::{Field, Terms};

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

    /// The query with every word that may be a typing error and is met by no posting at all replaced by the nearest
    /// that is.
    pub fn of(query: Query, parts: &[Part]) -> Corrected {
        let mut result = Corrected::nothing(query);
        for (clause, is_corrected) in result.query.any.iter_mut().zip(&mut result.is_corrected) {
            for unit in &mut clause.all {
                let Some((typed, meant)) = correction(unit, parts) else { continue };
                *unit = Unit::of_word(&meant);
                *is_corrected = true;
                if !result.corrections.iter().any(|(other, _)| *other == typed) {
                    result.corrections.push((typed, meant));
                }
            }
        }
        result
    }
}

fn correction(unit: &Unit, parts: &[Part]) -> Option<(String, String)> {
    let typed = unit.fuzzable.as_ref()?;
    if parts.iter().any(|part| is_met(part, unit)) {
        return None;
    }
    // The best of all is the best of some part, so it is the best of these few.
    let near = parts
        .iter()
        .filter_map(|part| corrected(typed, &Known { terms: &part.segment.terms, parts }));
    let mut near: Vec<String> = near.collect();
    near.sort_unstable();
    near.dedup();
    let meant = match near.len() {
        0 | 1 => near.pop(),
        _ => corrected(typed, &Few { tokens: &near, parts }),
    };
    Some((typed.clone(), meant?))
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
