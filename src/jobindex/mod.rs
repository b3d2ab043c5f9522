//! The index every search, feed and alert is answered from, so that all of them mean the same.
//!
//! The database is the only truth; this room knows neither it nor the web. It is told of live postings as
//! [`Document`]s, holds them as sets of slots for every word and facet value, and answers a [`Criteria`] with ids in
//! order, the total and the count beside every facet value.
//!
//! Reading order: [`Document`] in, [`Criteria`] asked, `query` understands its words, `evaluate` and `selection` find,
//! `facets` counts, `rank` orders, `nearly` finds what has most of the words; `segment`, `lists`, `slots` and their like are how it is stored, `building`,
//! `parts`, `merge`, `compaction` and `file` how it is written. Whoever searches may be known: their
//! [`Eyes`] say what they meet and what they do not want to see. `naive` is the plain scan that tests hold it equal to.

mod bits;
mod buckets;
mod building;
mod column;
mod compaction;
mod corrections;
mod counter;
mod criteria;
mod document;
mod employers;
mod evaluate;
mod facet_slots;
mod facets;
mod file;
#[cfg(test)]
mod file_tests;
#[cfg(test)]
mod finding_tests;
#[cfg(test)]
mod generated;
mod groups;
mod hits;
mod lists;
mod merge;
#[cfg(test)]
mod naive;
mod names;
mod nearly;
mod parts;
mod prefixes;
mod query;
mod question;
mod rank;
mod segment;
mod selected;
mod selection;
mod shapes;
mod similar;
mod sites;
mod slots;
mod snapshot;
mod stored;
mod suggest;
mod tally;
mod terms;
#[cfg(test)]
mod tests;
mod text;
mod tokens;

pub use criteria::{Criteria, Dropped, Near, Parsed, Sort, Why, employer_slug};
pub use document::{Change, Document};
pub use employers::EmployerCount;
pub use facets::{Facet, FacetValue};
pub use file::Unusable;
pub use groups::Group;
pub use nearly::Nearly;
pub use query::Offer;
pub use snapshot::{Counter, Eyes, Found, Snapshot};
pub use suggest::{Kind, Suggestion};

use arc_swap::ArcSwap;
use parts::Parts;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The index of the running program. Readers take a snapshot and never wait; writers take turns.
#[derive(Debug, Default)]
pub struct JobIndex {
    current: ArcSwap<Snapshot>,
    writer: Mutex<()>,
}

impl JobIndex {
    /// An empty index.
    pub fn new() -> JobIndex {
        JobIndex::default()
    }

    /// The index as it is now.
    pub fn load(&self) -> Arc<Snapshot> {
        self.current.load_full()
    }

    /// Makes changes visible, all at once, before it returns. Of several changes of one posting the last counts;
    /// removing what is not there changes nothing.
    pub fn apply(&self, changes: Vec<Change>) {
        let _writing = self.writing();
        if !changes.is_empty() {
            let before = self.load();
            self.publish(before.parts().after(changes));
        }
    }

    /// Forgets everything and holds `all` instead. Until it returns, readers see what was there before.
    pub fn replace(&self, all: impl Iterator<Item = Document>) {
        let Ok(()) = self.try_replace(all.map(Ok::<Document, Infallible>));
    }

    /// The same of what may fail to come; then the index stays as it was.
    pub fn try_replace<E>(&self, all: impl Iterator<Item = Result<Document, E>>) -> Result<(), E> {
        let _writing = self.writing();
        let mut failed = None;
        let sound = all.map_while(|one| one.map_err(|error| failed = Some(error)).ok());
        let parts = Parts::of(sound);
        match failed {
            Some(error) => Err(error),
            None => {
                self.publish(parts);
                Ok(())
            }
        }
    }

    fn publish(&self, parts: Parts) {
        let generation = self.current.load().generation() + 1;
        self.current.store(Arc::new(Snapshot::new(parts, generation)));
    }

    /// A writer that panicked published nothing, so the next may go on.
    fn writing(&self) -> MutexGuard<'_, ()> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
