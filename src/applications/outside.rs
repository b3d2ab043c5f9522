//! Applying on an employer's own site: how many went there, and whether those we know did apply.

use diesel::prelude::*;

use crate::accounts::{self, AccountId};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::postings::{Loaded, PostingId, Stage};
use crate::schema::{departure, departure_count};
use crate::{on_each, text_enum};

text_enum!(
    /// Whether somebody who went to the employer's site applied there.
    Answer {
        /// They have not said.
        Unknown = "",
        Applied = "applied",
        NotApplied = "not_applied",
    }
);

/// Somebody went to apply elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = departure)]
pub struct Departure {
    pub posting_id: PostingId,
    pub left_at: Moment,
    pub answer: Answer,
}

/// Where a live posting of an employer's own takes applications elsewhere, and the host's name
/// as people know it.
pub fn elsewhere(loaded: &Loaded, now: Moment) -> Option<(String, String)> {
    let open = loaded.stage_at(now) == Stage::Live
        && loaded.posting.employer_id.is_some()
        && !loaded.content.apply_here;
    let url = url::Url::parse(&loaded.content.apply_url).ok().filter(|_| open)?;
    let host = url.host_str()?.trim_start_matches("www.").to_owned();
    matches!(url.scheme(), "http" | "https").then(|| (url.to_string(), host))
}

/// Counts one who goes.
pub fn count(conn: &mut Conn, now: Moment, posting: PostingId) -> Result<()> {
    on_each!(conn, each => {
        diesel::insert_into(departure_count::table)
            .values((
                departure_count::posting_id.eq(posting),
                departure_count::day.eq(now.date()),
                departure_count::people.eq(1),
            ))
            .on_conflict((departure_count::posting_id, departure_count::day))
            .do_update()
            .set(departure_count::people.eq(departure_count::people + 1))
            .execute(each)?
    });
    Ok(())
}

/// Remembers of somebody signed in that they went: they are asked later whether they applied. Who
/// has answered keeps the answer.
pub fn remember(conn: &mut Conn, now: Moment, posting: PostingId, who: AccountId) -> Result<()> {
    accounts::hold(conn, who)?;
    on_each!(conn, each => {
        diesel::insert_into(departure::table)
            .values((
                departure::account_id.eq(who),
                departure::posting_id.eq(posting),
                departure::left_at.eq(now),
                departure::answer.eq(Answer::Unknown),
            ))
            .on_conflict((departure::account_id, departure::posting_id))
            .do_update()
            .set(departure::left_at.eq(now))
            .execute(each)?
    });
    Ok(())
}

/// Writes down whether somebody applied; not found if they never went.
pub fn answer(conn: &mut Conn, who: AccountId, posting: PostingId, said: Answer) -> Result<()> {
    let row = departure::table.find((who, posting));
    match diesel::update(row).set(departure::answer.eq(said)).execute(conn)? {
        0 => Err(Error::NotFound),
        _ => Ok(()),
    }
}

/// Where somebody went and has said this of it, newest first.
pub fn departures(
    conn: &mut Conn,
    who: AccountId,
    said: Answer,
    most: i64,
) -> Result<Vec<Departure>> {
    Ok(departure::table
        .filter(departure::account_id.eq(who))
        .filter(departure::answer.eq(said))
        .order((departure::left_at.desc(), departure::posting_id.desc()))
        .limit(most)
        .select(Departure::as_select())
        .load(conn)?)
}

/// Whether somebody went to apply to this posting, and what they said of it.
pub fn departure_of(
    conn: &mut Conn,
    who: AccountId,
    posting: PostingId,
) -> Result<Option<Departure>> {
    Ok(departure::table
        .find((who, posting))
        .select(Departure::as_select())
        .first(conn)
        .optional()?)
}
