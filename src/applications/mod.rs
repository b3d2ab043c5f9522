//! One person applying to one posting, and what both sides see of it.

mod application;
mod history;

pub use application::{Application, ApplicationId, Applied, Contact, PublicId, Stage};
pub use history::{Deed, Event, Side};
