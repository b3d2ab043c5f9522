//! What an applicant sent does not stay for ever: when its time is over, only the bare fact is
//! kept that somebody applied, and what became of it.

use diesel::prelude::*;

use super::application::ApplicationId;
use super::history::{Deed, Event, Side};
use super::said::NOTHING;
use crate::applicants::Contact;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Result;
use crate::schema::{application, application_event, application_note};

/// How many applications one transaction erases.
const BATCH: i64 = 200;

/// What stands in the history for the person.
const SOMEBODY: &str = "The applicant";

/// Erases what is due, at most 200; call it again until it gives 0. Returns how many. The files
/// go with the sweep of files nobody refers to.
pub fn erase_due(conn: &mut Conn, now: Moment) -> Result<usize> {
    let due: Vec<ApplicationId> = application::table
        .filter(application::erase_at.le(now))
        .filter(application::erased_at.is_null())
        .order(application::id)
        .limit(BATCH)
        .select(application::id)
        .load(conn)?;
    for id in &due {
        erase(conn, now, *id)?;
    }
    Ok(due.len())
}

fn erase(conn: &mut Conn, now: Moment, id: ApplicationId) -> Result<()> {
    diesel::update(application::table.find(id))
        .set((
            application::name.eq(""),
            application::email.eq(""),
            application::phone.eq(""),
            application::contact.eq(Contact::Email),
            application::note.eq(""),
            application::answers.eq("[]"),
            application::profile.eq(NOTHING),
            application::verdict.eq(NOTHING),
            application::answer.eq(NOTHING),
            application::resume_key.eq(None::<String>),
            application::erased_at.eq(now),
            application::version.eq(application::version + 1),
        ))
        .execute(conn)?;
    // The employer's notes are about the person too.
    diesel::delete(application_note::table.filter(application_note::application_id.eq(id)))
        .execute(conn)?;
    let theirs = application_event::table
        .filter(application_event::application_id.eq(id))
        .filter(application_event::side.eq(Side::Applicant));
    diesel::update(theirs).set(application_event::actor.eq(SOMEBODY)).execute(conn)?;
    let event = Event {
        application_id: id,
        happened_at: now,
        account_id: None,
        side: Side::Board,
        actor: "the board".to_owned(),
        deed: Deed::Erased,
        stage: None,
    };
    event.record(conn)
}
