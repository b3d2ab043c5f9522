//! What is kept, and who is rendering what at this moment.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use actix_web::HttpRequest;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use tokio::sync::watch;

use super::kept::Kept;
use crate::site::Site;

/// Bytes of all kept pages together.
const ROOM: u64 = 64 * 1024 * 1024;
/// What a page takes, roughly: only tables are sized by it.
const TYPICAL: u64 = 16 * 1024;

const MINUTE: i64 = 60_000_000;

/// An address as it is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key(String);

/// When a page was begun: as long as none of these moves on, it would come out the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Stamp {
    /// Of the index.
    generation: u64,
    /// Of what employers say of themselves, see [`Pages::renew`].
    edition: u64,
    /// Since 1970.
    minute: i64,
}

/// All kept pages. What was asked for once gives way to what is asked for again and again, so
/// that a flood of searches nobody repeats washes nothing out.
pub struct Pages {
    kept: Cache<Key, Arc<Kept>, Size>,
    flights: Mutex<Flights>,
    edition: AtomicU64,
    rendered: AtomicU64,
}

/// Pages that are being rendered.
type Flights = HashMap<(Key, Stamp), Flight>;

/// What there is of a page.
pub enum Look<'a> {
    Kept(Arc<Kept>),
    /// Somebody renders it.
    Awaited(Flight),
    /// Whoever asked has to render it.
    Missing(Turn<'a>),
}

/// A page that somebody renders.
#[derive(Clone)]
pub struct Flight(watch::Receiver<Option<Arc<Kept>>>);

/// The duty to render a page. Dropped, it lets all those go who wait: the page failed, or is not to be kept.
pub struct Turn<'a> {
    pages: &'a Pages,
    of: (Key, Stamp),
    tell: watch::Sender<Option<Arc<Kept>>>,
}

#[derive(Clone)]
struct Size;

impl Weighter<Key, Arc<Kept>> for Size {
    fn weight(&self, key: &Key, page: &Arc<Kept>) -> u64 {
        (2 * key.0.len() + page.size()) as u64
    }
}

impl Key {
    pub fn of(request: &HttpRequest) -> Key {
        let (path, query) = (request.path(), request.query_string());
        Key(if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") })
    }

    pub fn is(&self, address: &str) -> bool {
        self.0 == address
    }
}

impl Stamp {
    /// Taken before anything is read: a page may be newer than its stamp, and never older.
    pub fn now(site: &Site) -> Stamp {
        Stamp {
            generation: site.index.load().generation(),
            edition: site.pages.edition.load(Ordering::SeqCst),
            minute: site.clock.now().micros().div_euclid(MINUTE),
        }
    }

    #[cfg(test)]
    pub fn at_minute(minute: i64) -> Stamp {
        Stamp { minute, ..Stamp::default() }
    }
}

impl Default for Pages {
    fn default() -> Pages {
        Pages::with_room(ROOM)
    }
}

impl Pages {
    /// For so many bytes.
    pub fn with_room(bytes: u64) -> Pages {
        let pages = usize::try_from(bytes / TYPICAL).unwrap_or(usize::MAX);
        Pages {
            kept: Cache::with_weighter(pages, bytes, Size),
            flights: Mutex::default(),
            edition: AtomicU64::default(),
            rendered: AtomicU64::default(),
        }
    }

    /// Says that an employer shows itself differently, which the index does not always know:
    /// nothing that was kept before holds any longer.
    pub fn renew(&self) {
        self.edition.fetch_add(1, Ordering::SeqCst);
    }

    /// How many pages are kept, and the bytes they take.
    pub fn held(&self) -> (usize, u64) {
        (self.kept.len(), self.kept.weight())
    }

    /// How many times a page was rendered to be kept.
    pub fn rendered(&self) -> u64 {
        self.rendered.load(Ordering::SeqCst)
    }

    /// What there is of a page as of a stamp.
    pub fn look(&self, key: &Key, stamp: Stamp) -> Look<'_> {
        let kept = || self.kept.get(key).filter(|page| page.is_of(stamp));
        if let Some(page) = kept() {
            return Look::Kept(page);
        }
        let mut flights = self.flights();
        if let Some(flight) = flights.get(&(key.clone(), stamp)) {
            return Look::Awaited(flight.clone());
        }
        // Whoever rendered it meanwhile has kept it before the flight was taken away.
        if let Some(page) = kept() {
            return Look::Kept(page);
        }
        let (tell, told) = watch::channel(None);
        let of = (key.clone(), stamp);
        flights.insert(of.clone(), Flight(told));
        Look::Missing(Turn { pages: self, of, tell })
    }

    fn flights(&self) -> MutexGuard<'_, Flights> {
        self.flights.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Flight {
    /// What became of it; nothing if it is not kept.
    pub async fn outcome(mut self) -> Option<Arc<Kept>> {
        self.0.wait_for(Option::is_some).await.ok()?.clone()
    }
}

impl Turn<'_> {
    /// Keeps the page, for those who wait too.
    pub fn keep(self, page: Kept) -> Arc<Kept> {
        let page = Arc::new(page);
        self.pages.rendered.fetch_add(1, Ordering::SeqCst);
        self.pages.kept.insert(self.of.0.clone(), page.clone());
        self.tell.send_replace(Some(page.clone()));
        page
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.pages.flights().remove(&self.of);
    }
}
