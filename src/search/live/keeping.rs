//! The index in a file of the data folder, so that a server starts in seconds, however large the board is. The database
//! stays the only truth: a file that is damaged, of another build or of another database is not used.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::filling::fill;
use super::mark::Mark;
use super::{begin, lead_on};
use crate::error::{Error, Result};
use crate::jobindex::Unusable;
use crate::site::{Site, Stop};

/// Changes that make writing the file worth while, and how long it is left alone at least.
const MUCH: i64 = 500;
const EVERY: Duration = Duration::from_secs(5 * 60);
/// How long merging may wait on a board nobody writes to.
const LOOK: Duration = Duration::from_secs(1);

/// What the log says where there is no file to read.
const BUILT: &str = "the index is built from the database";

/// Where the file is.
fn path(site: &Site) -> PathBuf {
    site.config.data.join("index.snapshot")
}

/// Reads the index from its file, and says how far along the log it is; nothing if it has to be filled, which the log
/// says why.
pub(super) fn open(site: &Site) -> Result<Option<i64>> {
    let mark = match site.index.open(&path(site)) {
        Ok(mark) => mark,
        Err(why) => {
            match why {
                Unusable::Missing | Unusable::OtherBuild => tracing::info!(%why, "{BUILT}"),
                _ => tracing::warn!(%why, "{BUILT}"),
            }
            return Ok(None);
        }
    };
    match Mark::read(&mark) {
        Some(mark) if site.db.read_now(|conn| mark.is_in(conn))? => {
            tracing::info!(postings = site.index.load().len(), "the index is read from its file");
            site.followed.note_kept(mark.change);
            Ok(Some(mark.change))
        }
        _ => {
            tracing::info!("the index's file is of another database: it is built from this one");
            Ok(None)
        }
    }
}

/// Writes the file as the index is now. There is none of a board where nothing was ever published: an empty log has
/// nothing to know the database by.
pub fn keep(site: &Site) -> Result<()> {
    // Both of one moment: a mark that is older could be of a history the index has left.
    let turn = site.followed.turn();
    let (Some(last), index) = (*turn, site.index.load()) else { return Ok(()) };
    let mark = site.db.read_now(|conn| Mark::of(conn, last))?;
    drop(turn);
    let Some(mark) = mark else { return Ok(()) };
    index.save(&path(site), mark.text().as_bytes()).map_err(Error::internal)?;
    site.followed.note_kept(last);
    Ok(())
}

/// Builds the index from the database, whatever file there is, and writes it; returns how many postings it holds.
pub fn build(site: &Site) -> Result<usize> {
    let mut last = site.followed.turn();
    let reached = fill(&site.db, &site.index)?;
    begin(site, &mut last, reached);
    lead_on(site, last)?;
    keep(site)?;
    Ok(site.index.load().len())
}

/// Merges, and writes the file when it is time, until told to stop; then writes it once more.
pub(super) fn run(site: &Site, stop: &Stop) {
    let rested = |since: Option<Instant>| since.is_none_or(|at| at.elapsed() >= EVERY);
    let (mut seen, mut tried, mut panicked) = (0, None, None);
    while !stop.is_asked() {
        let round = || {
            if site.index.wants_compacting() {
                site.index.compact();
            }
            if rested(tried) && behind(site) >= MUCH {
                tried = Some(Instant::now());
                renew(site);
            }
        };
        if rested(panicked) && catch_unwind(AssertUnwindSafe(round)).is_err() {
            panicked = Some(Instant::now());
            tracing::error!(
                "merging the index or writing its file panicked; it is left for a while"
            );
        }
        seen = site.db.committed().wait(seen, LOOK);
    }
    if behind(site) > 0 {
        renew(site);
    }
}

/// How many changes the file does not know of, nearly; far too many where there is no file.
fn behind(site: &Site) -> i64 {
    let last = site.followed.turn().unwrap_or(0);
    match site.followed.kept() {
        Some(kept) => last - kept,
        None if last > 0 => i64::MAX,
        None => 0,
    }
}

/// The board does without the file, but its next start takes longer.
fn renew(site: &Site) {
    if let Err(error) = keep(site) {
        tracing::warn!(%error, "the index's file could not be written");
    }
}
