//! One person applying to one posting, and what both sides see of it.

mod application;
mod history;

pub use crate::applicants::Contact;
pub use application::{Application, ApplicationId, Applied, PublicId, Stage};
pub use history::{Deed, Event, Side};
