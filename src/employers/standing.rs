//! How far the board trusts an employer, and how that changes. Administrators decide; the
//! members hear of it by mail; every step is in the record.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use super::employer::{Employer, EmployerId, note};
use super::member::members_to_write_to;
use crate::accounts::Account;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::mail::outbox::{self, Kind};
use crate::schema::employer;
use crate::text_enum;

text_enum!(
    /// How far the board trusts an employer.
    Standing {
        /// Nothing of it has been looked at: its postings are held.
        New = "new",
        /// An administrator approved a posting of it: its postings go live at once.
        Approved = "approved",
        /// Nothing of it is shown.
        Suspended = "suspended",
    }
);

/// What a mail about an employer's standing carries.
#[derive(Serialize, Deserialize)]
pub(super) struct Payload {
    pub employer: EmployerId,
    /// What the administrator said, for the members to read.
    pub reason: String,
}

impl Employer {
    /// Lifts the hold on a new employer. True if there was one; a suspended employer stays so.
    pub fn approve(conn: &mut Conn, now: Moment, by: &Account, id: EmployerId) -> Result<bool> {
        let lifted = step(conn, now, id, &[Standing::New], Standing::Approved)?;
        if lifted {
            note(conn, now, by, "approved", id, "")?;
        }
        Ok(lifted)
    }

    /// Takes everything of an employer out of sight; `Conflict` if it is so already.
    pub fn suspend(
        conn: &mut Conn,
        now: Moment,
        by: &Account,
        id: EmployerId,
        reason: &str,
    ) -> Result<()> {
        let from = [Standing::New, Standing::Approved];
        if !step(conn, now, id, &from, Standing::Suspended)? {
            return Err(Error::Conflict("This employer is suspended already.".into()));
        }
        note(conn, now, by, "suspended", id, reason)?;
        tell(conn, now, id, Kind::EmployerSuspended, reason)
    }

    /// Lets an employer back in, as a new one: its next posting is looked at again. `Conflict`
    /// if it is not suspended.
    pub fn reinstate(
        conn: &mut Conn,
        now: Moment,
        by: &Account,
        id: EmployerId,
        reason: &str,
    ) -> Result<()> {
        if !step(conn, now, id, &[Standing::Suspended], Standing::New)? {
            return Err(Error::Conflict("This employer is not suspended.".into()));
        }
        note(conn, now, by, "reinstated", id, reason)?;
        tell(conn, now, id, Kind::EmployerReinstated, reason)
    }
}

/// Moves the standing on; false if it was none of `from`, not found if nobody is there.
fn step(
    conn: &mut Conn,
    now: Moment,
    id: EmployerId,
    from: &[Standing],
    to: Standing,
) -> Result<bool> {
    let target = employer::table.find(id).filter(employer::standing.eq_any(from.to_vec()));
    let changed = diesel::update(target)
        .set((employer::standing.eq(to), employer::updated_at.eq(now)))
        .execute(conn)?;
    if changed == 0 {
        Employer::by_id(conn, id)?;
    }
    Ok(changed == 1)
}

fn tell(conn: &mut Conn, now: Moment, id: EmployerId, kind: Kind, reason: &str) -> Result<()> {
    let payload = Payload { employer: id, reason: reason.to_owned() };
    for member in members_to_write_to(conn, id)? {
        outbox::post(conn, now, &member.email, kind, &payload)?;
    }
    Ok(())
}
