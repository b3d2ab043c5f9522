//! "Something was committed": wakes the threads that follow the database in this process.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Counts commits; followers wait for the count to move on.
#[derive(Clone, Debug, Default)]
pub struct Signal(Arc<(Mutex<u64>, Condvar)>);

impl Signal {
    /// Says that something was committed.
    pub fn give(&self) {
        let (count, waiters) = &*self.0;
        *count.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        waiters.notify_all();
    }

    /// Waits until the count differs from `seen` or `timeout` has passed; returns the count.
    pub fn wait(&self, seen: u64, timeout: Duration) -> u64 {
        let (count, waiters) = &*self.0;
        let held = count.lock().unwrap_or_else(PoisonError::into_inner);
        let (held, _) = waiters
            .wait_timeout_while(held, timeout, |now| *now == seen)
            .unwrap_or_else(PoisonError::into_inner);
        *held
    }
}
