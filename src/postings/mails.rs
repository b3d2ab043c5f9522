//! Letters to the people of an employer about its postings.

use serde::{Deserialize, Serialize};

use super::posting::{Posting, PostingId};
use crate::clock::Moment;
use crate::db::Conn;
use crate::employers::members_to_write_to;
use crate::error::Result;
use crate::mail::outbox::{self, Kind};

/// What the outbox keeps of a letter about a posting.
#[derive(Debug, Serialize, Deserialize)]
pub struct About {
    pub posting: i64,
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
