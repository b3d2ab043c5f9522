//! Asking for alerts, confirming, keeping and ending them.

mod ask;
mod change;
mod confirm;
mod filters;
mod list;
mod mended;
mod sure;
mod unsubscribe;
mod view;

pub use ask::ask;
pub use change::{save, show as change};
pub use confirm::{confirm, show as confirmation};
pub use filters::{begin as choose_filters, leave as leave_filters, save as save_filters};
pub use list::{end, go_on, list};
pub use unsubscribe::{show as unsubscribing, unsubscribe};
