//! The record of a posting, an employer or a letter, and how stages read in the administrator's room.

use serde::Serialize;

use crate::audit;
use crate::clock::Moment;
use crate::db::Conn;
use crate::employers::Standing;
use crate::error::Result;
use crate::postings::{Posting, Stage, When};

const ENTRIES: i64 = 50;

/// One line of the record.
#[derive(Serialize)]
pub struct Line {
    when: When,
    text: String,
    by: Option<String>,
    note: Option<String>,
}

/// A word and its colour.
#[derive(Serialize)]
pub struct Badge {
    pub label: &'static str,
    pub tone: &'static str,
}

/// What happened to one thing, newest first.
pub fn record(conn: &mut Conn, subject: &str, id: i64) -> Result<Vec<Line>> {
    let entries = audit::of(conn, subject, id, ENTRIES)?;
    Ok(entries.into_iter().map(line).collect())
}

fn line(entry: audit::Entry) -> Line {
    let mut letters = entry.deed.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    Line {
        when: moment(entry.happened_at),
        text: format!("{first}{}", letters.as_str()),
        by: Some(entry.actor).filter(|actor| !actor.is_empty()),
        note: Some(entry.detail).filter(|detail| !detail.is_empty()),
    }
}

/// "Nov 23, 2026, 1:02 PM UTC": administrators sit in many zones.
pub fn moment(moment: Moment) -> When {
    let text = moment.utc().format("%b %-d, %Y, %-I:%M %p UTC").to_string();
    When { text, datetime: Some(moment.rfc3339()) }
}

pub(super) fn posting_badge(posting: &Posting) -> Badge {
    let (label, tone) = match posting.stage {
        Stage::Draft => ("Draft", "quiet"),
        Stage::Held => ("Waiting for review", "warn"),
        Stage::Live if posting.employer_id.is_none() => ("Live, imported", "good"),
        Stage::Live => ("Live", "good"),
        Stage::Closed => ("Closed", "quiet"),
        Stage::Expired => ("Expired", "quiet"),
        Stage::TakenDown => ("Taken down", "bad"),
    };
    Badge { label, tone }
}

pub(super) fn employer_badge(standing: Standing) -> Badge {
    let (label, tone) = match standing {
        Standing::New => ("On hold: postings wait for review", "warn"),
        Standing::Approved => ("Approved", "good"),
        Standing::Suspended => ("Suspended", "bad"),
    };
    Badge { label, tone }
}
