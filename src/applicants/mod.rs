//! Coders as job seekers: what they say of themselves, what of it a verdict looks at, and which
//! postings they keep or hide.
//!
//! A [`Profile`] is what somebody says; its [`Fit`](crate::eligibility::Fit) is what a verdict
//! looks at, and its [`Snapshot`] what an application keeps of it and an employer is shown.
//! Whoever has no profile may say the same for a visit; a [`Seeker`] is whoever looks, and a
//! [`Looker`] sees postings with their eyes.

mod done;
mod experience;
mod export;
mod fit;
mod forms;
mod guards;
mod hidden;
mod holder;
mod looker;
mod looking;
pub mod pages;
mod profile;
mod resume;
mod retention;
mod saved;
mod saving;
mod unreferenced;
mod verdict;
mod viewed;
mod views;
mod visit;
mod wallet;

pub use done::{Done, DoneView};
pub use experience::{amount, of_text};
pub use export::{Export, json_resume};
pub use fit::{Certificate, Expertise, Snapshot, fit_of};
pub use guards::{FitBy, Seeker};
pub use hidden::{hidden_among, hidden_employers, hidden_ids, hidden_postings};
pub use holder::Holder;
pub use looker::Looker;
pub use looking::{Looking, fit_words};
pub use profile::{Contact, Profile, erase};
pub use resume::Resume;
pub use retention::{renew, sweep};
pub use saved::{Marks, saved};
pub use saving::{NewCredential, NewProfile, Number};
pub use unreferenced::sweep_files;
pub use verdict::{ReasonGroup, VerdictView};
pub use viewed::{Seen, forget_views, keep_views, note_view, viewed, write_views};
pub use visit::blank as blank_fit;
pub use wallet::{HeldCredential, HeldStanding, number_of};
