//! Text made ready for reading: folded words that remember where in the original they stood.

use super::walk;
use std::ops::Range;

/// What is beyond this many bytes is not read.
pub const CAP: usize = 100_000;
/// What is beyond this many bytes of a title, a location or another short field is not read.
const SHORT: usize = 1_000;
/// The most characters kept of the words a fact was read from.
const WORDS: usize = 160;

/// One word or number.
#[derive(Debug, Clone)]
pub struct Token {
    /// Folded: letters and digits only, apostrophes dropped; numbers keep inner points and lose commas.
    pub text: String,
    /// Bytes in the original.
    pub from: usize,
    pub to: usize,
    /// Number of the sentence or list item it stands in.
    pub sentence: u32,
    pub line: u32,
    /// The last character of the gap before it ('$', '(', '-', ' '); a space at the start.
    pub before: char,
    /// The first character of the gap after it; a space at the end.
    pub after: char,
    /// Whether the gap before it holds a bracket, a dash with a space beside it, or another break of a title.
    pub opens: bool,
    pub in_brackets: bool,
    /// Whether only a dash stands between it and the word before, dollar signs aside.
    pub joins: bool,
}

/// A folded text and its words.
#[derive(Debug)]
pub struct Text<'a> {
    original: &'a str,
    pub tokens: Vec<Token>,
}

impl<'a> Text<'a> {
    /// Folds and splits at most the first [`CAP`] bytes. Linear in the length.
    pub fn new(original: &'a str) -> Text<'a> {
        Text::cut(original, CAP)
    }

    /// The same for a title, a location or another short field.
    pub fn short(original: &'a str) -> Text<'a> {
        Text::cut(original, SHORT)
    }

    fn cut(original: &'a str, most: usize) -> Text<'a> {
        let mut end = original.len().min(most);
        while !original.is_char_boundary(end) {
            end -= 1;
        }
        let original = &original[..end];
        Text { original, tokens: walk::split(original) }
    }

    /// The same text with other tokens, each of which stands where it says.
    pub fn with_tokens(&self, tokens: Vec<Token>) -> Text<'a> {
        Text { original: self.original, tokens }
    }

    /// The original words of these tokens with what surrounds them in their sentence, at most 160 characters.
    pub fn words(&self, range: Range<usize>) -> String {
        let Some(first) = self.tokens.get(range.start) else {
            return String::new();
        };
        let sentence = first.sentence;
        let last = range.end.clamp(range.start + 1, self.tokens.len()) - 1;
        let (mut from, mut to) = (range.start, last);
        let fits = |from: usize, to: usize| self.tokens[to].to - self.tokens[from].from <= WORDS;
        loop {
            let left = from > 0 && self.tokens[from - 1].sentence == sentence && fits(from - 1, to);
            if left {
                from -= 1;
            }
            let next = self.tokens.get(to + 1);
            let right = next.is_some_and(|t| t.sentence == sentence) && fits(from, to + 1);
            if right {
                to += 1;
            }
            if !left && !right {
                break;
            }
        }
        self.slice(from..to + 1)
    }

    /// The original text of these tokens in one line, at most 160 characters.
    pub fn slice(&self, range: Range<usize>) -> String {
        let Some(tokens) = self.tokens.get(range).filter(|tokens| !tokens.is_empty()) else {
            return String::new();
        };
        let mut from = tokens[0].from;
        if self.original[..from].ends_with('$') {
            from -= 1;
        }
        let mut to = tokens[tokens.len() - 1].to;
        let opened = self.original[from..to].matches('(').count();
        let closed = self.original[from..to].matches(')').count();
        if opened > closed && self.original[to..].starts_with(')') {
            to += 1;
        }
        let slice = &self.original[from..to];
        let mut line = String::new();
        let mut length = 0;
        for word in slice.split_whitespace() {
            let space = if line.is_empty() { "" } else { " " };
            for c in space.chars().chain(word.chars()) {
                if length == WORDS {
                    return line;
                }
                line.push(c);
                length += 1;
            }
        }
        line
    }

    /// Whether every letter of the token is a capital in the original.
    pub fn is_capitals(&self, index: usize) -> bool {
        let token = &self.tokens[index];
        let mut letters =
            self.original[token.from..token.to].chars().filter(|c| c.is_alphabetic()).peekable();
        letters.peek().is_some() && letters.all(char::is_uppercase)
    }

    /// Whether the first letter of the token is a capital in the original.
    pub fn is_capitalized(&self, index: usize) -> bool {
        let first = self.original[self.tokens[index].from..].chars().next();
        first.is_some_and(|c| c.is_uppercase() || c.is_numeric())
    }

    /// Whether the words around this one are written in capitals too, so that capitals mean nothing.
    pub fn is_shouting(&self, index: usize) -> bool {
        let near = self.sentence_around(index);
        let long: Vec<usize> = near.filter(|&i| self.tokens[i].text.len() > 3).collect();
        let loud = long.iter().filter(|&&i| self.is_capitals(i)).count();
        long.len() > 1 && loud * 3 > long.len() * 2
    }

    /// The tokens of the sentence this one stands in, at most 60 to either side.
    pub fn sentence_around(&self, index: usize) -> Range<usize> {
        let Some(token) = self.tokens.get(index) else {
            return 0..0;
        };
        let same = |i: &usize| self.tokens[*i].sentence == token.sentence;
        let before = (0..index).rev().take(60).take_while(same).count();
        let after = (index + 1..self.tokens.len()).take(60).take_while(same).count();
        index - before..index + after + 1
    }

    /// The sentences as ranges of tokens, in order.
    pub fn sentences(&self) -> Vec<Range<usize>> {
        self.split(|token| token.sentence)
    }

    fn split(&self, key: impl Fn(&Token) -> u32) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for (index, token) in self.tokens.iter().enumerate() {
            match ranges.last_mut() {
                Some(range) if key(&self.tokens[range.start]) == key(token) => {
                    range.end = index + 1
                }
                _ => ranges.push(index..index + 1),
            }
        }
        ranges
    }

    /// The folded word at an index, or nothing.
    pub fn word(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| &token.text)
    }

