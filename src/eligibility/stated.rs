//! All of what a posting states that decides whether somebody can have the job.

use super::point::Point;
use super::reach::Reach;
use super::requirements::Requirements;
use crate::vocabulary::{State, StateSet};

/// What a posting states.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
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
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
}
