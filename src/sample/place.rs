//! Where the work is done: arrangement, site, and the states an employer hires in.

use super::bank::{Town, bank};
use super::dice::Dice;
use super::employer::{Profile, neighbor_town};
use crate::vocabulary::{State, StateSet};

/// Arrangement with what belongs to it.
pub(super) struct Whereabouts {
    pub arrangement: &'static str,
    pub states: StateSet,
    pub site: Option<&'static Town>,
}

impl Whereabouts {
    /// Whether some of the work is done at home.
    pub fn reaches_home(&self) -> bool {
        !matches!(self.arrangement, "on-site" | "travel")
    }
}

/// Arrangement and weight for people at desks, for travelers, and for work that needs the building.
const DESK: [(&str, usize); 7] = [
    ("remote-us", 36),
    ("remote-states", 27),
    ("remote-radius", 5),
    ("remote-after-training", 8),
    ("hybrid", 11),
    ("on-site", 12),
    ("remote-intl", 1),
];
const CONSULTANT: [(&str, usize); 4] =
    [("travel", 40), ("remote-us", 40), ("remote-states", 15), ("hybrid", 5)];
const BUILDING: [(&str, usize); 4] =
    [("on-site", 60), ("hybrid", 22), ("remote-after-training", 8), ("remote-states", 10)];

/// Draws where a posting's work is done.
pub(super) fn draw(role: &str, profile: &Profile, dice: &mut Dice) -> Whereabouts {
    let shares: &[(&'static str, usize)] = match role {
        "coding-consultant" => &CONSULTANT,
        "him-technician" | "him-manager" | "him-director" | "mds-coordinator"
        | "medical-biller" | "biller-coder" | "dental-coder" | "charge-capture" => &BUILDING,
        _ => &DESK,
    };
    let arrangement = pick(shares, dice);
    let elsewhere = profile.is_agency()
        || matches!(profile.kind, "consulting" | "coding-vendor" | "gov-contractor");
    Whereabouts {
        arrangement,
        states: if arrangement == "remote-states" {
            states(profile.town.state, dice)
        } else {
            StateSet::EMPTY
        },
        site: match arrangement {
            "remote-us" | "remote-states" | "remote-intl" => None,
            _ if elsewhere && dice.chance(60) => Some(dice.pick(&bank().towns)),
            _ if dice.chance(35) => Some(neighbor_town(profile.town, dice)),
            _ => Some(profile.town),
        },
    }
}

fn pick(shares: &[(&'static str, usize)], dice: &mut Dice) -> &'static str {
    let mut throw = dice.below(shares.iter().map(|(_, weight)| weight).sum());
    for (slug, weight) in shares {
        if throw < *weight {
            return slug;
        }
        throw -= weight;
    }
    shares[0].0
}

/// 2 to 30 states that grow out of the home state across borders, with a leap now and then.
fn states(home: State, dice: &mut Dice) -> StateSet {
    let size = match dice.below(10) {
        0..=3 => dice.between(2, 6),
        4..=6 => dice.between(7, 15),
        _ => dice.between(16, 30),
    };
    let mut chosen = vec![home];
    let mut set: StateSet = chosen.iter().copied().collect();
    while chosen.len() < size {
        let neighbors = &bank().states[dice.pick(&chosen)].neighbors;
        let next = if neighbors.is_empty() || dice.chance(15) {
            dice.pick(&bank().towns).state
        } else {
            *dice.pick(neighbors)
        };
        if !set.contains(next) {
            set.insert(next);
            chosen.push(next);
        }
    }
    set
}
