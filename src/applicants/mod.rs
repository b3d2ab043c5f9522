//! Coders as job seekers: what they say of themselves, what of it a verdict looks at, and which
//! postings they keep or hide.
//!
//! A [`Profile`] is what somebody says; its [`Fit`](crate::eligibility::Fit) is what a verdict
//! looks at, and its [`Snapshot`] what an application keeps of it and an employer is shown.

mod experience;
mod export;
mod fit;
mod forms;
pub mod pages;
mod profile;
mod resume;
mod retention;
mod saving;
mod wallet;

pub use experience::{amount, of_text};
pub use export::{Export, json_resume};
pub use fit::{Certificate, Expertise, Snapshot, fit_of};
pub use profile::{Contact, Profile, erase};
pub use resume::{Resume, sweep_files};
pub use retention::{renew, sweep};
pub use saving::{NewCredential, NewProfile, Number};
pub use wallet::{HeldCredential, HeldStanding, number_of};
