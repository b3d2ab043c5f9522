//! The running program's shared state: what every handler and every task is given.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::error::Result;
use crate::files::Files;
use crate::jobindex::JobIndex;
use crate::lane::{Lane, Turns};
use crate::mail::Mailer;
use crate::web::{Assets, Everywhere, Limits, Pages, Receiving, Templates};

/// Cheap to clone: everything inside is shared.
#[derive(Clone)]
pub struct Site {
    pub config: Arc<Config>,
    pub clock: Clock,
    pub db: Db,
    pub mailer: Mailer,
    pub templates: Arc<Templates>,
    pub assets: Arc<Assets>,
    pub limits: Arc<Limits>,
    /// Every live posting, as searches see it.
    pub index: Arc<JobIndex>,
    pub followed: Arc<Followed>,
    /// What everybody is shown the same.
    pub pages: Arc<Pages>,
    /// What rooms keep in memory.
    pub kept: Arc<Kept>,
    /// Password hashing takes 19 MB and 15 ms of a core each: one at a time.
    pub hashing: Lane,
    /// What people uploaded.
    pub files: Files,
    /// Memory for what is being uploaded.
    pub receiving: Receiving,
    /// Taking a file apart may take 512 MB and ten seconds of a core: two at a time, or half as
    /// many as there are cores.
    pub extracting: Lane,
    /// One of them for each network and each account, so that nobody keeps others waiting.
    pub extracting_for: Turns,
}

impl Site {
    /// Opens everything; migrates nothing.
    pub fn open(config: Config, clock: Clock) -> Result<Site> {
        let assets = Arc::new(Assets::load());
        Ok(Site {
            db: Db::open(config.database.clone())?,
            mailer: Mailer::open(&config)?,
            templates: Arc::new(Templates::load(&Everywhere::of(&assets))?),
            limits: Arc::new(Limits::new(clock.clone())),
            index: Arc::new(JobIndex::new()),
            followed: Arc::new(Followed::default()),
            pages: Arc::new(Pages::default()),
            kept: Arc::new(Kept::default()),
            hashing: Lane::new(1, 32, Duration::from_millis(500)),
            files: Files::open(config.data.join("files"))?,
            receiving: Receiving::default(),
            extracting: Lane::new(extractions(), 32, Duration::from_secs(30)),
            extracting_for: Turns::new(1),
            config: Arc::new(config),
            assets,
            clock,
        })
    }
}

fn extractions() -> usize {
    let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    (cores / 2).max(2)
}

/// How far the index has come along the log of changes.
#[derive(Debug, Default)]
pub struct Followed {
    last: Mutex<Option<i64>>,
    filled: AtomicBool,
    /// The same of the index's file; 0 if there is none.
    kept: AtomicI64,
    failing: Mutex<Option<Instant>>,
}

impl Followed {
    /// The id of the last change taken in, nothing before the index was filled; one at a time.
    pub fn turn(&self) -> MutexGuard<'_, Option<i64>> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that the index holds what the database held.
    pub fn filled(&self) {
        self.filled.store(true, Ordering::SeqCst);
    }

    pub fn is_filled(&self) -> bool {
        self.filled.load(Ordering::SeqCst)
    }

    /// Notes whether the last try to bring the index up to date failed.
    pub fn note_failing(&self, fails: bool) {
        let mut since = self.failing.lock().unwrap_or_else(PoisonError::into_inner);
        *since = fails.then(|| since.unwrap_or_else(Instant::now));
    }

    /// For how long the index could not be brought up to date, if the last try failed.
    pub fn fails_for(&self) -> Option<Duration> {
        self.failing.lock().unwrap_or_else(PoisonError::into_inner).map(|since| since.elapsed())
    }

    /// Notes the last change the index's file holds.
    pub fn note_kept(&self, change: i64) {
        self.kept.store(change, Ordering::SeqCst);
    }

    /// The last change the index's file holds, if there is a file that can be used.
    pub fn kept(&self) -> Option<i64> {
        Some(self.kept.load(Ordering::SeqCst)).filter(|change| *change > 0)
    }
}

/// What rooms keep in the memory of this process, each under a type of its own, made when it is
/// asked for first.
#[derive(Debug, Default)]
pub struct Kept(Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>);

impl Kept {
    pub fn of<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let one = kept.entry(TypeId::of::<T>()).or_insert_with(|| Arc::new(T::default()));
        Arc::clone(one).downcast().expect("it is kept under its own type")
    }
}

/// Asks the threads of the process to come to an end.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    pub fn ask(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}
