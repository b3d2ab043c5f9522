//! Rows of bits, one per slot: what a search works on while it runs, and how long postings lists are stored.
//!
//! The loops are compiled for several kinds of processors, the best of which is chosen when the program runs: one
//! search reads through some twenty megabytes of them.

use multiversion::multiversion;

const WIDTH: u32 = u64::BITS;

/// How many words hold the bits below `end`.
pub(super) fn words_for(end: u32) -> usize {
    end.div_ceil(WIDTH) as usize
}

pub(super) fn has(bits: &[u64], slot: u32) -> bool {
    bits[(slot / WIDTH) as usize] >> (slot % WIDTH) & 1 == 1
}

pub(super) fn set(bits: &mut [u64], slot: u32) {
    bits[(slot / WIDTH) as usize] |= 1 << (slot % WIDTH);
}

#[multiversion(targets(
    "x86_64+avx512f+avx512bw+avx512vl+avx512vpopcntdq+popcnt",
    "x86_64+avx2+popcnt",
    "x86_64+popcnt"
))]
pub(super) fn count(bits: &[u64]) -> usize {
    bits.iter().map(|word| u64::from(word.count_ones())).sum::<u64>() as usize
}

/// How many bits are set in both.
#[multiversion(targets(
    "x86_64+avx512f+avx512bw+avx512vl+avx512vpopcntdq+popcnt",
    "x86_64+avx2+popcnt",
    "x86_64+popcnt"
))]
pub(super) fn common(a: &[u64], b: &[u64]) -> usize {
    a.iter().zip(b).map(|(a, b)| u64::from((a & b).count_ones())).sum::<u64>() as usize
}

/// How many bits of `bits` are set in those words, each given by its place.
#[multiversion(targets("x86_64+avx2+popcnt", "x86_64+popcnt"))]
pub(super) fn common_at(bits: &[u64], words: &[(u32, u64)]) -> usize {
    words.iter().map(|&(at, word)| (bits[at as usize] & word).count_ones() as usize).sum()
}

#[multiversion(targets("x86_64+avx2"))]
pub(super) fn and(bits: &mut [u64], other: &[u64]) {
    bits.iter_mut().zip(other).for_each(|(bits, other)| *bits &= other);
}

#[multiversion(targets("x86_64+avx2"))]
pub(super) fn or(bits: &mut [u64], other: &[u64]) {
    bits.iter_mut().zip(other).for_each(|(bits, other)| *bits |= other);
}

#[multiversion(targets("x86_64+avx2"))]
pub(super) fn without(bits: &mut [u64], other: &[u64]) {
    bits.iter_mut().zip(other).for_each(|(bits, other)| *bits &= !other);
}

/// The bits whose value reaches `floor`.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl", "x86_64+avx2"))]
pub(super) fn reaching(values: &[u32], floor: u32) -> Vec<u64> {
    let word = |values: &[u32]| {
        let mut word = 0;
        for (at, &value) in values.iter().enumerate() {
            word |= u64::from(value >= floor) << at;
        }
        word
    };
    values.chunks(WIDTH as usize).map(word).collect()
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

    fn next(&mut self) -> Option<u32> {
        let at = self.word.trailing_zeros();
        if at == WIDTH {
            return None;
        }
        self.word &= self.word - 1;
        Some(self.first + at)
    }
}
