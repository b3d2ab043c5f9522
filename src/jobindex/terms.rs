//! The words of a segment and where each is found.

use super::document::Document;
use super::hits::Hits;
use super::lists::Lists;
use super::slots::{OpenList, Slots};
use super::text::each_term;
use super::tokens::Tokens;
use crate::vocabulary::fold;
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
pub(super) struct SortedTerms(Terms);

impl SortedTerms {
    pub fn new(end: u32) -> SortedTerms {
        SortedTerms(Terms {
            anywhere: Lists::builder(end, LONG),
            title: Lists::builder(end, LONG),
            ..Terms::default()
        })
    }

    pub fn push(&mut self, token: &str, title: &mut OpenList, anywhere: &mut OpenList) {
        let Terms { tokens, anywhere: lists, titled, title: titles } = &mut self.0;
        if title.len() > 0 {
            titled.push(tokens.len() as u32);
            titles.push(title);
        }
        tokens.push(token);
        lists.push(anywhere);
    }

    pub fn finish(self) -> Terms {
        let Terms { tokens, anywhere, mut titled, title } = self.0;
        titled.shrink_to_fit();
        Terms {
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
    folded: String,
}

impl TermsBuilder {
    pub fn add(&mut self, slot: u32, document: &Document) {
        self.each_term(&document.title, |terms, token| {
            let number = terms.number(token);
            terms.title.entry(number).or_default().push(slot);
            terms.anywhere[number as usize].push(slot);
        });
        for text in [&document.employer, &document.body] {
            self.each_term(text, |terms, token| {
                let number = terms.number(token);
                terms.anywhere[number as usize].push(slot);
            });
        }
    }

    /// Tokens and known phrases.
    fn each_term(&mut self, text: &str, mut visit: impl FnMut(&mut TermsBuilder, &str)) {
        let mut folded = std::mem::take(&mut self.folded);
        fold_into(&mut folded, text);
        each_term(&folded, |token| visit(self, token));
        self.folded = folded;
    }

    fn number(&mut self, token: &str) -> u32 {
        let next = self.anywhere.len() as u32;
        let number = self.numbers.of(token, next);
        if number == next {
            self.anywhere.push(OpenList::default());
        }
        number
    }

    pub fn finish(mut self, end: u32) -> Terms {
        let sorted = self.numbers.sorted();
        let mut terms = SortedTerms::new(end);
        terms.0.anywhere.reserve(sorted.len(), packed_bytes(&self.anywhere, end));
        for (token, number) in sorted {
            // Each list is let go when it is copied, so that they are not in memory twice.
            let mut anywhere = std::mem::take(&mut self.anywhere[number as usize]);
            let mut title = self.title.remove(&number).unwrap_or_default();
            terms.push(&token, &mut title, &mut anywhere);
        }
        terms.finish()
    }
}

/// The numbers of tokens. Almost all are short enough to be looked up as one number themselves, in the place where
/// theirs is kept.
#[derive(Default)]
struct Numbers {
    short: HashMap<u128, u32, RandomState>,
    long: HashMap<Box<str>, u32, RandomState>,
}

impl Numbers {
    /// The number of a token: the next one if it was not seen before.
    fn of(&mut self, token: &str, next: u32) -> u32 {
        if let Some(short) = packed(token) {
            return *self.short.entry(short).or_insert(next);
        }
        match self.long.get(token) {
            Some(&number) => number,
            None => *self.long.entry(token.into()).or_insert(next),
        }
    }

    fn sorted(self) -> Vec<(Box<str>, u32)> {
        let short = self.short.into_iter().map(|(token, number)| (unpacked(token), number));
        let mut sorted: Vec<(Box<str>, u32)> = short.chain(self.long).collect();
        sorted.sort_unstable();
        sorted
    }
}

/// The bytes of a token of at most 16, none of which is 0.
fn packed(token: &str) -> Option<u128> {
    let mut bytes = [0; 16];
    bytes.get_mut(..token.len())?.copy_from_slice(token.as_bytes());
    Some(u128::from_le_bytes(bytes))
}

fn unpacked(token: u128) -> Box<str> {
    let bytes = token.to_le_bytes();
    let len = bytes.iter().position(|&byte| byte == 0).unwrap_or(bytes.len());
    String::from_utf8_lossy(&bytes[..len]).into()
}

fn packed_bytes(lists: &[OpenList], end: u32) -> usize {
    let short = lists.iter().filter(|list| list.len() <= end / LONG);
    short.map(OpenList::size).sum()
}

/// [`fold`] for the many texts which have nothing but plain letters.
fn fold_into(folded: &mut String, text: &str) {
    if !text.is_ascii() {
        *folded = fold(text);
        return;
    }
    folded.clear();
    folded.push_str(text);
    folded.make_ascii_lowercase();
}
