//! What somebody has looked at lately, so that they find it again. Looking at a page waits for no
//! write: it is noted in memory, and a thread writes it down every few seconds.

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use diesel::prelude::*;

use super::views::{View, Views};
use crate::accounts::{self, AccountId};
use crate::clock::Moment;
use crate::db::Conn;
use crate::employers::Standing;
use crate::error::{Error, Result, is_outage};
use crate::on_each;
use crate::postings::{PostingId, Stage};
use crate::schema::{employer, posting, view_clearing, viewed_posting};
use crate::site::{Site, Stop};

/// Kept of one person.
const MOST: i64 = 50;
/// How long it is kept.
const KEPT: TimeDelta = TimeDelta::days(90);
/// How often it is written down.
const EVERY: Duration = Duration::from_secs(3);
/// How soon the end of the process is noticed.
const GLANCE: Duration = Duration::from_millis(200);
/// Views written in one transaction, or people some of whose views are forgotten.
const BATCH: usize = 500;

/// A posting somebody has looked at.
#[derive(Clone, Debug)]
pub struct Seen {
    pub posting: PostingId,
    pub title: String,
    pub employer: String,
    /// How it ended, if it has.
    pub ended: Option<&'static str>,
    pub at: Moment,
}

/// Notes that somebody looks at a posting.
pub fn note_view(site: &Site, account: AccountId, posting: PostingId) {
    site.kept.of::<Views>().note(View { account, posting }, site.clock.now());
}

/// Writes views down until told to stop, then the last of them: for a thread of its own.
pub fn keep_views(site: &Site, stop: &Stop) {
    let (mut last, mut failing) = (Instant::now(), false);
    loop {
        let is_last = stop.is_asked();
        if is_last || last.elapsed() >= EVERY {
            match write_views(site) {
                Ok(()) => failing = false,
                // Said once: a database that is away would fill the log.
                Err(error) if !failing => {
                    failing = true;
                    tracing::error!(%error, "what people look at could not be written down");
                }
                Err(_) => {}
            }
            last = Instant::now();
        }
        if is_last {
            return;
        }
        std::thread::sleep(GLANCE);
    }
}

/// Writes down what was noted. What could not be because the database is away is kept for later.
pub fn write_views(site: &Site) -> Result<()> {
    let waiting = site.kept.of::<Views>();
    let mut views: Vec<(View, Moment)> = waiting.take().into_iter().collect();
    views.sort_unstable();
    for (done, some) in views.chunks(BATCH).enumerate() {
        if let Err(error) = site.db.write_now(|conn| write(conn, some)) {
            if is_outage(&error) {
                let rest = &views[done * BATCH..];
                rest.iter().for_each(|(view, at)| waiting.note(*view, *at));
            }
            return Err(error);
        }
    }
    Ok(())
}

/// In the order of accounts, so that those who write at once wait for each other in turn.
fn write(conn: &mut Conn, views: &[(View, Moment)]) -> Result<()> {
    for theirs in views.chunk_by(|(one, _), (other, _)| one.account == other.account) {
        let account = theirs[0].0.account;
        match accounts::hold(conn, account) {
            Ok(()) => {}
            // Closed meanwhile.
            Err(Error::NotFound) => continue,
            Err(other) => return Err(other),
        }
        let cleared = cleared_at(conn, account)?;
        // Seen before that, by this process or another one, and cleared with the rest.
        let seen = theirs.iter().filter(|(_, at)| cleared.is_none_or(|then| *at > then));
        for (view, at) in seen {
            let row = (
                viewed_posting::account_id.eq(account),
                viewed_posting::posting_id.eq(view.posting),
                viewed_posting::viewed_at.eq(*at),
            );
            on_each!(conn, each => diesel::insert_into(viewed_posting::table)
                .values(row)
                .on_conflict((viewed_posting::account_id, viewed_posting::posting_id))
                .do_update()
                .set(viewed_posting::viewed_at.eq(*at))
                .execute(each))?;
        }
        forget_oldest(conn, account)?;
    }
    Ok(())
}

