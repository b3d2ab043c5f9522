//! What somebody has said of their experience, laid out so that every kind that may be asked for
//! has its bounds.

use super::fit::{Experience, Fit, Of};
use crate::vocabulary::{Entry, Table, vocabulary};

/// What a band is of: altogether, or an index of the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    All,
    Setting(u16),
    Specialty(u16),
}

/// Months of one kind: between the two, both included.
#[derive(Clone, Copy, Debug)]
pub(super) struct Band {
    pub kind: Kind,
    pub at_least: u16,
    /// None where the end is open.
    pub at_most: Option<u16>,
}

/// What bounds one kind.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Bounds {
    /// The band that says the most months they have for certain: of this kind or one below it.
    pub least: Option<Band>,
    /// The band that says the fewest months they can have: of this kind, one above it, or all.
    pub most: Option<Band>,
    /// The band of exactly this kind.
    pub said: Option<Band>,
}

/// All experience of one person.
#[derive(Clone, Debug)]
pub(super) struct Months {
    altogether: Bounds,
    settings: Vec<Bounds>,
    specialties: Vec<Bounds>,
}

impl Months {
    /// Experience of kinds no version of the vocabulary knows any more counts only altogether.
    pub fn of(fit: &Fit) -> Months {
        let words = vocabulary();
        let mut months = Months {
            altogether: Bounds::default(),
            settings: vec![Bounds::default(); words.care_settings.len()],
            specialties: vec![Bounds::default(); words.specialties.len()],
        };
        for experience in &fit.experience {
            months.take(experience);
        }
        if let Some(all) = months.altogether.said {
            let below = months.settings.iter_mut().chain(&mut months.specialties);
            below.for_each(|bounds| bounds.bound_above(all));
        }
        months
    }

    pub fn altogether(&self) -> Bounds {
        self.altogether
    }

    pub fn setting(&self, index: u16) -> Bounds {
        self.settings[usize::from(index)]
    }

    pub fn specialty(&self, index: u16) -> Bounds {
        self.specialties[usize::from(index)]
    }

    fn take(&mut self, experience: &Experience) {
        let words = vocabulary();
        let band = |kind| Band {
            kind,
            at_least: experience.at_least,
            at_most: experience.at_most.map(|most| most.max(experience.at_least)),
        };
        match &experience.of {
            Of::All => {
                self.altogether.said = Some(band(Kind::All));
                self.altogether.bound_above(band(Kind::All));
                self.altogether.bound_below(band(Kind::All));
            }
            Of::Setting(slug) => {
                if let Some(index) = words.care_settings.index_of(slug) {
                    let band = band(Kind::Setting(index));
                    spread(&mut self.settings, &words.care_settings, index, band);
                    self.altogether.bound_below(band);
                }
            }
            Of::Specialty(slug) => {
                if let Some(index) = words.specialties.index_of(slug) {
                    let band = band(Kind::Specialty(index));
                    spread(&mut self.specialties, &words.specialties, index, band);
                    self.altogether.bound_below(band);
                }
            }
        }
    }
}

/// A band bounds its own kind both ways, those above it from below and those below it from above.
fn spread<E: Entry>(bounds: &mut [Bounds], table: &Table<E>, own: u16, band: Band) {
    bounds[usize::from(own)].said = Some(band);
    for kind in table.with_parents(own) {
        bounds[usize::from(kind)].bound_below(band);
    }
    for (kind, bounds) in (0..).zip(bounds) {
        if table.with_parents(kind).contains(&own) {
            bounds.bound_above(band);
        }
    }
}

impl Bounds {
    fn bound_below(&mut self, band: Band) {
        if self.least.is_none_or(|least| least.at_least < band.at_least) {
            self.least = Some(band);
        }
    }

    fn bound_above(&mut self, band: Band) {
        let smallest = self.most.and_then(|most| most.at_most).unwrap_or(u16::MAX);
        if band.at_most.is_some_and(|most| most < smallest) {
            self.most = Some(band);
        }
    }
}
