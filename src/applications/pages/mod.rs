//! What an applicant sees of applying, and an employer of those who do.

mod apply;
mod confirmation;
mod elsewhere;
mod ground;
mod guest;
mod handling;
mod list;
mod past;
mod phrases;
mod received;
mod received_list;
mod send;
mod sheet;
mod timeline;

pub use apply::apply;
pub use confirmation::{confirm, show as confirmation};
pub use elsewhere::{depart, said};
pub use guest::send as send_as_guest;
pub use handling::{move_to, note, resume as received_resume};
pub use list::list;
pub use received::received;
pub use received_list::received_list;
pub use send::send;
pub use timeline::{resume, show as timeline, withdraw};
