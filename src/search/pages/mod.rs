//! The listing, the employers of a search, the same search as feeds, and what may be meant while one
//! is typed.

mod employers;
mod feed;
mod listing;
mod suggest;

pub use employers::employers;
pub use feed::{atom, json, rss};
pub use listing::listing;
pub use suggest::suggest;
