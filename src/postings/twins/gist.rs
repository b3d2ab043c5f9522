//! What of a posting says which job it is: the words of its description three by three, the core
//! of its title, and where the work is done.

use std::collections::BTreeSet;

use crate::postings::content::Content;
use crate::vocabulary::fold;
use crate::web::markdown;

/// Words side by side that are compared as one.
const SIDE_BY_SIDE: usize = 3;
/// A text with fewer of these says too little to be known by.
const FEWEST: usize = 40;
/// Of a longer text the beginning counts.
const MOST_WORDS: usize = 4_000;
/// How much of what two texts say together both have to say, in hundredths.
const ALIKE: usize = 70;
/// Digits from which on a number in a title is one of the employer's own.
const LONG_NUMBER: usize = 5;

/// Words of titles that tell no job from another.
const NOISE: &str = "a an and at the of for in on to with or our we is are job jobs position role \
    opening opportunity career careers needed wanted hiring now urgent urgently immediate \
    immediately start asap apply today new remote remotely wfh home work from based telecommute \
    virtual hybrid onsite site full part time fulltime parttime certified experienced great usa us \
    nationwide anywhere";

/// A posting as far as it is compared with others.
#[derive(Clone, Debug)]
pub(super) struct Gist {
    /// Title and place; equal where the job may be.
    job: String,
    employment_type: Option<String>,
    /// Sorted, each once.
    shingles: Vec<u64>,
}

impl Gist {
    /// Nothing where a posting says too little, or not where the work is: it is compared with none.
    pub fn of(content: &Content, employer: &str) -> Option<Gist> {
        let place = place(content)?;
        let title = core(content);
        let shingles = shingles(&markdown::text(&content.description), employer);
        if title.is_empty() || shingles.len() < FEWEST {
            return None;
        }
        let job = format!("{title}\n{place}");
        Some(Gist { job, employment_type: content.employment_type.clone(), shingles })
    }

    /// Title and place, one text.
    pub fn job(&self) -> &str {
        &self.job
    }

    /// Two numbers. One that says the same has the same, and one that says nearly the same most
    /// likely one of them: the least of all its shingles in two orders, with title and place.
    pub fn keys(&self) -> [i64; 2] {
        [1, 2].map(|order: u64| {
            let least = self.shingles.iter().map(|shingle| mixed(shingle ^ mixed(order))).min();
            mixed(hash(&self.job) ^ mixed(least.unwrap_or(0).wrapping_add(order))) as i64
        })
    }

    /// Whether it is the same job in nearly the same words.
    pub fn is_like(&self, other: &Gist) -> bool {
        let types = self.employment_type.as_ref().zip(other.employment_type.as_ref());
        self.job == other.job
            && types.is_none_or(|(one, another)| one == another)
            && self.likeness(other) >= ALIKE
    }

    /// What both say of all that they say together, in hundredths.
    pub fn likeness(&self, other: &Gist) -> usize {
        let (mut both, mut rest) = (0, other.shingles.as_slice());
        for shingle in &self.shingles {
            rest = &rest[rest.partition_point(|one| one < shingle)..];
            both += usize::from(rest.first() == Some(shingle));
        }
        100 * both / (self.shingles.len() + other.shingles.len() - both).max(1)
    }
}

/// Where the work is done, as far as it is said well enough to be compared: states for remote
/// work bound to them, a town for everything that is bound to one.
fn place(content: &Content) -> Option<String> {
    match content.arrangement.as_deref() {
        Some("remote-us" | "remote-intl") => Some("remote".to_owned()),
        Some("remote-states") => {
            (!content.states.is_empty()).then(|| format!("remote {}", content.states))
        }
        arrangement => {
            let site = content.site.as_ref().filter(|site| !site.city.is_empty())?;
            let (city, state) = (fold(&site.city), site.state.abbr());
            Some(format!("{} {city} {state}", arrangement.unwrap_or("")))
        }
    }
}

/// The words of a title that say which job it is, in one order; not where, and no noise.
fn core(content: &Content) -> String {
    let mut left_out: BTreeSet<String> = NOISE.split_whitespace().map(str::to_owned).collect();
    if let Some(site) = &content.site {
        left_out.extend(words(&site.city));
        left_out.extend(words(site.state.name()));
        left_out.extend(words(site.state.abbr()));
    }
    let is_number = |word: &String| {
        word.len() >= LONG_NUMBER && word.bytes().filter(u8::is_ascii_digit).count() >= LONG_NUMBER
    };
    let kept: BTreeSet<String> =
        words(&content.title).filter(|word| !left_out.contains(word) && !is_number(word)).collect();
    kept.into_iter().collect::<Vec<_>>().join(" ")
}

/// The words of a text, folded, in their order.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect::<Vec<_>>().into_iter()
}

/// Three words at a time, without the employer's own name.
fn shingles(text: &str, employer: &str) -> Vec<u64> {
    let name: Vec<String> = words(employer).collect();
    let all: Vec<String> = words(text).take(MOST_WORDS).collect();
    let mut hashes: Vec<u64> = Vec::with_capacity(all.len());
    let mut rest = all.as_slice();
    while let Some((word, after)) = rest.split_first() {
        if !name.is_empty() && rest.starts_with(&name) {
            rest = &rest[name.len()..];
            continue;
        }
        hashes.push(hash(word));
        rest = after;
    }
    let together = |side: &[u64]| side.iter().fold(0, |before, word| mixed(before ^ *word));
    let mut shingles: Vec<u64> = hashes.windows(SIDE_BY_SIDE).map(together).collect();
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

/// FNV-1a: the same on every machine and in every version.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Spreads a number over all bits (the finisher of SplitMix64).
fn mixed(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
#[path = "gist_tests.rs"]
mod tests;
