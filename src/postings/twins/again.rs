//! Posted again: what says the same as an ended posting of the same employer.

use std::collections::HashMap;

use chrono::TimeDelta;
use diesel::prelude::*;

use super::line::is_same_employer;
use super::rows::TextRow;
use super::texts::Compared;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Result;
use crate::postings::PostingId;
use crate::schema::posting_text;

/// How long the earlier one may stay beside the later one, to be followed by it all the same.
const OVERLAP: TimeDelta = TimeDelta::days(7);

/// How often something was posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Again {
    /// None where it was not posted before.
    pub first: Option<Moment>,
    pub times: i32,
}

impl Again {
    pub fn known(row: &TextRow) -> Again {
        Again { first: row.posted_first, times: row.posted_times }
    }

    /// Of a live posting, among postings that have ended; `kept` is what is known of those.
    pub fn of(one: &Compared, ended: &[&Compared], kept: &HashMap<PostingId, TextRow>) -> Again {
        let openings = one.loaded.posting.opening + 1;
        let earlier = ended.iter().filter(|other| follows(one, other));
        let mut again = Again { first: None, times: openings };
        for other in earlier {
            let posting = &other.loaded.posting;
            let known = kept.get(&posting.id);
            let first = known.and_then(|row| row.posted_first).or(posting.first_published_at);
            let times = known.map_or(1, |row| row.posted_times).max(posting.opening + 1);
            again.first = match again.first {
                Some(known) => first.map(|first| first.min(known)).or(again.first),
                None => first,
            };
            again.times = again.times.max(times + openings);
        }
        again
    }

    /// Whether people would read something else.
    pub fn says_other_than(self, known: Again) -> bool {
        self != known && (self.first.is_some() || known.first.is_some())
    }
}

/// Whether one is the other again.
fn follows(one: &Compared, other: &Compared) -> bool {
    let (Some(gist), Some(theirs)) = (&one.gist, &other.gist) else { return false };
    let (posting, before) = (&one.loaded.posting, &other.loaded.posting);
    let in_turn = match (posting.first_published_at, before.first_published_at, before.ended_at) {
        (Some(now), Some(then), Some(end)) => then < now && end <= now.plus(OVERLAP),
        _ => false,
    };
    in_turn && is_same_employer(&one.loaded, &other.loaded) && gist.is_like(theirs)
}

pub(super) fn keep(conn: &mut Conn, id: PostingId, again: Again) -> Result<()> {
    diesel::update(posting_text::table.find(id))
        .set((
            posting_text::posted_first.eq(again.first),
            posting_text::posted_times.eq(again.times),
        ))
        .execute(conn)?;
    Ok(())
}
