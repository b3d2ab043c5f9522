//! Chance that can be told again: the same seed is the same story.

use careercenter::alerts::Frequency;
use careercenter::eligibility::{Demand, Fit, Held, Holding, Necessity, Requirements};
use careercenter::postings::{Content, Pay};
use careercenter::vocabulary::{State, StateSet};

use crate::support::advert;

const WORDS: [&str; 5] = ["Surgery", "Cardiology", "Emergency", "Radiology", "Oncology"];
const STATES: [&str; 4] = ["OH", "TX", "NY", "CA"];
const CREDENTIALS: [&str; 4] = ["cpc", "ccs", "coc", "rhit"];

/// SplitMix64, by Steele, Lea and Flood.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Chance {
        Chance(seed)
    }

    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end.max(1) as u64) as usize
    }

    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    fn one_in(&mut self, many: usize) -> bool {
        self.below(many) == 0
    }

    pub fn frequency(&mut self) -> Frequency {
        self.pick(&[Frequency::Instant, Frequency::Instant, Frequency::Daily, Frequency::Weekly])
    }

    /// A search, and what a guest says where it asks about them.
    pub fn search(&mut self, personal: bool) -> (String, Option<Fit>) {
        let mut parts = Vec::new();
        if self.one_in(3) {
            parts.push(format!("q={}", self.pick(&WORDS)));
        }
        if self.one_in(3) {
            parts.push(format!("credential={}", self.pick(&CREDENTIALS)));
        }
        if self.one_in(3) {
            parts.push(format!("hires_in={}", self.pick(&STATES)));
        }
        if self.one_in(4) {
            parts.push(format!("pay_floor={}", self.pick(&[20, 27, 35])));
        }
        let switches = ["meets=yes", "my_state=yes", "meets=yes&my_state=yes"];
        let asks = personal && self.one_in(3);
        if asks {
            parts.push(self.pick(&switches).to_owned());
        }
        let fit = asks.then(|| self.fit());
        (parts.join("&"), fit)
    }

    fn fit(&mut self) -> Fit {
        let held = Holding { credential: self.pick(&CREDENTIALS).to_owned(), held: Held::Held };
        Fit {
            home: State::parse(self.pick(&STATES)),
            credentials: Some(Vec::from_iter((!self.one_in(4)).then_some(held))),
            ..Fit::default()
        }
    }

    /// What a posting says.
    pub fn content(&mut self) -> Content {
        let lowest = 10_000 * (18 + self.below(15)) as i64;
        let states: String = [self.pick(&STATES), self.pick(&STATES)].join(",");
        let demand = Demand::held(self.pick(&CREDENTIALS), Necessity::Required);
        let anywhere = self.one_in(3);
        Content {
            arrangement: Some(if anywhere { "remote-us" } else { "remote-states" }.to_owned()),
            states: if anywhere { StateSet::default() } else { states.parse().expect("states") },
            pay: Some(Pay {
                unit: "hour".to_owned(),
                lowest,
                highest: lowest + 40_000,
                hours_per_week: None,
                units_per_hour: None,
            }),
            requirements: Requirements {
                credentials: (!self.one_in(4)).then_some(demand),
                experience: Vec::new(),
            },
            ..advert::content(&format!("{} Coder", self.pick(&WORDS)))
        }
    }
}
