//! All of what a posting states that decides whether somebody can have the job.

use serde::{Deserialize, Serialize};

use super::point::Point;
use super::reach::{Reach, Rule};
use super::requirements::Requirements;
use crate::vocabulary::{State, StateSet};

/// What a posting states.
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Stated {
    pub requirements: Requirements,
    /// Newly certified coders (CPC-A, CCA) are welcome.
    pub apprentice_ok: bool,
    /// The requirements were read out of text and no person has agreed; the same is true of what
    /// the text does not say.
    pub requirements_unconfirmed: bool,
    /// Slug of a work arrangement.
    pub arrangement: Option<String>,
    /// The states a remote or hybrid posting names.
    pub states: StateSet,
    pub site: Option<Site>,
    /// The same as for the requirements, for arrangement, states and place.
    pub whereabouts_unconfirmed: bool,
}

/// The place of work.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq, Hash)]
pub struct Site {
    /// Empty where only the state is known.
    pub city: String,
    pub state: State,
    /// The middle of the place, where it is known.
    pub at: Option<Point>,
}

impl Stated {
    /// The states it hires from; none where it does not say.
    pub fn reach(&self) -> Option<Reach> {
        Reach::of(
            self.arrangement.as_deref(),
            self.states,
            self.site.as_ref().map(|site| site.state),
        )
    }

    /// What decides about requirements, and nothing else: postings that agree in it have the same
    /// answer. Unconfirmed requirements decide the same whatever they say.
    pub fn requirements_alone(&self) -> Stated {
        match self.requirements_unconfirmed {
            true => Stated { requirements_unconfirmed: true, ..Stated::default() },
            false => Stated {
                requirements: self.requirements.clone(),
                apprentice_ok: self.apprentice_ok,
                ..Stated::default()
            },
        }
    }

    /// What decides about place, and nothing else: no city's name, and of states and site what the
    /// arrangement looks at.
    pub fn whereabouts_alone(&self) -> Stated {
        if self.whereabouts_unconfirmed {
            return Stated { whereabouts_unconfirmed: true, ..Stated::default() };
        }
        let Some(rule) = self.arrangement.as_deref().and_then(Rule::of) else {
            return Stated::default();
        };
        let (states, site) = match rule {
            Rule::Anywhere => (StateSet::EMPTY, None),
            Rule::Listed => (self.states, None),
            Rule::ListedOrSite => (self.states, self.site.as_ref()),
            Rule::Site => (StateSet::EMPTY, self.site.as_ref()),
        };
        Stated {
            arrangement: self.arrangement.clone(),
            states,
            site: site.map(|site| Site { city: String::new(), ..*site }),
            ..Stated::default()
        }
    }
}
