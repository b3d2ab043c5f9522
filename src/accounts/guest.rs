//! People who acted without an account and proved their address by a letter.

use diesel::prelude::*;

use super::account::{Account, AccountId, NewAccount};
use super::email::Email;
use super::registration::{TIME_ZONE, note};
use super::{link, session};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::schema::account;

/// The account of an address that has just been proved, and whether this made it. One made here
/// has no password: nobody signs in with one until a letter has set it. `Conflict` if somebody
/// else made the account at the same moment: calling again in a new transaction settles it.
pub fn guest(conn: &mut Conn, now: Moment, email: &Email, name: &str) -> Result<(AccountId, bool)> {
    match Account::by_email(conn, email)? {
        // An administrator comes in by the operator's link alone, proved or not.
        Some(known) if known.verified_at.is_some() || known.administrator => Ok((known.id, false)),
        Some(known) => {
            take_over(conn, now, &known, name)?;
            Ok((known.id, true))
        }
        None => {
            let new = NewAccount {
                email: email.clone(),
                name: name.to_owned(),
                password_hash: String::new(),
                time_zone: TIME_ZONE,
                administrator: false,
                verified_at: Some(now),
            };
            let id = new.create(conn, now)?;
            note(conn, now, id, name, "came as a guest")?;
            Ok((id, true))
        }
    }
}

/// Whoever registered the address never proved it: neither their password nor their links may
/// open what is now somebody's.
fn take_over(conn: &mut Conn, now: Moment, known: &Account, name: &str) -> Result<()> {
    let unproved = account::table.find(known.id).filter(account::verified_at.is_null());
    let changed = diesel::update(unproved)
        .set((
            account::name.eq(name),
            account::password_hash.eq(""),
            account::verified_at.eq(now),
            account::version.eq(account::version + 1),
        ))
        .execute(conn)?;
    if changed == 0 {
        return Err(Error::Conflict("This address has just been confirmed.".into()));
    }
    link::void(conn, now, known.id, None)?;
    session::end_all(conn, known.id)?;
    note(conn, now, known.id, name, "came as a guest")
}

/// Signs the browser in that proved the address of an account `guest` made. Returns the token it
/// is to hold.
pub fn welcome(conn: &mut Conn, now: Moment, id: AccountId, device: &str) -> Result<String> {
    let known = Account::by_id(conn, id)?;
    note(conn, now, id, &known.name, "signed in")?;
    session::begin(conn, now, id, device)
}
