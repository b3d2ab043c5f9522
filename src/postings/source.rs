//! Postings from elsewhere: stored once under the key of their source, unclaimed, with no
//! promise that what was read out of them is right.

use diesel::prelude::*;

use super::content::Content;
use super::facts::{self, ReadFact};
use super::posting::{Origin, Posting, PostingId, Stage};
use super::stored::{self, Words};
use super::{END_DATE, changes};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Result;
use crate::schema::{posting, posting_source};

/// Where an imported posting came from.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = posting_source)]
pub struct Source {
    pub posting_id: PostingId,
    /// The same for the same posting at every import.
    pub source_key: String,
    pub source_name: String,
    /// Its address there, or empty.
    pub url: String,
    pub content_hash: String,
    pub imported_at: Moment,
}

/// Names that are not written the way a slug would make them.
const SPELLED: [(&str, &str); 3] =
    [("usajobs", "USAJOBS"), ("linkedin", "LinkedIn"), ("api", "API")];

impl Source {
    /// The source as people know it: the host of the posting there, else its name in words.
    pub fn name(&self) -> String {
        let host = url::Url::parse(&self.url).ok();
        let host = host.as_ref().and_then(url::Url::host_str);
        match host {
            Some(host) => host.trim_start_matches("www.").to_owned(),
            None if self.source_name.contains(['.', ' ', '/']) => self.source_name.clone(),
            None => {
                let words = self.source_name.split(['_', '-']).filter(|word| !word.is_empty());
                words.map(titled).collect::<Vec<_>>().join(" ")
            }
        }
    }
}

fn titled(word: &str) -> String {
    if let Some((_, spelled)) = SPELLED.iter().find(|(slug, _)| *slug == word) {
        return (*spelled).to_owned();
    }
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// A posting read from elsewhere.
#[derive(Clone, Debug)]
pub struct Imported {
    pub source_key: String,
    pub source_name: String,
    pub url: String,
    /// Changes when what the source says changes.
    pub content_hash: String,
    pub employer_name: String,
    pub content: Content,
    pub facts: Vec<ReadFact>,
    pub first_published_at: Moment,
    pub expires_at: Moment,
    /// By when it is judged to be live or expired.
    pub as_of: Moment,
}

/// What an import did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Imported(PostingId),
    Updated(PostingId),
    Unchanged(PostingId),
}

impl Outcome {
    /// The posting, if something of it is new.
    fn news(&self) -> Option<PostingId> {
        match *self {
            Outcome::Imported(id) | Outcome::Updated(id) => Some(id),
            Outcome::Unchanged(_) => None,
        }
    }
}

impl Imported {
    /// Where it stands as of the given day.
    pub fn stage(&self) -> Stage {
        if self.expires_at <= self.as_of { Stage::Expired } else { Stage::Live }
    }

    /// What the tables take: figures nobody would pay are left out rather than shown.
    fn fit(&self) -> Content {
        let mut content = self.content.clone();
        content.pay = content.pay.filter(|pay| pay.problem().is_none());
        content.openings = content.openings.filter(|openings| *openings > 0);
        content
    }

    /// Stores it, brings it up to date, or leaves alone what has not changed or was claimed.
    pub fn store(&self, conn: &mut Conn, now: Moment) -> Result<Outcome> {
        let outcome = self.write(conn, now)?;
        changes::record_all(conn, now, &Vec::from_iter(outcome.news()))?;
        Ok(outcome)
    }

    /// Stores many at once.
    pub fn store_all<'a>(
        conn: &mut Conn,
        now: Moment,
        all: impl Iterator<Item = &'a Imported>,
    ) -> Result<Vec<Outcome>> {
        let outcomes = all.map(|one| one.write(conn, now)).collect::<Result<Vec<_>>>()?;
        let news: Vec<PostingId> = outcomes.iter().filter_map(Outcome::news).collect();
        changes::record_all(conn, now, &news)?;
        Ok(outcomes)
    }

    fn write(&self, conn: &mut Conn, now: Moment) -> Result<Outcome> {
        let known: Option<Source> = posting_source::table
            .filter(posting_source::source_key.eq(&self.source_key))
            .select(Source::as_select())
            .first(conn)
            .optional()?;
        match known {
            None => self.insert(conn, now),
            Some(source) if source.content_hash == self.content_hash => {
                Ok(Outcome::Unchanged(source.posting_id))
            }
            Some(source) => self.update(conn, now, &source),
        }
    }

    fn insert(&self, conn: &mut Conn, now: Moment) -> Result<Outcome> {
        let content = self.fit();
        let stage = self.stage();
        let ended = (stage == Stage::Expired).then_some(self.expires_at);
        let id: PostingId = diesel::insert_into(posting::table)
            .values((
                posting::employer_name.eq(&self.employer_name),
                posting::origin.eq(Origin::Imported),
                posting::stage.eq(stage),
                Words::of(&content),
                posting::first_published_at.eq(self.first_published_at),
                posting::published_at.eq(self.first_published_at),
                posting::expires_at.eq(self.expires_at),
                posting::ended_at.eq(ended),
                posting::end_reason.eq(ended.map_or("", |_| END_DATE)),
                posting::opening.eq(0),
                posting::created_at.eq(now),
                posting::updated_at.eq(now),
                posting::version.eq(0),
            ))
            .returning(posting::id)
            .get_result(conn)?;
        stored::insert(conn, id, &content)?;
        diesel::insert_into(posting_source::table)
            .values((
                posting_source::posting_id.eq(id),
                posting_source::source_key.eq(&self.source_key),
                posting_source::source_name.eq(&self.source_name),
                posting_source::url.eq(&self.url),
                posting_source::content_hash.eq(&self.content_hash),
                posting_source::imported_at.eq(now),
            ))
            .execute(conn)?;
        facts::replace(conn, id, &self.facts)?;
        Ok(Outcome::Imported(id))
    }

    fn update(&self, conn: &mut Conn, now: Moment, source: &Source) -> Result<Outcome> {
        let found = Posting::by_id(conn, source.posting_id)?;
        let ours =
            found.employer_id.is_none() && matches!(found.stage, Stage::Live | Stage::Expired);
        if !ours {
            return Ok(Outcome::Unchanged(found.id));
        }
        let content = self.fit();
        let stage = self.stage();
        let reopened = found.stage == Stage::Expired && stage == Stage::Live;
        let ended = (stage == Stage::Expired).then_some(self.expires_at);
        diesel::update(posting::table.find(found.id))
            .set((
                Words::of(&content),
                posting::employer_name.eq(&self.employer_name),
                posting::stage.eq(stage),
                posting::expires_at.eq(self.expires_at),
                posting::ended_at.eq(ended),
                posting::end_reason.eq(ended.map_or("", |_| END_DATE)),
                posting::opening.eq(found.opening + i32::from(reopened)),
                posting::updated_at.eq(now),
                posting::version.eq(posting::version + 1),
            ))
            .execute(conn)?;
        stored::replace(conn, found.id, &content)?;
        diesel::update(posting_source::table.find(found.id))
            .set((
                posting_source::source_name.eq(&self.source_name),
                posting_source::url.eq(&self.url),
                posting_source::content_hash.eq(&self.content_hash),
                posting_source::imported_at.eq(now),
            ))
            .execute(conn)?;
        facts::replace(conn, found.id, &self.facts)?;
        Ok(Outcome::Updated(found.id))
    }
}

#[cfg(test)]
#[path = "source_tests.rs"]
mod tests;
