//! The walk over a text that splits it into words, sentences and lines. Linear in the length.

use super::text::Token;
use crate::vocabulary::fold_char;

/// The words of a text.
pub fn split(original: &str) -> Vec<Token> {
    let mut walk = Walk::default();
    for (at, c) in original.char_indices() {
        let next = original[at + c.len_utf8()..].chars().next();
        walk.step(at, c, next);
    }
    walk.close(original.len(), ' ');
    walk.tokens
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
            joins: gap.chars().filter(|c| *c != ' ' && *c != '$').eq(['-']),
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
