//! Finding postings: the listing page, and the thread that keeps the index equal to the database.
//!
//! The index holds what is live and nothing else; at start it is read from its file or filled, and
//! then it follows the log of changes. A search never asks the database which postings fit, only what their cards say.

mod advice;
mod ask;
mod asked;
mod choosing;
mod document;
mod employers;
mod facets;
mod feeds;
mod filters;
mod guards;
mod live;
mod narrower;
pub mod pages;
mod parts;
mod pay;
mod personal;
mod results;
mod said;
mod suggestions;
mod telling;
mod words;

pub use ask::Ask;
pub use document::{documents, documents_of_all};
pub use guards::{changed_cookie, changing, changing_cookie};
pub use live::{Verified, build, is_ready, keep, refresh, run, verify};
pub use personal::is_said;
pub use results::PAGE_SIZE;
pub use words::{counted_jobs, thousands};
