//! What a person says of themselves, as far as it decides whether they meet a posting.

use serde::{Deserialize, Serialize};

use super::point::Point;
use crate::vocabulary::{State, StateSet};

/// Everything a verdict looks at. What was not said is not held against anybody: it makes the
/// answer "can't tell".
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
#[serde(default)]
pub struct Fit {
    /// Where they live.
    pub home: Option<State>,
    /// The middle of their ZIP code's area; unknown where only a state was said.
    pub near: Option<Point>,
    /// Where they would move to.
    pub moves_to: StateSet,
    /// What they hold; none if they have not said, empty if they hold nothing.
    pub credentials: Option<Vec<Holding>>,
    /// Coding experience, each kind once.
    pub experience: Vec<Experience>,
}

/// A credential somebody has or may sit the exam for.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// Slug of the credential.
    pub credential: String,
    pub held: Held,
}

#[derive(Serialize, Deserialize, Clone, Copy, Debug, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Held {
    /// It is theirs.
    Held,
    /// It was, and has run out.
    Expired,
    /// They may sit the exam ("RHIT eligible").
    Eligible,
}

/// Coding experience of one kind, in months: between the two, both included.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct Experience {
    pub of: Of,
    pub at_least: u16,
    /// None where the end is open.
    pub at_most: Option<u16>,
}

/// What experience is of.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub enum Of {
    /// Coding altogether.
    All,
    /// Slug of a care setting.
    Setting(String),
    /// Slug of a specialty.
    Specialty(String),
}

impl Fit {
    /// Whether nothing was said that a verdict could rest on.
    pub fn is_blank(&self) -> bool {
        self.home.is_none() && self.credentials.is_none() && self.experience.is_empty()
    }
}
