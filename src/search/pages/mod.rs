//! The listing, all values of one of its filters, the same search as feeds, and what may be meant
//! while one is typed.

mod choose;
mod feed;
mod listing;
mod suggest;

pub use choose::{employers, values};
pub use feed::{atom, json, rss};
pub use listing::listing;
pub use suggest::suggest;
