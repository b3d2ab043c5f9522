//! Reading whole texts for the index: their tokens and known phrases, many millions of them while an index is built.
//!
//! Nearly all of a text are plain short words with nothing tied to them. Where one ends is found out sixteen bytes at
//! a time, and it is gathered as one number; everything else goes the way the words of a search go.

use super::phrases::{Walk, known_phrases};
use super::{Compound, JOINED_PARTS, take_compound};
use crate::jobindex::tokens::Tokens;
use crate::vocabulary::fold;

/// Bytes looked at at once; a term of as many is one number.
const WINDOW: usize = size_of::<u128>();
/// The lowest and the highest bit of every byte of a window.
const LOW: u128 = u128::from_le_bytes([0x01; WINDOW]);
const HIGH: u128 = u128::from_le_bytes([0x80; WINDOW]);

/// The terms of some texts, repeats included, gathered so that they are looked up in one go.
#[derive(Default)]
pub(in crate::jobindex) struct Reading {
    /// Those of at most 16 bytes.
    pub short: Vec<u128>,
    pub long: Tokens,
    folded: String,
    compound: Compound,
}

impl Reading {
    /// Forgets the terms, keeping their room.
    pub fn clear(&mut self) {
        self.short.clear();
        self.long.clear();
    }

    /// Gathers the terms of a text.
    pub fn add(&mut self, text: &str) {
        let mut folded = std::mem::take(&mut self.folded);
        fold_into(&mut folded, text);
        // Behind the text there is room for a window from anywhere in it.
        folded.extend(['\0'; WINDOW]);
        self.read(&folded);
        self.folded = folded;
    }

    fn read(&mut self, folded: &str) {
        let phrases = known_phrases();
        let mut walk = Walk::default();
        let mut compound = std::mem::take(&mut self.compound);
        let bytes = folded.as_bytes();
        let mut at = 0;
        loop {
            at += bytes[at..].iter().take_while(|&&byte| is_gap(byte)).count();
            let Some(window) = bytes[at..].first_chunk() else { break };
            let window = u128::from_le_bytes(*window);
            let len = letters(window);
            if (1..WINDOW).contains(&len) && is_alone(len, bytes[at + len], bytes[at + len + 1]) {
                let word = window & ((1 << (len * 8)) - 1);
                self.short.push(word);
                match phrases.may_have(word) {
                    true => walk.part(phrases, &folded[at..at + len], |phrase| self.term(phrase)),
                    false => walk.stop(),
                }
                at += len;
                continue;
            }
            let Some(after) = take_compound(&folded[at..], &mut compound) else { break };
            for first in 0..compound.parts() {
                for last in first..compound.parts().min(first + JOINED_PARTS) {
                    self.term(compound.joined(first, last));
                }
                walk.part(phrases, compound.joined(first, first), |phrase| self.term(phrase));
            }
            at = folded.len() - after.len();
        }
        self.compound = compound;
    }

    fn term(&mut self, term: &str) {
        match packed(term) {
            Some(short) => self.short.push(short),
            None => self.long.push(term),
        }
    }
}

/// How many small letters and digits a window starts with. All bytes are compared at once, each below its highest
/// bit, which is set before and gone after where a byte was too small.
fn letters(window: u128) -> usize {
    let reaches = |byte: u8| (window | HIGH) - LOW * u128::from(byte);
    let digits = reaches(b'0') & !reaches(b'9' + 1);
    let letters = reaches(b'a') & !reaches(b'z' + 1);
    let others = !(digits | letters) | window;
    ((others & HIGH).trailing_zeros() / 8) as usize
}

/// Whether a plain word is surely tied to nothing, by its length and the two bytes behind it.
fn is_alone(len: usize, next: u8, after: u8) -> bool {
    match next {
        b'-' | b'\'' => is_gap(after),
        b'/' | b'.' | b'&' => len > 1,
        _ => next.is_ascii(),
    }
}

/// Neither a letter nor a digit, nor a part of something that is not plain.
fn is_gap(byte: u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphanumeric()
}

/// The bytes of a term of at most 16, none of which is 0.
fn packed(term: &str) -> Option<u128> {
    (term.len() <= WINDOW).then(|| start(term))
}

/// A short term out of its number.
pub(in crate::jobindex) fn unpacked(short: u128) -> Box<str> {
    let bytes = short.to_le_bytes();
    let len = WINDOW - short.leading_zeros() as usize / 8;
    String::from_utf8_lossy(&bytes[..len]).into()
}

/// The first 16 bytes.
pub(super) fn start(term: &str) -> u128 {
    let mut bytes = [0; WINDOW];
    let len = term.len().min(WINDOW);
    bytes[..len].copy_from_slice(&term.as_bytes()[..len]);
    u128::from_le_bytes(bytes)
}

/// [`fold`] for the many texts which have nothing but plain letters.
fn fold_into(folded: &mut String, text: &str) {
    if !text.is_ascii() {
        *folded = fold(text);
        return;
    }
    folded.clear();
    folded.push_str(text);
    folded.make_ascii_lowercase();
}

#[cfg(test)]
mod tests {
    use super::super::each_token;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn terms_are_tokens_and_phrases(
            text in "([a-zA-Z0-9]{0,3}[-/.&' ]{0,2}|\\PC{0,3}|[a-z]{14,18}|work from home ?){0,12}",
        ) {
            let mut reading = Reading::default();
            reading.add("what was read before");
            reading.clear();
            reading.add(&text);
            let mut terms: Vec<String> = reading.long.iter().map(str::to_owned).collect();
            terms.extend(reading.short.iter().map(|&short| unpacked(short).into()));
            let folded = fold(&text);
            let mut apart = Vec::new();
            each_token(&folded, |token| apart.push(token.to_owned()));
            known_phrases().each(&folded, |phrase| apart.push(phrase.to_owned()));
            terms.sort();
            apart.sort();
            prop_assert_eq!(terms, apart);
        }
    }

    #[test]
    fn a_window_ends_a_word() {
        let len = |text: &str| letters(start(text));
        assert_eq!([len("coder"), len("icd10 z"), len("09az/:`{")], [5, 5, 4]);
        assert_eq!([len(""), len(" a"), len("é"), len("caf\u{e9}")], [0, 0, 0, 3]);
        assert_eq!(len("abcdefghijklmnopq"), WINDOW);
    }
}
