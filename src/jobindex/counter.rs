//! A number for every slot of a part, counted in rows of bits.

use super::hits::Hits;

/// How often every slot was counted: a binary number for each, which stops at its highest.
pub(super) struct Counter {
    /// The lowest digits first.
    digits: Vec<Hits>,
}

impl Counter {
    /// Nothing counted, with room to count each of these slots so often.
    pub fn up_to(highest: usize, slots: &Hits) -> Counter {
        let digits = usize::BITS - highest.leading_zeros();
        Counter { digits: (0..digits).map(|_| slots.emptied()).collect() }
    }

    /// Counts each of these slots once more.
    pub fn add(&mut self, mut more: Hits) {
        if let Some((first, rest)) = self.digits.split_first() {
            let mut highest = first.clone();
            rest.iter().for_each(|digit| highest.keep(digit));
            more.remove(&highest);
        }
        for digit in &mut self.digits {
            let mut carry = digit.clone();
            carry.keep(&more);
            digit.add(&more);
            digit.remove(&carry);
            more = carry;
        }
    }

    /// Those of `slots` that were counted just so often; none where no slot can have been.
    pub fn counted(&self, times: usize, slots: &Hits) -> Option<Hits> {
        if times >> self.digits.len() > 0 {
            return None;
        }
        let mut hits = slots.clone();
        for (at, digit) in self.digits.iter().enumerate() {
            match (times >> at) & 1 {
                0 => hits.remove(digit),
                _ => hits.keep(digit),
            }
        }
        Some(hits)
    }
}
