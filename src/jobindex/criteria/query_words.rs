//! The words of a search as typed: cleaned and held to a length, so that no search costs more than a bounded time.

use super::super::query::{Atom, Kind, Typed};
use super::dropped::{Dropped, Why};
use super::parse::LeftOut;
use crate::vocabulary::{fold, is_unseen};

/// Characters of `q` that count.
const CHARACTERS: usize = 200;
/// Words of `q` that count.
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
    let lost = [&kept.lost, far.trim()].join(" ");
    if !lost.trim().is_empty() {
        dropped.note(Dropped::new("q", lost.trim(), Why::TooMany));
    }
    if kept.typed.is_empty() && !visible.trim().is_empty() {
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
        let words: Vec<&str> = atom.text.split(' ').collect();
        let room = CHARACTERS.saturating_sub(self.written_before_next());
        let few = words[..words.len().min(WORDS - self.words)].join(" ");
        let fewer = Atom { text: few, ..atom.clone() };
        let cut = (self.lost.is_empty() && !fewer.text.is_empty()).then(|| fewer.cut(room));
        match cut.flatten() {
            Some(cut) => {
                self.words += cut.text.split(' ').count();
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

/// The words with every plain word that is among the corrected ones (folded) as it should be.
pub(super) fn corrected(q: &str, corrections: &[(String, String)]) -> String {
    let mut typed = Typed::read(q);
    for atom in typed.clauses.iter_mut().flatten() {
        let folded = fold(&atom.text);
        let meant = corrections.iter().find(|(wrong, _)| *wrong == folded);
        if let (Some((_, right)), Kind::Word, false) = (meant, atom.kind, atom.excluded) {
            atom.text = right.clone();
        }
    }
    cleaned(&typed.to_string(), &mut LeftOut::default())
}

fn split_after(text: &str, characters: usize) -> (&str, &str) {
    let end = text.char_indices().nth(characters);
    text.split_at(end.map_or(text.len(), |(at, _)| at))
}
