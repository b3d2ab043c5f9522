//! Keeps the index equal to the database: read from its file or filled once, then led by the log of changes. What one
//! process commits shows at once in its own index, what another one commits within the poll. Beside the follower goes
//! a keeper, who merges what writes leave behind and writes the file, so that neither ever keeps a change waiting.

mod filling;
mod following;
mod keeping;
mod mark;
mod verifying;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::MutexGuard;
use std::time::{Duration, Instant};

use crate::error::{Error, Result};
use crate::postings::Shelf;
use crate::site::{Site, Stop};

pub use keeping::{build, keep};
pub use verifying::{Verified, verify};

/// Other processes give no signal here; their commits are found by looking.
const POLL: Duration = Duration::from_millis(500);

/// Postings read in one go: bounds memory, and how long one connection is kept.
const CHUNK: usize = 500;

/// How long the index may stand still before that is more than a hiccup.
const STILL: Duration = Duration::from_secs(10);
/// How often the log says that it stands still.
const SAID_EVERY: Duration = Duration::from_secs(60);

/// Whether searches can be answered with what is there now: the index has been filled, and follows.
pub fn is_ready(site: &Site) -> bool {
    site.followed.is_filled() && site.followed.fails_for().is_none_or(|time| time < STILL)
}

/// One pass now: an empty index is read from its file, or filled; then what was committed since is taken in. When it
/// returns, everything committed before it was called can be found.
pub fn refresh(site: &Site) -> Result<()> {
    let mut last = site.followed.turn();
    if last.is_none() {
        let reached = match keeping::open(site)? {
            Some(reached) => reached,
            None => filling::fill(&site.db, &site.index)?,
        };
        begin(site, &mut last, reached);
    }
    lead_on(site, last)
}

/// The index stands where the log is at `reached`, whatever it held before.
fn begin(site: &Site, last: &mut Option<i64>, reached: i64) {
    // Nobody says what has changed before that.
    site.kept.of::<Shelf>().clear();
    // It counts, even if what follows cannot be taken in.
    *last = Some(reached);
}

/// Takes in what was committed since `last`; from then on it can be searched.
fn lead_on(site: &Site, mut last: MutexGuard<'_, Option<i64>>) -> Result<()> {
    let shelf = site.kept.of::<Shelf>();
    let reached = last.unwrap_or(0);
    *last = Some(following::follow(&site.db, &site.index, reached, |ids| shelf.forget(ids))?);
    drop(last);
    site.followed.filled();
    Ok(())
}

/// Follows the log until told to stop: for a thread of its own, which has one more beside it for keeping.
pub fn run(site: &Site, stop: &Stop) {
    std::thread::scope(|threads| {
        threads.spawn(|| keeping::run(site, stop));
        let (mut seen, mut said) = (0, None);
        while !stop.is_asked() {
            let done = catch_unwind(AssertUnwindSafe(|| refresh(site)));
            let done = done.unwrap_or_else(|_| Err(Error::internal("the follower panicked")));
            site.followed.note_failing(done.is_err());
            match done {
                Ok(()) => said = None,
                Err(error) if said.is_none_or(|at: Instant| at.elapsed() >= SAID_EVERY) => {
                    said = Some(Instant::now());
                    tracing::error!(%error, "the index could not be brought up to date");
                }
                Err(_) => {}
            }
            seen = site.db.committed().wait(seen, POLL);
        }
    });
}
