//! Sentences with choices and slots: `Your lead: {chief}. [Ask|Tell] us.`
//!
//! They are parsed once, so that writing a million descriptions is copying of text and nothing more.

use super::dice::Dice;

/// A sentence ready to be written.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Phrase(Vec<Piece>);

#[derive(Debug, Clone)]
enum Piece {
    Text(Box<str>),
    Slot(Slot, Letter),
    Choice(Vec<Phrase>),
}

impl TryFrom<String> for Phrase {
    type Error = String;

    fn try_from(text: String) -> Result<Phrase, String> {
        Phrase::parse(&text)
    }
}

/// Whether the first letter of what fills a slot is raised: `{Role}` against `{role}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Letter {
    AsIs,
    Raised,
}

/// Declares the slots once, with the word that stands for each in the phrase files.
macro_rules! slots {
    ($($name:ident = $word:literal),* $(,)?) => {
        /// What a phrase leaves open.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Slot { $($name),* }

        impl Slot {
            fn parse(word: &str) -> Option<Slot> {
                match word { $($word => Some(Slot::$name),)* _ => None }
            }
        }
    };
}

slots! {
    Employer = "employer", Short = "short", Town = "town", Towns = "towns", Kind = "kind",
    Years = "years", YearsStayed = "years2", Clinics = "clinics", Clinicians = "clinicians", Beds = "beds",
    Chief = "chief", Colleague = "colleague", ChiefTitle = "chief_title",
    Role = "role", ARole = "a_role", Openings = "openings", Team = "team",
    Reports = "reports",
    Spec = "spec", OtherSpec = "spec2", Proc = "proc", Work1 = "work1", Work2 = "work2",
    Cond = "cond", Read = "read", Setting = "setting", Accuracy = "accuracy", TestScore = "accuracy2",
    Rate = "rate", Record = "record", Records = "record2", Weeks = "weeks", Step = "step",
    Codes = "codes", Tools = "tools", Hours = "hours", Term = "term", States = "states", Site = "site",
    Pay = "pay", Extra = "extra", Demand = "demand", Months = "months", Field = "field",
    Benefits = "benefits",
}

/// Who can fill slots.
pub(super) trait Fill {
    fn dice(&mut self) -> &mut Dice;
    fn fill(&mut self, slot: Slot, out: &mut String);
}

impl Phrase {
    /// Reads a phrase; the error names the slot nobody knows.
    pub fn parse(text: &str) -> Result<Phrase, String> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '[']) {
            push_text(&mut pieces, &rest[..at]);
            let (open, close) = if rest[at..].starts_with('{') { ('{', '}') } else { ('[', ']') };
            let end =
                rest[at..].find(close).ok_or_else(|| format!("{open} is not closed in: {text}"))?
                    + at;
            let inner = &rest[at + 1..end];
            pieces.push(if open == '{' { slot(inner)? } else { choice(inner)? });
            rest = &rest[end + 1..];
        }
        push_text(&mut pieces, rest);
        Ok(Phrase(pieces))
    }

    /// Writes the phrase at the end of `out`.
    pub fn write(&self, fill: &mut impl Fill, out: &mut String) {
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Slot(slot, letter) => {
                    let start = out.len();
                    fill.fill(*slot, out);
                    if *letter == Letter::Raised {
                        raise(out, start);
                    }
                }
                Piece::Choice(phrases) => {
                    let at = fill.dice().below(phrases.len());
                    phrases[at].write(fill, out);
                }
            }
        }
    }

    /// The slots it may ask for.
    #[cfg(test)]
    pub fn slots(&self) -> Vec<Slot> {
        let mut slots = Vec::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(_) => {}
                Piece::Slot(slot, _) => slots.push(*slot),
                Piece::Choice(phrases) => slots.extend(phrases.iter().flat_map(Phrase::slots)),
            }
        }
        slots
    }
}

fn push_text(pieces: &mut Vec<Piece>, text: &str) {
    if !text.is_empty() {
        pieces.push(Piece::Text(text.into()));
    }
}

fn slot(word: &str) -> Result<Piece, String> {
    let lower = word.to_ascii_lowercase();
    let letter = if lower == word { Letter::AsIs } else { Letter::Raised };
    let slot = Slot::parse(&lower).ok_or_else(|| format!("nobody knows the slot {{{word}}}"))?;
    Ok(Piece::Slot(slot, letter))
}

fn choice(inner: &str) -> Result<Piece, String> {
    let phrases = inner.split('|').map(Phrase::parse).collect::<Result<_, _>>()?;
    Ok(Piece::Choice(phrases))
}

/// Makes the letter at `start` a capital.
pub(super) fn raise(out: &mut str, start: usize) {
    if let Some(first) = out.get_mut(start..start + 1) {
        first.make_ascii_uppercase();
    }
}

/// Writes "a, b and c" (or "or") from pieces of text.
pub(super) fn write_list<T: AsRef<str>>(items: &[T], last: &str, out: &mut String) {
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.push_str(if at + 1 == items.len() { last } else { ", " });
        }
        out.push_str(item.as_ref());
    }
}
