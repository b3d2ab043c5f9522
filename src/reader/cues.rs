//! Whether a demand is required or only preferred: by the words around it, else by the heading above it.

use super::text::Text;
use crate::eligibility::Necessity;
use std::ops::Range;

const PREFERRED: [&str; 14] = [
    "preferred",
    "preferably",
    "preference",
    "prefer",
    "prefers",
    "desired",
    "desirable",
    "helpful",
    "ideally",
    "ideal",
    "advantageous",
    "optional",
    "nice",
    "asset",
];
const REQUIRED: [&str; 12] = [
    "required",
    "require",
    "requires",
    "must",
    "mandatory",
    "minimum",
    "needed",
    "essential",
    "requirement",
    "requirements",
    "musts",
    "shall",
];
/// Headings after which an earlier "Preferred" or "Required" no longer holds.
const OTHER: [&str; 16] = [
    "responsibilities",
    "duties",
    "benefits",
    "about",
    "offer",
    "offers",
    "summary",
    "description",
    "overview",
    "functions",
    "perks",
    "compensation",
    "company",
    "culture",
    "role",
    "do",
];

/// What the headings of a text say, sentence by sentence.
pub struct Cues {
    by_sentence: Vec<Option<Necessity>>,
}

impl Cues {
    /// Reads the headings: short lines.
    pub fn new(text: &Text<'_>) -> Cues {
        let mut by_sentence = Vec::new();
        let mut section = None;
        let mut line = 0;
        for sentence in text.sentences() {
            let first = &text.tokens[sentence.start];
            let short = sentence.len() <= 8;
            let starts = sentence.start == 0 || first.line != line;
            line = first.line;
            if short && starts {
                section = heading(text, sentence.clone()).unwrap_or(section);
            }
            by_sentence.resize(first.sentence as usize + 1, section);
            by_sentence[first.sentence as usize] = section;
        }
        Cues { by_sentence }
    }

    /// Whether the demand in these tokens is required. What says nothing is required.
    pub fn necessity(&self, text: &Text<'_>, demand: &Range<usize>) -> Necessity {
        let sentence = text.sentence_around(demand.start);
        let after = (demand.end..sentence.end).find_map(|at| cue(text, at));
        let before = || (sentence.start..demand.start).rev().find_map(|at| cue(text, at));
        let above = || {
            let number = text.tokens.get(demand.start)?.sentence as usize;
            *self.by_sentence.get(number)?
        };
        after.or_else(before).or_else(above).unwrap_or(Necessity::Required)
    }
}

/// What the word at this place says.
fn cue(text: &Text<'_>, at: usize) -> Option<Necessity> {
    let word = text.word(at);
    let last = at.checked_sub(1).map_or("", |at| text.word(at));
    if PREFERRED.contains(&word)
        || (word == "plus" && (last == "a" || last == "is" || last == "big"))
    {
        return Some(Necessity::Preferred);
    }
    if REQUIRED.contains(&word) {
        return Some(match last {
            "not" => Necessity::Preferred,
            _ => Necessity::Required,
        });
    }
    None
}

/// What a heading says: Some(None) ends the section above it, None says nothing.
fn heading(text: &Text<'_>, tokens: Range<usize>) -> Option<Option<Necessity>> {
    let last = &text.tokens[tokens.end - 1];
    let headed = last.after == ':' || tokens.len() <= 4;
    if !headed {
        return None;
    }
    if text.has(tokens.clone(), &PREFERRED) {
        Some(Some(Necessity::Preferred))
    } else if text.has(tokens.clone(), &REQUIRED) || text.has(tokens.clone(), &["qualifications"]) {
        Some(Some(Necessity::Required))
    } else if text.has(tokens, &OTHER) {
        Some(None)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, word: &str) -> Necessity {
        let text = Text::new(text);
        let at = text.tokens.iter().position(|t| t.text == word).expect("the word");
        Cues::new(&text).necessity(&text, &(at..at + 1))
    }

    #[test]
    fn the_nearest_cue_after_wins_then_before_then_the_heading() {
        use Necessity::{Preferred, Required};
        assert_eq!(of("CPC required, CCS preferred", "cpc"), Required);
        assert_eq!(of("CPC required, CCS preferred", "ccs"), Preferred);
        assert_eq!(of("Preferred: CPC, CCS", "ccs"), Preferred);
        assert_eq!(of("RHIT is a plus", "rhit"), Preferred);
        assert_eq!(of("RHIT not required", "rhit"), Preferred);
        assert_eq!(of("Preferred Qualifications:\n- CPC\n- CCS", "ccs"), Preferred);
        assert_eq!(of("Preferred:\n- CPC\nResponsibilities:\nHold CCS", "ccs"), Required);
        assert_eq!(of("CPC", "cpc"), Required);
    }
}
