//! The sample board: fictional employers and postings, as many as asked for, the same on every machine.
//!
//! A demo is never empty and a benchmark has a million postings, without a line of anybody's real ad. Every
//! fact is drawn first (role, place, pay, credentials, ...), then the description is written from the facts,
//! so that text and structure agree. Posting number `n` depends on the seed and `n` alone. The generator is pure: no
//! database, no clock; times are told as days before and after today. `board` puts its work into a database, by the
//! verbs the browser uses.
//!
//! Words live in `words/` and were written for this project; towns are real and come from `reference/`.

#[cfg(test)]
mod agreement_tests;
mod article;
mod ask;
mod bank;
mod board;
mod coders;
mod content;
mod dice;
mod draft;
mod employer;
mod generator;
mod kit;
mod lists;
mod needs;
mod offer;
mod paper;
mod pay;
mod phrase;
mod place;
mod posting;
mod scene;
mod scope;
mod section;
#[cfg(test)]
mod tests;

pub use board::{SignIns, top_up};
pub use employer::SampleEmployer;
pub use generator::Generator;
pub use posting::{AskedOfAll, SamplePay, SamplePlace, SamplePosting};
