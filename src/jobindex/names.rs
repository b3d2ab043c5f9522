//! Texts that many postings share, each kept once: their titles, and the names of their employers.
//!
//! They are found by how any of their words starts, which is what somebody types.

use super::column::Column;
use super::lists::Lists;
use super::slots::OpenList;
use super::text::parts_of;
use super::tokens::Tokens;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::ops::Range;

/// A name longer than one slot in this many have keeps them as bits.
const LONG: u32 = 16;
/// More than this many starts of words are not looked at one by one.
const MANY: usize = if cfg!(test) { 2 } else { 2_000 };

/// The different names of a segment.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Names {
    /// By name, in no order.
    pub(super) texts: Tokens,
    /// By name: its words as they are compared, with a space between.
    pub(super) words: Tokens,
    /// Every start of a word, as a name and a place in its words, by what stands there.
    pub(super) starts: Vec<[u32; 2]>,
    /// Names, those with the most postings first.
    pub(super) by_count: Vec<u32>,
    /// By slot.
    pub(super) of_slot: Column,
    /// By name.
    pub(super) slots: Lists,
}

impl Names {
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    pub fn text(&self, name: u32) -> &str {
        self.texts.get(name as usize)
    }

    pub fn of_slot(&self, slot: u32) -> u32 {
        self.of_slot.get(slot) as u32
    }

    /// The names with these words side by side.
    pub fn with_phrase<'a>(&'a self, words: &str) -> impl Iterator<Item = u32> + use<'a> {
        let len = words.len();
        let ends = move |&&start: &&[u32; 2]| {
            let rest = &self.rest(start)[len..];
            rest.is_empty() || rest.starts_with(' ')
        };
        self.starts[self.starting(words)].iter().filter(ends).map(|&[name, _]| name)
    }

    /// Of the names in which a word, and what follows it, starts so, those with the most postings.
    pub fn most_common(&self, typed: &str, most: usize) -> Vec<u32> {
        let starting = &self.starts[self.starting(typed)];
        if starting.len() > MANY {
            // So many do that enough of them are among the most common ones.
            let starts = |&&name: &&u32| {
                let words = self.words.get(name as usize);
                words.starts_with(typed)
                    || words.match_indices(typed).any(|(at, _)| words[..at].ends_with(' '))
            };
            return self.by_count.iter().filter(starts).take(most).copied().collect();
        }
        let mut names: Vec<u32> = starting.iter().map(|&[name, _]| name).collect();
        names.sort_unstable_by_key(|&name| (Reverse(self.slots.get(name as usize).len()), name));
        names.dedup();
        names.truncate(most);
        names
    }

    fn starting(&self, typed: &str) -> Range<usize> {
        let start = self.starts.partition_point(|&at| self.rest(at) < typed);
        let len = self.starts[start..].partition_point(|&at| self.rest(at).starts_with(typed));
        start..start + len
    }

    fn rest(&self, [name, at]: [u32; 2]) -> &str {
        &self.words.get(name as usize)[at as usize..]
    }
}

/// Gathers names in the order of their slots.
#[derive(Default)]
pub(super) struct NamesBuilder {
    numbers: FxHashMap<Box<str>, u32>,
    texts: Tokens,
    of_slot: Vec<u32>,
    slots: Vec<OpenList>,
}

impl NamesBuilder {
    pub fn add(&mut self, text: &str) {
        let number = match self.numbers.get(text) {
            Some(&number) => number,
            None => self.number(text),
        };
        self.slots[number as usize].push(self.of_slot.len() as u32);
        self.of_slot.push(number);
    }

    fn number(&mut self, text: &str) -> u32 {
        let number = self.texts.len() as u32;
        self.numbers.insert(text.into(), number);
        self.texts.push(text);
        self.slots.push(OpenList::default());
        number
    }

    pub fn finish(mut self) -> Names {
        let mut words = Tokens::default();
        (0..self.texts.len()).for_each(|name| words.push(&parts_of(self.texts.get(name))));
        let mut slots = Lists::builder(self.of_slot.len() as u32, LONG);
        self.slots.iter_mut().for_each(|list| slots.push(list));
        let mut by_count: Vec<u32> = (0..self.slots.len() as u32).collect();
        by_count.sort_by_key(|&name| Reverse(self.slots[name as usize].len()));
        Names {
            by_count,
            starts: starts(&words),
            words: words.settled(),
            texts: self.texts.settled(),
            of_slot: self.of_slot.into_iter().map(u64::from).collect(),
            slots: slots.settled(),
        }
    }
}

fn starts(words: &Tokens) -> Vec<[u32; 2]> {
    let mut starts = Vec::new();
    for name in 0..words.len() {
        let text = words.get(name);
        let after_spaces = text.match_indices(' ').map(|(at, _)| at as u32 + 1);
        let all = (!text.is_empty()).then_some(0).into_iter().chain(after_spaces);
        starts.extend(all.map(|at| [name as u32, at]));
    }
    starts.sort_unstable_by_key(|&[name, at]| (&words.get(name as usize)[at as usize..], name));
    starts.shrink_to_fit();
    starts
}
