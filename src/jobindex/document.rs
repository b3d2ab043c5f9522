//! What the index is told about a posting.

use super::groups::Group;
use crate::vocabulary::{State, StateSet, vocabulary};
use std::sync::LazyLock;

/// One live posting as the index sees it. Numbers are indexes into the vocabulary's tables; a parent value need not
/// be listed beside its child.
#[derive(Clone, Debug, Default, PartialEq)]
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
    /// The states a remote or hybrid posting names.
    pub states: StateSet,
    /// The state of the place of work.
    pub site_state: Option<State>,
    /// Comparable hourly pay, minimum and maximum, in 1/100 cent; a maximum of 0 counts as no pay.
    pub pay: Option<(u32, u32)>,
    pub apprentice_ok: bool,
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

/// Where the work can be done from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Reach {
    /// From every state.
    Anywhere,
    /// From these; from none when it is unknown.
    States(StateSet),
}

impl Document {
    /// The values of a group, without their parents. The states of [`Group::HiresIn`] come from [`Document::reach`],
    /// [`Group::Posted`] from the order.
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
            Group::Apprentice if self.apprentice_ok => YES,
            Group::Agency if self.agency => YES,
            Group::Agency => NO,
            Group::Apprentice | Group::HiresIn | Group::Posted => &[],
        }
    }

    /// The states that can be hired from.
    pub(super) fn reach(&self) -> Reach {
        let site: StateSet = self.site_state.into_iter().collect();
        match self.arrangement.and_then(Rule::of) {
            Some(Rule::Anywhere) => Reach::Anywhere,
            Some(Rule::Listed) => Reach::States(self.states),
            Some(Rule::ListedOrSite) => Reach::States(self.states.union(site)),
            Some(Rule::Site) => Reach::States(site),
            None => Reach::States(StateSet::default()),
        }
    }

    /// The comparable hourly maximum, 0 where there is none.
    pub(super) fn pay_maximum(&self) -> u32 {
        self.pay.map_or(0, |(_, maximum)| maximum)
    }
}

/// Which states an arrangement hires from.
#[derive(Clone, Copy)]
enum Rule {
    Anywhere,
    Listed,
    ListedOrSite,
    Site,
}

impl Rule {
    fn of(arrangement: u16) -> Option<Rule> {
        static RULES: LazyLock<Vec<Option<Rule>>> = LazyLock::new(|| {
            let arrangements = &vocabulary().arrangements;
            arrangements
                .iter()
                .map(|entry| Rule::of_slug(crate::vocabulary::Entry::slug(entry)))
                .collect()
        });
        RULES.get(usize::from(arrangement)).copied().flatten()
    }

    fn of_slug(slug: &str) -> Option<Rule> {
        match slug {
            "remote-us" | "remote-intl" => Some(Rule::Anywhere),
            "remote-states" => Some(Rule::Listed),
            "hybrid" => Some(Rule::ListedOrSite),
            "on-site" | "remote-radius" | "remote-after-training" | "travel" => Some(Rule::Site),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Entry;

    #[test]
    fn every_arrangement_has_its_rule() {
        for entry in vocabulary().arrangements.iter() {
            assert!(Rule::of_slug(entry.slug()).is_some(), "{}", entry.slug());
        }
    }
}
