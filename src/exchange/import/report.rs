//! What an import did, in numbers.

use serde::Serialize;

use crate::postings::Outcome;

/// Rejected lines whose reasons are kept: a file of another kind has nothing but such lines.
const REASONS: usize = 100;

/// The last line of the command's output.
#[derive(Debug, Default, Serialize, PartialEq, Eq)]
pub struct Report {
    /// Lines that held something.
    pub read: usize,
    pub imported: usize,
    pub updated: usize,
    pub unchanged: usize,
    pub rejected: usize,
    /// Of those now stored from this file: open on the day judged by.
    pub live: usize,
    pub expired: usize,
    /// Line number and reason of each rejected line, the first hundred.
    #[serde(skip)]
    pub rejections: Vec<(usize, String)>,
}

impl Report {
    /// Counts one stored posting; `live` as of the day the import is judged on.
    pub(super) fn count(&mut self, outcome: Outcome, live: bool) {
        *match outcome {
            Outcome::Imported(_) => &mut self.imported,
            Outcome::Updated(_) => &mut self.updated,
            Outcome::Unchanged(_) => &mut self.unchanged,
        } += 1;
        *if live { &mut self.live } else { &mut self.expired } += 1;
    }

    pub(super) fn reject(&mut self, line: usize, reason: String) {
        self.rejected += 1;
        if self.rejections.len() < REASONS {
            self.rejections.push((line, reason));
        }
    }
}
