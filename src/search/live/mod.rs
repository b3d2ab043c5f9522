//! Keeps the index equal to the database: read from its file or filled once, then led by the log of changes. What one
//! process commits shows at once in its own index, what another one commits within the poll. Beside the follower goes
//! a keeper, who merges what writes leave behind and writes the file, so that neither ever keeps a change waiting.

mod filling;
mod following;
mod keeping;
mod mark;
mod verifying;

use std::time::Duration;

use crate::error::Result;
use crate::postings::Shelf;
use crate::site::{Site, Stop};

pub use keeping::{build, keep};
pub use verifying::{Verified, verify};

/// Other processes give no signal here; their commits are found by looking.
const POLL: Duration = Duration::from_millis(500);

/// Postings read in one go: bounds memory, and how long one connection is kept.
const CHUNK: usize = 500;

/// Whether the index has been filled, so that searches can be answered.
pub fn is_ready(site: &Site) -> bool {
    site.followed.is_filled()
}

/// One pass now: an empty index is read from its file, or filled; then what was committed since is taken in. When it
/// returns, everything committed before it was called can be found.
pub fn refresh(site: &Site) -> Result<()> {
    let mut last = site.followed.turn();
    let shelf = site.kept.of::<Shelf>();
    let reached = match *last {
        Some(last) => last,
        None => {
            let reached = match keeping::open(site)? {
                Some(reached) => reached,
                None => filling::fill(&site.db, &site.index)?,
            };
            // Nobody says what has changed before that.
            shelf.clear();
            reached
        }
    };
    // What has been taken in counts, even if the rest fails.
    *last = Some(reached);
    *last = Some(following::follow(&site.db, &site.index, reached, |ids| shelf.forget(ids))?);
    drop(last);
    site.followed.filled();
    Ok(())
}

/// Follows the log until told to stop: for a thread of its own, which has one more beside it for keeping.
pub fn run(site: &Site, stop: &Stop) {
    std::thread::scope(|threads| {
        threads.spawn(|| keeping::run(site, stop));
        let (mut seen, mut failing) = (0, false);
        while !stop.is_asked() {
            match refresh(site) {
                Ok(()) => failing = false,
                // Said once: a database that is away would fill the log.
                Err(error) if !failing => {
                    failing = true;
                    tracing::error!(%error, "the index could not be brought up to date");
                }
                Err(_) => {}
            }
            seen = site.db.committed().wait(seen, POLL);
        }
    });
}
