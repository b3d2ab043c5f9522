//! The words of a search as typed: cleaned and held to a length, so that no search costs more than a bounded time.

use super::super::query::{Atom, Kind, Typed};
use super::super::text::compounds;
use super::Criteria;
use super::dropped::{Dropped, Why};
use super::parse::LeftOut;
use crate::vocabulary::{fold, is_unseen};

/// Characters of `q` that count.
const CHARACTERS: usize = 200;
/// Words of `q` that count; those with a slash or a full stop between them are words of their own.
const WORDS: usize = 12;

/// The words in the one way to write them: single spaces, nothing invisible, no operator that means nothing, at most
/// [`WORDS`] words and [`CHARACTERS`] characters; empty when no letter or digit is left. Cleaning again changes
/// nothing.
pub(super) fn cleaned(typed: &str, dropped: &mut LeftOut) -> String {
    let (near, far) = split_after(typed, CHARACTERS * 4);
    let visible: String = near
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .filter(|&c| !is_unseen(c))
        .filter(|&c| c.is_ascii() || !fold(c.encode_utf8(&mut [0; 4])).is_empty())
        .collect();
    let mut kept = Kept::default();
    for atoms in Typed::read(&visible).clauses {
        kept.typed.clauses.push(Vec::new());
        for atom in atoms {
            kept.take(atom);
        }
    }
    kept.typed.clauses.retain(|atoms| !atoms.is_empty());
    for piece in visible.split([' ', ',']).filter(|piece| lacks_letters(piece)) {
        dropped.note(Dropped::new("q", piece, Why::ShortBeginning));
    }
    let lost = [&kept.lost, far.trim()].join(" ");
    if !lost.trim().is_empty() {
        dropped.note(Dropped::new("q", lost.trim(), Why::TooMany));
    }
    if kept.typed.is_empty() && kept.lost.is_empty() && !visible.trim().is_empty() {
        dropped.note(Dropped::new("q", visible.trim(), Why::Unreadable));
    }
    kept.typed.to_string()
}

/// What there was room for, and what there was not.
#[derive(Default)]
struct Kept {
    typed: Typed,
    words: usize,
    lost: String,
}

impl Kept {
    /// Takes what there is room for; the first that is cut is the last that counts.
    fn take(&mut self, atom: Atom) {
        let room = CHARACTERS.saturating_sub(self.written_before_next());
        let fewer = Atom { text: first_words(&atom.text, WORDS - self.words), ..atom.clone() };
        let cut = (self.lost.is_empty() && !fewer.text.is_empty()).then(|| fewer.cut(room));
        match cut.flatten() {
            Some(cut) => {
                self.words += count_words(&cut.text);
                let (_, rest) = atom.text.split_at(cut.text.len());
                self.lose(rest.trim_start());
                self.typed.clauses.last_mut().expect("pushed before").push(cut);
            }
            None => self.lose(&atom.to_string()),
        }
    }

    /// Characters of all there is with the separator before what comes next.
    fn written_before_next(&self) -> usize {
        let written = self.typed.to_string().chars().count();
        let is_new = self.typed.clauses.last().is_some_and(Vec::is_empty);
        match (written, is_new) {
            (0, _) => 0,
            (written, true) => written + 2,
            (written, false) => written + 1,
        }
    }

    fn lose(&mut self, text: &str) {
        if !self.lost.is_empty() && !text.is_empty() {
            self.lost.push(' ');
        }
        self.lost.push_str(text);
    }
}

/// Whether it is meant as the beginning of a word and too short for one.
fn lacks_letters(piece: &str) -> bool {
    let read = Typed::read(piece);
    let atom = read.clauses.iter().flatten().next();
    piece.ends_with('*') && atom.is_some_and(|atom| atom.kind == Kind::Word)
}

fn count_words(text: &str) -> usize {
    text.split(' ').map(|piece| compounds(piece).len().max(1)).sum()
}

impl Criteria {
    /// As many of these words, with single spaces, as one search takes, each of them whole.
    pub(in crate::jobindex) fn words_that_count(words: &str) -> String {
        let mut counting = first_words(words, WORDS);
        while counting.chars().count() > CHARACTERS
            && let Some(end) = counting.rfind(' ')
        {
            counting.truncate(end);
        }
        counting
    }
}

/// As many of the first pieces between spaces as have no more than `most` words.
fn first_words(text: &str, most: usize) -> String {
    let mut words = 0;
    let fits = |piece: &&str| {
        words += count_words(piece);
        words <= most
    };
    text.split(' ').take_while(fits).collect::<Vec<_>>().join(" ")
}

/// The words with every plain word that is among the corrected ones (folded) between quotes, which are never mended.
pub(super) fn to_the_letter(q: &str, corrections: &[(String, String)]) -> String {
    let mut typed = Typed::read(q);
    for atom in typed.clauses.iter_mut().flatten() {
        let is_wrong = |word: &Vec<String>| {
            word.len() == 1 && corrections.iter().any(|(wrong, _)| *wrong == word[0])
        };
        if atom.kind == Kind::Word && !atom.excluded && compounds(&atom.text).iter().any(is_wrong) {
            atom.kind = Kind::Phrase;
        }
    }
    cleaned(&typed.to_string(), &mut LeftOut::default())
}

/// The words with every plain word that is among the corrected ones (folded) as it should be.
pub(super) fn corrected(q: &str, corrections: &[(String, String)]) -> String {
    let mut typed = Typed::read(q);
    for atom in typed.clauses.iter_mut().flatten() {
        let words = compounds(&atom.text);
        let right = |word: &Vec<String>| {
            let meant = corrections.iter().find(|(wrong, _)| word.len() == 1 && *wrong == word[0]);
            meant.map(|(_, right)| right.clone())
        };
        if atom.kind == Kind::Word
            && !atom.excluded
            && words.iter().any(|word| right(word).is_some())
        {
            let texts = words.iter().map(|word| right(word).unwrap_or_else(|| word.join("-")));
            atom.text = texts.collect::<Vec<_>>().join(" ");
        }
    }
    cleaned(&typed.to_string(), &mut LeftOut::default())
}

fn split_after(text: &str, characters: usize) -> (&str, &str) {
    let end = text.char_indices().nth(characters);
    text.split_at(end.map_or(text.len(), |(at, _)| at))
}
