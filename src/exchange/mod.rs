//! Postings from elsewhere. Today: files of JSON Lines, read as imported, unclaimed postings
//! whose facts are read out of their text and stay marked as such.

mod import;

pub use import::{Judged, Report, import};
