//! Views that wait to be written down: looking at a page waits for no write.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::accounts::AccountId;
use crate::clock::Moment;
use crate::postings::PostingId;

/// Somebody looks at a posting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct View {
    pub account: AccountId,
    pub posting: PostingId,
}

/// The waiting room: each view with its last time.
#[derive(Debug, Default)]
pub(super) struct Views(Mutex<HashMap<View, Moment>>);

impl Views {
    /// As many wait at most. What comes then is not noted: nobody is harmed.
    const MOST: usize = 10_000;

    pub fn note(&self, view: View, at: Moment) {
        let mut waiting = self.waiting();
        if waiting.len() < Views::MOST || waiting.contains_key(&view) {
            waiting.entry(view).and_modify(|last| *last = at.max(*last)).or_insert(at);
        }
    }

    /// All of them; none wait afterwards.
    pub fn take(&self) -> HashMap<View, Moment> {
        std::mem::take(&mut self.waiting())
    }

    fn waiting(&self) -> MutexGuard<'_, HashMap<View, Moment>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
