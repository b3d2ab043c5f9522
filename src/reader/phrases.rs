//! Many phrases looked up at once, word by word: the longest that starts at a word wins.

use super::text::{Text, Token};
use std::collections::HashMap;
use std::ops::Range;

/// Phrases and what each of them means.
#[derive(Debug)]
pub struct Phrases<T> {
    /// By first word; longest first.
    by_first: HashMap<String, Vec<(Vec<String>, T)>>,
}

/// A phrase found in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit<T> {
    pub tokens: Range<usize>,
    pub meaning: T,
}

impl<T: Clone> Phrases<T> {
    /// Splits each phrase as a text is split, so that "pro-fee" finds "Pro Fee".
    pub fn new<P: AsRef<str>>(phrases: impl IntoIterator<Item = (P, T)>) -> Phrases<T> {
        let mut by_first: HashMap<String, Vec<(Vec<String>, T)>> = HashMap::new();
        for (phrase, meaning) in phrases {
            let words = split(phrase.as_ref());
            if let Some(first) = words.first() {
                by_first.entry(first.clone()).or_default().push((words, meaning));
            }
        }
        for list in by_first.values_mut() {
            list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        Phrases { by_first }
    }

    /// The longest phrase that starts at this word.
    pub fn at(&self, tokens: &[Token], start: usize) -> Option<Hit<T>> {
        let list = self.by_first.get(&tokens.get(start)?.text)?;
        list.iter().find_map(|(words, meaning)| {
            let end = start + words.len();
            let here = tokens.get(start..end)?;
            let same = here.iter().zip(words).all(|(token, word)| &token.text == word);
            same.then(|| Hit { tokens: start..end, meaning: meaning.clone() })
        })
    }

    /// Every phrase in the range, left to right, none overlapping another.
    pub fn find(&self, text: &Text<'_>, range: Range<usize>) -> Vec<Hit<T>> {
        let mut hits = Vec::new();
        let mut at = range.start;
        let end = range.end.min(text.tokens.len());
        while at < end {
            match self.at(&text.tokens[..end], at) {
                Some(hit) => {
                    at = hit.tokens.end;
                    hits.push(hit);
                }
                None => at += 1,
            }
        }
        hits
    }

    /// Every phrase in the whole text.
    pub fn find_all(&self, text: &Text<'_>) -> Vec<Hit<T>> {
        self.find(text, 0..text.tokens.len())
    }
}

/// The folded words of a phrase.
pub fn split(phrase: &str) -> Vec<String> {
    let tokens = Text::new(phrase).tokens;
    tokens.into_iter().map(|token| token.text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins_and_hits_do_not_overlap() {
        let phrases = Phrases::new([("ccs", 1), ("CCS-P", 2), ("p coder", 3)]);
        let found = |text: &str| -> Vec<i32> {
            let text = Text::new(text);
            phrases.find_all(&text).into_iter().map(|hit| hit.meaning).collect()
        };
        assert_eq!(found("ccs-p coder, CCS private"), [2, 1]);
        assert!(found("accs").is_empty() && found("").is_empty());
    }
}
