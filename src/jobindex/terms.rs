//! The words of a segment and where each is found.

use super::document::Document;
use super::hits::Hits;
use super::lists::{Kept, Lists};
use super::prefixes::Prefixes;
use super::slots::{OpenList, Slots};
use super::text::{Reading, unpacked};
use super::tokens::Tokens;
use foldhash::fast::RandomState;
use rustc_hash::FxHashMap;
use std::collections::HashMap;

/// A list longer than one slot in this many is kept as bits: about where packing stops saving memory.
const LONG: u32 = if cfg!(test) { 4 } else { 6 };

/// Which text of a posting a word is looked for in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Field {
    Title,
    /// Title, employer or description.
    Anywhere,
}

/// Every term of a segment, by token.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Terms {
    pub tokens: Tokens,
    /// By term.
    pub anywhere: Lists,
    /// The terms that are in a title, ascending.
    pub titled: Vec<u32>,
    /// By place in `titled`.
    pub title: Lists,
    pub prefixes: Prefixes,
}

impl Terms {
    /// The slots whose text has the term with this number.
    pub fn slots(&self, term: usize, field: Field) -> Slots<'_> {
        match field {
            Field::Anywhere => self.anywhere.get(term),
            Field::Title => match self.titled.binary_search(&(term as u32)) {
                Ok(place) => self.title.get(place),
                Err(_) => Slots::NONE,
            },
        }
    }

    /// The slots whose text has the token.
    pub fn find(&self, token: &str, field: Field) -> Slots<'_> {
        self.tokens.find(token).map_or(Slots::NONE, |term| self.slots(term, field))
    }

    /// Adds to `hits` the slots whose text has a token that starts so.
    pub fn add_starting(&self, prefix: &str, field: Field, hits: &mut Hits) {
        let written_down = self.prefixes.find(prefix).filter(|_| field == Field::Anywhere);
        if let Some(bits) = written_down {
            return hits.add_bits(bits);
        }
        for term in self.tokens.starting(prefix) {
            hits.add_list(self.slots(term, field));
        }
    }

    /// Adds to `hits` the slots whose text has all of the tokens.
    pub fn add_all_of(&self, tokens: &[String], field: Field, hits: &mut Hits, end: u32) {
        let mut lists: Vec<Slots> = tokens.iter().map(|token| self.find(token, field)).collect();
        lists.sort_by_key(|list| list.len());
        match lists.as_slice() {
            [] => {}
            [only] => hits.add_list(*only),
            [first, .., _] if first.len() == 0 => {}
            [first, rest @ ..] => {
                let mut all = Hits::none(end);
                all.add_list(*first);
                let all = rest.iter().fold(all, |all, list| all.and(*list));
                hits.add(&all);
            }
        }
    }
}

/// Gathers terms in the order of their tokens.
pub(super) struct SortedTerms {
    terms: Terms,
    end: u32,
}

impl SortedTerms {
    pub fn new(end: u32) -> SortedTerms {
        let terms = Terms {
            anywhere: Lists::builder(end, LONG),
            title: Lists::builder(end, LONG),
            ..Terms::default()
        };
        SortedTerms { terms, end }
    }

    /// Puts the list of a term where it stays.
    pub fn keep(&mut self, anywhere: &mut OpenList) -> Kept {
        self.terms.anywhere.keep(anywhere)
    }

    pub fn push(&mut self, token: &str, title: &mut OpenList, anywhere: Kept) {
        let Terms { tokens, anywhere: lists, titled, title: titles, .. } = &mut self.terms;
        if title.len() > 0 {
            titled.push(tokens.len() as u32);
            titles.push(title);
        }
        tokens.push(token);
        lists.number(anywhere);
    }

    pub fn finish(self) -> Terms {
        let Terms { tokens, anywhere, mut titled, title, .. } = self.terms;
        titled.shrink_to_fit();
        Terms {
            prefixes: Prefixes::of(&tokens, &anywhere, self.end),
            tokens: tokens.settled(),
            anywhere: anywhere.settled(),
            titled,
            title: title.settled(),
        }
    }
}

/// Gathers the terms of documents given in the order of their slots.
#[derive(Default)]
pub(super) struct TermsBuilder {
    numbers: Numbers,
    /// By number.
    anywhere: Vec<OpenList>,
    /// By number, of those in a title.
    title: FxHashMap<u32, OpenList>,
    reading: Reading,
    /// Numbers of the terms that were read last.
    read: Vec<u32>,
}

impl TermsBuilder {
    pub fn add(&mut self, slot: u32, document: &Document) {
        self.read([document.title.as_str()]);
        for &number in &self.read {
            self.title.entry(number).or_default().push(slot);
            self.anywhere[number as usize].push(slot);
        }
        self.read([document.employer.as_str(), &document.body]);
        for &number in &self.read {
            self.anywhere[number as usize].push(slot);
        }
    }

    /// Reads texts and looks up what was read, one after the other with nothing in between: so a processor waits for
    /// many of them at once.
    fn read<const N: usize>(&mut self, texts: [&str; N]) {
        self.reading.clear();
        texts.into_iter().for_each(|text| self.reading.add(text));
        self.read.clear();
        self.numbers.look_up(&self.reading, &mut self.read);
        self.anywhere.resize_with(self.numbers.len(), OpenList::default);
    }

    pub fn finish(mut self, end: u32) -> Terms {
        let mut terms = SortedTerms::new(end);
        // Each list is let go when it is kept, so that they are not in memory twice: those of one size lie side by
        // side, and what they leave is filled by what comes next.
        let mut by_room: Vec<u32> = (0..self.anywhere.len() as u32).collect();
        by_room.sort_unstable_by_key(|&number| self.anywhere[number as usize].room());
        let mut kept = vec![Kept::default(); by_room.len()];
        for number in by_room {
            let mut anywhere = std::mem::take(&mut self.anywhere[number as usize]);
            kept[number as usize] = terms.keep(&mut anywhere);
        }
        for (token, number) in self.numbers.sorted() {
            let mut title = self.title.remove(&number).unwrap_or_default();
            terms.push(&token, &mut title, kept[number as usize]);
        }
        terms.finish()
    }
}

/// The numbers of terms. Almost all are short enough to be looked up as one number themselves, in the place where
/// theirs is kept.
#[derive(Default)]
struct Numbers {
    short: HashMap<u128, u32, RandomState>,
    long: HashMap<Box<str>, u32, RandomState>,
}

impl Numbers {
    fn len(&self) -> usize {
        self.short.len() + self.long.len()
    }

    /// Adds the numbers of terms, the next one for each that was not seen before.
    fn look_up(&mut self, terms: &Reading, numbers: &mut Vec<u32>) {
        for &term in &terms.short {
            let known = self.short.get(&term).copied();
            numbers.push(known.unwrap_or_else(|| {
                let next = self.len() as u32;
                self.short.insert(term, next);
                next
            }));
        }
        for term in terms.long.iter() {
            let known = self.long.get(term).copied();
            numbers.push(known.unwrap_or_else(|| {
                let next = self.len() as u32;
                self.long.insert(term.into(), next);
                next
            }));
        }
    }

    fn sorted(self) -> Vec<(Box<str>, u32)> {
        let short = self.short.into_iter().map(|(term, number)| (unpacked(term), number));
        let mut sorted: Vec<(Box<str>, u32)> = short.chain(self.long).collect();
        sorted.sort_unstable();
        sorted
    }
}
