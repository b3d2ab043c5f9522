//! From parameters nobody has checked to a search that is valid: what cannot be used is dropped and named.

use super::super::groups::Group;
use super::dropped::{Dropped, Why};
use super::query_words::cleaned;
use super::{Criteria, Sort, meant};
use crate::vocabulary::State;
use std::collections::HashMap;

/// The last page that can be asked for.
pub(super) const PAGES: u32 = 10_000;
/// Values of one group that count.
const VALUES: usize = 50;
/// Parameters that are looked at, and pieces between commas in one of them.
const PARAMETERS: usize = 200;
const PIECES: usize = 500;
/// Parts that are named; what is dropped beyond them is dropped silently.
const NAMED: usize = 20;
/// Dollars an hour.
const PAY_FLOOR: u32 = 10_000;

/// What became of some parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    pub criteria: Criteria,
    /// What was left out; the first 20 of it.
    pub dropped: Vec<Dropped>,
    /// Whether the parameters were already written as [`Criteria::pairs`] writes them. If they were not and nothing
    /// was dropped, they differed in form only.
    pub canonical: bool,
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
            reading.drop(Dropped::new(&name, &value, Why::TooMany));
        }
        let (criteria, mut dropped) = reading.finish();
        let canonical = dropped.is_empty() && criteria.pairs() == given;
        dropped.truncate(NAMED);
        Parsed { criteria, dropped, canonical }
    }
}

#[derive(Default)]
struct Reading {
    criteria: Criteria,
    q: String,
    /// The first value of parameters that have one.
    single: HashMap<&'static str, String>,
    dropped: Vec<Dropped>,
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
            ("pay_floor", _) => self.pay_floor(value.trim()),
            ("sort", _) => self.sort(value.trim()),
            ("page", _) => self.page(value.trim()),
            (_, Some(group)) => self.values(group, value),
            (_, None) => self.unknown_parameter(name, value),
        }
    }

    fn values(&mut self, group: Group, value: &str) {
        let mut pieces = value.split(',').map(str::trim).filter(|piece| !piece.is_empty());
        for piece in pieces.by_ref().take(PIECES) {
            match known(group, piece) {
                Some(index) if self.has_room(group, index) => self.criteria.choose(group, index),
                Some(_) => self.drop(Dropped::new(group.name(), piece, Why::TooMany)),
                None => self.unknown_value(group, piece),
            }
        }
        if let Some(piece) = pieces.next() {
            self.drop(Dropped::new(group.name(), piece, Why::TooMany));
        }
    }

    fn has_room(&self, group: Group, value: u16) -> bool {
        let chosen = self.criteria.chosen(group);
        chosen.len() < VALUES || chosen.contains(&value)
    }

    fn unknown_value(&mut self, group: Group, piece: &str) {
        let mut dropped = Dropped::new(group.name(), piece, Why::UnknownValue);
        if self.dropped.len() < NAMED
            && let Some(slug) = meant::value(group, piece)
        {
            dropped = dropped.meaning(group.name(), slug);
        }
        self.drop(dropped);
    }

    fn unknown_parameter(&mut self, name: &str, value: &str) {
        let mut dropped = Dropped::new(name, value, Why::UnknownParameter);
        let names = Group::ALL.into_iter().map(Group::name);
        let names = names.chain(["q", "pay_floor", "sort", "page"]);
        if self.dropped.len() < NAMED
            && let Some(near) = meant::name(name, names)
        {
            dropped = dropped.meaning(near, value);
        }
        self.drop(dropped);
    }

    fn pay_floor(&mut self, value: &str) {
        match (amount(value), self.is_first("pay_floor", value)) {
            (_, false) => {}
            (Some(0), _) => self.criteria.pay_floor = None,
            (Some(amount), _) => self.criteria.pay_floor = Some(amount),
            (None, _) => self.drop(Dropped::new("pay_floor", value, Why::Unreadable)),
        }
    }

    fn sort(&mut self, value: &str) {
        if !self.is_first("sort", value) {
            return;
        }
        let low = value.to_lowercase();
        match Sort::ALL.into_iter().find(|sort| sort.slug() == low) {
            Some(sort) => self.criteria.sort = sort,
            None => {
                let dropped = Dropped::new("sort", value, Why::UnknownValue);
                let near = meant::name(value, Sort::ALL.into_iter().map(Sort::slug));
                self.drop(match near {
                    Some(near) => dropped.meaning("sort", near),
                    None => dropped,
                });
            }
        }
    }

    fn page(&mut self, value: &str) {
        if !self.is_first("page", value) {
            return;
        }
        let digits = value.bytes().all(|byte| byte.is_ascii_digit());
        match value.parse::<u32>() {
            Ok(page @ 1..=PAGES) if digits => self.criteria.page = page,
            Err(_) if !digits => self.drop(Dropped::new("page", value, Why::Unreadable)),
            Ok(0) => self.drop(Dropped::new("page", value, Why::Unreadable)),
            _ => self.drop(Dropped::new("page", value, Why::TooMany)),
        }
    }

    /// Of a parameter with one value the first counts; another one is named.
    fn is_first(&mut self, name: &'static str, value: &str) -> bool {
        match self.single.get(name) {
            Some(first) => {
                if first != value {
                    self.drop(Dropped::new(name, value, Why::Repeated));
                }
                false
            }
            None => {
                self.single.insert(name, value.to_owned());
                true
            }
        }
    }

    fn drop(&mut self, dropped: Dropped) {
        if self.dropped.len() <= NAMED {
            self.dropped.push(dropped);
        }
    }

    fn finish(mut self) -> (Criteria, Vec<Dropped>) {
        self.criteria.q = cleaned(&self.q, &mut self.dropped);
        let page = self.criteria.page;
        let sort = self.criteria.sort;
        let criteria = self.criteria.with_sort(sort).with_page(page);
        (criteria, self.dropped)
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

/// Dollars with at most two decimals to 1/100 cent.
fn amount(value: &str) -> Option<u32> {
    let value = value.strip_prefix('$').unwrap_or(value);
    let (whole, decimals) = value.split_once('.').unwrap_or((value, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty()
        || whole.len() > 6
        || decimals.len() > 2
        || !digits(whole)
        || !digits(decimals)
    {
        return None;
    }
    let dollars: u32 = whole.parse().ok().filter(|&dollars| dollars < PAY_FLOOR)?;
    let cents: u32 = format!("{decimals:0<2}").parse().ok()?;
    Some(dollars * 10_000 + cents * 100)
}
