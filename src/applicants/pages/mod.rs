//! The pages of a coder's own affairs: their profile, their state and credentials for a visit, and
//! what they keep and hide.

mod deletion;
mod export;
mod fit;
mod keep;
mod profile;
mod resume;
mod sheet;

pub use deletion::{delete as delete_profile, form as deletion_form};
pub use export::json_resume;
pub use fit::{end, fit_form, set_fit};
pub use keep::{clear_viewed, hide_employer, hide_posting, save};
pub use profile::{form as profile_form, save as save_profile};
pub use resume::{fetch as fetch_resume, remove as remove_resume, save as save_resume};
