//! From parameters nobody has checked to a search that is valid: what cannot be used is dropped and named.

use super::super::groups::Group;
use super::dropped::{Dropped, Why};
use super::links::insert;
use super::query_words::cleaned;
use super::single::Single;
use super::{Criteria, employer_slug, meant};
use crate::vocabulary::State;

pub(super) use super::single::PAGES;

/// Values of one group, or employers, that count.
pub(super) const VALUES: usize = 50;
/// Parameters that are looked at, and pieces between commas in one of them.
const PARAMETERS: usize = 200;
const PIECES: usize = 500;
/// Parts that are named; what is dropped beyond them is dropped silently.
const NAMED: usize = 20;
/// Parameters that are no group's.
pub(super) const OTHERS: [&str; 9] =
    ["q", "employer", "near", "within", "pay_floor", "pay", "no_pay", "sort", "page"];

impl Criteria {
    /// The names of all parameters, in the order they are written.
    pub fn parameters() -> impl Iterator<Item = &'static str> {
        let [words, others @ ..] = OTHERS;
        std::iter::once(words).chain(Group::ALL.map(Group::name)).chain(others)
    }
}

/// What became of some parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    pub criteria: Criteria,
    /// What was left out; the first 20 of it.
    pub dropped: Vec<Dropped>,
    /// The miles that were asked for, where the place they are around was not understood, too.
    pub miles: Option<u16>,
}

impl Criteria {
    /// Reads the parameters of a request. Repeated ones are taken together; empty ones count as not given.
    pub fn parse(pairs: impl Iterator<Item = (String, String)>) -> Parsed {
        let mut pairs = pairs;
        let given: Vec<(String, String)> = pairs.by_ref().take(PARAMETERS).collect();
        let mut reading = Reading::default();
        for (name, value) in &given {
            reading.parameter(name, value);
        }
        if let Some((name, value)) = pairs.next() {
            reading.dropped.note(Dropped::new(&name, &value, Why::TooMany));
        }
        let miles = reading.single.miles();
        let (criteria, mut dropped) = reading.finish();
        dropped.truncate(NAMED);
        Parsed { criteria, dropped, miles }
    }
}

/// What was left out so far: no more than is named, and one to tell that there was more.
#[derive(Default)]
pub(super) struct LeftOut(Vec<Dropped>);

impl LeftOut {
    pub fn note(&mut self, dropped: Dropped) {
        if self.0.len() <= NAMED {
            self.0.push(dropped);
        }
    }

    /// Whether it is worth finding out what was meant.
    fn has_room(&self) -> bool {
        self.0.len() < NAMED
    }
}

#[derive(Default)]
struct Reading {
    criteria: Criteria,
    q: String,
    single: Single,
    dropped: LeftOut,
}

impl Reading {
    fn parameter(&mut self, name: &str, value: &str) {
        if value.trim().is_empty() {
            return;
        }
        match (name, Group::named(name)) {
            ("q", _) => {
                self.q.push(' ');
                self.q.push_str(value);
            }
            ("employer", _) => self.pieces(name, value, Reading::employer),
            (_, Some(group)) => {
                self.pieces(name, value, |reading, piece| reading.value(group, piece));
            }
            _ if OTHERS.contains(&name) => self.single.read(name, value.trim(), &mut self.dropped),
            _ => self.unknown_parameter(name, value),
        }
    }

    fn pieces(&mut self, name: &str, value: &str, mut read: impl FnMut(&mut Reading, &str)) {
        let mut pieces = value.split(',').map(str::trim).filter(|piece| !piece.is_empty());
        for piece in pieces.by_ref().take(PIECES) {
            read(self, piece);
        }
        if let Some(piece) = pieces.next() {
            self.dropped.note(Dropped::new(name, piece, Why::TooMany));
        }
    }

    fn value(&mut self, group: Group, piece: &str) {
        let (slug, is_excluded) = signed(piece);
        let Some(value) = known(group, slug) else {
            return self.unknown_value(group, piece);
        };
        let chosen = self.criteria.chosen(group);
        let excluded = self.criteria.excluded_values(group);
        let (same, other) = if is_excluded { (excluded, chosen) } else { (chosen, excluded) };
        let why = if is_excluded && !group.can_exclude() {
            Why::NotExcludable
        } else if other.contains(&value) {
            Why::Repeated
        } else if chosen.len() + excluded.len() >= VALUES && !same.contains(&value) {
            Why::TooMany
        } else if is_excluded {
            return self.criteria.exclude(group, value);
        } else {
            return self.criteria.choose(group, value);
        };
        self.dropped.note(Dropped::new(group.name(), piece, why));
    }

    fn employer(&mut self, piece: &str) {
        let (name, is_excluded) = signed(piece);
        let slug = employer_slug(name);
        let Criteria { employers, excluded_employers, .. } = &mut self.criteria;
        let count = employers.len() + excluded_employers.len();
        let (same, other) = match is_excluded {
            true => (excluded_employers, employers),
            false => (employers, excluded_employers),
        };
        let why = if slug.is_empty() {
            Why::Unreadable
        } else if other.contains(&slug) {
            Why::Repeated
        } else if count >= VALUES && !same.contains(&slug) {
            Why::TooMany
        } else {
            return insert(same, &slug);
        };
        self.dropped.note(Dropped::new("employer", piece, why));
    }

    fn unknown_value(&mut self, group: Group, piece: &str) {
        let mut dropped = Dropped::new(group.name(), piece, Why::UnknownValue);
        let (slug, is_excluded) = signed(piece);
        if self.dropped.has_room()
            && let Some(slug) = meant::value(group, slug)
        {
            let sign = if is_excluded && group.can_exclude() { "!" } else { "" };
            dropped = dropped.meaning(group.name(), &format!("{sign}{slug}"));
        }
        self.dropped.note(dropped);
    }

    fn unknown_parameter(&mut self, name: &str, value: &str) {
        let mut dropped = Dropped::new(name, value, Why::UnknownParameter);
        let names = Group::ALL.into_iter().map(Group::name).chain(OTHERS);
        if self.dropped.has_room()
            && let Some(near) = meant::name(name, names)
        {
            dropped = dropped.meaning(near, value);
        }
        self.dropped.note(dropped);
    }

    fn finish(self) -> (Criteria, Vec<Dropped>) {
        let Reading { mut criteria, q, single, mut dropped } = self;
        criteria.q = cleaned(&q, &mut dropped);
        let criteria = single.applied_to(criteria, &mut dropped);
        (criteria, dropped.0)
    }
}

/// A value and whether it is to be excluded.
fn signed(piece: &str) -> (&str, bool) {
    match piece.strip_prefix('!') {
        Some(value) => (value.trim_start(), true),
        None => (piece, false),
    }
}

fn known(group: Group, piece: &str) -> Option<u16> {
    if let Some(index) = group.index_of(piece) {
        return Some(index);
    }
    match group {
        Group::HiresIn => group.index_of(State::parse(piece)?.abbr()),
        _ => group.index_of(&piece.to_lowercase()),
    }
}
