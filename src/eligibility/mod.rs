//! What postings demand, and who meets it. Pure: no database, no HTTP, no clock.
//!
//! [`Requirements`] is what a posting demands of the person, [`Stated`] all of what it states that
//! decides whether somebody can have the job, [`Fit`] what a person says of themselves, and
//! [`Verdict`] the answer, with its reasons. [`Judge`] gives it: `wallet` and `credentials`,
//! `months` and `experience`, `reach` and `place` each know one thing it looks at, and `findings`
//! gathers what they find, with or without the words.

mod accepts;
mod credentials;
mod experience;
mod findings;
mod fit;
#[cfg(test)]
pub(crate) mod generated;
mod judge;
#[cfg(test)]
mod judge_tests;
mod months;
mod place;
mod point;
mod reach;
mod requirements;
mod stated;
mod verdict;
mod wallet;
mod wording;

pub use accepts::Accepts;
pub use fit::{Experience, Fit, Held, Holding, Of};
pub use judge::Judge;
pub use point::Point;
pub use reach::Reach;
pub use requirements::{
    CredentialDemand, Demand, ExperienceDemand, Necessity, Requirements, Standing,
};
pub use stated::{Site, Stated};
pub use verdict::{About, Answer, Finding, Reason, Verdict};
