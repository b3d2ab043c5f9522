//! The grammar of a search: `,` parts alternatives, a space means "and", `"..."` keeps words side by side, a leading
//! `-` excludes, a trailing `*` stands for any ending.
//!
//! Printing and reading again gives the same: what is printed has single spaces, ", " between alternatives and no
//! operator that means nothing.

use super::super::text::compounds;
use std::fmt;

/// Words as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::jobindex) struct Typed {
    /// Alternatives; none is empty.
    pub clauses: Vec<Vec<Atom>>,
}

/// One word or phrase with its operators. Its text has a letter or digit, no quote, comma or star, and single spaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::jobindex) struct Atom {
    pub excluded: bool,
    pub kind: Kind,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::jobindex) enum Kind {
    Word,
    /// The beginning of a word.
    Prefix,
    Phrase,
}

/// Letters and digits a prefix needs.
const PREFIX: usize = 3;

impl Typed {
    /// Reads text whose unseen characters are gone. Whatever it is, something well-formed comes out.
    pub fn read(text: &str) -> Typed {
        let mut clauses = vec![Vec::new()];
        let mut rest = text;
        let mut at_start = true;
        while let Some(next) = rest.chars().next() {
            let last = clauses.last_mut().expect("one from the start on");
            if next.is_whitespace() || next == ',' {
                if next == ',' {
                    clauses.push(Vec::new());
                }
                at_start = true;
                rest = &rest[next.len_utf8()..];
                continue;
            }
            let without_dashes = rest.trim_start_matches('-');
            let excluded = at_start && without_dashes.len() < rest.len();
            let body = if excluded { without_dashes } else { rest };
            let (atom, after) = Atom::take(body, excluded);
            last.extend(atom);
            rest = after;
            at_start = false;
        }
        clauses.retain(|atoms| !atoms.is_empty());
        Typed { clauses }
    }

    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }
}

impl Atom {
    /// Takes what stands before the next separator, or before the closing quote.
    fn take(text: &str, excluded: bool) -> (Option<Atom>, &str) {
        if let Some(inside) = text.strip_prefix(is_quote) {
            let (phrase, after) = match inside.find(is_quote) {
                Some(end) => (&inside[..end], without_first(&inside[end..])),
                None => (inside, ""),
            };
            return (Atom::phrase(phrase, excluded), after);
        }
        let end = text.find(|c: char| c.is_whitespace() || c == ',' || is_quote(c));
        let (word, after) = text.split_at(end.unwrap_or(text.len()));
        (Atom::word(word, excluded), after)
    }

    /// A word without operators.
    pub fn plain(word: &str) -> Atom {
        Atom { excluded: false, kind: Kind::Word, text: word.to_owned() }
    }

    fn phrase(inside: &str, excluded: bool) -> Option<Atom> {
        let plain = inside.replace([',', '*'], " ");
        let text = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        Atom { excluded, kind: Kind::Phrase, text }.meaningful()
    }

    fn word(word: &str, excluded: bool) -> Option<Atom> {
        let text = word.replace('*', "").trim_start_matches('-').to_owned();
        let is_prefix = word.ends_with('*') && is_prefix(&text);
        let kind = if is_prefix { Kind::Prefix } else { Kind::Word };
        Atom { excluded, kind, text }.meaningful()
    }

    fn meaningful(self) -> Option<Atom> {
        (!compounds(&self.text).is_empty()).then_some(self)
    }

    /// The first characters of it, at most `most` when printed; nothing where that would say nothing.
    pub fn cut(&self, most: usize) -> Option<Atom> {
        if self.to_string().chars().count() <= most {
            return self.clone().meaningful();
        }
        let around = match self.kind {
            Kind::Phrase => 2,
            Kind::Word | Kind::Prefix => 0,
        };
        let room = most.checked_sub(around + usize::from(self.excluded))?;
        let text: String = self.text.chars().take(room).collect();
        let kind = if self.kind == Kind::Phrase { Kind::Phrase } else { Kind::Word };
        Atom { excluded: self.excluded, kind, text: text.trim_end().to_owned() }.meaningful()
    }
}

/// A beginning is one run of letters and digits, long enough to leave few words.
fn is_prefix(text: &str) -> bool {
    match &compounds(text)[..] {
        [parts] => parts.len() == 1 && parts[0].chars().count() >= PREFIX,
        _ => false,
    }
}

fn without_first(text: &str) -> &str {
    let mut characters = text.chars();
    characters.next();
    characters.as_str()
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201C}' | '\u{201D}' | '\u{201E}')
}

impl fmt::Display for Atom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.excluded {
            f.write_str("-")?;
        }
        match self.kind {
            Kind::Word => f.write_str(&self.text),
            Kind::Prefix => write!(f, "{}*", self.text),
            Kind::Phrase => write!(f, "\"{}\"", self.text),
        }
    }
}

impl fmt::Display for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (clause, atoms) in self.clauses.iter().enumerate() {
            for (place, atom) in atoms.iter().enumerate() {
                match (clause, place) {
                    (0, 0) => {}
                    (_, 0) => f.write_str(", ")?,
                    _ => f.write_str(" ")?,
                }
                atom.fmt(f)?;
            }
        }
        Ok(())
    }
}
