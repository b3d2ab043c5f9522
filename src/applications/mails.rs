//! The letters an applicant gets. None holds what the employer's people wrote to each other.

use serde::{Deserialize, Serialize};

use super::application::{Application, ApplicationId, Stage};
use super::desk_mails;
use super::guest::{self, Opened};
use crate::accounts::Account;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::mail::outbox::{self, Kind};
use crate::mail::render::{self, Words};
use crate::paths;
use crate::postings::{self, Loaded, PostingId};
use crate::site::Site;
use crate::web::absolute;

#[derive(Serialize, Deserialize)]
struct Receipt {
    application: ApplicationId,
}

#[derive(Serialize, Deserialize)]
struct Moved {
    application: ApplicationId,
    stage: Stage,
}

/// What the templates see.
#[derive(Serialize)]
struct View {
    /// Of the applicant; empty for a guest, whose name nobody has vouched for.
    name: String,
    title: String,
    employer: String,
    /// Where an application stands; empty in other letters.
    stage: &'static str,
    /// Where the letter leads.
    url: String,
    jobs_url: String,
    board_url: String,
}

/// "We have it", to whoever applied.
pub(super) fn tell_receipt(
    conn: &mut Conn,
    now: Moment,
    application: ApplicationId,
    email: &str,
) -> Result<()> {
    outbox::post(conn, now, email, Kind::ApplicationReceipt, &Receipt { application })
}

/// Tells the applicant where the application stands now, at the address they have now. Nobody is
/// told of one whose account is closed.
pub fn tell_moved(
    conn: &mut Conn,
    now: Moment,
    application: &Application,
    stage: Stage,
) -> Result<()> {
    let Some(account) = application.account_id else { return Ok(()) };
    let account = Account::by_id(conn, account)?;
    if account.verified_at.is_none() {
        return Ok(());
    }
    let payload = Moved { application: application.id, stage };
    outbox::post(conn, now, &account.email, Kind::ApplicationMoved, &payload)
}

/// What a letter says; nothing if things have moved on and it would mislead.
pub fn letter(conn: &mut Conn, site: &Site, kind: Kind, payload: &str) -> Result<Option<Words>> {
    let view = match kind {
        Kind::ApplicationReceipt => {
            let Receipt { application } = read(payload)?;
            let found = found(Application::by_id(conn, application))?;
            found.filter(|found| found.stage != Stage::Withdrawn).map(|found| (found, ""))
        }
        Kind::ApplicationMoved => {
            let Moved { application, stage } = read(payload)?;
            let found = found(Application::by_id(conn, application))?;
            found.filter(|found| found.stage == stage).map(|found| (found, stage.as_str()))
        }
        Kind::ConfirmApplication => return confirm(conn, site, payload),
        Kind::ApplicationArrived | Kind::ApplicationWithdrawn | Kind::ApplicationsDigest => {
            return desk_mails::letter(conn, site, kind, payload);
        }
        other => {
            return Err(Error::internal(format!("applications write no letter of kind {other}")));
        }
    };
    let Some((application, stage)) = view.filter(|(one, _)| one.erased_at.is_none()) else {
        return Ok(None);
    };
    let loaded = postings::load_one(conn, application.posting_id)?;
    let url = absolute(site, &paths::application(&application.public_id));
    let view = view_of(site, &loaded, application.name, stage, url);
    render::words(&site.templates, kind, &view).map(Some)
}

fn confirm(conn: &mut Conn, site: &Site, payload: &str) -> Result<Option<Words>> {
    let guest::Payload { guest } = read(payload)?;
    let posting: PostingId = match found(guest::open(conn, site.clock.now(), guest))? {
        Some(Opened::Live(guest)) => guest.posting,
        Some(Opened::Used(_) | Opened::Expired(_)) | None => return Ok(None),
    };
    let loaded = postings::load_one(conn, posting)?;
    let token = guest::token(&site.config.secret, guest);
    let url = absolute(site, &paths::with_token(paths::CONFIRM_APPLICATION, &token));
    let view = view_of(site, &loaded, String::new(), "", url);
    render::words(&site.templates, Kind::ConfirmApplication, &view).map(Some)
}

fn view_of(site: &Site, loaded: &Loaded, name: String, stage: &'static str, url: String) -> View {
    View {
        name,
        title: loaded.posting.title.clone(),
        employer: loaded.employer_name().to_owned(),
        stage,
        url,
        jobs_url: absolute(site, paths::LISTING),
        board_url: absolute(site, paths::FRONT),
    }
}

fn read<'a, T: Deserialize<'a>>(payload: &'a str) -> Result<T> {
    serde_json::from_str(payload).map_err(Error::internal)
}

fn found<T>(read: Result<T>) -> Result<Option<T>> {
    match read {
        Ok(one) => Ok(Some(one)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}
