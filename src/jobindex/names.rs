//! Texts that many postings share, each kept once: their titles, and the names of their employers.
//!
//! They are found by how any of their words starts, which is what somebody types.

use super::column::Column;
use super::lists::Lists;
use super::slots::{OpenList, Slots};
use super::text::parts_of;
use super::tokens::Tokens;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

/// A name longer than one slot in this many have keeps them as bits.
const LONG: u32 = 16;
/// More than this many starts of words are not looked at one by one.
const MANY: usize = if cfg!(test) { 2 } else { 2_000 };
/// Nor is this part of all names, below which those that start so are too rare to be found among the first.
const ONE_IN: usize = 64;

/// The different names of a segment: those whose words most postings have come first, the spellings of the same words
/// side by side.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Names {
    /// By name.
    pub(super) texts: Tokens,
    /// By name: its words as they are compared, with a space between.
    pub(super) words: Tokens,
    /// Every start of a word, as a name and a place in its words, by what stands there; the start of all words before
    /// others.
    pub(super) starts: Vec<[u32; 2]>,
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

    pub fn words(&self, name: u32) -> &str {
        self.words.get(name as usize)
    }

    pub fn slots(&self, name: u32) -> Slots<'_> {
        self.slots.get(name as usize)
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

    /// The spellings of these words.
    pub fn spellings<'a>(&'a self, words: &'a str) -> impl Iterator<Item = u32> + use<'a> {
        let start = self.starts.partition_point(|&at| self.rest(at) < words);
        let is_all = move |&&start: &&[u32; 2]| start[1] == 0 && self.rest(start) == words;
        self.starts[start..].iter().take_while(is_all).map(|&[name, _]| name)
    }

    /// The names in which a word, and what follows it, starts so, in their order.
    pub fn beginning<'a>(&'a self, typed: &'a str) -> Box<dyn Iterator<Item = u32> + 'a> {
        let starting = &self.starts[self.starting(typed)];
        if starting.len() > MANY.max(self.len() / ONE_IN) {
            // So many do that whoever wants some finds them among the first.
            let begins = |&name: &u32| begins(self.words(name), typed);
            return Box::new((0..self.len() as u32).filter(begins));
        }
        let mut names: Vec<u32> = starting.iter().map(|&[name, _]| name).collect();
        names.sort_unstable();
        names.dedup();
        Box::new(names.into_iter())
    }

    fn starting(&self, typed: &str) -> Range<usize> {
        let start = self.starts.partition_point(|&at| self.rest(at) < typed);
        let len = self.starts[start..].partition_point(|&at| self.rest(at).starts_with(typed));
        start..start + len
    }

    fn rest(&self, [name, at]: [u32; 2]) -> &str {
        &self.words(name)[at as usize..]
    }
}

/// Whether a word, and what follows it, starts so.
pub(super) fn begins(words: &str, typed: &str) -> bool {
    let is_start = |at: usize| at == 0 || words[..at].ends_with(' ');
    words.match_indices(typed).any(|(at, _)| is_start(at))
}

/// Of spellings, each with postings that have it, the one that most have, the first in the alphabet of several; none
/// if no posting has any.
pub(super) fn commonest<'a>(spellings: impl Iterator<Item = (&'a str, usize)>) -> Option<&'a str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (text, count) in spellings.filter(|&(_, count)| count > 0) {
        *counts.entry(text).or_default() += count;
    }
    let most = counts.into_iter().max_by_key(|&(text, count)| (count, Reverse(text)));
    most.map(|(text, _)| text)
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
        let mut starts = starts(&words);
        let order = self.order(&words, &starts);
        let mut new = vec![0; order.len()];
        let mut names = Names::default();
        let mut slots = Lists::builder(self.of_slot.len() as u32, LONG);
        for (number, &old) in (0..).zip(&order) {
            new[old as usize] = number;
            names.texts.push(self.texts.get(old as usize));
            names.words.push(words.get(old as usize));
            slots.push(&mut self.slots[old as usize]);
        }
        starts.iter_mut().for_each(|[name, _]| *name = new[*name as usize]);
        Names {
            texts: names.texts.settled(),
            words: names.words.settled(),
            starts,
            of_slot: self.of_slot.iter().map(|&name| u64::from(new[name as usize])).collect(),
            slots: slots.settled(),
        }
    }

    /// The names as they are numbered in the end.
    fn order(&self, words: &Tokens, starts: &[[u32; 2]]) -> Vec<u32> {
        // By name: how many have its words, and which words those are by the alphabet; none come first.
        let mut places = vec![(0, 0); words.len()];
        let len = |name: u32| self.slots[name as usize].len();
        let whole: Vec<u32> =
            starts.iter().filter(|start| start[1] == 0).map(|start| start[0]).collect();
        let same = |a: &u32, b: &u32| words.get(*a as usize) == words.get(*b as usize);
        for (place, spellings) in (1u32..).zip(whole.chunk_by(same)) {
            let all: u32 = spellings.iter().map(|&name| len(name)).sum();
            spellings.iter().for_each(|&name| places[name as usize] = (all, place));
        }
        let mut order: Vec<u32> = (0..words.len() as u32).collect();
        order.sort_unstable_by_key(|&name| {
            let (all, place) = places[name as usize];
            (Reverse(all), place, Reverse(len(name)), self.texts.get(name as usize))
        });
        order
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
    starts.sort_unstable_by_key(|&[name, at]| (&words.get(name as usize)[at as usize..], at, name));
    starts.shrink_to_fit();
    starts
}
