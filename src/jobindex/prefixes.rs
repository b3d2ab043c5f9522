//! Beginnings of words which so many words have that gathering their lists would take long: what has each is written
//! down as a row of bits. There are few of them, because lists only come together so often near the root.

use super::lists::Lists;
use super::slots::Slots;
use super::tokens::Tokens;
use std::ops::Range;

/// Bytes of the shortest beginning that can be asked for.
const SHORTEST: usize = 3;
/// Slots on packed lists that are gathered within half a millisecond.
const QUICK: usize = if cfg!(test) { 1 } else { 1 << 18 };
/// More on packed lists than one in this many of all slots is much.
const MUCH: u32 = if cfg!(test) { 8 } else { 1 };

/// The beginnings of a segment's words that are written down.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Prefixes {
    /// In the order of their bytes.
    pub(super) texts: Tokens,
    /// By text: a bit for every slot.
    pub(super) rows: Vec<Vec<u64>>,
}

impl Prefixes {
    /// Of words and their lists in a segment with slots below `end`: the beginnings with much on packed lists.
    pub fn of(tokens: &Tokens, lists: &Lists, end: u32) -> Prefixes {
        let mut prefixes = Prefixes::default();
        prefixes.add(tokens, lists, end, 0..tokens.len(), SHORTEST);
        prefixes.texts = prefixes.texts.settled();
        prefixes
    }

    /// The slots that have a word which starts so, if they are written down.
    pub fn find(&self, prefix: &str) -> Option<&[u64]> {
        self.texts.find(prefix).map(|at| self.rows[at].as_slice())
    }

    /// Adds those of `len` bytes among some words, each with the longer ones behind it.
    fn add(&mut self, tokens: &Tokens, lists: &Lists, end: u32, words: Range<usize>, len: usize) {
        let mut at = words.start;
        while at < words.end {
            let Some(prefix) = tokens.get(at).get(..len) else {
                at += 1;
                continue;
            };
            let starting = at..tokens.starting(prefix).end;
            at = starting.end;
            let packed = |list| match lists.get(list) {
                Slots::Long { .. } => 0,
                Slots::Short(packed) => packed.len as usize,
            };
            if starting.clone().map(packed).sum::<usize>() > QUICK.max((end / MUCH) as usize) {
                self.texts.push(prefix);
                self.rows.push(lists.any(starting.clone(), end).bits().to_vec());
                self.add(tokens, lists, end, starting, len + 1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::jobindex::Document;
    use crate::jobindex::hits::Hits;
    use crate::jobindex::segment::Segment;
    use crate::jobindex::terms::Field;
    use proptest::collection::vec;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_down_is_what_would_be_gathered(
            texts in vec(vec("[ab]{2,5}é?", 0..6), 1..80),
        ) {
            let document = |(id, text): (i64, &Vec<String>)| Document {
                id,
                first_published: -id,
                body: text.join(" "),
                ..Document::default()
            };
            let segment = Segment::of((0..).zip(&texts).map(document).collect());
            let terms = &segment.terms;
            for prefix in terms.tokens.iter().chain(["aab", "abb", "bba", "zzz"]) {
                let mut found = Hits::none(segment.end());
                terms.add_starting(prefix, Field::Anywhere, &mut found);
                let gathered = terms.anywhere.any(terms.tokens.starting(prefix), segment.end());
                prop_assert_eq!(found, gathered, "{}", prefix);
            }
        }
    }

    #[test]
    fn what_so_many_words_start_with_is_written_down() {
        let document = |id| Document { id, body: format!("coder code{id}"), ..Document::default() };
        let prefixes = Segment::of((10..50).map(document).collect()).terms.prefixes;
        let texts: Vec<&str> = prefixes.texts.iter().collect();
        assert_eq!(texts, ["cod", "code", "code1", "code2", "code3", "code4"]);
        assert!(prefixes.rows.iter().all(|row| row.len() == 1));
    }
}
