//! Fictional employers: names that never repeat, a home town, a voice, a few facts they always tell alike.

use super::bank::{Bank, Town, Voice, bank};
use super::dice::{Dice, mix};
use super::phrase::{Fill, Slot};
use super::posting::SamplePlace;
use std::fmt::Write;

const EMPLOYER: u64 = 1;
const ABOUT: u64 = 2;
const PEOPLE: u64 = 3;

/// Put before a name when every ending has been used with it.
const QUALIFIERS: [&str; 9] =
    ["", "Greater ", "North ", "South ", "East ", "West ", "New ", "Upper ", "Lower "];

/// A fictional employer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleEmployer {
    /// The number it was asked for by.
    pub number: u64,
    /// Unique among all numbers below 150 000.
    pub name: String,
    /// Slug of the kind of employer.
    pub kind: &'static str,
    /// On a domain reserved for examples.
    pub website: String,
    /// Markdown.
    pub about: String,
    pub home: SamplePlace,
    /// Hires for clients instead of itself.
    pub agency: bool,
}

/// What postings need to know of their employer.
pub(super) struct Profile {
    pub number: u64,
    pub name: String,
    /// The name without its ending.
    pub short: String,
    pub kind: &'static str,
    pub town: &'static Town,
    pub voice: &'static Voice,
    pub years: usize,
    pub years_stayed: usize,
    pub clinics: usize,
    pub clinicians: usize,
    pub beds: usize,
    /// Settled by number, so that an employer keeps its systems and people.
    pub habit: u64,
}

impl Profile {
    pub fn new(seed: u64, number: u64) -> Profile {
        let words = bank();
        let mut dice = Dice::new(seed, EMPLOYER, number);
        let kinds = words.names.kinds.0.pick(&mut dice);
        let (kind, voices) = kinds.expect("the bank lists kinds of employers");
        let kind = kind.as_str();
        let (short, name) = name(words, seed, number, kind);
        let voice: &String = dice.pick(voices);
        let small = matches!(
            kind,
            "physician-group" | "staffing" | "consulting" | "technology" | "education"
        );
        Profile {
            number,
            name,
            short,
            kind,
            town: dice.pick(&words.towns),
            voice: &words.voices[voice],
            years: dice.between(6, if small { 34 } else { 98 }),
            years_stayed: dice.between(6, 14),
            clinics: dice.between(3, if small { 12 } else { 48 }),
            clinicians: dice.between(4, 46),
            beds: dice.between(4, if small { 18 } else { 70 }) * 10,
            habit: mix(seed ^ mix(number ^ PEOPLE)),
        }
    }

    pub fn is_agency(&self) -> bool {
        self.kind == "staffing"
    }

    pub fn home(&self) -> SamplePlace {
        self.town.into()
    }

    /// The employer as the board shows it.
    pub fn introduce(self, seed: u64) -> SampleEmployer {
        let mut about = String::with_capacity(600);
        let mut telling = Telling { dice: Dice::new(seed, ABOUT, self.number), profile: &self };
        let first = telling.dice.below(self.voice.about.len());
        for step in 0..2 {
            let phrase = &self.voice.about[(first + step) % self.voice.about.len()];
            phrase.write(&mut telling, &mut about);
            about.push_str(if step == 0 { "\n\n" } else { "\n" });
        }
        let website = format!("https://{}", self.host());
        let (home, agency) = (self.home(), self.is_agency());
        SampleEmployer {
            number: self.number,
            name: self.name,
            kind: self.kind,
            website,
            about,
            home,
            agency,
        }
    }

