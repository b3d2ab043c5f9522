//! The profile's form: what was typed becomes a [`NewProfile`](super::saving::NewProfile) or
//! words about each field, and a profile becomes what the boxes hold.

mod amounts;
mod boxes;
mod choices;
mod credentials;
mod differences;
mod number;
mod parse;
mod phone;
mod view;

pub use boxes::input_of;
pub use differences::{Difference, between};
pub use parse::parse;
pub use view::{Conflict, ProfileForm};

use crate::accounts::AccountId;
use crate::config::Secret;

/// Who fills the form in, and the key their numbers are sealed with.
#[derive(Clone, Copy)]
pub struct Writer<'a> {
    pub secret: &'a Secret,
    pub account: AccountId,
}
