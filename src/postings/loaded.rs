//! Postings read whole, many at a time: one query a table.

use std::collections::{BTreeSet, HashMap};

use diesel::prelude::*;

use super::content::Content;
use super::facts::{self, Fact};
use super::posting::{Posting, PostingId, Stage};
use super::source::Source;
use super::stages::{END_DATE, END_DEADLINE, end_everywhere};
use super::stored::{self, PayRow, RequirementsRow, TermRow, Words};
use super::twins::{TextRow, text_rows};
use crate::clock::Moment;
use crate::db::Conn;
use crate::employers::{Edition, Employer, EmployerId};
use crate::error::{Error, Result};
use crate::schema::{
    employer, posting, posting_pay, posting_requirements, posting_source, posting_term,
};

/// How many ids go into one query.
const CHUNK: usize = 500;

/// A posting, what it says and whose it is.
#[derive(Clone, Debug)]
pub struct Loaded {
    pub posting: Posting,
    pub content: Content,
    /// None for an imported posting nobody has claimed.
    pub employer: Option<Employer>,
    /// Where an imported posting came from.
    pub source: Option<Source>,
    /// Facts read out of text, confirmed or not.
    pub facts: Vec<Fact>,
    /// What comparing it with others has found; none before it is published.
    pub(super) text: Option<TextRow>,
}

impl Loaded {
    /// The employer's name as people should read it now.
    pub fn employer_name(&self) -> &str {
        self.employer.as_ref().map_or(&self.posting.employer_name, |employer| &employer.name)
    }

    pub fn is_agency(&self) -> bool {
        self.employer.as_ref().is_some_and(|employer| employer.agency)
    }

    /// Whether another advertisement of the same job stands for it.
    pub fn is_stood_for(&self) -> bool {
        self.shown_as() != self.posting.id
    }

    /// The posting under which its job is found: another one, or itself.
    pub fn shown_as(&self) -> PostingId {
        self.text.as_ref().and_then(|row| row.twin_of).unwrap_or(self.posting.id)
    }

    /// Where it stands now: what has run out is over before the schedule gets to say so.
    pub fn stage_at(&self, now: Moment) -> Stage {
        self.over(now).map_or(self.posting.stage, |_| Stage::Expired)
    }

    /// When and why a live posting ran out, if it has.
    pub(super) fn over(&self, now: Moment) -> Option<(Moment, &'static str)> {
        let listing = self.posting.expires_at.map(|end| (end, END_DATE));
        let deadline = self.content.deadline.map(|day| (end_everywhere(day), END_DEADLINE));
        let past = [listing, deadline].into_iter().flatten().filter(|(end, _)| *end <= now);
        past.min_by_key(|(end, _)| *end).filter(|_| self.posting.is_live())
    }

    /// Whether a fact of one of these names was read from text and no person has agreed.
    pub(super) fn is_unconfirmed(&self, names: &[&str]) -> bool {
        self.facts.iter().any(|read| !read.confirmed && names.contains(&read.fact.as_str()))
    }
}

/// The postings with these ids, in the order of `ids`; ids that name none are left out.
pub fn load_contents(conn: &mut Conn, ids: &[PostingId]) -> Result<Vec<Loaded>> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        load_chunk(conn, chunk, &mut found)?;
    }
    Ok(found)
}

/// One posting, whole.
pub fn load_one(conn: &mut Conn, id: PostingId) -> Result<Loaded> {
    load_contents(conn, &[id])?.pop().ok_or(Error::NotFound)
}

impl Posting {
    /// What it says.
    pub fn content(&self, conn: &mut Conn) -> Result<Content> {
        Ok(load_one(conn, self.id)?.content)
    }
}

fn load_chunk(conn: &mut Conn, ids: &[PostingId], found: &mut Vec<Loaded>) -> Result<()> {
    let rows: Vec<(Posting, Words, PayRow, RequirementsRow)> = posting::table
        .inner_join(posting_pay::table)
        .inner_join(posting_requirements::table)
        .filter(posting::id.eq_any(ids))
        .select((
            Posting::as_select(),
            Words::as_select(),
            PayRow::as_select(),
            RequirementsRow::as_select(),
        ))
        .load(conn)?;
    let mut terms = terms_of(conn, ids)?;
    let mut sources = sources_of(conn, ids)?;
    let mut read = facts::of_all(conn, ids)?;
    let mut texts = text_rows(conn, ids)?;
    let employers = employers_of(conn, rows.iter().filter_map(|row| row.0.employer_id))?;
    let mut loaded = HashMap::with_capacity(rows.len());
    for (posting, words, pay, requirements) in rows {
        let id = posting.id;
        let terms = terms.remove(&id).unwrap_or_default();
        let one = Loaded {
            content: stored::assemble(words, pay, requirements, terms)?,
            employer: posting.employer_id.and_then(|id| employers.get(&id).cloned()),
            source: sources.remove(&id),
            facts: read.remove(&id).unwrap_or_default(),
            text: texts.remove(&id),
            posting,
        };
        loaded.insert(id, one);
    }
    found.extend(ids.iter().filter_map(|id| loaded.remove(id)));
    Ok(())
}

fn terms_of(conn: &mut Conn, ids: &[PostingId]) -> Result<HashMap<PostingId, Vec<TermRow>>> {
    let rows: Vec<TermRow> = posting_term::table
        .filter(posting_term::posting_id.eq_any(ids))
        .order((posting_term::posting_id, posting_term::kind, posting_term::slug))
        .load(conn)?;
    let mut terms: HashMap<PostingId, Vec<TermRow>> = HashMap::new();
    for row in rows {
        terms.entry(row.posting_id).or_default().push(row);
    }
    Ok(terms)
}

fn sources_of(conn: &mut Conn, ids: &[PostingId]) -> Result<HashMap<PostingId, Source>> {
    let rows: Vec<Source> = posting_source::table
        .filter(posting_source::posting_id.eq_any(ids))
        .select(Source::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(|source| (source.posting_id, source)).collect())
}

/// The editions of these employers.
pub(super) fn editions_of(
    conn: &mut Conn,
    ids: impl Iterator<Item = EmployerId>,
) -> Result<HashMap<EmployerId, Edition>> {
    let ids: BTreeSet<EmployerId> = ids.collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = employer::table.filter(employer::id.eq_any(ids));
    let rows = rows.select((employer::id, Edition::as_select()));
    Ok(rows.load(conn)?.into_iter().collect())
}

/// The employers with these ids.
fn employers_of(
    conn: &mut Conn,
    ids: impl Iterator<Item = EmployerId>,
) -> Result<HashMap<EmployerId, Employer>> {
    let ids: BTreeSet<EmployerId> = ids.collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<Employer> = employer::table
        .filter(employer::id.eq_any(ids))
        .select(Employer::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(|employer| (employer.id, employer)).collect())
}
