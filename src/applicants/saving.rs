//! What somebody writes of themselves, checked, and how it becomes their profile.

use diesel::prelude::*;

use super::experience;
use super::profile::{Contact, Profile};
use super::retention;
use super::wallet::{self, HeldCredential, HeldStanding};
use crate::accounts::{self, Account};
use crate::audit::{self, Deed};
use crate::clock::Moment;
use crate::config::Secret;
use crate::db::Conn;
use crate::eligibility::Experience;
use crate::error::{Error, Result, is_unique_violation};
use crate::schema::profile;
use crate::vocabulary::{Place, StateSet};
use chrono::NaiveDate;

/// A profile as it was written. See [`Profile`] for units.
#[derive(Clone, Debug, PartialEq)]
pub struct NewProfile {
    pub name: String,
    /// Has a ZIP code; state and time zone follow from it.
    pub home: Place,
    pub moves_to: StateSet,
    pub arrangements: Vec<String>,
    pub pay_floor: Option<i64>,
    /// Each credential once.
    pub credentials: Option<Vec<NewCredential>>,
    pub experience: Vec<Experience>,
    pub contact: Contact,
    pub phone: String,
}

/// A credential as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCredential {
    pub credential: String,
    pub standing: HeldStanding,
    pub issued: Option<NaiveDate>,
    pub expires: Option<NaiveDate>,
    pub number: Number,
}

/// What becomes of a credential's number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Number {
    /// The one that is kept stays, if there is one.
    Keep,
    Is(String),
    Remove,
}

impl NewProfile {
    /// Makes the first profile of somebody who has agreed that we keep it; `Conflict` if they
    /// have one already.
    pub fn create(
        &self,
        conn: &mut Conn,
        now: Moment,
        secret: &Secret,
        by: &Account,
    ) -> Result<()> {
        accounts::hold(conn, by.id)?;
        diesel::insert_into(profile::table)
            .values((
                profile::account_id.eq(by.id),
                self.columns(),
                profile::consented_at.eq(now),
                profile::keep_until.eq(retention::until(now)),
                profile::created_at.eq(now),
                profile::updated_at.eq(now),
                profile::version.eq(0),
            ))
            .execute(conn)
            .map_err(|error| match is_unique_violation(&error) {
                true => Error::Conflict("You have a profile already.".into()),
                false => error.into(),
            })?;
        self.save_parts(conn, secret, by)?;
        note(conn, now, by, "made a profile")
    }

    /// Saves over the version that was opened, and keeps it all for its time anew; `Conflict` if
    /// it is another by now.
    pub fn save(
        &self,
        conn: &mut Conn,
        now: Moment,
        secret: &Secret,
        by: &Account,
        version: i64,
    ) -> Result<()> {
        accounts::hold(conn, by.id)?;
        let opened = profile::table.find(by.id).filter(profile::version.eq(version));
        let changed = diesel::update(opened)
            .set((
                self.columns(),
                profile::keep_until.eq(retention::until(now)),
                profile::updated_at.eq(now),
                profile::version.eq(profile::version + 1),
            ))
            .execute(conn)?;
        if changed == 0 {
            return Err(Error::Conflict("Your profile was saved meanwhile.".into()));
        }
        self.save_parts(conn, secret, by)?;
        note(conn, now, by, "saved the profile")
    }

    fn save_parts(&self, conn: &mut Conn, secret: &Secret, by: &Account) -> Result<()> {
        let kept = wallet::of(conn, by.id)?;
        let written = self.credentials.iter().flatten();
        let held: Vec<HeldCredential> = written.map(|new| new.held(secret, by, &kept)).collect();
        wallet::replace(conn, by.id, &held)?;
        experience::replace(conn, by.id, &self.experience)?;
        accounts::settle(conn, by.id, &self.name, self.home.time_zone)
    }
}

/// The columns a person writes.
#[derive(AsChangeset, Insertable)]
#[diesel(table_name = profile, treat_none_as_null = true)]
struct Columns<'a> {
    zip: &'a str,
    state: &'static str,
    moves_to: String,
    arrangements: String,
    pay_floor: Option<i64>,
    credentials_said: bool,
    contact: Contact,
    phone: &'a str,
}

impl NewProfile {
    fn columns(&self) -> Columns<'_> {
        Columns {
            zip: self.home.zip.as_deref().unwrap_or_default(),
            state: self.home.state.abbr(),
            moves_to: self.moves_to.to_string(),
            arrangements: self.arrangements.join(","),
            pay_floor: self.pay_floor,
            credentials_said: self.credentials.is_some(),
            contact: self.contact,
            phone: &self.phone,
        }
    }
}

impl NewCredential {
    /// As it is stored: its number sealed, or the one that is kept already.
    fn held(&self, secret: &Secret, by: &Account, kept: &[HeldCredential]) -> HeldCredential {
        let before = kept.iter().find(|held| held.credential == self.credential);
        let number_sealed = match &self.number {
            Number::Keep => before.map(|held| held.number_sealed.clone()).unwrap_or_default(),
            Number::Is(number) => wallet::sealed(secret, by.id, &self.credential, number),
            Number::Remove => String::new(),
        };
        HeldCredential {
            credential: self.credential.clone(),
            standing: self.standing,
            issued: self.issued,
            expires: self.expires,
            number_sealed,
        }
    }
}

impl Profile {
    /// Keeps a stored file as the résumé, in place of the one there was; `Conflict` without a
    /// profile to keep it with.
    pub fn keep_resume(conn: &mut Conn, now: Moment, by: &Account, key: &str) -> Result<()> {
        let changed = diesel::update(profile::table.find(by.id))
            .set((profile::resume_key.eq(key), profile::keep_until.eq(retention::until(now))))
            .execute(conn)?;
        if changed == 0 {
            return Err(Error::Conflict("Your profile was deleted meanwhile.".into()));
        }
        note(conn, now, by, "saved a résumé")
    }

    /// Lets the résumé go; nothing happens without one.
    pub fn drop_resume(conn: &mut Conn, now: Moment, by: &Account) -> Result<()> {
        let kept = profile::table.find(by.id).filter(profile::resume_key.is_not_null());
        let dropped =
            diesel::update(kept).set(profile::resume_key.eq(None::<String>)).execute(conn)?;
        if dropped == 0 { Ok(()) } else { note(conn, now, by, "removed the résumé") }
    }

    /// Erases the profile of somebody who asks for it; what they keep and hide stays.
    pub fn delete(conn: &mut Conn, now: Moment, by: &Account) -> Result<()> {
        Profile::erase(conn, by.id)?;
        note(conn, now, by, "deleted the profile")
    }
}

fn note(conn: &mut Conn, now: Moment, by: &Account, deed: &str) -> Result<()> {
    let deed = Deed {
        happened_at: now,
        account_id: Some(by.id.0),
        actor: &by.name,
        deed,
        subject: "profile",
        subject_id: by.id.0,
        detail: "",
    };
    audit::record(conn, deed)
}
