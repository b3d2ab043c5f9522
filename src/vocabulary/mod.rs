//! The words of the field, and the map of the country.
//!
//! Everything the board can filter by, read out of a text or ask in a form is an entry here: roles,
//! credentials, specialties, care settings, code sets, software, and the smaller lists. The files live in
//! `reference/` and are compiled in; they are parsed once, on first use. Other rooms hold slugs (stable text)
//! or the `u16` index of an entry in its [`Table`] (stable within one build only).

mod credential;
mod entry;
mod fold;
mod geography;
mod neighbors;
mod place;
mod reference;
mod state;
mod table;
mod titles;
mod unseen;

pub use credential::{Credential, Issuer, Level, Status};
pub use entry::{
    Attribute, CareSetting, CodeSet, EmployerKind, Entry, Mode, Role, Software, Specialty,
    SynonymGroup,
};
pub use fold::{fold, fold_char};
pub use geography::{Found, Geography, geography};
pub use place::Place;
pub use reference::{Flaw, Vocabulary, vocabulary};
pub use state::{State, StateSet};
pub use table::Table;
pub use titles::{Combination, Rise, Spelling, TitleRules};
pub use unseen::is_unseen;