    /// Whether any of these words stands in the range.
    pub fn has(&self, range: Range<usize>, words: &[&str]) -> bool {
        let end = range.end.min(self.tokens.len());
        let start = range.start.min(end);
        self.tokens[start..end].iter().any(|token| words.contains(&token.text.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        Text::new(text).tokens.into_iter().map(|t| t.text).collect()
    }

    #[test]
    fn words_numbers_and_apostrophes() {
        assert_eq!(words("ICD‑10‑CM, Bachelor’s"), ["icd", "10", "cm", "bachelors"]);
        assert_eq!(words("$52,000.50-61k. 5 yrs."), ["52000.50", "61k", "5", "yrs"]);
        assert_eq!(words("(CPC-A)/e/m"), ["cpc", "a", "e", "m"]);
        assert!(words("").is_empty() && words("— … ()").is_empty());
    }

    #[test]
    fn sentences_end_at_points_and_lines() {
        let text = Text::new("CPC required. CCS preferred\n- Pay $25.50 in the U.S. only");
        assert_eq!(text.sentences().len(), 3);
        assert_eq!(text.words(3..4), "CCS preferred");
        assert_eq!(text.tokens[5].before, '$');
    }

    #[test]
    fn kept_words_stay_short_and_on_one_line() {
        let long = "coder ".repeat(200);
        let text = Text::new(&long);
        assert!(text.words(100..101).chars().count() <= 160);
        assert_eq!(Text::new("a\n\tb").slice(0..2), "a b");
    }

    #[test]
    fn a_huge_text_is_cut() {
        let long = "é".repeat(CAP);
        assert!(Text::new(&long).tokens.len() <= 1);
        assert!(Text::new(&"(".repeat(CAP)).tokens.is_empty());
        assert_eq!(Text::new(&"1".repeat(2 * CAP)).tokens.len(), 1);
    }
}
