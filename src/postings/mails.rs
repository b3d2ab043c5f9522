//! Letters to the people of an employer about its postings.

use serde::{Deserialize, Serialize};

use super::posting::{Posting, PostingId, Stage};
use super::review::last_review;
use crate::clock::Moment;
use crate::db::Conn;
use crate::employers::members_to_write_to;
use crate::error::{Error, Result};
use crate::mail::outbox::{self, Kind};
use crate::mail::render::{self, Words};
use crate::paths;
use crate::site::Site;
use crate::web::absolute;

/// What the outbox keeps of a letter about a posting.
#[derive(Debug, Serialize, Deserialize)]
struct About {
    posting: i64,
}

/// What the templates see.
#[derive(Serialize)]
struct View {
    title: String,
    employer: String,
    /// What an administrator said; empty where nothing was.
    reason: String,
    /// The day the listing ends or ended.
    day: String,
    /// Where the letter leads.
    url: String,
    desk_url: String,
    board_url: String,
}

/// Puts one letter about each posting into the outbox for everyone who may act on it.
/// Unclaimed postings have nobody to tell.
pub(super) fn tell_all(conn: &mut Conn, now: Moment, kind: Kind, ids: &[PostingId]) -> Result<()> {
    for id in ids {
        let Some(employer) = Posting::by_id(conn, *id)?.employer_id else { continue };
        for person in members_to_write_to(conn, employer)? {
            outbox::post(conn, now, &person.email, kind, &About { posting: id.0 })?;
        }
    }
    Ok(())
}

/// What a letter says; nothing if the posting has moved on and the letter would mislead.
pub fn letter(conn: &mut Conn, site: &Site, kind: Kind, payload: &str) -> Result<Option<Words>> {
    let About { posting } = serde_json::from_str(payload).map_err(Error::internal)?;
    let posting = match Posting::by_id(conn, PostingId(posting)) {
        Ok(posting) => posting,
        Err(Error::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    let Some(path) = leads_to(kind, &posting)? else { return Ok(None) };
    let review = last_review(conn, posting.id)?;
    let end = posting.ended_at.or(posting.expires_at);
    let desk = posting.employer_id.map_or(paths::HIRE.to_owned(), paths::desk);
    let view = View {
        reason: review.map(|review| review.reason).unwrap_or_default(),
        day: end.map(|end| super::phrases::long_day(end.date())).unwrap_or_default(),
        url: absolute(site, &path),
        desk_url: absolute(site, &desk),
        board_url: absolute(site, paths::FRONT),
        title: posting.title,
        employer: posting.employer_name,
    };
    render::words(&site.templates, kind, &view).map(Some)
}

/// The page a letter leads to, as long as what it says still holds.
fn leads_to(kind: Kind, posting: &Posting) -> Result<Option<String>> {
    let edit = || Some(paths::edit_posting(posting.id));
    let page = || Some(paths::posting(posting.id, &posting.title));
    let desk = || posting.employer_id.map(paths::desk);
    Ok(match (kind, posting.stage) {
        (Kind::PostingApproved, Stage::Live) => page(),
        (Kind::PostingReturned, Stage::Draft) => edit(),
        (Kind::PostingTakenDown, Stage::TakenDown) => desk(),
        (Kind::PostingExpired, Stage::Expired) => desk(),
        (
            Kind::PostingApproved
            | Kind::PostingReturned
            | Kind::PostingTakenDown
            | Kind::PostingExpired,
            _,
        ) => None,
        (other, _) => {
            return Err(Error::internal(format!("postings write no letter of kind {other}")));
        }
    })
}
