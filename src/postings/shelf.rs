//! Postings that lists have shown lately: read once, and put away until the log of changes says that they may have
//! changed. Rows of many tables say something about a posting, and all that a stranger sees of them change together
//! with a row of the log. Employers do not: the log hears of them later, so they are looked at each time.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use quick_cache::Weighter;
use quick_cache::sync::Cache;

use super::PostingId;
use super::loaded::{Loaded, editions_of, load_contents};
use crate::db::Conn;
use crate::employers::Employer;
use crate::error::Result;

/// Bytes of all postings on it, nearly.
const ROOM: u64 = 32 * 1024 * 1024;
/// What a posting takes beside its longest text.
const BESIDE: u64 = 3 * 1024;

/// One a site.
pub struct Shelf {
    kept: Cache<PostingId, Arc<Loaded>, Size>,
    /// How often something was taken away.
    taken: AtomicU64,
}

#[derive(Clone)]
struct Size;

impl Weighter<PostingId, Arc<Loaded>> for Size {
    fn weight(&self, _: &PostingId, one: &Arc<Loaded>) -> u64 {
        one.content.description.len() as u64 + BESIDE
    }
}

impl fmt::Debug for Shelf {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Shelf").field("postings", &self.kept.len()).finish_non_exhaustive()
    }
}

impl Default for Shelf {
    fn default() -> Shelf {
        let postings = (ROOM / (2 * BESIDE)) as usize;
        Shelf { kept: Cache::with_weighter(postings, ROOM, Size), taken: AtomicU64::default() }
    }
}

impl Shelf {
    /// The postings with these ids, in the order of `ids`; ids that name none are left out.
    pub fn load(&self, conn: &mut Conn, ids: &[PostingId]) -> Result<Vec<Arc<Loaded>>> {
        let mut known: Vec<Option<Arc<Loaded>>> = ids.iter().map(|id| self.kept.get(id)).collect();
        let hirers = known.iter().flatten().filter_map(|one| one.posting.employer_id);
        let editions = editions_of(conn, hirers)?;
        let edition = |one: &Loaded| editions.get(&one.posting.employer_id?).copied();
        for place in &mut known {
            place.take_if(|one| one.employer.as_ref().map(Employer::edition) != edition(one));
        }
        let missing = ids.iter().zip(&known).filter(|(_, known)| known.is_none());
        let missing: Vec<PostingId> = missing.map(|(id, _)| *id).collect();
        let taken = self.taken.load(Ordering::SeqCst);
        let read = load_contents(conn, &missing)?.into_iter().map(Arc::new);
        let read: Vec<Arc<Loaded>> = read.collect();
        for one in &read {
            self.kept.insert(one.posting.id, one.clone());
        }
        // What has changed since may have been taken away before it was put here.
        if self.taken.load(Ordering::SeqCst) != taken {
            self.forget(&missing);
        }
        let mut read = read.into_iter().peekable();
        let next = |(id, known): (&PostingId, Option<Arc<Loaded>>)| {
            known.or_else(|| read.next_if(|one| one.posting.id == *id))
        };
        Ok(ids.iter().zip(known).filter_map(next).collect())
    }

    /// Takes away what may have changed.
    pub fn forget(&self, ids: &[PostingId]) {
        self.taken.fetch_add(1, Ordering::SeqCst);
        for id in ids {
            self.kept.remove(id);
        }
    }

    /// Takes everything away.
    pub fn clear(&self) {
        self.taken.fetch_add(1, Ordering::SeqCst);
        self.kept.clear();
    }
}
