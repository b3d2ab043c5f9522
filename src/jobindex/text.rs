//! From text to tokens: how descriptions are cut when indexed and how the words of a search are read.
//!
//! A token is a run of letters and digits of folded text. Parts tied by a hyphen ("CPC-A", "ICD-10-CM"), and single
//! letters tied by a slash, a full stop or an ampersand ("E/M", "R.N."), form a compound, indexed both as parts and
//! joined ("cpc", "a", "cpca"). So a search for CPC-A is not a search for every CPC, and ICD10 finds ICD-10-CM.

use crate::vocabulary::fold;

/// Longer joins are not indexed: "icd-10-cm" is three parts.
const JOINED_PARTS: usize = 4;
/// Compounds longer than this are cut, so that a wall of hyphens costs no more than its length.
const COMPOUND_PARTS: usize = 12;
/// Bytes of a token that count; the rest is ignored on both sides.
const TOKEN_BYTES: usize = 48;

/// One word of a search: found where any of its spellings is, a spelling where all of its tokens are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub spellings: Vec<Vec<String>>,
}

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

/// The words of a search, each once, in the order typed.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    each_compound(&fold(text), |compound| {
        let word = compound.word();
        if !words.contains(&word) {
            words.push(word);
        }
    });
    words
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

    /// Joined, or else all parts apart, unless a part is a single letter: "cpc a" would be every CPC.
    fn word(&self) -> Word {
        let parts: Vec<String> =
            (0..self.parts()).map(|part| self.joined(part, part).to_owned()).collect();
        if parts.len() == 1 || parts.len() > JOINED_PARTS {
            return Word { spellings: vec![parts] };
        }
        let mut spellings = vec![vec![self.joined(0, parts.len() - 1).to_owned()]];
        if !parts.iter().any(|part| single_letter(part)) {
            spellings.push(parts);
        }
        Word { spellings }
    }

    fn clear(&mut self) {
        self.letters.clear();
        self.starts.clear();
    }
}

fn each_compound(folded: &str, mut visit: impl FnMut(&Compound)) {
    let mut compound = Compound::default();
    let mut rest = folded;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        rest = &rest[start..];
        let from = compound.letters.len();
        compound.starts.push(from);
        rest = take_part(rest, &mut compound.letters);
        let part = &compound.letters[from..];
        if compound.parts() < COMPOUND_PARTS && tied(part, rest) {
            continue;
        }
        visit(&compound);
        compound.clear();
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

fn single_letter(part: &str) -> bool {
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

    fn spellings(text: &str) -> Vec<Vec<Vec<String>>> {
        words(text).into_iter().map(|word| word.spellings).collect()
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
    fn a_single_letter_part_is_never_searched_apart() {
        assert_eq!(spellings("CPC-A"), [[["cpca"]]]);
        assert_eq!(
            spellings("on-site coder"),
            [vec![vec!["onsite"], vec!["on", "site"]], vec![vec!["coder"]]]
        );
        assert_eq!(spellings("coder \"CODER\" coder"), [[["coder"]]]);
    }

    #[test]
    fn walls_of_text_stay_cheap() {
        let mut seen = 0;
        each_token(&"a-".repeat(10_000), |_| seen += 1);
        assert!(seen <= 40_000, "{seen}");
        assert_eq!(tokens(&"x".repeat(500)), ["x".repeat(TOKEN_BYTES)]);
    }
}
