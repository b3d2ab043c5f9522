//! Text made ready for reading: folded words that remember where in the original they stood.

use crate::vocabulary::fold_char;
use std::ops::Range;

/// What is beyond this many bytes is not read.
pub const CAP: usize = 100_000;
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
}

/// A folded text and its words.
#[derive(Debug)]
pub struct Text<'a> {
    original: &'a str,
    pub tokens: Vec<Token>,
}

/// The state of the walk over a text.
#[derive(Default)]
struct Walk {
    tokens: Vec<Token>,
    word: String,
    from: usize,
    gap: String,
    sentence: u32,
    line: u32,
    depth: u32,
}

impl<'a> Text<'a> {
    /// Folds and splits at most the first [`CAP`] bytes. Linear in the length.
    pub fn new(original: &'a str) -> Text<'a> {
        let mut end = original.len().min(CAP);
        while !original.is_char_boundary(end) {
            end -= 1;
        }
        let original = &original[..end];
        let mut walk = Walk::default();
        for (at, c) in original.char_indices() {
            let next = original[at + c.len_utf8()..].chars().next();
            walk.step(at, c, next);
        }
        walk.close(original.len(), ' ');
        Text { original, tokens: walk.tokens }
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
        if tokens[0].before == '$' {
            from -= 1;
        }
        let slice = &self.original[from..tokens[tokens.len() - 1].to];
        let mut line = String::new();
        let mut length = 0;
        for word in slice.split_whitespace() {
            for c in line.is_empty().then_some("").unwrap_or(" ").chars().chain(word.chars()) {
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

impl Walk {
    fn step(&mut self, at: usize, c: char, next: Option<char>) {
        let mut folded = [' '; 4];
        let mut count = 0;
        fold_char(c, |f| {
            if count < folded.len() {
                folded[count] = f;
                count += 1;
            }
        });
        for &f in &folded[..count] {
            self.take(at, f, next);
        }
    }

    fn take(&mut self, at: usize, f: char, next: Option<char>) {
        let digit_next = next.is_some_and(|n| n.is_ascii_digit());
        let digit_last = self.word.ends_with(|c: char| c.is_ascii_digit());
        let within_number = digit_last && digit_next && self.is_number();
        if f.is_alphanumeric() {
            if self.word.is_empty() {
                self.from = at;
            }
            if self.word.len() < 80 {
                self.word.push(f);
            }
        } else if f == '.' && within_number && !self.word.contains('.') {
            self.word.push(f);
        } else if (f == ',' && within_number) || (f == '\'' && !self.word.is_empty()) {
            // A comma inside a number and an apostrophe inside a word are dropped.
        } else {
            self.close(at, f);
            if self.gap.len() < 32 {
                self.gap.push(f);
            }
            let ends = f == '.' && next.is_none_or(char::is_whitespace) && !self.after_initial();
            if ends || matches!(f, '\n' | '\r' | ';' | '•' | '·' | '|' | '!' | '?' | '*') {
                self.sentence += 1;
            }
            match f {
                '\n' => self.line += 1,
                '(' | '[' => self.depth = (self.depth + 1).min(1_000),
                ')' | ']' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
        }
    }

    /// Whether the word so far is a number, so that a point or comma may continue it.
    fn is_number(&self) -> bool {
        self.word.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    }

    /// A point after one letter ("U.S.", "D.C.") ends no sentence.
    fn after_initial(&self) -> bool {
        self.tokens.last().is_some_and(|token| token.text.len() == 1)
    }

    fn close(&mut self, at: usize, after: char) {
        if self.word.is_empty() {
            return;
        }
        let gap = std::mem::take(&mut self.gap);
        self.tokens.push(Token {
            text: std::mem::take(&mut self.word),
            from: self.from,
            to: at,
            sentence: self.sentence,
            line: self.line,
            before: gap.chars().next_back().unwrap_or(' '),
            after,
            opens: opens(&gap),
            in_brackets: self.depth > 0,
        });
    }
}

/// Whether a gap of a title begins a part of its own.
fn opens(gap: &str) -> bool {
    gap.contains(['(', ')', '[', ']', '|', ':', ';', '*'])
        || gap.contains(" -")
        || gap.contains("- ")
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
