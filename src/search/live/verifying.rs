//! Whether the index a server would start with is what the database says: the file, brought up to date by the log,
//! against an index built anew.

mod questions;

use std::fmt;
use std::time::Duration;

use super::filling::fill;
use super::following::{end, follow};
use super::keeping;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::jobindex::JobIndex;
use crate::queue::{self, Task};
use crate::site::Site;
use questions::Questions;

/// How often it is tried while others write.
const TRIES: usize = 20;
/// How long a worker is waited for each time.
const PAUSE: Duration = Duration::from_millis(250);

/// What was compared.
#[derive(Debug)]
pub struct Verified {
    /// In the database.
    pub postings: usize,
    /// Whether there was a file; else the index was built, as a server would.
    pub from_file: bool,
    /// Changes of the log the file did not know.
    pub followed: i64,
    /// Searches, suggestions and the like that both were asked for.
    pub questions: usize,
    /// Postings that only one of both holds, or that are not the same in both.
    pub differing: Vec<i64>,
    /// The addresses of what they answer differently.
    pub answers: Vec<String>,
}

impl fmt::Display for Verified {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for id in &self.differing {
            writeln!(out, "posting {id} differs")?;
        }
        for address in &self.answers {
            writeln!(out, "{address} is answered differently")?;
        }
        let (postings, followed, questions) = (self.postings, self.followed, self.questions);
        match self.from_file {
            true => write!(out, "index: read from its file and led on by {followed} changes; ")?,
            false => write!(out, "index: built, as there is no file that can be used; ")?,
        }
        write!(out, "database: {postings} live postings; {questions} answers compared")
    }
}

impl Verified {
    pub fn is_equal(&self) -> bool {
        self.differing.is_empty() && self.answers.is_empty()
    }
}

/// Compares, while others may write.
pub fn verify(site: &Site) -> Result<Verified> {
    let kept = &site.index;
    let file = keeping::open(site)?;
    let start = match file {
        Some(start) => start,
        None => fill(&site.db, kept)?,
    };
    let fresh = JobIndex::new();
    let mut ends = (start, fill(&site.db, &fresh)?);
    for _ in 0..TRIES {
        ends.0 = follow(&site.db, kept, ends.0, |_| ())?;
        ends.1 = follow(&site.db, &fresh, ends.1, |_| ())?;
        let (kept, fresh) = (kept.load(), fresh.load());
        let differing = kept.differences(&fresh);
        // What differs counts only if nothing was written while it was looked at, and if the log has heard of all
        // that was: of employers it hears from a worker, later.
        let is_told = differing.is_empty() || !site.db.read_now(is_employer_untold)?;
        if !is_told {
            std::thread::sleep(PAUSE);
        } else if differing.is_empty() || site.db.read_now(end)? == ends.0.min(ends.1) {
            let questions = site.db.read_now(Questions::of)?;
            let now = site.clock.now().micros();
            return Ok(Verified {
                postings: fresh.len(),
                from_file: file.is_some(),
                followed: ends.0 - start,
                answers: questions.unlike(&kept, &fresh, now),
                questions: questions.len(),
                differing,
            });
        }
    }
    Err(Error::Conflict("the board is written to faster than it can be looked at, or no worker passes on what is said of employers".into()))
}

/// Whether something new about an employer has not reached its postings yet.
fn is_employer_untold(conn: &mut Conn) -> Result<bool> {
    queue::is_waiting(conn, &Task::FollowEmployer { employer: 0 })
}
