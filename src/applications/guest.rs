//! Applying without an account. Nothing reaches the employer until a letter to the address was
//! answered: whoever answers it owns the address, and sends the application.

use chrono::TimeDelta;
use diesel::prelude::*;
use serde::de::DeserializeOwned;

use super::apply::{ApplyAs, Landed, NewApplication, apply};
use super::said::{Answered, json};
use crate::accounts::{self, Account, AccountId, Email};
use crate::applicants::{Contact, Snapshot};
use crate::clock::Moment;
use crate::config::Secret;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::mail::outbox::{self, Kind};
use crate::postings::PostingId;
use crate::schema::guest_application;
use crate::token;

/// How long the letter can be answered.
pub const LASTS: TimeDelta = TimeDelta::days(7);
/// How long we can still say what became of a letter.
const REMEMBERED: TimeDelta = TimeDelta::days(30);

/// What a guest wrote.
#[derive(Clone, Debug)]
pub struct NewGuest {
    pub email: Email,
    pub name: String,
    pub phone: String,
    pub profile: Snapshot,
    pub sent: NewApplication,
}

/// What waits for an answer.
#[derive(Clone, Debug)]
pub struct Guest {
    pub id: i64,
    pub posting: PostingId,
    pub email: Email,
    pub name: String,
    pub phone: String,
    pub profile: Snapshot,
    pub sent: NewApplication,
}

/// What a letter's link looks like when it is opened.
#[derive(Clone, Debug)]
pub enum Opened {
    Live(Box<Guest>),
    /// It was answered before.
    Used(PostingId),
    Expired(PostingId),
}

/// What the answer led to.
#[derive(Clone, Debug)]
pub struct Confirmed {
    pub landed: Landed,
    pub account: AccountId,
    /// The account was made by this answer.
    pub is_new: bool,
}

/// What the letter carries.
#[derive(serde::Serialize, serde::Deserialize)]
pub(super) struct Payload {
    pub guest: i64,
}

/// Keeps what a guest wrote, and writes to the address; the same for addresses with an account
/// and without.
pub fn keep(conn: &mut Conn, now: Moment, posting: PostingId, new: &NewGuest) -> Result<()> {
    let guest: i64 = diesel::insert_into(guest_application::table)
        .values((
            guest_application::posting_id.eq(posting),
            guest_application::email.eq(new.email.as_str()),
            guest_application::name.eq(&new.name),
            guest_application::phone.eq(&new.phone),
            guest_application::note.eq(&new.sent.note),
            guest_application::resume_key.eq(&new.sent.resume_key),
            guest_application::answers.eq(json(&new.sent.answers)?),
            guest_application::profile.eq(json(&new.profile)?),
            guest_application::created_at.eq(now),
            guest_application::expires_at.eq(now.plus(LASTS)),
        ))
        .returning(guest_application::id)
        .get_result(conn)?;
    outbox::post(conn, now, new.email.as_str(), Kind::ConfirmApplication, &Payload { guest })
}

const SIGNED_FOR: &str = "guest-application";

/// What the letter's link carries.
pub(super) fn token(secret: &Secret, id: i64) -> String {
    token::carry(secret, SIGNED_FOR, id)
}

/// The id in a token; not found if we did not sign it.
pub fn id_in(secret: &Secret, token: &str) -> Result<i64> {
    token::carried(secret, SIGNED_FOR, token).ok_or(Error::NotFound)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = guest_application)]
struct Row {
    id: i64,
    posting_id: PostingId,
    email: String,
    name: String,
    phone: String,
    note: String,
    resume_key: Option<String>,
    answers: String,
    profile: String,
    expires_at: Moment,
    used_at: Option<Moment>,
}

