//! Writing: a draft is made, a posting is changed, a copy is taken.

use diesel::prelude::*;

use super::content::Content;
use super::facts::{self, ReadFact};
use super::posting::{Origin, Posting, PostingId, Stage, moved_on, note};
use super::stored::{self, Words};
use super::{changes, versions};
use crate::accounts::Account;
use crate::clock::Moment;
use crate::db::Conn;
use crate::employers::{Employer, EmployerId};
use crate::error::{Error, Result, is_unique_violation};
use crate::schema::posting;

/// What becomes of a posting besides its content when it is saved.
#[derive(Clone, Debug, Default)]
pub struct Saving {
    /// The person says the job exists and the pay is meant.
    pub attested: bool,
    /// Names of facts read out of text that the person agrees with.
    pub confirmed: Vec<String>,
}

impl Posting {
    /// A draft of an employer, at any state of completeness.
    pub fn draft(
        conn: &mut Conn,
        now: Moment,
        employer: EmployerId,
        content: &Content,
    ) -> Result<PostingId> {
        insert(conn, now, employer, None, content)
    }

    /// A draft that the same `key` makes only once: a form sent twice leaves one.
    pub fn draft_once(
        conn: &mut Conn,
        now: Moment,
        employer: EmployerId,
        key: &str,
        content: &Content,
    ) -> Result<PostingId> {
        match Posting::drafted(conn, employer, key)? {
            Some(id) => Ok(id),
            None => insert(conn, now, employer, Some(key), content),
        }
    }

    /// The posting a form with this key has made already.
    pub fn drafted(conn: &mut Conn, employer: EmployerId, key: &str) -> Result<Option<PostingId>> {
        Ok(posting::table
            .filter(posting::draft_key.eq(key))
            .filter(posting::employer_id.eq(employer))
            .select(posting::id)
            .first(conn)
            .optional()?)
    }

    /// A draft with facts that wait for the employer's agreement; the same `key` makes it once.
    pub fn draft_read(
        conn: &mut Conn,
        now: Moment,
        employer: EmployerId,
        key: &str,
        content: &Content,
        facts: &[ReadFact],
    ) -> Result<PostingId> {
        if let Some(id) = Posting::drafted(conn, employer, key)? {
            return Ok(id);
        }
        let id = insert(conn, now, employer, Some(key), content)?;
        facts::replace(conn, id, facts)?;
        Ok(id)
    }

    /// Saves what a person changed since they read version `version`. What is public is kept as
    /// a new version; `first_published_at` stays, so an edit makes no posting newer.
    pub fn edit(
        &self,
        conn: &mut Conn,
        now: Moment,
        version: i64,
        content: &Content,
        saving: &Saving,
        by: &Account,
    ) -> Result<()> {
        self.refuse_taken_down()?;
        if self.stage != Stage::Draft {
            refuse_incomplete(content, now, saving.attested)?;
        }
        let attested = saving.attested.then(|| self.attested_at.unwrap_or(now));
        let changed = diesel::update(
            posting::table
                .find(self.id)
                .filter(posting::version.eq(version))
                .filter(posting::stage.eq(self.stage)),
        )
        .set((
            Words::of(content),
            posting::attested_at.eq(attested),
            posting::updated_at.eq(now),
            posting::version.eq(version + 1),
        ))
        .execute(conn)?;
        if changed == 0 {
            return Err(moved_on());
        }
        stored::replace(conn, self.id, content)?;
        facts::confirm(conn, self.id, &saving.confirmed)?;
        if self.stage == Stage::Draft {
            return note(conn, now, Some(by), "saved", self.id, "");
        }
        if versions::keep(conn, now, self.id, by.id, content)? {
            note(conn, now, Some(by), "edited", self.id, "")?;
        }
        changes::record(conn, now, self.id)
    }

    /// A new draft that says the same, without the day and the number of the old one; the same
    /// `key` makes it once, as long as it is a draft.
    pub fn duplicate(
        &self,
        conn: &mut Conn,
        now: Moment,
        key: Option<&str>,
        by: &Account,
    ) -> Result<PostingId> {
        let employer = self.employer_id.ok_or(Error::NotFound)?;
        let known = key.map(|key| Posting::drafted(conn, employer, key)).transpose()?.flatten();
        if let Some(id) = known
            && Posting::by_id(conn, id)?.stage == Stage::Draft
        {
            return Ok(id);
        }
        let mut content = self.content(conn)?;
        content.deadline = None;
        content.requisition_id.clear();
        let id = insert(conn, now, employer, key.filter(|_| known.is_none()), &content)?;
        note(conn, now, Some(by), "copied", id, &format!("from posting {}", self.id))?;
        Ok(id)
    }
}

/// Refuses what strangers must not see. The form has said the same beside its fields before.
pub(super) fn refuse_incomplete(content: &Content, now: Moment, attested: bool) -> Result<()> {
    if !content.problems(now.date()).is_empty() {
        return Err(Error::Invalid(
            "This posting does not say everything it has to. Open it and look at the marked fields."
                .into(),
        ));
    }
    if !attested {
        return Err(Error::Invalid(
            "Confirm first that the job exists and that the pay is meant in good faith.".into(),
        ));
    }
    Ok(())
}

fn insert(
    conn: &mut Conn,
    now: Moment,
    employer: EmployerId,
    key: Option<&str>,
    content: &Content,
) -> Result<PostingId> {
    let employer = Employer::by_id(conn, employer)?;
    let id: PostingId = diesel::insert_into(posting::table)
        .values((
            posting::employer_id.eq(Some(employer.id)),
            posting::employer_name.eq(&employer.name),
            posting::origin.eq(Origin::Written),
            posting::stage.eq(Stage::Draft),
            Words::of(content),
            posting::draft_key.eq(key),
            posting::end_reason.eq(""),
            posting::opening.eq(0),
            posting::created_at.eq(now),
            posting::updated_at.eq(now),
            posting::version.eq(0),
        ))
        .returning(posting::id)
        .get_result(conn)
        .map_err(|error| match is_unique_violation(&error) {
            true => moved_on(),
            false => error.into(),
        })?;
    stored::insert(conn, id, content)?;
    Ok(id)
}
