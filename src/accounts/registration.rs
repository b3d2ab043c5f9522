//! How an account comes to be, proves its address, and gets back in after a forgotten
//! password. Each verb does something for a known address and for an unknown one.

use diesel::prelude::*;
use serde::Serialize;

use super::account::{Account, AccountId, NewAccount};
use super::email::Email;
use super::email_change;
use super::link::{self, Purpose};
use super::session;
use crate::audit::{self, Deed};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::mail::outbox::{self, Kind};
use crate::schema::account;

/// Where a person is taken to be until they say otherwise.
pub const TIME_ZONE: chrono_tz::Tz = chrono_tz::America::New_York;

/// What a mail with a link carries.
#[derive(Serialize)]
struct LinkPayload {
    link: i64,
    /// Where somebody goes who followed it.
    next: String,
}

/// What the mail to a known address carries.
#[derive(Serialize)]
struct AccountPayload {
    account: AccountId,
}

/// Registers an address, and writes to it. A proved one only hears that it has an account; one
/// that was never proved starts anew, and links sent before stop working, so that the newest
/// registration is the one that gets confirmed. `Conflict` if another registration of the same
/// address won the race: calling again in a new transaction settles it.
pub(super) fn register(
    conn: &mut Conn,
    now: Moment,
    email: &Email,
    name: &str,
    password_hash: &str,
    next: &str,
) -> Result<()> {
    let id = match Account::by_email(conn, email)? {
        // An administrator's password is set by the operator's link alone, proved or not.
        Some(known) if known.verified_at.is_some() || known.administrator => {
            let payload = AccountPayload { account: known.id };
            return outbox::post(conn, now, &known.email, Kind::AlreadyRegistered, &payload);
        }
        Some(known) => {
            start_anew(conn, now, &known, name, password_hash)?;
            known.id
        }
        None => {
            let new = NewAccount {
                email: email.clone(),
                name: name.to_owned(),
                password_hash: password_hash.to_owned(),
                time_zone: TIME_ZONE,
                administrator: false,
                verified_at: None,
            };
            new.create(conn, now)?
        }
    };
    note(conn, now, id, name, "registered")?;
    send_link(conn, now, id, email.as_str(), Purpose::Verify, next)
}

fn start_anew(
    conn: &mut Conn,
    now: Moment,
    known: &Account,
    name: &str,
    password_hash: &str,
) -> Result<()> {
    let unproved = account::table.find(known.id).filter(account::verified_at.is_null());
    let changed = diesel::update(unproved)
        .set((account::name.eq(name), account::password_hash.eq(password_hash)))
        .execute(conn)?;
    if changed == 0 {
        return Err(Error::Conflict("This address has just been confirmed.".into()));
    }
    link::void(conn, now, known.id, None)
}

/// Makes a link and posts it.
fn send_link(
    conn: &mut Conn,
    now: Moment,
    account: AccountId,
    email: &str,
    purpose: Purpose,
    next: &str,
) -> Result<()> {
    let kind = match purpose {
        Purpose::Verify => Kind::VerifyAddress,
        Purpose::Reset => Kind::ResetPassword,
    };
    let link = link::make(conn, now, account, purpose, purpose.lasts())?;
    outbox::post(conn, now, email, kind, &LinkPayload { link, next: next.to_owned() })
}

/// Sends the link that proves an address once more, if there is something to prove.
pub(super) fn verify_again(conn: &mut Conn, now: Moment, email: &Email) -> Result<()> {
    match Account::by_email(conn, email)? {
        Some(known) if known.verified_at.is_none() => {
            note(conn, now, known.id, &known.name, "asked for a link again")?;
            send_link(conn, now, known.id, &known.email, Purpose::Verify, "")
        }
        known => note_nothing(conn, now, known.map(|known| known.id), "asked for a link again"),
    }
}

/// Proves an address by a link that was opened.
pub(super) fn verify(conn: &mut Conn, now: Moment, link: i64, of: &Account) -> Result<()> {
    link::spend(conn, now, link)?;
    link::void(conn, now, of.id, Some(Purpose::Verify))?;
    let unproved = account::table.find(of.id).filter(account::verified_at.is_null());
    diesel::update(unproved).set(account::verified_at.eq(now)).execute(conn)?;
    note(conn, now, of.id, &of.name, "confirmed the address")
}

/// Sends a link for a new password, if the address is known.
pub(super) fn ask_reset(conn: &mut Conn, now: Moment, email: &Email) -> Result<()> {
    const ASKED: &str = "asked for a new password";
    match Account::by_email(conn, email)? {
        Some(known) => {
            note(conn, now, known.id, &known.name, ASKED)?;
            send_link(conn, now, known.id, &known.email, Purpose::Reset, "")
        }
        None => note_nothing(conn, now, None, ASKED),
    }
}

/// Sets a new password by a link that was opened. Whoever reads the address's mail has proved
/// it; every browser that was signed in is signed out.
pub(super) fn reset(
    conn: &mut Conn,
    now: Moment,
    link: i64,
    of: &Account,
    password_hash: &str,
) -> Result<()> {
    link::spend(conn, now, link)?;
    link::void(conn, now, of.id, None)?;
    diesel::update(account::table.find(of.id))
        .set((account::password_hash.eq(password_hash), account::version.eq(account::version + 1)))
        .execute(conn)?;
    let unproved = account::table.find(of.id).filter(account::verified_at.is_null());
    diesel::update(unproved).set(account::verified_at.eq(now)).execute(conn)?;
    session::end_all(conn, of.id)?;
    email_change::void(conn, now, of.id)?;
    note(conn, now, of.id, &of.name, "reset the password")
}

/// Signs a browser in with the password hash that was checked, ending the session it had.
/// Not found if the password was changed meanwhile.
pub(super) fn sign_in(
    conn: &mut Conn,
    now: Moment,
    who: &Account,
    checked: &str,
    device: &str,
    before: Option<&str>,
) -> Result<String> {
    let still: i64 = account::table
        .find(who.id)
        .filter(account::password_hash.eq(checked))
        .count()
        .get_result(conn)?;
    if still == 0 {
        return Err(Error::NotFound);
    }
    if let Some(before) = before {
        session::end(conn, before)?;
    }
    note(conn, now, who.id, &who.name, "signed in")?;
    session::begin(conn, now, who.id, device)
}

/// Writes a person's own deed into the record.
pub(super) fn note(
    conn: &mut Conn,
    now: Moment,
    id: AccountId,
    name: &str,
    deed: &str,
) -> Result<()> {
    let deed = Deed {
        happened_at: now,
        account_id: Some(id.0),
        actor: name,
        deed,
        subject: "account",
        subject_id: id.0,
        detail: "",
    };
    audit::record(conn, deed)
}

/// The same write for an address there is nothing to do for, so that it takes as long.
fn note_nothing(conn: &mut Conn, now: Moment, id: Option<AccountId>, deed: &str) -> Result<()> {
    let deed = Deed {
        happened_at: now,
        account_id: id.map(|id| id.0),
        actor: "somebody",
        deed,
        subject: "account",
        subject_id: id.map_or(0, |id| id.0),
        detail: "no mail was due",
    };
    audit::record(conn, deed)
}