/// Looks at what waits without answering.
pub fn open(conn: &mut Conn, now: Moment, id: i64) -> Result<Opened> {
    let row: Row = guest_application::table.find(id).select(Row::as_select()).first(conn)?;
    if row.used_at.is_some() {
        return Ok(Opened::Used(row.posting_id));
    }
    if row.expires_at <= now {
        return Ok(Opened::Expired(row.posting_id));
    }
    let guest = Guest {
        id,
        posting: row.posting_id,
        email: Email::parse(&row.email).ok_or_else(|| damaged(row.id, "its address"))?,
        name: row.name,
        phone: row.phone,
        profile: read(row.id, &row.profile)?,
        sent: NewApplication {
            note: row.note,
            answers: read::<Vec<Answered>>(row.id, &row.answers)?,
            resume_key: row.resume_key,
        },
    };
    Ok(Opened::Live(Box::new(guest)))
}

fn read<T: DeserializeOwned>(id: i64, json: &str) -> Result<T> {
    serde_json::from_str(json).map_err(|error| damaged(id, error))
}

fn damaged(id: i64, what: impl std::fmt::Display) -> Error {
    Error::internal(format!("guest application {id}: {what}"))
}

/// A row of which only the fact is left that somebody once asked.
#[derive(AsChangeset)]
#[diesel(table_name = guest_application, treat_none_as_null = true)]
struct Emptied {
    email: &'static str,
    name: &'static str,
    phone: &'static str,
    note: &'static str,
    answers: &'static str,
    profile: &'static str,
    resume_key: Option<String>,
}

const EMPTIED: Emptied = Emptied {
    email: "",
    name: "",
    phone: "",
    note: "",
    answers: "[]",
    profile: "{}",
    resume_key: None,
};

impl Guest {
    /// Sends it: finds or makes the account of the address and applies with it. `Conflict` if the
    /// posting takes no applications any more, or if somebody was quicker: then a new transaction
    /// finds what they did.
    pub fn confirm(&self, conn: &mut Conn, now: Moment) -> Result<Confirmed> {
        self.spend(conn, now)?;
        let (id, is_new) = accounts::guest(conn, now, &self.email, &self.name)?;
        let account = Account::by_id(conn, id)?;
        let who = ApplyAs {
            account: id,
            name: self.name.clone(),
            email: account.email,
            phone: self.phone.clone(),
            contact: Contact::Email,
            profile: self.profile.clone(),
        };
        let landed = apply(conn, now, &who, self.posting, &self.sent)?;
        Ok(Confirmed { landed, account: id, is_new })
    }

    /// Uses the letter up. What was written lies in the application now, and only there.
    fn spend(&self, conn: &mut Conn, now: Moment) -> Result<()> {
        let live = guest_application::table
            .find(self.id)
            .filter(guest_application::used_at.is_null())
            .filter(guest_application::expires_at.gt(now));
        let spent = diesel::update(live)
            .set((guest_application::used_at.eq(now), EMPTIED))
            .execute(conn)?;
        match spent {
            0 => Err(Error::Conflict("This link has been used already.".into())),
            _ => Ok(()),
        }
    }
}

/// Deletes what was never answered, a while after it could be. For the schedule.
pub fn sweep(conn: &mut Conn, now: Moment) -> Result<()> {
    let old = guest_application::expires_at.lt(now.minus(REMEMBERED));
    diesel::delete(guest_application::table.filter(old)).execute(conn)?;
    // The letter has run out: nobody needs what was written any more, only that it did.
    let out = guest_application::table
        .filter(guest_application::expires_at.le(now))
        .filter(guest_application::email.ne(""));
    diesel::update(out).set(EMPTIED).execute(conn)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_tokens_are_read() {
        let secret = Secret::new("a secret of thirty-two characters or more");
        let genuine = token(&secret, 42);
        assert_eq!(id_in(&secret, &genuine).expect("genuine"), 42);
        let moved = genuine.replace("42.", "43.");
        let account = format!("42.{}", token::sign(&secret, "account-link", "42"));
        for forged in ["", ".", "42", "42.", "42.00", "é.é", &moved, &account] {
            assert!(id_in(&secret, forged).is_err(), "{forged}");
        }
    }
}
