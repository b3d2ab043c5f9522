//! What the index is told about a posting.

use super::groups::Group;
use crate::eligibility::{Reach, Stated};

/// One live posting as the index sees it. Numbers are indexes into the vocabulary's tables; a parent value need not
/// be listed beside its child.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct Document {
    pub id: i64,
    /// Microseconds since 1970. The order of the board: it never moves when a posting is edited or renewed.
    pub first_published: i64,
    pub title: String,
    /// The description as plain text.
    pub body: String,
    /// The employer's name, found by words like the description.
    pub employer: String,
    pub role: Option<u16>,
    pub settings: Vec<u16>,
    pub specialties: Vec<u16>,
    /// Every credential whose holder satisfies the posting's demand, if the posting names a demand which that
    /// credential meets; empty where no credential is asked for.
    pub credentials: Vec<u16>,
    pub code_sets: Vec<u16>,
    pub software: Vec<u16>,
    pub employment_type: Option<u16>,
    pub arrangement: Option<u16>,
    /// What it states of requirements, arrangement and place, which decides who can have the job.
    pub stated: Stated,
    /// Comparable hourly pay, minimum and maximum, in 1/100 cent; a maximum of 0 counts as no pay.
    pub pay: Option<(u32, u32)>,
    /// Posted by an agency rather than by the direct employer.
    pub agency: bool,
    /// Came from an import and is not claimed.
    pub imported: bool,
}

/// One change to the index.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A posting is live, or a live one was edited.
    Put(Box<Document>),
    /// The posting with this id is live no longer.
    Remove(i64),
}

impl Change {
    /// [`Change::Put`] of a document.
    pub fn put(document: Document) -> Change {
        Change::Put(Box::new(document))
    }

    pub(super) fn id(&self) -> i64 {
        match self {
            Change::Put(document) => document.id,
            Change::Remove(id) => *id,
        }
    }
}

impl Document {
    /// The values of a group, without their parents. The states of [`Group::HiresIn`] come from [`Document::reach`],
    /// [`Group::Posted`] from the order, and what is for one person from the search.
    pub(super) fn values(&self, group: Group) -> &[u16] {
        const YES: &[u16] = &[0];
        const NO: &[u16] = &[1];
        match group {
            Group::Role => self.role.as_slice(),
            Group::Setting => &self.settings,
            Group::Specialty => &self.specialties,
            Group::Credential => &self.credentials,
            Group::CodeSet => &self.code_sets,
            Group::Software => &self.software,
            Group::Type => self.employment_type.as_slice(),
            Group::Arrangement => self.arrangement.as_slice(),
            Group::Apprentice if self.stated.apprentice_ok => YES,
            Group::Agency if self.agency => YES,
            Group::Agency => NO,
            Group::Apprentice | Group::HiresIn | Group::Meets | Group::MyState | Group::Posted => {
                &[]
            }
        }
    }

    /// The states that can be hired from; none where that is unknown.
    pub(super) fn reach(&self) -> Option<Reach> {
        self.stated.reach()
    }
}
