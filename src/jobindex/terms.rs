//! The words of a segment and where each is found.

use super::document::Document;
use super::query::Way;
use super::slots::Slots;
use super::text::{each_token, is_known_phrase, known_phrases, stem};
use crate::vocabulary::fold;
use std::borrow::Cow;
use std::collections::HashMap;

/// A token, the slots with it in the title, and those with it anywhere: title, employer or description.
#[derive(Debug)]
pub(super) struct Term {
    pub token: Box<str>,
    pub title: Slots,
    pub anywhere: Slots,
}

/// Which text of a posting a word is looked for in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Field {
    Title,
    Anywhere,
}

/// Every term of a segment, by token.
#[derive(Debug, Default)]
pub(super) struct Terms(Vec<Term>);

impl Terms {
    /// From terms in the order of their tokens.
    pub fn from_sorted(terms: Vec<Term>) -> Terms {
        Terms(terms)
    }

    pub fn as_slice(&self) -> &[Term] {
        &self.0
    }

    /// The slots whose text has what is asked for in one way.
    pub fn find(&self, way: &Way, field: Field) -> Cow<'_, Slots> {
        match way {
            Way::Tokens(tokens) => self.all_of(tokens, field).unwrap_or_default(),
            Way::Phrase(parts) if !is_known_phrase(parts) => Cow::default(),
            Way::Phrase(parts) => self.all_of(&[parts.join(" ")], field).unwrap_or_default(),
            Way::Title(tokens) => self.all_of(tokens, Field::Title).unwrap_or_default(),
            Way::Prefix(start) => self.starting(start, field, |_| true),
            Way::Stem(start) => self.starting(start, field, |token| stem(token) == start),
            Way::Value(..) => Cow::default(),
        }
    }

    fn starting(&self, start: &str, field: Field, fits: impl Fn(&str) -> bool) -> Cow<'_, Slots> {
        let from = self.0.partition_point(|term| &*term.token < start);
        let terms = self.0[from..].iter().take_while(|term| term.token.starts_with(start));
        let fitting = terms.filter(|term| !term.token.contains(' ') && fits(&term.token));
        let found = fitting.fold(Slots::default(), |found, term| match field {
            Field::Title => found.or(&term.title),
            Field::Anywhere => found.or(&term.anywhere),
        });
        Cow::Owned(found)
    }

    fn all_of(&self, tokens: &[String], field: Field) -> Option<Cow<'_, Slots>> {
        let mut all: Option<Cow<'_, Slots>> = None;
        for token in tokens {
            let slots = self.slots(token, field)?;
            all = Some(match all {
                Some(before) => Cow::Owned(before.and(slots)),
                None => Cow::Borrowed(slots),
            });
        }
        all
    }

    fn slots(&self, token: &str, field: Field) -> Option<&Slots> {
        let place = self.0.binary_search_by(|term| (*term.token).cmp(token));
        let term = &self.0[place.ok()?];
        Some(match field {
            Field::Title => &term.title,
            Field::Anywhere => &term.anywhere,
        })
    }
}

/// Gathers the terms of documents given in the order of their slots.
#[derive(Default)]
pub(super) struct TermsBuilder(HashMap<Box<str>, Lists>);

#[derive(Default)]
struct Lists {
    title: Vec<u32>,
    anywhere: Vec<u32>,
}

impl TermsBuilder {
    pub fn add(&mut self, slot: u32, document: &Document) {
        let title = fold(&document.title);
        let mut in_title = |token: &str| {
            let lists = self.lists(token);
            push_once(&mut lists.title, slot);
            push_once(&mut lists.anywhere, slot);
        };
        each_token(&title, &mut in_title);
        known_phrases().each(&title, in_title);
        for text in [&document.employer, &document.body] {
            let text = fold(text);
            let mut anywhere = |token: &str| push_once(&mut self.lists(token).anywhere, slot);
            each_token(&text, &mut anywhere);
            known_phrases().each(&text, anywhere);
        }
    }

    fn lists(&mut self, token: &str) -> &mut Lists {
        if !self.0.contains_key(token) {
            self.0.insert(token.into(), Lists::default());
        }
        self.0.get_mut(token).expect("inserted above")
    }

    pub fn finish(self) -> Terms {
        let term = |(token, lists): (Box<str>, Lists)| Term {
            token,
            title: Slots::from_ascending(lists.title).settled(),
            anywhere: Slots::from_ascending(lists.anywhere).settled(),
        };
        let mut terms: Vec<Term> = self.0.into_iter().map(term).collect();
        terms.sort_unstable_by(|a, b| a.token.cmp(&b.token));
        terms.shrink_to_fit();
        Terms(terms)
    }
}

/// Adds a slot to an ascending list it may already end with.
pub(super) fn push_once(slots: &mut Vec<u32>, slot: u32) {
    if slots.last() != Some(&slot) {
        slots.push(slot);
    }
}
