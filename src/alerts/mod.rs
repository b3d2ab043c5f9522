//! Searches that write: somebody names a search and how often, and hears of every posting that
//! appears for it, once.
//!
//! A [`Subscriber`] is one person, with or without an account; an [`Alert`] is one search of theirs.
//! `asking` and `changing` are what people do with alerts. What goes live is taken into a batch
//! (`batch`), the batch's own index answers every alert (`matching`), and each hit waits as a row
//! (`delivery`) until the subscriber's letter is due (`schedule`) and a `round` puts it down; what
//! the letter then says is looked up when it is rendered ([`Mailing`]).

mod addressee;
mod alert;
mod asking;
mod batch;
mod changing;
mod criteria;
mod delivery;
mod erasure;
mod export;
mod fit;
mod forms;
mod found;
mod guards;
mod links;
mod mailing;
pub mod mails;
mod matching;
pub mod pages;
mod preview;
mod question;
mod round;
mod schedule;
mod standing;
mod subscriber;
mod told;
mod undoing;

use chrono::TimeDelta;

use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Result;
use crate::site::{Site, Stop};

pub use addressee::Addressee;
pub use alert::{Alert, AlertId, Frequency, Stage, of, one, waiting};
pub use asking::{ASKED_DAYS, MOST, NewAlert, Waiting, ask, confirm, subscribe};
pub use changing::{Change, LONGEST_PAUSE_DAYS, change, end, end_all, resume};
pub use erasure::{erase, sweep};
pub use export::Export;
pub use fit::fit_behind;
pub use links::{change_url, confirm_url, end_url, manage_url};
pub use mailing::{Mailing, SHOWN};
pub use matching::match_batch;
pub use preview::last_30_days;
pub use subscriber::{Subscriber, SubscriberId};
pub use undoing::go_on;

/// Whether there is something new, or something due. A read, so that an idle worker never writes.
pub fn is_any_due(conn: &mut Conn, now: Moment) -> Result<bool> {
    Ok(batch::is_behind(conn)? || round::is_any_due(conn, now)?)
}

/// Takes what is new into batches, and hands over what is due. For the schedule.
pub fn tick(site: &Site, now: Moment, stop: &Stop) -> Result<()> {
    while !stop.is_asked() && site.db.write_now(|conn| batch::take(conn, now))? > 0 {}
    round::hand_over_all(site, stop)
}

/// Longer than new postings ever wait while the board works.
const SLOW: TimeDelta = TimeDelta::minutes(5);

/// Batches of new postings that every alert should have seen by now: how many, and since when.
pub fn behind(conn: &mut Conn, now: Moment) -> Result<Option<(i64, Moment)>> {
    batch::unfinished(conn, now.minus(SLOW))
}
