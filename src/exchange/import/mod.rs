//! One import: read a line, understand it, store it. A line that cannot be read is reported
//! with its number and stops nothing; a second import of the same file changes nothing.

mod dates;
mod description;
mod imported;
mod report;
mod row;

use std::io::{BufRead, Read};

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::Value;

pub use report::Report;

use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::postings::{Imported, Stage};
use crate::site::Site;
use row::Row;

/// A line longer than this is refused: no posting is.
const LONGEST_LINE: u64 = 2 * 1024 * 1024;

/// Postings stored in one transaction.
const BATCH: usize = 100;

/// The day an import is judged on: which postings are live and which have expired.
#[derive(Clone, Copy, Debug)]
pub struct Judged {
    pub now: Moment,
    /// The day stood in for today's; what was imported earlier is left alone.
    pub as_of: Option<NaiveDate>,
}

impl Judged {
    /// The moment the postings are judged at.
    fn at(self) -> Moment {
        self.as_of.map_or(self.now, Moment::at_midnight)
    }
}

/// Imports JSON Lines. `progress` is told how many bytes have been read so far.
pub fn import(
    site: &Site,
    input: impl BufRead,
    judged: Judged,
    mut progress: impl FnMut(u64),
) -> Result<Report> {
    let mut report = Report::default();
    let mut batch = Vec::with_capacity(BATCH);
    let mut lines = Lines { input, number: 0, bytes: 0 };
    while let Some(line) = lines.next()? {
        progress(lines.bytes);
        match line.and_then(|text| understand(&text, judged)) {
            Ok(None) => continue,
            Ok(Some(imported)) => batch.push((lines.number, imported)),
            Err(reason) => report.reject(lines.number, reason),
        }
        report.read += 1;
        if batch.len() >= BATCH {
            store(site, &mut batch, judged, &mut report)?;
        }
    }
    store(site, &mut batch, judged, &mut report)?;
    Ok(report)
}

/// Nothing for a blank line; the reason for one that is no posting.
fn understand(line: &str, judged: Judged) -> std::result::Result<Option<Imported>, String> {
    if line.trim().is_empty() {
        return Ok(None);
    }
    // An object by name: a list would fit a row by position.
    let row = serde_json::from_str(line)
        .and_then(|object: serde_json::Map<_, _>| Row::deserialize(Value::Object(object)))
        .map_err(|error| format!("not a posting: {error}"))?;
    imported::from_row(&row, judged.at()).map(Some)
}

fn store(
    site: &Site,
    batch: &mut Vec<(usize, Imported)>,
    judged: Judged,
    report: &mut Report,
) -> Result<()> {
    if batch.is_empty() {
        return Ok(());
    }
    let stored = site.db.write_now(|conn| {
        Imported::store_all(conn, judged.now, batch.iter().map(|(_, imported)| imported))
    });
    match stored {
        Ok(outcomes) => {
            for ((_, imported), outcome) in batch.drain(..).zip(outcomes) {
                report.count(outcome, imported.stage() == Stage::Live);
            }
            Ok(())
        }
        Err(error) => one_by_one(site, batch, judged, report, error),
    }
}

/// A batch failed as a whole: find the posting the database will not take, and keep the others.
fn one_by_one(
    site: &Site,
    batch: &mut Vec<(usize, Imported)>,
    judged: Judged,
    report: &mut Report,
    error: Error,
) -> Result<()> {
    tracing::warn!(%error, "a batch could not be stored; its postings are tried one by one");
    let mut stored = 0;
    for (line, imported) in batch.drain(..) {
        match site.db.write_now(|conn| imported.store(conn, judged.now)) {
            Ok(outcome) => {
                stored += 1;
                report.count(outcome, imported.stage() == Stage::Live);
            }
            Err(error) => report.reject(line, format!("could not be stored: {error}")),
        }
    }
    // When nothing at all can be stored, the fault is not in the lines.
    if stored == 0 { Err(error) } else { Ok(()) }
}

/// Lines of bounded length; a longer one is skipped, not held.
struct Lines<R> {
    input: R,
    number: usize,
    bytes: u64,
}

impl<R: BufRead> Lines<R> {
    fn next(&mut self) -> Result<Option<std::result::Result<String, String>>> {
        let mut line = Vec::new();
        let read = (&mut self.input)
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut line)
            .map_err(Error::internal)?;
        if read == 0 {
            return Ok(None);
        }
        self.number += 1;
        self.bytes += read as u64;
        if !line.ends_with(b"\n") && read as u64 == LONGEST_LINE {
            self.skip_line()?;
            return Ok(Some(Err(format!("longer than {LONGEST_LINE} bytes"))));
        }
        Ok(Some(String::from_utf8(line).map_err(|_| "not UTF-8".to_string())))
    }

    fn skip_line(&mut self) -> Result<()> {
        loop {
            let (used, ended) = {
                let held = self.input.fill_buf().map_err(Error::internal)?;
                match held.iter().position(|byte| *byte == b'\n') {
                    Some(end) => (end + 1, true),
                    None => (held.len(), held.is_empty()),
                }
            };
            self.input.consume(used);
            self.bytes += used as u64;
            if ended {
                return Ok(());
            }
        }
    }
}
