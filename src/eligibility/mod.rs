//! What postings demand, and who meets it. Pure: no database, no HTTP, no clock.
//!
//! [`Requirements`] is what a posting demands of the person, [`Stated`] all of what it states that
//! decides whether somebody can have the job, [`Fit`] what a person says of themselves, and
//! [`Verdict`] the answer, with its reasons.

mod accepts;
mod fit;
mod requirements;
mod stated;
mod verdict;

pub use accepts::Accepts;
pub use fit::{Experience, Fit, Held, Holding, Of, Point};
pub use requirements::{
    CredentialDemand, Demand, ExperienceDemand, Necessity, Requirements, Standing,
};
pub use stated::{Site, Stated};
pub use verdict::{About, Answer, Finding, Reason, Verdict};