    /// "riverbend-health.example".
    pub fn host(&self) -> String {
        let mut host: String = self
            .name
            .chars()
            .map(
                |letter| {
                    if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '-' }
                },
            )
            .collect();
        host.push_str(".example");
        host
    }

    /// Writes the first and last name of one of its people.
    pub fn write_person(&self, seat: u64, out: &mut String) {
        let names = &bank().names;
        let throw = mix(self.habit ^ seat);
        let first = &names.first.0[(throw % names.first.0.len() as u64) as usize];
        let last = &names.last.0[((throw >> 32) % names.last.0.len() as u64) as usize];
        out.push_str(first);
        out.push(' ');
        out.push_str(last);
    }

    /// Fills the slots that speak of the employer alone; false for every other slot.
    pub fn fill(&self, slot: Slot, dice: &mut Dice, out: &mut String) -> bool {
        match slot {
            Slot::Employer => out.push_str(&self.name),
            Slot::Short => out.push_str(&self.short),
            Slot::Town => out.push_str(self.town.name),
            Slot::Towns => self.write_towns(dice, out),
            Slot::Kind => out.push_str(&bank().common.kinds[self.kind]),
            Slot::Years => write_number(self.years, out),
            Slot::YearsStayed => write_number(self.years_stayed, out),
            Slot::Clinics => write_number(self.clinics, out),
            Slot::Clinicians => write_number(self.clinicians, out),
            Slot::Beds => write_number(self.beds, out),
            _ => return false,
        }
        true
    }

    /// Its own town and one more of the state.
    fn write_towns(&self, dice: &mut Dice, out: &mut String) {
        out.push_str(self.town.name);
        out.push_str(" and ");
        let other = neighbor_town(self.town, dice);
        out.push_str(if std::ptr::eq(other, self.town) {
            "the surrounding area"
        } else {
            other.name
        });
    }
}

/// The employer speaking of itself.
struct Telling<'a> {
    dice: Dice,
    profile: &'a Profile,
}

impl Fill for Telling<'_> {
    fn dice(&mut self) -> &mut Dice {
        &mut self.dice
    }

    fn fill(&mut self, slot: Slot, out: &mut String) {
        let known = self.profile.fill(slot, &mut self.dice, out);
        debug_assert!(known, "{slot:?} has no place in what an employer says about itself");
    }
}

/// A town of the same state, possibly the same one.
pub(super) fn neighbor_town(town: &Town, dice: &mut Dice) -> &'static Town {
    let (from, to) = bank().towns_of[&town.state];
    &bank().towns[from + dice.below(to - from)]
}

/// Small numbers in words, as prose wants them.
pub(super) fn write_number(number: usize, out: &mut String) {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    match WORDS.get(number) {
        Some(word) => out.push_str(word),
        None => write!(out, "{number}").expect("writing to a String cannot fail"),
    }
}

/// The name without and with its ending. Numbers of one block differ in the front; blocks differ in the ending
/// or, when the endings are used up, in the qualifier.
fn name(words: &Bank, seed: u64, number: u64, kind: &str) -> (String, String) {
    let (fronts, backs) = (&words.names.front.0, &words.names.back.0);
    let pairs = (fronts.len() * backs.len()) as u64;
    let block = number / pairs;
    // 1 009 is prime and no factor of the number of pairs, so a block visits every pair once.
    let pair = ((number % pairs) * 1_009 + mix(seed ^ block) % pairs) % pairs;
    let (front, back) = (
        &fronts[(pair / backs.len() as u64) as usize],
        &backs[(pair % backs.len() as u64) as usize],
    );
    let endings = &words.names.endings[kind].0;
    let twist = mix(seed ^ mix(pair));
    let ending = &endings[((block + twist) % endings.len() as u64) as usize];
    let round = (block / endings.len() as u64) as usize;
    let short = short(front, back, twist & 1 == 0, round);
    let full = format!("{short} {ending}");
    (short, full)
}

fn short(front: &str, back: &str, joined: bool, round: usize) -> String {
    let qualifier = QUALIFIERS[round % QUALIFIERS.len()];
    if joined {
        return format!("{qualifier}{front}{back}");
    }
    let (initial, rest) = back.split_at(1);
    format!("{qualifier}{front} {}{rest}", initial.to_ascii_uppercase())
}

impl From<&Town> for SamplePlace {
    fn from(town: &Town) -> SamplePlace {
        SamplePlace { city: town.name, state: town.state, zip: town.zip }
    }
}
