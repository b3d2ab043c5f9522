//! Bounded blocking work. Each kind of slow work (reading, writing, hashing a password) has a
//! lane of its own, so that a flood of one kind can neither starve another nor grow memory.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, Semaphore};

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

/// Turns by key: of each key so many at a time, whatever there is of others.
#[derive(Clone, Debug)]
pub struct Turns(Arc<Taken>);

#[derive(Debug)]
struct Taken {
    most: usize,
    by_key: Mutex<BTreeMap<String, usize>>,
    ended: Notify,
}

/// One turn of every key it was taken for; it ends when this is dropped.
#[derive(Debug)]
pub struct Turn {
    taken: Arc<Taken>,
    keys: Vec<String>,
}

impl Turns {
    pub fn new(most: usize) -> Turns {
        let by_key = Mutex::new(BTreeMap::new());
        Turns(Arc::new(Taken { most, by_key, ended: Notify::new() }))
    }

    /// A turn of all of these keys, if each has one left.
    pub fn take(&self, keys: &[String]) -> Option<Turn> {
        let mut by_key = self.0.by_key.lock().unwrap_or_else(PoisonError::into_inner);
        if keys.iter().any(|key| by_key.get(key).is_some_and(|taken| *taken >= self.0.most)) {
            return None;
        }
        for key in keys {
            *by_key.entry(key.clone()).or_default() += 1;
        }
        Some(Turn { taken: self.0.clone(), keys: keys.to_vec() })
    }

    /// The same, waiting for it at most so long.
    pub async fn wait(&self, keys: &[String], patience: Duration) -> Option<Turn> {
        let turn = async {
            loop {
                let ended = self.0.ended.notified();
                if let Some(turn) = self.take(keys) {
                    return turn;
                }
                ended.await;
            }
        };
        tokio::time::timeout(patience, turn).await.ok()
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut by_key = self.taken.by_key.lock().unwrap_or_else(PoisonError::into_inner);
        for key in &self.keys {
            match by_key.get_mut(key) {
                Some(taken) if *taken > 1 => *taken -= 1,
                _ => drop(by_key.remove(key)),
            }
        }
        self.taken.ended.notify_waiters();
    }
}
