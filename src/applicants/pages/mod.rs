//! The pages of a coder's own affairs.

mod deletion;
mod export;
mod profile;

pub use deletion::{delete as delete_profile, form as deletion_form};
pub use export::{json as export, json_resume};
pub use profile::{form as profile_form, save as save_profile};
