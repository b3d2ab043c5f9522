//! Another address for an account. The new one waits until a letter to it was answered by
//! somebody who is signed in to the account: who mistypes an address gives nothing away. The old
//! address hears of it at once, and whether the new one is known here is told to nobody but itself.

use chrono::TimeDelta;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use super::account::{Account, AccountId};
use super::current_password::KnewPassword;
use super::email::Email;
use super::link;
use super::registration::note;
use crate::clock::Moment;
use crate::config::Secret;
use crate::db::Conn;
use crate::error::{Error, Result, is_unique_violation};
use crate::mail::outbox::{self, Kind};
use crate::schema::{account, email_change};
use crate::token;

const LASTS: TimeDelta = TimeDelta::hours(24);
const SIGNED_FOR: &str = "email-change";

/// An address that waits, or waited.
#[derive(Clone, Debug, Queryable)]
pub(super) struct EmailChange {
    pub id: i64,
    pub account: AccountId,
    pub email: String,
    expires_at: Moment,
    used_at: Option<Moment>,
}

/// What the letter to the new address carries.
#[derive(Serialize, Deserialize)]
pub(super) struct Waiting {
    pub change: i64,
}

/// What the other letters carry: the new address.
#[derive(Serialize, Deserialize)]
pub(super) struct To {
    pub email: String,
}

/// What the link carries.
pub(super) fn token(secret: &Secret, id: i64) -> String {
    token::carry(secret, SIGNED_FOR, id)
}

/// The id in a link; not found if we did not sign it.
pub(super) fn id_in(secret: &Secret, token: &str) -> Result<i64> {
    token::carried(secret, SIGNED_FOR, token).ok_or(Error::NotFound)
}

/// Writes to both addresses. The last one asked for is the one that counts.
pub(super) fn ask(
    conn: &mut Conn,
    now: Moment,
    who: &Account,
    knew: &KnewPassword,
    new: &Email,
) -> Result<()> {
    knew.still(conn)?;
    void(conn, now, who.id)?;
    let change = diesel::insert_into(email_change::table)
        .values((
            email_change::account_id.eq(who.id),
            email_change::email.eq(new.as_str()),
            email_change::created_at.eq(now),
            email_change::expires_at.eq(now.plus(LASTS)),
        ))
        .returning(email_change::id)
        .get_result(conn)?;
    note(conn, now, who.id, &who.name, "asked for another address")?;
    let to = To { email: new.to_string() };
    outbox::post(conn, now, &who.email, Kind::EmailChangeAsked, &to)?;
    match Account::by_email(conn, new)? {
        Some(known) if known.verified_at.is_some() || known.administrator => {
            outbox::post(conn, now, new.as_str(), Kind::EmailTaken, &to)
        }
        _ => outbox::post(conn, now, new.as_str(), Kind::ConfirmEmail, &Waiting { change }),
    }
}

/// The change of a link, whatever became of it.
pub(super) fn find(conn: &mut Conn, id: i64) -> Result<EmailChange> {
    let found = email_change::table.find(id).select((
        email_change::id,
        email_change::account_id,
        email_change::email,
        email_change::expires_at,
        email_change::used_at,
    ));
    Ok(found.first(conn)?)
}

/// The address an account waits for.
pub(super) fn waiting(conn: &mut Conn, now: Moment, account: AccountId) -> Result<Option<String>> {
    Ok(email_change::table
        .filter(email_change::account_id.eq(account))
        .filter(email_change::used_at.is_null())
        .filter(email_change::expires_at.gt(now))
        .order(email_change::id.desc())
        .select(email_change::email)
        .first(conn)
        .optional()?)
}

impl EmailChange {
    pub fn is_live(&self, now: Moment) -> bool {
        self.used_at.is_none() && self.expires_at > now
    }

    /// Moves the account to the address. Sessions stay; links sent to the old address are void.
    /// `Conflict` if the link was used meanwhile, or the address has an account by now.
    pub fn confirm(&self, conn: &mut Conn, now: Moment, who: &Account) -> Result<()> {
        self.spend(conn, now)?;
        // Whoever registered it never proved it, and this person just did.
        let unproved = account::table
            .filter(account::email.eq(&self.email))
            .filter(account::verified_at.is_null())
            .filter(account::administrator.eq(false));
        diesel::delete(unproved).execute(conn)?;
        diesel::update(account::table.find(self.account))
            .set((account::email.eq(&self.email), account::version.eq(account::version + 1)))
            .execute(conn)
            .map_err(|error| match is_unique_violation(&error) {
                true => Error::Conflict("This address has an account of its own by now.".into()),
                false => error.into(),
            })?;
        link::void(conn, now, self.account, None)?;
        note(conn, now, self.account, &who.name, "changed the address")?;
        let to = To { email: self.email.clone() };
        for address in [&who.email, &self.email] {
            outbox::post(conn, now, address, Kind::EmailChanged, &to)?;
        }
        Ok(())
    }

    fn spend(&self, conn: &mut Conn, now: Moment) -> Result<()> {
        let live = email_change::table
            .find(self.id)
            .filter(email_change::used_at.is_null())
            .filter(email_change::expires_at.gt(now));
        match diesel::update(live).set(email_change::used_at.eq(now)).execute(conn)? {
            0 => Err(Error::Conflict("This link has been used already.".into())),
            _ => Ok(()),
        }
    }
}

/// Makes every address an account waits for void.
pub(super) fn void(conn: &mut Conn, now: Moment, account: AccountId) -> Result<()> {
    let open = email_change::table
        .filter(email_change::account_id.eq(account))
        .filter(email_change::used_at.is_null());
    diesel::update(open).set(email_change::used_at.eq(now)).execute(conn)?;
    Ok(())
}

/// Deletes what expired before a moment.
pub(super) fn sweep(conn: &mut Conn, before: Moment) -> Result<()> {
    diesel::delete(email_change::table.filter(email_change::expires_at.lt(before)))
        .execute(conn)?;
    Ok(())
}
