//! One person applying to one posting, and what both sides see of it.
//!
//! Whoever is signed in applies with what their profile holds ([`apply`]); a guest's application
//! waits until a letter to the address is answered ([`guest`]). Everything that happens to an
//! application is a guarded update with an [`Event`] beside it. Where the employer takes
//! applications elsewhere, [`outside`] counts who goes there.

mod application;
mod apply;
mod cards;
mod desk_mails;
mod erasure;
mod export;
mod forms;
mod guards;
pub mod guest;
mod history;
pub mod mails;
pub mod outside;
pub mod pages;
mod received;
mod said;
mod stages;
mod telling;
mod withdrawal;

pub use crate::applicants::Contact;
pub use application::{Application, ApplicationId, Applied, PublicId, Stage};
pub use apply::{ApplyAs, KEPT, Landed, NewApplication, apply, takes_applications};
pub use cards::{Standing, applied_to, cards, found};
pub use erasure::erase_due;
pub use export::Export;
pub use guards::{Handling, Mine, Received};
pub use history::{Deed, Event, Side};
pub use said::{Answered, Said};
pub use stages::{LONGEST_NOTE, Note, notes};
pub use telling::{mornings, tell_daily, tell_members};
pub use withdrawal::withdraw_all;
