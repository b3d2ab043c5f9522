//! The posting form: what was typed becomes content, content becomes what the boxes hold, and
//! facts read out of text are marked until a person agrees.

mod boxes;
mod demands;
mod differences;
mod numbers;
mod options;
mod parse;
mod questions;
mod read;
pub mod saving;
mod view;

pub use boxes::input_of;
pub use differences::{Difference, between};
pub use numbers::{money, typed_money, whole};
pub use parse::{Typed, parse};
pub use read::{agreed, marks};
pub use view::{Clash, Conflict, FIELDS, FormPage, PostingForm, asks_for_rows};