fn forget_oldest(conn: &mut Conn, account: AccountId) -> Result<()> {
    let theirs = viewed_posting::table.filter(viewed_posting::account_id.eq(account));
    let kept: Vec<PostingId> = theirs
        .order((viewed_posting::viewed_at.desc(), viewed_posting::posting_id.desc()))
        .limit(MOST)
        .select(viewed_posting::posting_id)
        .load(conn)?;
    if kept.len() >= MOST as usize {
        diesel::delete(theirs.filter(viewed_posting::posting_id.ne_all(kept))).execute(conn)?;
    }
    Ok(())
}

/// What somebody has looked at and may still look at, last first.
pub fn viewed(conn: &mut Conn, account: AccountId) -> Result<Vec<Seen>> {
    let pages = [Stage::Live, Stage::Closed, Stage::Expired];
    let rows: Vec<(PostingId, String, String, Stage, Moment)> = viewed_posting::table
        .inner_join(posting::table.left_join(employer::table))
        .filter(viewed_posting::account_id.eq(account))
        .filter(posting::stage.eq_any(pages))
        .filter(employer::standing.ne(Standing::Suspended).or(posting::employer_id.is_null()))
        .order((viewed_posting::viewed_at.desc(), viewed_posting::posting_id.desc()))
        .limit(MOST)
        .select((
            posting::id,
            posting::title,
            posting::employer_name,
            posting::stage,
            viewed_posting::viewed_at,
        ))
        .load(conn)?;
    let seen = |(posting, title, employer, stage, at)| {
        let ended = match stage {
            Stage::Closed => Some("Closed"),
            Stage::Expired => Some("Expired"),
            Stage::Draft | Stage::Held | Stage::Live | Stage::TakenDown => None,
        };
        Seen { posting, title, employer, ended, at }
    };
    Ok(rows.into_iter().map(seen).collect())
}

/// Forgets all of it, and whatever of before is still to be written down.
pub(super) fn clear(conn: &mut Conn, now: Moment, account: AccountId) -> Result<()> {
    // Whoever writes views down holds the account, too.
    accounts::hold(conn, account)?;
    forget_all(conn, account)?;
    let row = (view_clearing::account_id.eq(account), view_clearing::cleared_at.eq(now));
    on_each!(conn, each => diesel::insert_into(view_clearing::table)
        .values(row)
        .on_conflict(view_clearing::account_id)
        .do_update()
        .set(view_clearing::cleared_at.eq(now))
        .execute(each))?;
    Ok(())
}

fn cleared_at(conn: &mut Conn, account: AccountId) -> Result<Option<Moment>> {
    let row = view_clearing::table.find(account).select(view_clearing::cleared_at);
    Ok(row.first(conn).optional()?)
}

/// Erases all that is known of it, for closing an account.
pub(super) fn erase(conn: &mut Conn, account: AccountId) -> Result<()> {
    forget_all(conn, account)?;
    diesel::delete(view_clearing::table.find(account)).execute(conn)?;
    Ok(())
}

fn forget_all(conn: &mut Conn, account: AccountId) -> Result<()> {
    let theirs = viewed_posting::table.filter(viewed_posting::account_id.eq(account));
    diesel::delete(theirs).execute(conn)?;
    Ok(())
}

/// Forgets what was looked at long ago, of some people a call; of how many. For the schedule.
pub fn forget_views(conn: &mut Conn, now: Moment) -> Result<usize> {
    let old = viewed_posting::viewed_at.lt(now.minus(KEPT));
    let people: Vec<AccountId> = viewed_posting::table
        .filter(old)
        .limit(BATCH as i64)
        .select(viewed_posting::account_id)
        .distinct()
        .load(conn)?;
    let theirs = viewed_posting::table.filter(viewed_posting::account_id.eq_any(&people));
    diesel::delete(theirs.filter(old)).execute(conn)?;
    Ok(people.len())
}
