//! What postings demand, and who meets it. Pure: no database, no HTTP, no clock.

mod accepts;
mod requirements;

pub use accepts::Accepts;
pub use requirements::{
    CredentialDemand, Demand, ExperienceDemand, Necessity, Requirements, Standing,
};
