//! Chance that can be repeated: the same seed and number give the same throws on every machine.
//!
//! Only the raw output of the PCG generator is used; ranges are cut here, so that no library's way of
//! sampling can change the sample board.

use rand::Rng;
use rand_pcg::Pcg64Mcg;

/// A run of throws that belongs to one posting or one employer.
pub(super) struct Dice(Pcg64Mcg);

impl Dice {
    /// The dice of thing number `n` of the kind `stream`.
    pub fn new(seed: u64, stream: u64, n: u64) -> Dice {
        let high = mix(seed ^ mix(stream));
        let low = mix(n ^ high);
        Dice(Pcg64Mcg::new((u128::from(mix(low)) << 64) | u128::from(low)))
    }

    /// A whole number from 0 to `n - 1`; 0 when `n` is 0.
    pub fn below(&mut self, n: usize) -> usize {
        let wide = u128::from(self.0.next_u64()) * (n as u128);
        (wide >> 64) as usize
    }

    /// A whole number from `low` to `high`, both included.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// True in `percent` of a hundred throws.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of `choices`, which must not be empty.
    pub fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }
}

/// Things with weights, picked in proportion.
#[derive(Debug)]
pub(super) struct Weighted<T> {
    rising: Vec<(usize, T)>,
    total: usize,
}

impl<T> Default for Weighted<T> {
    fn default() -> Self {
        Weighted { rising: Vec::new(), total: 0 }
    }
}

impl<T> Weighted<T> {
    pub fn push(&mut self, weight: usize, thing: T) {
        self.total += weight;
        self.rising.push((self.total, thing));
    }

    /// One thing, or none when there is none.
    pub fn pick(&self, dice: &mut Dice) -> Option<&T> {
        let throw = dice.below(self.total);
        let at = self.rising.partition_point(|(sum, _)| *sum <= throw);
        self.rising.get(at).map(|(_, thing)| thing)
    }

    /// One of the things that `fits`, in proportion, or none when nothing does.
    pub fn pick_where(&self, dice: &mut Dice, fits: impl Fn(&T) -> bool) -> Option<&T> {
        let total = self.iter().filter(|(_, thing)| fits(thing)).map(|(weight, _)| weight).sum();
        let mut throw = dice.below(total);
        for (weight, thing) in self.iter().filter(|(_, thing)| fits(thing)) {
            if throw < weight {
                return Some(thing);
            }
            throw -= weight;
        }
        None
    }

    /// Every thing with its weight.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &T)> {
        let mut below = 0;
        self.rising.iter().map(move |(sum, thing)| {
            let weight = sum - below;
            below = *sum;
            (weight, thing)
        })
    }
}

/// The finalizer of SplitMix64: spreads neighboring numbers over the whole range.
pub(super) fn mix(n: u64) -> u64 {
    let n = n.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ (n >> 31)
}
