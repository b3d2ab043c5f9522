//! Where a posting hires from: the one rule behind the filter "Hires in" and behind every verdict.

use crate::vocabulary::{State, StateSet};

/// The states a posting hires from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Every state.
    Anywhere,
    /// These; never none.
    States(StateSet),
}

/// Which states an arrangement hires from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    Anywhere,
    Listed,
    ListedOrSite,
    Site,
}

impl Rule {
    /// The rule of an arrangement, by its slug.
    pub(super) fn of(arrangement: &str) -> Option<Rule> {
        match arrangement {
            "remote-us" | "remote-intl" => Some(Rule::Anywhere),
            "remote-states" => Some(Rule::Listed),
            "hybrid" => Some(Rule::ListedOrSite),
            "on-site" | "remote-radius" | "remote-after-training" | "travel" => Some(Rule::Site),
            _ => None,
        }
    }
}

impl Reach {
    /// The states a posting hires from, by the slug of its arrangement, the states it names and the
    /// state of its site; none where that is not said.
    pub fn of(arrangement: Option<&str>, listed: StateSet, site: Option<State>) -> Option<Reach> {
        let site: StateSet = site.into_iter().collect();
        let states = match Rule::of(arrangement?)? {
            Rule::Anywhere => return Some(Reach::Anywhere),
            Rule::Listed => listed,
            Rule::ListedOrSite => listed.union(site),
            Rule::Site => site,
        };
        (!states.is_empty()).then_some(Reach::States(states))
    }

    /// Whether somebody who lives in `state` is hired.
    pub fn contains(self, state: State) -> bool {
        match self {
            Reach::Anywhere => true,
            Reach::States(states) => states.contains(state),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::{Entry, vocabulary};

    #[test]
    fn every_arrangement_has_its_rule() {
        for entry in vocabulary().arrangements.iter() {
            assert!(Rule::of(entry.slug()).is_some(), "{}", entry.slug());
        }
    }

    #[test]
    fn nothing_said_is_no_reach() {
        let ohio: StateSet = "OH".parse().expect("a state");
        assert_eq!(Reach::of(None, ohio, None), None);
        assert_eq!(Reach::of(Some("unheard-of"), ohio, None), None);
        assert_eq!(Reach::of(Some("remote-states"), StateSet::EMPTY, State::parse("OH")), None);
        assert_eq!(Reach::of(Some("on-site"), ohio, None), None);
        assert_eq!(Reach::of(Some("hybrid"), ohio, None), Some(Reach::States(ohio)));
    }
}
