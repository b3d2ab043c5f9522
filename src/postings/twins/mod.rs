//! The same job advertised several times: by several agencies, by an agency and the hospital
//! itself, by a job site it was copied from; or by one employer again and again.
//!
//! Postings are one job if they say nearly the same (of the words three by three that two
//! descriptions have together, at least 70 of 100 are in both), under a title with the same core,
//! for the same kind of arrangement and town or states, and no employment type speaks against it.
//! Two keys (min-hashes, see [`gist`]) find candidates; the texts themselves decide.
//!
//! *Twins* are live postings of different employers, one of them at least an agency, or of one
//! employer and the copies of it that were imported. One stands for them: that of an employer that
//! hires for itself, else the one that was first. It alone is in the index, so lists, counts and
//! feeds have the job once; its card names the others. What one employer advertises side by side
//! stays apart, and so does what says too little, or not where the work is.
//!
//! *Posted again* is what says the same as an ended posting of the same employer.
//!
//! All of it is decided when a change is written to the log, under the log's lock: whoever comes
//! later sees it, and what has changed with it gets a row of the log, too. What takes long, reading
//! the texts that have changed, is done before.

mod again;
mod gist;
mod line;
mod others;
mod past;
mod rows;
mod settle;
mod texts;

pub(super) use others::others;
pub use others::{Others, attach_others, jobs, shown_as};
pub use past::compare_texts;
pub(super) use rows::{TextRow, text_rows};
pub(super) use settle::settle;
pub(super) use texts::Texts;
