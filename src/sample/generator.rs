//! The entrance: postings and employers by number.

use super::article;
use super::draft::Draft;
use super::employer::{Profile, SampleEmployer};
use super::posting::SamplePosting;

/// Makes sample postings and employers; cheap to copy.
#[derive(Debug, Clone, Copy)]
pub struct Generator {
    seed: u64,
}

impl Generator {
    /// A generator whose output depends on `seed` alone.
    pub fn new(seed: u64) -> Generator {
        Generator { seed }
    }

    /// Posting number `n`, counted from 0. Its employer's number is below
    /// [`employer_count(n + 1)`](Generator::employer_count).
    pub fn posting(&self, n: u64) -> SamplePosting {
        let (mut draft, mut dice) = Draft::draw(self.seed, n);
        article::write(&mut draft, &mut dice);
        draft.posting
    }

    /// Employer number `k`, counted from 0.
    pub fn employer(&self, k: u64) -> SampleEmployer {
        Profile::new(self.seed, k).introduce(self.seed)
    }

    /// How many employers the first `postings` postings belong to: 60 for 400, 300 for 10 000. Each of them has
    /// at least one posting.
    pub fn employer_count(postings: u64) -> u64 {
        postings.min((9 * postings).isqrt())
    }

    /// The employers of the first `postings` postings, in order of their numbers.
    pub fn employers(&self, postings: u64) -> Vec<SampleEmployer> {
        (0..Self::employer_count(postings)).map(|k| self.employer(k)).collect()
    }
}
