//! From text to tokens: how descriptions are cut when indexed and how the words of a search are read.
//!
//! A token is a run of letters and digits of folded text. Parts tied by a hyphen ("CPC-A", "ICD-10-CM"), and single
//! letters tied by a slash, a full stop or an ampersand ("E/M", "R.N."), form a compound, indexed both as parts and
//! joined ("cpc", "a", "cpca"). So a search for CPC-A is not a search for every CPC, and ICD10 finds ICD-10-CM.
//! Parts in their order make phrases (see `phrases`), and inflections of a word have one stem (see `stem`).

mod phrases;
mod reading;
mod stem;

pub(super) use phrases::is_known_phrase;
pub(super) use reading::{Reading, unpacked};
pub(super) use stem::stem;

use crate::vocabulary::fold;

/// Longer joins are not indexed: "icd-10-cm" is three parts.
const JOINED_PARTS: usize = 4;
/// Compounds longer than this are cut, so that a wall of hyphens costs no more than its length.
const COMPOUND_PARTS: usize = 12;
/// Bytes of a token that count; the rest is ignored on both sides.
const TOKEN_BYTES: usize = 48;

/// Gives every token of `text` (already folded) to `visit`: parts and joins, repeats included.
pub(super) fn each_token(folded: &str, mut visit: impl FnMut(&str)) {
    each_compound(folded, |compound| {
        let parts = compound.parts();
        for first in 0..parts {
            for last in first..parts.min(first + JOINED_PARTS) {
                visit(compound.joined(first, last));
            }
        }
    });
}

/// The parts of `text` with a space between them: what phrases are looked for in.
pub(super) fn parts_of(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    each_part(&fold(text), |part| {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(part);
    });
    joined
}

/// Gives every part of `text` (already folded) to `visit`, in its order: what phrases are made of.
pub(super) fn each_part(folded: &str, mut visit: impl FnMut(&str)) {
    each_compound(folded, |compound| {
        for part in 0..compound.parts() {
            visit(compound.joined(part, part));
        }
    });
}

/// The compounds of `text`, each as its parts; a word that is tied to nothing is one part.
pub(super) fn compounds(text: &str) -> Vec<Vec<String>> {
    let mut compounds = Vec::new();
    each_compound(&fold(text), |compound| {
        let part = |part| compound.joined(part, part).to_owned();
        compounds.push((0..compound.parts()).map(part).collect());
    });
    compounds
}

/// What a compound is joined to, where it is short enough to be indexed so: "cpca" of CPC-A.
pub(super) fn joined(parts: &[String]) -> Option<String> {
    (parts.len() <= JOINED_PARTS).then(|| clipped(&parts.concat()).to_owned())
}

/// A compound on its way through the text: its letters without separators, and where each part starts.
#[derive(Default)]
struct Compound {
    letters: String,
    starts: Vec<usize>,
}

impl Compound {
    fn parts(&self) -> usize {
        self.starts.len()
    }

    fn joined(&self, first: usize, last: usize) -> &str {
        let end = self.starts.get(last + 1).copied();
        let end = end.unwrap_or(self.letters.len());
        clipped(&self.letters[self.starts[first]..end])
    }

    fn clear(&mut self) {
        self.letters.clear();
        self.starts.clear();
    }
}

fn each_compound(folded: &str, mut visit: impl FnMut(&Compound)) {
    let mut compound = Compound::default();
    let mut rest = folded;
    while let Some(after) = take_compound(rest, &mut compound) {
        visit(&compound);
        rest = after;
    }
}

/// Reads the first compound of a text, and gives what is behind it; none if there is none.
fn take_compound<'a>(text: &'a str, compound: &mut Compound) -> Option<&'a str> {
    compound.clear();
    let mut rest = text;
    loop {
        rest = &rest[rest.find(char::is_alphanumeric)?..];
        let from = compound.letters.len();
        compound.starts.push(from);
        rest = take_part(rest, &mut compound.letters);
        let part = &compound.letters[from..];
        if compound.parts() >= COMPOUND_PARTS || !tied(part, rest) {
            return Some(rest);
        }
    }
}

/// Moves one run of letters and digits to `letters`; an apostrophe inside it is left out ("coder's").
fn take_part<'a>(text: &'a str, letters: &mut String) -> &'a str {
    let mut rest = text;
    loop {
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        letters.push_str(&rest[..end]);
        rest = &rest[end..];
        match rest.strip_prefix('\'') {
            Some(after) if after.starts_with(char::is_alphanumeric) => rest = after,
            _ => return rest,
        }
    }
}

/// Whether the separator at the start of `rest` ties `part` to the part behind it.
fn tied(part: &str, rest: &str) -> bool {
    let mut chars = rest.chars();
    let separator = chars.next();
    let Some(next) = chars.next().filter(|c| c.is_alphanumeric()) else {
        return false;
    };
    match separator {
        Some('-') => true,
        Some('/' | '.' | '&') => {
            let alone = !chars.next().is_some_and(char::is_alphanumeric);
            single_letter(part) && next.is_alphabetic() && alone
        }
        _ => false,
    }
}

/// Whether a part is one letter, which alone says nothing.
pub(super) fn single_letter(part: &str) -> bool {
    let mut chars = part.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

fn clipped(token: &str) -> &str {
    if token.len() <= TOKEN_BYTES {
        return token;
    }
    &token[..token.floor_char_boundary(TOKEN_BYTES)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<String> {
        let mut tokens = Vec::new();
        each_token(&fold(text), |token| tokens.push(token.to_owned()));
        tokens
    }

    #[test]
    fn parts_and_joins_are_tokens() {
        assert_eq!(tokens("Coder, CPC-A!"), ["coder", "cpc", "cpca", "a"]);
        assert_eq!(tokens("ICD-10-CM"), ["icd", "icd10", "icd10cm", "10", "10cm", "cm"]);
        assert_eq!(tokens("E/M E&M R.N."), ["e", "em", "m", "e", "em", "m", "r", "rn", "n"]);
        assert_eq!(tokens("in/out 3.5 and/or a-"), ["in", "out", "3", "5", "and", "or", "a"]);
        assert_eq!(tokens("the coder's Résumé"), ["the", "coders", "resume"]);
        assert!(tokens("-- ' \" ()").is_empty());
    }

    #[test]
    fn walls_of_text_stay_cheap() {
        let mut seen = 0;
        each_token(&"a-".repeat(10_000), |_| seen += 1);
        assert!(seen <= 40_000, "{seen}");
        assert_eq!(tokens(&"x".repeat(500)), ["x".repeat(TOKEN_BYTES)]);
    }
}
