//! What people change about their own account while they are signed in, and how it ends.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use super::account::{Account, AccountId};
use super::current_password::KnewPassword;
use super::registration::note;
use super::{email_change, hold, link, session};
use crate::audit;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::mail::outbox::{self, Kind};
use crate::schema::{account, account_link, email_change as changes};

/// What is left of a name.
const CLOSED: &str = "Closed account";

/// What the letter about a closed account carries: the account cannot be asked any more.
#[derive(Serialize, Deserialize)]
pub(super) struct Goodbye {
    /// When the last files are gone.
    pub erased_on: NaiveDate,
}

/// Sets another password, signs every other browser out, and tells the address. Links and
/// addresses that were asked for before are void: whoever asked may have been somebody else.
pub(super) fn change_password(
    conn: &mut Conn,
    now: Moment,
    who: &Account,
    knew: &KnewPassword,
    new_hash: &str,
    session: i64,
) -> Result<()> {
    knew.still(conn)?;
    diesel::update(account::table.find(who.id))
        .set((account::password_hash.eq(new_hash), account::version.eq(account::version + 1)))
        .execute(conn)?;
    session::end_others(conn, who.id, session)?;
    link::void(conn, now, who.id, None)?;
    email_change::void(conn, now, who.id)?;
    note(conn, now, who.id, &who.name, "changed the password")?;
    outbox::post(conn, now, &who.email, Kind::PasswordChanged, &())
}

/// The first step of closing an account: holds it until the transaction ends. `Conflict` if the
/// password was changed since, or for the last administrator.
pub fn begin_closing(conn: &mut Conn, who: &Account, knew: &KnewPassword) -> Result<()> {
    if who.administrator {
        hold_oldest_administrator(conn)?;
    }
    knew.still(conn)?;
    if is_last_administrator(conn, who)? {
        return Err(Error::Conflict("The last administrator cannot leave the board.".into()));
    }
    Ok(())
}

/// Administrators who close their accounts at once wait for each other here. Whoever was the oldest
/// may have gone while one waited: then the next one is waited for as well.
fn hold_oldest_administrator(conn: &mut Conn) -> Result<()> {
    let mut held = None;
    loop {
        let oldest = administrators().order(account::id).select(account::id);
        let oldest: Option<AccountId> = oldest.first(conn).optional()?;
        match oldest {
            Some(id) if held != Some(id) => match hold(conn, id) {
                // That one has just closed theirs: look for the next.
                Ok(()) | Err(Error::NotFound) => {}
                Err(other) => return Err(other),
            },
            _ => return Ok(()),
        }
        held = oldest;
    }
}

/// The last step: nobody can sign in to the account, its address is free, and the row that others
/// refer to says nothing of the person. A letter goes to the address it had. What the account
/// holds elsewhere is given up before, by whoever calls.
pub fn close(conn: &mut Conn, now: Moment, id: AccountId, erased_on: NaiveDate) -> Result<()> {
    let who = Account::by_id(conn, id)?;
    outbox::forget(conn, &who.email)?;
    outbox::post(conn, now, &who.email, Kind::AccountClosed, &Goodbye { erased_on })?;
    session::end_all(conn, id)?;
    diesel::delete(account_link::table.filter(account_link::account_id.eq(id))).execute(conn)?;
    diesel::delete(changes::table.filter(changes::account_id.eq(id))).execute(conn)?;
    diesel::update(account::table.find(id))
        .set((
            account::email.eq(format!("closed-{id}@closed.invalid")),
            account::name.eq(CLOSED),
            account::password_hash.eq(""),
            account::administrator.eq(false),
            account::verified_at.eq(None::<Moment>),
            account::closed_at.eq(now),
            account::version.eq(account::version + 1),
        ))
        .execute(conn)?;
    audit::rename(conn, id.0, CLOSED)?;
    note(conn, now, id, CLOSED, "closed the account")
}

#[diesel::dsl::auto_type]
fn administrators() -> _ {
    account::table.filter(account::administrator.eq(true))
}

/// True if nobody else could look after the board.
pub fn is_last_administrator(conn: &mut Conn, who: &Account) -> Result<bool> {
    let all: Vec<AccountId> = administrators().select(account::id).limit(2).load(conn)?;
    Ok(all == [who.id])
}
