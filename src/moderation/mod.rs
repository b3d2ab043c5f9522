//! Keeping strangers from people: the queue of held postings, reports from readers, and what an
//! administrator decides. Every decision is one verb of the noun it concerns, told by mail and
//! written into the record.

mod decide;
mod employer_page;
mod posting_page;
mod queue_page;
mod record;
mod report;
mod report_pages;

pub use decide::{approve, reinstate, return_posting, suspend, take_down};
pub use employer_page::employer;
pub use posting_page::posting;
pub use queue_page::queue;
pub use report_pages::{file, form, list, settle};
