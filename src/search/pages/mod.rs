//! The listing, and the same search as feeds.

mod feed;
mod listing;

pub use feed::{atom, json, rss};
pub use listing::listing;
