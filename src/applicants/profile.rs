//! What somebody says of themselves, once, so that no application asks for it again.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::experience;
use super::viewed;
use super::wallet::{self, HeldCredential};
use crate::accounts::AccountId;
use crate::clock::Moment;
use crate::db::Conn;
use crate::eligibility::Experience;
use crate::error::{Error, Result};
use crate::schema::{hidden_employer, hidden_posting, profile, saved_posting};
use crate::text_enum;
use crate::vocabulary::{State, StateSet};

text_enum!(
    /// How an applicant likes to be reached.
    Contact { Email = "email", Phone = "phone" }
);

/// A profile, whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    pub account: AccountId,
    /// Five digits.
    pub zip: String,
    /// That of the ZIP code.
    pub state: Option<State>,
    pub moves_to: StateSet,
    /// Slugs of the arrangements wanted; empty for any.
    pub arrangements: Vec<String>,
    /// The least an hour, in 1/100 cent. No employer sees it.
    pub pay_floor: Option<i64>,
    /// None if they have not said; empty if they hold nothing.
    pub credentials: Option<Vec<HeldCredential>>,
    /// Each kind once.
    pub experience: Vec<Experience>,
    pub contact: Contact,
    /// Empty if they gave none; not if that is how they like to be reached.
    pub phone: String,
    /// The stored file that is their résumé.
    pub resume_key: Option<String>,
    pub consented_at: Moment,
    /// The last day we keep all this.
    pub keep_until: NaiveDate,
    pub created_at: Moment,
    pub updated_at: Moment,
    pub version: i64,
}

/// A profile as it lies in its table.
#[derive(Queryable, Selectable)]
#[diesel(table_name = profile)]
struct Row {
    account_id: AccountId,
    zip: String,
    state: Option<String>,
    moves_to: String,
    arrangements: String,
    pay_floor: Option<i64>,
    credentials_said: bool,
    contact: Contact,
    phone: String,
    resume_key: Option<String>,
    consented_at: Moment,
    keep_until: NaiveDate,
    created_at: Moment,
    updated_at: Moment,
    version: i64,
}

impl Profile {
    /// The profile of somebody; nothing if they have none.
    pub fn of(conn: &mut Conn, account: AccountId) -> Result<Option<Profile>> {
        let row: Option<Row> =
            profile::table.find(account).select(Row::as_select()).first(conn).optional()?;
        let Some(row) = row else { return Ok(None) };
        let credentials = wallet::of(conn, account)?;
        let experience = experience::of(conn, account)?;
        let words = row.arrangements.split(',').filter(|slug| !slug.is_empty());
        Ok(Some(Profile {
            account: row.account_id,
            zip: row.zip,
            state: row.state.as_deref().and_then(State::of_abbr),
            moves_to: row.moves_to.parse().map_err(Error::internal)?,
            arrangements: words.map(str::to_owned).collect(),
            pay_floor: row.pay_floor,
            credentials: row.credentials_said.then_some(credentials),
            experience,
            contact: row.contact,
            phone: row.phone,
            resume_key: row.resume_key,
            consented_at: row.consented_at,
            keep_until: row.keep_until,
            created_at: row.created_at,
            updated_at: row.updated_at,
            version: row.version,
        }))
    }

    /// Erases what somebody said of themselves. A résumé's file goes with the sweep of files
    /// nobody refers to.
    pub(super) fn erase(conn: &mut Conn, account: AccountId) -> Result<()> {
        // The row first: a save that is under way waits here, or is waited for.
        diesel::delete(profile::table.find(account)).execute(conn)?;
        Profile::erase_parts(conn, account)
    }

    pub(super) fn erase_parts(conn: &mut Conn, account: AccountId) -> Result<()> {
        wallet::erase(conn, account)?;
        experience::erase(conn, account)
    }
}

/// Erases everything of somebody as a job seeker: profile, what they keep and hide, and what they
/// have looked at. For closing an account.
pub fn erase(conn: &mut Conn, account: AccountId) -> Result<()> {
    Profile::erase(conn, account)?;
    let saved = saved_posting::table.filter(saved_posting::account_id.eq(account));
    diesel::delete(saved).execute(conn)?;
    let hidden = hidden_posting::table.filter(hidden_posting::account_id.eq(account));
    diesel::delete(hidden).execute(conn)?;
    let employers = hidden_employer::table.filter(hidden_employer::account_id.eq(account));
    diesel::delete(employers).execute(conn)?;
    viewed::erase(conn, account)
}
