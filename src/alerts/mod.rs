//! Searches that write: somebody names a search and how often, and hears of every posting that
//! appears for it, once.
//!
//! A [`Subscriber`] is one person, with or without an account; an [`Alert`] is one search of theirs.
//! `asking` and `changing` are what people do with alerts. What goes live is taken into a batch
//! (`batch`), the batch's own index answers every alert (`matching`), and each hit waits as a row
//! (`delivery`) until the subscriber's letter is due (`schedule`); what the letter then says is
//! looked up when it is rendered ([`Mailing`]).

mod alert;
mod asking;
mod changing;
mod criteria;
mod delivery;
mod erasure;
mod mailing;
mod schedule;
mod subscriber;
mod words;

pub use alert::{Alert, AlertId, Frequency, Stage, of, one, waiting};
pub use asking::{ASKED_DAYS, MOST, NewAlert, Waiting, ask, confirm, subscribe};
pub use changing::{Change, LONGEST_PAUSE_DAYS, change, end, end_all, resume};
pub use delivery::{Gathered, hand_over, is_any_due};
pub use erasure::erase;
pub use mailing::{Mailing, SHOWN};
pub use subscriber::{Subscriber, SubscriberId};
pub use words::describe;
