//! An applicant takes an application back, or all of them.

use diesel::prelude::*;

use super::application::{Application, Stage};
use super::history::{Deed, Event, Side};
use super::telling::tell_withdrawn;
use crate::accounts::{Account, AccountId};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::schema::{application, departure, guest_application};

impl Application {
    /// Takes it back; fine if that was done before. `Conflict` once the employer has decided, or
    /// if the employer moved it at this moment.
    pub fn withdraw(&self, conn: &mut Conn, now: Moment) -> Result<()> {
        if self.stage == Stage::Withdrawn {
            return Ok(());
        }
        if !self.stage.is_open() {
            return Err(Error::Conflict(
                "The employer has decided on this application. It cannot be withdrawn any more."
                    .into(),
            ));
        }
        let same = application::table.find(self.id).filter(application::version.eq(self.version));
        let changed = diesel::update(same)
            .set((
                application::stage.eq(Stage::Withdrawn),
                application::moved_at.eq(now),
                application::version.eq(self.version + 1),
            ))
            .execute(conn)?;
        if changed == 0 {
            return Err(Error::Conflict(
                "The employer has just moved this application. Look at it again.".into(),
            ));
        }
        let event = Event {
            application_id: self.id,
            happened_at: now,
            account_id: self.account_id,
            side: Side::Applicant,
            actor: self.name.clone(),
            deed: Deed::Withdrew,
            stage: Some(Stage::Withdrawn),
        };
        event.record(conn)?;
        tell_withdrawn(conn, now, self.id)
    }
}

/// Takes back everything of an account that is about to close: open applications are withdrawn,
/// all are erased at `erase_at` at the latest. What was never confirmed goes at once, and so does
/// where they went to apply elsewhere.
pub fn withdraw_all(conn: &mut Conn, now: Moment, who: AccountId, erase_at: Moment) -> Result<()> {
    let theirs: Vec<Application> = application::table
        .filter(application::account_id.eq(who))
        .order(application::id)
        .select(Application::as_select())
        .load(conn)?;
    for application in theirs.iter().filter(|one| one.stage.is_open()) {
        application.withdraw(conn, now)?;
    }
    let later = application::table
        .filter(application::account_id.eq(who))
        .filter(application::erased_at.is_null())
        .filter(application::erase_at.is_null().or(application::erase_at.gt(erase_at)));
    diesel::update(later).set(application::erase_at.eq(erase_at)).execute(conn)?;
    diesel::delete(departure::table.filter(departure::account_id.eq(who))).execute(conn)?;
    let email = Account::by_id(conn, who)?.email;
    diesel::delete(guest_application::table.filter(guest_application::email.eq(email)))
        .execute(conn)?;
    Ok(())
}
