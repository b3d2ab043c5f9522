//! One person's account.

use chrono_tz::Tz;
use diesel::prelude::*;

use super::email::Email;
use super::registration::note;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result, is_unique_violation};
use crate::schema::account;

crate::id!(
    /// The id of an account.
    AccountId
);

/// An account as the house knows it. The password's hash stays in the database.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = account)]
pub struct Account {
    pub id: AccountId,
    /// Folded, as it was typed to sign in.
    pub email: String,
    pub name: String,
    pub administrator: bool,
    /// An IANA name.
    pub time_zone: String,
    /// When the address was proved; until then nobody signs in.
    pub verified_at: Option<Moment>,
    pub version: i64,
}

/// An account about to be.
#[derive(Clone, Debug)]
pub struct NewAccount {
    pub email: Email,
    pub name: String,
    /// From `hash_password`.
    pub password_hash: String,
    pub time_zone: Tz,
    pub administrator: bool,
    /// None until the address is proved by a link.
    pub verified_at: Option<Moment>,
}

impl NewAccount {
    /// Writes the row; `Conflict` if the address has an account already.
    pub fn create(&self, conn: &mut Conn, now: Moment) -> Result<AccountId> {
        diesel::insert_into(account::table)
            .values((
                account::email.eq(self.email.as_str()),
                account::name.eq(&self.name),
                account::password_hash.eq(&self.password_hash),
                account::administrator.eq(self.administrator),
                account::time_zone.eq(self.time_zone.name()),
                account::verified_at.eq(self.verified_at),
                account::created_at.eq(now),
                account::version.eq(0),
            ))
            .returning(account::id)
            .get_result(conn)
            .map_err(|error| match is_unique_violation(&error) {
                true => Error::Conflict("This address has an account already.".into()),
                false => error.into(),
            })
    }
}

/// An account whose address needs no proof: made by the operator or the sample.
pub fn create_verified(
    conn: &mut Conn,
    now: Moment,
    email: &Email,
    name: &str,
    password_hash: &str,
    time_zone: Tz,
    administrator: bool,
) -> Result<AccountId> {
    let new = NewAccount {
        email: email.clone(),
        name: name.to_owned(),
        password_hash: password_hash.to_owned(),
        time_zone,
        administrator,
        verified_at: Some(now),
    };
    new.create(conn, now)
}

/// Makes other transactions that hold the same account wait until this one ends: for what one
/// person may have only once, and for what a closed account may have no more. A closed one is not
/// found, however late its request arrives.
pub fn hold(conn: &mut Conn, id: AccountId) -> Result<()> {
    let open = account::table.find(id).filter(account::closed_at.is_null());
    let held = diesel::update(open).set(account::version.eq(account::version)).execute(conn)?;
    if held == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// What somebody is called, and the clock they live by.
pub fn settle(conn: &mut Conn, id: AccountId, name: &str, time_zone: Tz) -> Result<()> {
    let open = account::table.find(id).filter(account::closed_at.is_null());
    let changed = diesel::update(open)
        .set((account::name.eq(name), account::time_zone.eq(time_zone.name())))
        .execute(conn)?;
    if changed == 0 { Err(Error::NotFound) } else { Ok(()) }
}

impl Account {
    /// The account with this id.
    pub fn by_id(conn: &mut Conn, id: AccountId) -> Result<Account> {
        Ok(account::table.find(id).select(Account::as_select()).first(conn)?)
    }

    /// The account of an address.
    pub fn by_email(conn: &mut Conn, email: &Email) -> Result<Option<Account>> {
        Ok(account::table
            .filter(account::email.eq(email.as_str()))
            .select(Account::as_select())
            .first(conn)
            .optional()?)
    }

    /// Calls a person by another name.
    pub fn rename(conn: &mut Conn, now: Moment, id: AccountId, name: &str) -> Result<()> {
        diesel::update(account::table.find(id).filter(account::closed_at.is_null()))
            .set((account::name.eq(name), account::version.eq(account::version + 1)))
            .execute(conn)?;
        note(conn, now, id, name, "changed the name")
    }

    /// True if somebody chose a password; who came in as a guest has none yet.
    pub fn has_password(conn: &mut Conn, id: AccountId) -> Result<bool> {
        let hash: String = account::table.find(id).select(account::password_hash).first(conn)?;
        Ok(!hash.is_empty())
    }

    /// An account with its password's hash, for signing in.
    pub(super) fn with_hash(conn: &mut Conn, email: &Email) -> Result<Option<(Account, String)>> {
        Ok(account::table
            .filter(account::email.eq(email.as_str()))
            .select((Account::as_select(), account::password_hash))
            .first(conn)
            .optional()?)
    }
}
