//! Applying: one application per person and posting, whoever presses how often.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::application::{Application, ApplicationId, PublicId, Stage};
use super::history::{Deed, Event, Side};
use super::mails;
use super::said::{Answered, json, word};
use super::telling::tell_members;
use crate::accounts::{self, AccountId};
use crate::applicants::{self, Contact, Snapshot};
use crate::clock::Moment;
use crate::db::Conn;
use crate::eligibility::{Fit, Judge, Verdict};
use crate::error::{Error, Result, is_unique_violation};
use crate::postings::{self, Loaded, PostingId};
use crate::schema::application;

/// How long what an applicant sent is kept before it is erased.
pub const KEPT: TimeDelta = TimeDelta::days(730);

/// Who applies, as they are known at this moment.
#[derive(Clone, Debug)]
pub struct ApplyAs {
    pub account: AccountId,
    pub name: String,
    pub email: String,
    pub phone: String,
    pub contact: Contact,
    pub profile: Snapshot,
}

/// What they send.
#[derive(Clone, Debug, Default)]
pub struct NewApplication {
    pub note: String,
    pub answers: Vec<Answered>,
    /// Of a stored file.
    pub resume_key: Option<String>,
}

/// Where applying led.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Landed {
    New(PublicId),
    /// It had been sent before, and stays as it is.
    Already(PublicId),
    /// It had been withdrawn; what is sent now takes the place of what was.
    Reopened(PublicId),
}

impl Landed {
    pub fn id(&self) -> &PublicId {
        let (Landed::New(id) | Landed::Already(id) | Landed::Reopened(id)) = self;
        id
    }
}

/// Whether people can apply here, on the board, now.
pub fn takes_applications(loaded: &Loaded, now: Moment) -> bool {
    loaded.stage_at(now) == postings::Stage::Live
        && loaded.posting.employer_id.is_some()
        && loaded.content.apply_here
}

/// Applies. `Conflict` if the posting takes no applications (any more).
pub fn apply(
    conn: &mut Conn,
    now: Moment,
    who: &ApplyAs,
    posting: PostingId,
    new: &NewApplication,
) -> Result<Landed> {
    // Presses at the same moment go through here one by one: the later ones find the first.
    accounts::hold(conn, who.account)?;
    let before = Application::to_posting(conn, who.account, posting)?;
    if let Some(before) = &before
        && before.stage != Stage::Withdrawn
        && before.erased_at.is_none()
    {
        return Ok(Landed::Already(before.public()));
    }
    // Whoever closes the posting at this moment waits, or has closed it already.
    postings::hold(conn, posting)?;
    let loaded = postings::load_one(conn, posting)?;
    if !takes_applications(&loaded, now) {
        return Err(Error::Conflict("This job takes no applications any more.".into()));
    }
    let columns = Columns::of(now, who, new, &verdict(&who.profile.fit, &loaded))?;
    let (id, landed) = match before {
        None => insert(conn, who, posting, columns)?,
        Some(before) => reopen(conn, &before, columns)?,
    };
    let deed = if matches!(landed, Landed::New(_)) { Deed::Applied } else { Deed::Reopened };
    let event = Event {
        application_id: id,
        happened_at: now,
        account_id: Some(who.account),
        side: Side::Applicant,
        actor: who.name.clone(),
        deed,
        stage: Some(Stage::New),
    };
    event.record(conn)?;
    applicants::renew(conn, who.account, now)?;
    mails::tell_receipt(conn, now, id, &who.email)?;
    tell_members(conn, now, id)?;
    Ok(landed)
}

/// The board's answer for this person, now.
pub(super) fn verdict(fit: &Fit, loaded: &Loaded) -> Verdict {
    Judge::of(fit).verdict(&loaded.stated())
}

/// What is written of an application however it comes: for the first time or again.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = application, treat_none_as_null = true)]
struct Columns<'a> {
    name: &'a str,
    email: &'a str,
    phone: &'a str,
    contact: Contact,
    note: &'a str,
    resume_key: Option<&'a str>,
    answers: String,
    profile: String,
    verdict: String,
    answer: &'static str,
    stage: Stage,
    applied_at: Moment,
    moved_at: Moment,
    erase_at: Moment,
}

impl<'a> Columns<'a> {
    fn of(
        now: Moment,
        who: &'a ApplyAs,
        new: &'a NewApplication,
        verdict: &Verdict,
    ) -> Result<Columns<'a>> {
        Ok(Columns {
            name: &who.name,
            email: &who.email,
            phone: &who.phone,
            contact: who.contact,
            note: &new.note,
            resume_key: new.resume_key.as_deref(),
            answers: json(&new.answers)?,
            profile: json(&who.profile)?,
            verdict: json(verdict)?,
            answer: word(verdict.answer),
            stage: Stage::New,
            applied_at: now,
            moved_at: now,
            erase_at: now.plus(KEPT),
        })
    }
}

fn insert(
    conn: &mut Conn,
    who: &ApplyAs,
    posting: PostingId,
    columns: Columns,
) -> Result<(ApplicationId, Landed)> {
    let public = PublicId::fresh();
    let id = diesel::insert_into(application::table)
        .values((
            application::public_id.eq(public.as_str()),
            application::posting_id.eq(posting),
            application::account_id.eq(who.account),
            columns,
            application::version.eq(0),
        ))
        .returning(application::id)
        .get_result(conn)
        .map_err(|error| match is_unique_violation(&error) {
            true => again(),
            false => error.into(),
        })?;
    Ok((id, Landed::New(public)))
}

fn reopen(
    conn: &mut Conn,
    before: &Application,
    columns: Columns,
) -> Result<(ApplicationId, Landed)> {
    let same = application::table.find(before.id).filter(application::version.eq(before.version));
    let changed = diesel::update(same)
        .set((
            columns,
            application::erased_at.eq(None::<Moment>),
            application::version.eq(before.version + 1),
        ))
        .execute(conn)?;
    if changed == 0 { Err(again()) } else { Ok((before.id, Landed::Reopened(before.public()))) }
}

/// Somebody was quicker: in a new transaction theirs is found.
fn again() -> Error {
    Error::Conflict("This application has changed meanwhile. Look at it again.".into())
}
