//! The administrator's room, and the page everybody reports a posting on.

mod decide;
mod employer;
mod posting;
mod queue;
mod record;
mod reports;
mod tabs;

pub use decide::{approve, reinstate, return_posting, suspend, take_down};
pub use employer::employer;
pub use posting::posting;
pub use queue::queue;
pub use record::{Badge, Line, moment, record};
pub use reports::{file, form, list, settle};
pub use tabs::{Room, Tabs, counted, tabs};
