//! Whether the index a server would start with is what the database says: the file, brought up to date by the log,
//! against an index built anew.

use std::fmt;

use diesel::dsl::max;
use diesel::prelude::*;

use super::filling::fill;
use super::following::follow;
use super::keeping;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::jobindex::{Criteria, Eyes, Group, JobIndex, Snapshot, Sort};
use crate::postings::Stage;
use crate::schema::{posting, posting_change};
use crate::site::Site;

/// How often it is tried while others write.
const TRIES: usize = 20;
/// Results of a search that are compared.
const MOST: usize = 100;
/// Titles that are searched for by their words.
const TITLES: i64 = 200;

/// What was compared.
#[derive(Debug)]
pub struct Verified {
    /// In the database.
    pub postings: usize,
    /// Whether there was a file; else the index was built, as a server would.
    pub from_file: bool,
    /// Changes of the log the file did not know.
    pub followed: i64,
    /// Searches both answered alike.
    pub searches: usize,
    /// Postings that only one of both holds, or that are not the same in both.
    pub differing: Vec<i64>,
    /// Searches they answer differently, as the query of a listing.
    pub answers: Vec<String>,
}

impl fmt::Display for Verified {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for id in &self.differing {
            writeln!(out, "posting {id} differs")?;
        }
        for query in &self.answers {
            writeln!(out, "/jobs?{query} is answered differently")?;
        }
        let (postings, followed, searches) = (self.postings, self.followed, self.searches);
        match self.from_file {
            true => write!(out, "index: read from its file and led on by {followed} changes; ")?,
            false => write!(out, "index: built, as there is no file that can be used; ")?,
        }
        write!(out, "database: {postings} live postings; {searches} searches compared")
    }
}

impl Verified {
    pub fn is_equal(&self) -> bool {
        self.differing.is_empty() && self.answers.is_empty()
    }
}

/// Compares, while others may write.
pub fn verify(site: &Site) -> Result<Verified> {
    let kept = &site.index;
    let file = keeping::open(site)?;
    let start = match file {
        Some(start) => start,
        None => fill(&site.db, kept)?,
    };
    let fresh = JobIndex::new();
    let mut ends = (start, fill(&site.db, &fresh)?);
    for _ in 0..TRIES {
        ends.0 = follow(&site.db, kept, ends.0, |_| ())?;
        ends.1 = follow(&site.db, &fresh, ends.1, |_| ())?;
        let (kept, fresh) = (kept.load(), fresh.load());
        let differing = kept.differences(&fresh);
        // What differs counts only if nothing was written while it was looked at.
        if differing.is_empty() || site.db.read_now(end)? == ends.0.min(ends.1) {
            let questions = site.db.read_now(questions)?;
            let now = site.clock.now().micros();
            return Ok(Verified {
                postings: fresh.len(),
                from_file: file.is_some(),
                followed: ends.0 - start,
                answers: unlike(&kept, &fresh, &questions, now),
                searches: questions.len(),
                differing,
            });
        }
    }
    Err(Error::Conflict("the board is written to faster than it can be looked at".into()))
}

/// The last entry of the log.
fn end(conn: &mut Conn) -> Result<i64> {
    let end: Option<i64> = posting_change::table.select(max(posting_change::id)).first(conn)?;
    Ok(end.unwrap_or(0))
}

/// Every filter, each order, and the titles of some postings as words.
fn questions(conn: &mut Conn) -> Result<Vec<Criteria>> {
    let titles: Vec<String> = posting::table
        .filter(posting::stage.eq(Stage::Live))
        .order(posting::id.desc())
        .limit(TITLES)
        .select(posting::title)
        .load(conn)?;
    let all = Criteria::default;
    let mut questions = vec![all(), all().with_sort(Sort::Pay)];
    for group in Group::ALL {
        questions.extend(group.slugs().map(|slug| all().with(group, slug)));
    }
    let words = |title| Criteria::parse(std::iter::once(("q".to_owned(), title))).criteria;
    questions.extend(titles.into_iter().map(words));
    Ok(questions)
}

/// The questions two indexes answer differently.
fn unlike(one: &Snapshot, other: &Snapshot, questions: &[Criteria], now: i64) -> Vec<String> {
    let answer =
        |index: &Snapshot, question: &Criteria| index.search(question, &Eyes::default(), MOST, now);
    let differ = |question: &&Criteria| answer(one, question) != answer(other, question);
    questions.iter().filter(differ).map(Criteria::query_string).collect()
}
