//! The part of a search that is the same for every part of the index.

use super::corrections::{Corrected, Meant};
use super::criteria::Criteria;
use super::groups::POSTED_DAYS;
use super::parts::Parts;
use super::query::Query;
use super::snapshot::Eyes;

const DAY: i64 = 24 * 60 * 60 * 1_000_000;

/// A search, who makes it and when.
pub(super) struct Question<'a> {
    pub criteria: &'a Criteria,
    /// What its words mean.
    pub words: Corrected,
    pub eyes: &'a Eyes<'a>,
    /// Microseconds since 1970.
    now: i64,
}

impl<'a> Question<'a> {
    /// Of the words as they are typed.
    pub fn literal(criteria: &'a Criteria, eyes: &'a Eyes<'a>, now: i64) -> Question<'a> {
        let words = Corrected::nothing(Query::of(criteria));
        Question { criteria, words, eyes, now }
    }

    /// Of the words as they were probably meant.
    pub fn new(
        criteria: &'a Criteria,
        eyes: &'a Eyes<'a>,
        now: i64,
        parts: &Parts,
    ) -> Question<'a> {
        Question::of_page(criteria, eyes, now, parts, &mut Meant::new())
    }

    /// The same of one of many searches with the same words.
    pub fn of_page(
        criteria: &'a Criteria,
        eyes: &'a Eyes<'a>,
        now: i64,
        parts: &Parts,
        meant: &mut Meant,
    ) -> Question<'a> {
        let words = Corrected::of(criteria, parts.as_slice(), meant);
        Question { criteria, words, eyes, now }
    }

    /// The same search without its words, and the words.
    pub fn apart(self) -> (Question<'a>, Corrected) {
        let wordless = Question { words: Corrected::nothing(Query::default()), ..self };
        (wordless, self.words)
    }

    /// The moment a value of [`Group::Posted`](super::Group::Posted) reaches back to.
    pub fn since(&self, value: u16) -> i64 {
        let days = i64::from(POSTED_DAYS[usize::from(value)]);
        self.now.saturating_sub(days * DAY)
    }
}
