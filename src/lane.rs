//! Bounded blocking work. Each kind of slow work (reading, writing, hashing a password) has a
//! lane of its own, so that a flood of one kind can neither starve another nor grow memory.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::Semaphore;

use crate::error::{Error, Result};

/// At most `width` at a time, at most `queue` waiting, each at most `wait`.
#[derive(Clone, Debug)]
pub struct Lane {
    permits: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
    queue: usize,
    wait: Duration,
}

/// Counts one waiting caller for as long as it lives, even if its request is dropped.
struct Waiting(Arc<AtomicUsize>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Lane {
    pub fn new(width: usize, queue: usize, wait: Duration) -> Lane {
        Lane {
            permits: Arc::new(Semaphore::new(width)),
            waiting: Arc::new(AtomicUsize::new(0)),
            queue,
            wait,
        }
    }

    /// Runs `work` on a blocking thread, or answers `Busy` if the lane is full for too long.
    /// Once started the work keeps its place even when the caller goes away.
    pub async fn run<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce() -> T + Send + 'static,
    {
        let permit = {
            let waiting = Waiting(self.waiting.clone());
            if waiting.0.fetch_add(1, Ordering::SeqCst)
                >= self.queue + self.permits.available_permits()
            {
                return Err(self.busy());
            }
            let permit = self.permits.clone().acquire_owned();
            tokio::time::timeout(self.wait, permit)
                .await
                .map_err(|_| self.busy())?
                .map_err(Error::internal)?
        };
        let task = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(permit);
            done
        });
        task.await.map_err(Error::internal)
    }

    fn busy(&self) -> Error {
        Error::Busy { retry_after: Duration::from_secs(2) }
    }
}
