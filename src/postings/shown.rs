//! Which postings strangers get a page of.

use chrono::TimeDelta;

use super::loaded::Loaded;
use super::phrases;
use super::posting::{Posting, PostingId, Stage};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};

/// How long the page of a posting stays after it has ended.
const KEPT: TimeDelta = TimeDelta::days(365);

/// A posting that has a page: what was never public is not found, what was taken down or ended
/// long ago is gone.
pub fn shown(conn: &mut Conn, id: PostingId, now: Moment) -> Result<Posting> {
    let found = Posting::by_id(conn, id)?;
    match found.stage {
        Stage::Live => Ok(found),
        Stage::Draft | Stage::Held => Err(Error::NotFound),
        Stage::TakenDown if found.first_published_at.is_none() => Err(Error::NotFound),
        Stage::TakenDown => Err(Error::Gone),
        Stage::Closed | Stage::Expired => {
            found.refuse_unseen(conn)?;
            match found.ended_at {
                Some(ended) if now.since(ended) >= KEPT => Err(Error::Gone),
                _ => Ok(found),
            }
        }
    }
}

impl Loaded {
    /// "Remote · hires in Ohio and Texas".
    pub fn where_text(&self) -> String {
        phrases::where_text(&self.content)
    }

    /// "Apply by December 12, 2026", where there is such a day.
    pub fn deadline_text(&self) -> Option<String> {
        self.content.deadline.and_then(|_| phrases::deadline(&self.content)).map(|when| when.text)
    }
}
