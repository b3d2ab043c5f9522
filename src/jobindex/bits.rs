//! Rows of bits, one per slot: what a search works on while it runs, and how long postings lists are stored.
//!
//! The loops are compiled for several kinds of processors, the best of which is chosen when the program runs: one
//! search reads through some twenty megabytes of them. They are loops, not chains of closures, because a closure
//! would be compiled for the least of all processors.

use multiversion::multiversion;

const WIDTH: u32 = u64::BITS;

/// How many words hold the bits below `end`.
pub(super) fn words_for(end: u32) -> usize {
    end.div_ceil(WIDTH) as usize
}

#[inline]
pub(super) fn has(bits: &[u64], slot: u32) -> bool {
    bits[(slot / WIDTH) as usize] >> (slot % WIDTH) & 1 == 1
}

#[inline]
pub(super) fn set(bits: &mut [u64], slot: u32) {
    bits[(slot / WIDTH) as usize] |= 1 << (slot % WIDTH);
}

#[multiversion(targets(
    "x86_64+avx512f+avx512bw+avx512vl+avx512vpopcntdq+popcnt",
    "x86_64+avx2+popcnt",
    "x86_64+popcnt"
))]
pub(super) fn count(bits: &[u64]) -> usize {
    let mut count = 0;
    for word in bits {
        count += u64::from(word.count_ones());
    }
    count as usize
}

/// How many bits are set in both.
#[multiversion(targets(
    "x86_64+avx512f+avx512bw+avx512vl+avx512vpopcntdq+popcnt",
    "x86_64+avx2+popcnt",
    "x86_64+popcnt"
))]
pub(super) fn common(a: &[u64], b: &[u64]) -> usize {
    let mut count = 0;
    for (a, b) in a.iter().zip(b) {
        count += u64::from((a & b).count_ones());
    }
    count as usize
}

/// How many bits of `bits` are set in those words, each given by its place.
#[multiversion(targets("x86_64+avx2+popcnt", "x86_64+popcnt"))]
pub(super) fn common_at(bits: &[u64], words: &[(u32, u64)]) -> usize {
    let mut count = 0;
    for &(at, word) in words {
        count += (bits[at as usize] & word).count_ones();
    }
    count as usize
}

#[multiversion(targets("x86_64+avx2"))]
pub(super) fn and(bits: &mut [u64], other: &[u64]) {
    for (bits, other) in bits.iter_mut().zip(other) {
        *bits &= other;
    }
}

#[multiversion(targets("x86_64+avx2"))]
pub(super) fn or(bits: &mut [u64], other: &[u64]) {
    for (bits, other) in bits.iter_mut().zip(other) {
        *bits |= other;
    }
}

#[multiversion(targets("x86_64+avx2"))]
pub(super) fn without(bits: &mut [u64], other: &[u64]) {
    for (bits, other) in bits.iter_mut().zip(other) {
        *bits &= !other;
    }
}

/// The bits whose value reaches `floor`.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl", "x86_64+avx2"))]
pub(super) fn reaching(values: &[u32], floor: u32) -> Vec<u64> {
    let mut bits = Vec::with_capacity(values.len().div_ceil(WIDTH as usize));
    for values in values.chunks(WIDTH as usize) {
        let mut word = 0;
        for (at, &value) in values.iter().enumerate() {
            word |= u64::from(value >= floor) << at;
        }
        bits.push(word);
    }
    bits
}

/// The set bits, ascending.
pub(super) fn each(bits: &[u64]) -> impl Iterator<Item = u32> + '_ {
    (0..).zip(bits).flat_map(|(at, &word)| Ones { word, first: at * WIDTH })
}

struct Ones {
    word: u64,
    first: u32,
}

impl Iterator for Ones {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        let at = self.word.trailing_zeros();
        if at == WIDTH {
            return None;
        }
        self.word &= self.word - 1;
        Some(self.first + at)
    }
}
