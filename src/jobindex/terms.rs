//! The words of a segment and where each is found.

use super::document::Document;
use super::hits::Hits;
use super::lists::Lists;
use super::slots::{OpenList, Slots};
use super::text::each_term;
use super::tokens::Tokens;
use crate::vocabulary::fold;
use rustc_hash::FxHashMap;

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

    pub fn push(&mut self, token: &str, title: &OpenList, anywhere: &OpenList) {
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
    numbers: FxHashMap<Box<str>, u32>,
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
        if let Some(&number) = self.numbers.get(token) {
            return number;
        }
        let number = self.anywhere.len() as u32;
        self.anywhere.push(OpenList::default());
        self.numbers.insert(token.into(), number);
        number
    }

    pub fn finish(mut self, end: u32) -> Terms {
        let mut sorted: Vec<(Box<str>, u32)> = self.numbers.into_iter().collect();
        sorted.sort_unstable();
        let mut terms = SortedTerms::new(end);
        terms.0.anywhere.reserve(sorted.len(), packed_bytes(&self.anywhere, end));
        for (token, number) in sorted {
            // Each list is let go when it is copied, so that they are not in memory twice.
            let anywhere = std::mem::take(&mut self.anywhere[number as usize]);
            let title = self.title.remove(&number).unwrap_or_default();
            terms.push(&token, &title, &anywhere);
        }
        terms.finish()
    }
}

fn packed_bytes(lists: &[OpenList], end: u32) -> usize {
    let short = lists.iter().filter(|list| list.len() <= end / LONG);
    short.map(|list| list.packed().bytes.len()).sum()
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
