//! Everything that happened to an application: who, when, what. Rows are only ever added.

use diesel::prelude::*;

use super::application::{ApplicationId, Stage};
use crate::accounts::AccountId;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Result;
use crate::schema::application_event;
use crate::text_enum;

text_enum!(
    /// Who did it.
    Side { Applicant = "applicant", Employer = "employer", Board = "board" }
);

text_enum!(
    /// What was done.
    Deed {
        Applied = "applied",
        Moved = "moved",
        Withdrew = "withdrew",
        Reopened = "reopened",
        Noted = "noted",
        Erased = "erased",
    }
);

/// One thing that happened.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = application_event)]
pub struct Event {
    pub application_id: ApplicationId,
    pub happened_at: Moment,
    pub account_id: Option<AccountId>,
    pub side: Side,
    /// The person's name then.
    pub actor: String,
    pub deed: Deed,
    /// The stage it came to, where the deed changed it.
    pub stage: Option<Stage>,
}

impl Event {
    /// Writes it down.
    pub fn record(&self, conn: &mut Conn) -> Result<()> {
        diesel::insert_into(application_event::table).values(self).execute(conn)?;
        Ok(())
    }

    /// What happened to an application, oldest first.
    pub fn all_of(conn: &mut Conn, id: ApplicationId) -> Result<Vec<Event>> {
        Ok(application_event::table
            .filter(application_event::application_id.eq(id))
            .order(application_event::id)
            .select(Event::as_select())
            .load(conn)?)
    }
}
