//! An application: one person applying to one posting.

use diesel::prelude::*;
use serde::Serialize;

use crate::accounts::AccountId;
use crate::applicants::Contact;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::postings::PostingId;
use crate::schema::application;
use crate::{id, text_enum, token};

id!(
    /// The row id of an application. Addresses carry its [`PublicId`].
    ApplicationId
);

text_enum!(
    /// Where an application stands.
    Stage {
        New = "new",
        Reviewed = "reviewed",
        Interview = "interview",
        Offer = "offer",
        Hired = "hired",
        Declined = "declined",
        /// By the applicant.
        Withdrawn = "withdrawn",
    }
);

/// What stands for an application in addresses: 128 random bits in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct PublicId(String);

/// An application as it lies in its table, without what a person wrote at length.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = application)]
pub struct Application {
    pub id: ApplicationId,
    pub public_id: String,
    pub posting_id: PostingId,
    /// None once the account was closed and its time is over.
    pub account_id: Option<AccountId>,
    pub name: String,
    pub email: String,
    pub phone: String,
    pub contact: Contact,
    pub resume_key: Option<String>,
    pub stage: Stage,
    pub applied_at: Moment,
    pub moved_at: Moment,
    /// When what was sent is erased.
    pub erase_at: Option<Moment>,
    pub erased_at: Option<Moment>,
    pub version: i64,
}

/// Where somebody's application to a posting stands, for marks on cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Applied {
    pub posting: PostingId,
    pub stage: Stage,
    pub at: Moment,
}

impl PublicId {
    pub fn fresh() -> PublicId {
        PublicId(token::fresh()[..32].to_owned())
    }

    /// From an address; nothing if it cannot be one.
    pub fn parse(text: &str) -> Option<PublicId> {
        let good = text.len() == 32 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        good.then(|| PublicId(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Stage {
    /// Nobody has decided: the applicant may still withdraw.
    pub fn is_open(self) -> bool {
        matches!(self, Stage::New | Stage::Reviewed | Stage::Interview | Stage::Offer)
    }
}

impl std::fmt::Display for PublicId {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

impl Application {
    /// The application with this id, whoever asks.
    pub fn by_id(conn: &mut Conn, id: ApplicationId) -> Result<Application> {
        Ok(application::table.find(id).select(Application::as_select()).first(conn)?)
    }

    /// The application an address names.
    pub fn by_public_id(conn: &mut Conn, id: &PublicId) -> Result<Application> {
        Ok(application::table
            .filter(application::public_id.eq(id.as_str()))
            .select(Application::as_select())
            .first(conn)?)
    }

    /// The application an address names, if it is this person's; any other is not found.
    pub fn of_applicant(conn: &mut Conn, who: AccountId, id: &PublicId) -> Result<Application> {
        let found = Application::by_public_id(conn, id)?;
        if found.account_id == Some(who) { Ok(found) } else { Err(Error::NotFound) }
    }

    /// What somebody has sent to a posting, withdrawn or not.
    pub fn to_posting(
        conn: &mut Conn,
        who: AccountId,
        posting: PostingId,
    ) -> Result<Option<Application>> {
        Ok(application::table
            .filter(application::account_id.eq(who))
            .filter(application::posting_id.eq(posting))
            .select(Application::as_select())
            .first(conn)
            .optional()?)
    }

    /// Everything somebody has sent, what moved last first, and how much there is.
    pub fn all_of(
        conn: &mut Conn,
        who: AccountId,
        offset: i64,
        most: i64,
    ) -> Result<(Vec<Application>, i64)> {
        let theirs = || application::table.filter(application::account_id.eq(who));
        let rows = theirs()
            .order((application::moved_at.desc(), application::id.desc()))
            .offset(offset)
            .limit(most)
            .select(Application::as_select())
            .load(conn)?;
        Ok((rows, theirs().count().get_result(conn)?))
    }

    /// What stands for it in addresses.
    pub fn public(&self) -> PublicId {
        PublicId(self.public_id.clone())
    }

    /// What somebody has sent for these postings, withdrawn or not.
    pub fn sent(
        conn: &mut Conn,
        account: AccountId,
        postings: &[PostingId],
    ) -> Result<Vec<Applied>> {
        let rows: Vec<(PostingId, Stage, Moment)> = application::table
            .filter(application::account_id.eq(account))
            .filter(application::posting_id.eq_any(postings))
            .select((application::posting_id, application::stage, application::applied_at))
            .load(conn)?;
        let applied = |(posting, stage, at)| Applied { posting, stage, at };
        Ok(rows.into_iter().map(applied).collect())
    }
}
