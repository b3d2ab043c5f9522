//! What an applicant sees of applying, and an employer of those who do.

mod handling;
mod phrases;
mod received;
mod received_list;
mod sent;

pub use handling::{move_to, note, resume as received_resume};
pub use received::received;
pub use received_list::received_list;
