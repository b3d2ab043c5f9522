//! The employer moves an application from stage to stage, and writes notes about it.

use diesel::prelude::*;

use super::application::{Application, ApplicationId, Stage};
use super::history::{Deed, Event, Side};
use super::mails;
use crate::clock::Moment;
use crate::db::Conn;
use crate::employers::Member;
use crate::error::{Error, Result};
use crate::schema::{application, application_event, application_note};

/// Longest note, in characters.
pub const LONGEST_NOTE: usize = 2_000;

impl Stage {
    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            Stage::New => "New",
            Stage::Reviewed => "Reviewed",
            Stage::Interview => "Interview",
            Stage::Offer => "Offer",
            Stage::Hired => "Hired",
            Stage::Declined => "Declined",
            Stage::Withdrawn => "Withdrawn",
        }
    }
}

/// What an employer's people write to each other about an application.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = application_note)]
pub struct Note {
    pub author: String,
    pub body: String,
    pub written_at: Moment,
}

impl Application {
    /// Moves it to a stage, as seen at `version`, and tells the applicant. Asked for again by the
    /// same person, it stays as it is. `Conflict` with what it is now if somebody else was
    /// quicker, or if it is not the employer's to move.
    pub fn move_to(
        &self,
        conn: &mut Conn,
        now: Moment,
        by: &Member,
        version: i64,
        to: Stage,
    ) -> Result<()> {
        if to == Stage::Withdrawn {
            return Err(Error::Invalid("Only the applicant can withdraw an application.".into()));
        }
        self.refuse_settled()?;
        let last = self.last_move(conn)?;
        let own = last.as_ref().is_none_or(|last| last.account_id == Some(by.account.id));
        if self.stage == to && (own || self.version == version) {
            return Ok(());
        }
        let seen = application::table.find(self.id).filter(application::version.eq(version));
        let changed = diesel::update(seen)
            .set((
                application::stage.eq(to),
                application::moved_at.eq(now),
                application::version.eq(version + 1),
            ))
            .execute(conn)?;
        if changed == 0 {
            return Err(self.moved_on(conn)?);
        }
        self.happened(conn, now, by, Deed::Moved, Some(to))?;
        mails::tell_moved(conn, now, self, to)
    }

    /// Writes a note that only the employer's people see. The same words sent twice in a row by
    /// the same person make one note.
    pub fn note(&self, conn: &mut Conn, now: Moment, by: &Member, body: &str) -> Result<()> {
        if self.erased_at.is_some() {
            return Err(Error::Conflict(ERASED.into()));
        }
        let last: Option<String> = application_note::table
            .filter(application_note::application_id.eq(self.id))
            .filter(application_note::account_id.eq(by.account.id))
            .order(application_note::id.desc())
            .select(application_note::body)
            .first(conn)
            .optional()?;
        if last.as_deref() == Some(body) {
            return Ok(());
        }
        diesel::insert_into(application_note::table)
            .values((
                application_note::application_id.eq(self.id),
                application_note::account_id.eq(by.account.id),
                application_note::author.eq(&by.account.name),
                application_note::body.eq(body),
                application_note::written_at.eq(now),
            ))
            .execute(conn)?;
        self.happened(conn, now, by, Deed::Noted, None)
    }

    fn happened(
        &self,
        conn: &mut Conn,
        now: Moment,
        by: &Member,
        deed: Deed,
        stage: Option<Stage>,
    ) -> Result<()> {
        let event = Event {
            application_id: self.id,
            happened_at: now,
            account_id: Some(by.account.id),
            side: Side::Employer,
            actor: by.account.name.clone(),
            deed,
            stage,
        };
        event.record(conn)
    }

    /// Neither what was withdrawn nor what was erased is the employer's to move.
    fn refuse_settled(&self) -> Result<()> {
        match (self.stage, self.erased_at) {
            (_, Some(_)) => Err(Error::Conflict(ERASED.into())),
            (Stage::Withdrawn, None) => {
                Err(Error::Conflict("The applicant has withdrawn this application.".into()))
            }
            _ => Ok(()),
        }
    }

    /// The last thing that changed its stage.
    fn last_move(&self, conn: &mut Conn) -> Result<Option<Event>> {
        Ok(application_event::table
            .filter(application_event::application_id.eq(self.id))
            .filter(application_event::stage.is_not_null())
            .order(application_event::id.desc())
            .select(Event::as_select())
            .first(conn)
            .optional()?)
    }

    /// Somebody else changed it: who, and where it is now.
    fn moved_on(&self, conn: &mut Conn) -> Result<Error> {
        let stage = Application::by_id(conn, self.id)?.stage;
        let last = self.last_move(conn)?;
        let who = last.as_ref().map_or("Somebody else", |last| &last.actor);
        let text = format!("{who} moved it first: this application is at “{}” now.", stage.label());
        Ok(Error::Conflict(text))
    }
}

const ERASED: &str = "What this applicant sent has been erased.";

/// The notes on an application, oldest first.
pub fn notes(conn: &mut Conn, id: ApplicationId) -> Result<Vec<Note>> {
    Ok(application_note::table
        .filter(application_note::application_id.eq(id))
        .order(application_note::id)
        .select(Note::as_select())
        .load(conn)?)
}
