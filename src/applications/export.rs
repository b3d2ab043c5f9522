//! What somebody has applied to, beside what they said of themselves: their own copy of it all.

use diesel::prelude::*;
use serde::Serialize;

use super::application::{Application, Stage};
use super::history::{Deed, Event, Side};
use super::outside::{Answer, Departure};
use super::said::Answered;
use crate::accounts::Account;
use crate::applicants;
use crate::clock::Moment;
use crate::config::Secret;
use crate::db::Conn;
use crate::eligibility::Verdict;
use crate::error::Result;
use crate::postings::{Loaded, PostingId, load_contents};
use crate::schema::{application, departure};

/// Everything of somebody who looks for work, as other programs read it.
#[derive(Serialize)]
pub struct Export {
    #[serde(flatten)]
    applicant: applicants::Export,
    applications: Vec<Sent>,
    /// Where they went to apply on an employer's own site.
    elsewhere: Vec<Left>,
}

#[derive(Serialize)]
struct Sent {
    posting: PostingId,
    title: String,
    employer: String,
    stage: Stage,
    applied_at: String,
    note: String,
    answers: Vec<Answered>,
    /// What went with it, as it stood; null once it was erased.
    profile: Option<applicants::Snapshot>,
    verdict: Option<Verdict>,
    history: Vec<Happened>,
}

/// The employer's notes are not among it: they are theirs, and so are their names.
#[derive(Serialize)]
struct Happened {
    at: String,
    by: Side,
    deed: Deed,
    stage: Option<Stage>,
}

#[derive(Serialize)]
struct Left {
    posting: PostingId,
    at: String,
    answer: Answer,
}

impl Export {
    pub fn of(conn: &mut Conn, now: Moment, secret: &Secret, by: &Account) -> Result<Export> {
        let sent: Vec<Application> = application::table
            .filter(application::account_id.eq(by.id))
            .order(application::id)
            .select(Application::as_select())
            .load(conn)?;
        let left: Vec<Departure> = departure::table
            .filter(departure::account_id.eq(by.id))
            .order(departure::left_at)
            .select(Departure::as_select())
            .load(conn)?;
        let elsewhere = left.into_iter().map(|left| Left {
            posting: left.posting_id,
            at: left.left_at.rfc3339(),
            answer: left.answer,
        });
        let ids: Vec<PostingId> = sent.iter().map(|one| one.posting_id).collect();
        let postings = load_contents(conn, &ids)?;
        let posting = |id| postings.iter().find(|loaded| loaded.posting.id == id);
        let told = |one: &Application| Sent::of(conn, one, posting(one.posting_id));
        let applications = sent.iter().map(told).collect::<Result<_>>()?;
        Ok(Export {
            applicant: applicants::Export::of(conn, now, secret, by)?,
            applications,
            elsewhere: elsewhere.collect(),
        })
    }
}

impl Sent {
    fn of(conn: &mut Conn, application: &Application, posting: Option<&Loaded>) -> Result<Sent> {
        let said = application.said(conn)?;
        let events = Event::all_of(conn, application.id)?.into_iter();
        let shown = events.filter(|event| event.deed != Deed::Noted);
        Ok(Sent {
            posting: application.posting_id,
            title: posting.map(|one| one.posting.title.clone()).unwrap_or_default(),
            employer: posting.map(|one| one.employer_name().to_owned()).unwrap_or_default(),
            stage: application.stage,
            applied_at: application.applied_at.rfc3339(),
            note: said.note,
            answers: said.answers,
            profile: said.profile,
            verdict: said.verdict,
            history: shown.map(Happened::of).collect(),
        })
    }
}

impl Happened {
    fn of(event: Event) -> Happened {
        Happened {
            at: event.happened_at.rfc3339(),
            by: event.side,
            deed: event.deed,
            stage: event.stage,
        }
    }
}
