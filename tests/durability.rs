//! What the board has acknowledged is never lost, and nothing is ever there by half: the program
//! is killed without warning, again and again, while people use it as fast as they can.

mod applying;
mod publishing;

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use crate::support::{Client, Page, Program, Running, kills};

/// How many pages are looked at after each start; all of them are at the end.
const LATEST: usize = 20;

/// What those who work share with the one who kills.
struct Shared<T> {
    /// What the board said is done.
    acknowledged: Mutex<Vec<T>>,
    /// Requests that got no answer.
    cut_off: AtomicUsize,
    stop: AtomicBool,
}

impl<T: Clone> Shared<T> {
    fn new() -> Shared<T> {
        Shared {
            acknowledged: Mutex::default(),
            cut_off: AtomicUsize::new(0),
            stop: AtomicBool::new(false),
        }
    }

    fn is_over(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Notes what the board has said yes to.
    fn done(&self, one: T) {
        self.acknowledged.lock().expect("nobody who works panics").push(one);
    }

    /// Acknowledged so far, but for the first `seen`.
    fn since(&self, seen: usize) -> Vec<T> {
        self.acknowledged.lock().expect("nobody who works panics")[seen..].to_vec()
    }

    /// Asks until there is an answer; none if time is up before. No answer is no acknowledgement.
    fn insist(&self, ask: impl Fn() -> Result<Page, reqwest::Error>) -> Option<Page> {
        while !self.is_over() {
            match ask() {
                Ok(page) if !matches!(page.status, 429 | 503) => return Some(page),
                Ok(_) => {}
                Err(error) if error.is_connect() => {}
                Err(_) => {
                    self.cut_off.fetch_add(1, Ordering::Relaxed);
                }
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        None
    }
}

/// Ends those who work whatever happens: their threads are waited for.
struct StopAtEnd<'a, T>(&'a Shared<T>);

impl<T> Drop for StopAtEnd<'_, T> {
    fn drop(&mut self) {
        self.0.stop.store(true, Ordering::Relaxed);
    }
}

/// Kills the program again and again while `work` goes on; after each end `rows` is given what
/// was acknowledged since the end before, and after each start `pages` the latest of it.
fn kill_while<T: Clone + Send + Sync>(
    program: &Program,
    first: Running,
    shared: &Shared<T>,
    work: Vec<Box<dyn Fn() + Send + Sync + '_>>,
    rows: impl Fn(&[T]),
    pages: impl Fn(&Client, &[T]),
) -> Running {
    std::thread::scope(|threads| {
        let stop = StopAtEnd(shared);
        for work in &work {
            threads.spawn(work);
        }
        let (mut running, mut seen) = (first, 0);
        for kill in 1..=kills() {
            // Different moments of what is being done.
            std::thread::sleep(Duration::from_millis(100 + (kill as u64 * 73) % 250));
            drop(running);
            let acknowledged = shared.since(seen);
            seen += acknowledged.len();
            rows(&acknowledged);
            running = program.start(kill);
            let last = acknowledged.len().saturating_sub(LATEST);
            pages(&Client::new(&program.base), &acknowledged[last..]);
        }
        drop(stop);
        running
    })
}
