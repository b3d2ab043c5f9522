//! The words of a search as typed: cleaned and held to a length, so that no search costs more than a bounded time.

use super::super::text::words;
use super::dropped::{Dropped, Why};
use crate::vocabulary::{fold, is_unseen};

/// Characters of `q` that count.
const CHARACTERS: usize = 200;
/// Words of `q` that count.
const WORDS: usize = 12;

/// Single spaces, nothing invisible, at most [`WORDS`] words and [`CHARACTERS`] characters; empty when no letter or
/// digit is left. Cleaning again changes nothing.
pub(super) fn cleaned(typed: &str, dropped: &mut Vec<Dropped>) -> String {
    let (near, far) = split_after(typed, CHARACTERS * 4);
    let visible: String = near
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .filter(|&c| !is_unseen(c))
        .filter(|&c| c.is_ascii() || !fold(c.encode_utf8(&mut [0; 4])).is_empty())
        .collect();
    let typed: Vec<&str> = visible.split_whitespace().collect();
    let counted = typed[..typed.len().min(WORDS)].join(" ");
    let (kept, cut) = split_after(&counted, CHARACTERS);
    let kept = kept.trim_end();
    let lost = [cut, &typed[typed.len().min(WORDS)..].join(" "), far].join(" ");
    if !lost.trim().is_empty() {
        dropped.push(Dropped::new("q", lost.trim(), Why::TooMany));
    }
    if words(kept).is_empty() {
        if !kept.is_empty() {
            dropped.push(Dropped::new("q", kept, Why::Unreadable));
        }
        return String::new();
    }
    kept.to_owned()
}

fn split_after(text: &str, characters: usize) -> (&str, &str) {
    let end = text.char_indices().nth(characters);
    text.split_at(end.map_or(text.len(), |(at, _)| at))
}
