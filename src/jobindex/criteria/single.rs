//! The parameters with one value: place and distance, pay, order and page. Of each the first counts.

use super::super::groups::Group;
use super::dropped::{Dropped, Why};
use super::near::{Meant, Near};
use super::parse::LeftOut;
use super::{Criteria, Sort, meant};
use crate::vocabulary::{State, is_unseen};
use std::collections::HashMap;

/// The last page that can be asked for.
pub(in crate::jobindex::criteria) const PAGES: u32 = 10_000;
/// Dollars an hour.
const PAY_FLOOR: u32 = 10_000;
/// Characters of a place.
const PLACE: usize = 80;

/// What was read of them.
#[derive(Default)]
pub(super) struct Single {
    /// The first value of each.
    first: HashMap<String, String>,
    near: Option<Near>,
    state: Option<State>,
    miles: Option<u16>,
    pay_floor: Option<u32>,
    pay_is_sure: bool,
    keeps_unpaid: bool,
    sort: Option<Sort>,
    page: u32,
}

impl Single {
    /// Reads a value that is not blank.
    pub fn read(&mut self, name: &str, value: &str, dropped: &mut LeftOut) {
        match self.first.get(name) {
            Some(first) if first == value => return,
            Some(_) => return dropped.note(Dropped::new(name, value, Why::Repeated)),
            None => self.first.insert(name.to_owned(), value.to_owned()),
        };
        let read = match name {
            "near" => self.near(value),
            "within" => self.within(value),
            "pay_floor" => self.pay_floor(value),
            "pay" => yes_no(value, ["sure", "may"]).map(|sure| self.pay_is_sure = sure),
            "no_pay" => yes_no(value, ["yes", "no"]).map(|keep| self.keeps_unpaid = keep),
            "sort" => self.sort(value),
            _ => self.page(value),
        };
        if let Err(Unusable { why, meant }) = read {
            let part = Dropped::new(name, value, why);
            dropped.note(meant.iter().fold(part, |part, meant| part.meaning(name, meant)));
        }
    }

    /// The distance, whatever became of the place.
    pub fn miles(&self) -> Option<u16> {
        self.miles
    }

    /// The search with all of it; what means nothing without the rest is left out. A state in place of a place is one
    /// more of those chosen.
    pub fn applied_to(self, mut criteria: Criteria, dropped: &mut LeftOut) -> Criteria {
        if let Some(state) = self.state {
            let typed = self.first.get("near").map_or("", String::as_str);
            match criteria.excludes(Group::HiresIn, state.abbr()) {
                true => dropped.note(
                    Dropped::new("near", typed, Why::Excluded).meaning("hires_in", state.abbr()),
                ),
                false => criteria = criteria.with(Group::HiresIn, state.abbr()),
            }
            let is_heard = criteria.has(Group::HiresIn, state.abbr());
            if !is_heard && !criteria.excludes(Group::HiresIn, state.abbr()) {
                dropped.note(Dropped::new("near", typed, Why::TooMany));
            }
        }
        criteria.near = self.near;
        if let Some(near) = &mut criteria.near {
            near.miles = self.miles.unwrap_or(Near::USUAL);
        }
        criteria.pay_floor = self.pay_floor;
        criteria.pay_is_sure = self.pay_is_sure;
        criteria.keeps_unpaid = self.keeps_unpaid;
        let sort = self.sort.unwrap_or(criteria.usual_sort());
        criteria.with_sort(sort).with_page(self.page)
    }

    fn near(&mut self, value: &str) -> Result<(), Unusable> {
        let seen: String = value.chars().filter(|c| !is_unseen(*c)).collect();
        if seen.chars().count() > PLACE {
            return Err(Why::UnknownPlace.into());
        }
        match Near::read(seen.trim()) {
            Meant::Near(near) => self.near = Some(near),
            Meant::State(state) => self.state = Some(state),
            Meant::Several(meant) => return Err(Unusable { why: Why::AmbiguousPlace, meant }),
            Meant::Unknown => return Err(Why::UnknownPlace.into()),
        }
        Ok(())
    }

    fn within(&mut self, value: &str) -> Result<(), Unusable> {
        let miles = number(value).ok_or(Why::NoDistance)?;
        let miles = u16::try_from(miles).unwrap_or(u16::MAX);
        let nearest = Near::reached(miles);
        if miles != nearest {
            return Err(Unusable { why: Why::NoDistance, meant: vec![nearest.to_string()] });
        }
        self.miles = Some(miles);
        Ok(())
    }

    fn pay_floor(&mut self, value: &str) -> Result<(), Unusable> {
        let amount = amount(value).ok_or(Why::Unreadable)?;
        self.pay_floor = Some(amount).filter(|&amount| amount > 0);
        Ok(())
    }

    fn sort(&mut self, value: &str) -> Result<(), Unusable> {
        let low = value.to_lowercase();
        self.sort = Sort::ALL.into_iter().find(|sort| sort.slug() == low);
        if self.sort.is_some() {
            return Ok(());
        }
        let near = meant::name(value, Sort::ALL.into_iter().map(Sort::slug));
        let meant = near.into_iter().map(str::to_owned).collect();
        Err(Unusable { why: Why::UnknownValue, meant })
    }

    fn page(&mut self, value: &str) -> Result<(), Unusable> {
        let digits = value.bytes().all(|byte| byte.is_ascii_digit());
        match number(value) {
            Some(0) => Err(Why::Unreadable.into()),
            None if !digits => Err(Why::Unreadable.into()),
            // Beyond the last is the last.
            page => {
                self.page = page.map_or(PAGES, |page| page.min(PAGES));
                Ok(())
            }
        }
    }
}

/// Why a value cannot be used, and what it may have been meant to be.
struct Unusable {
    why: Why,
    meant: Vec<String>,
}

impl From<Why> for Unusable {
    fn from(why: Why) -> Unusable {
        Unusable { why, meant: Vec::new() }
    }
}

fn yes_no(value: &str, [yes, no]: [&'static str; 2]) -> Result<bool, Unusable> {
    let low = value.to_lowercase();
    if low == yes || low == no {
        return Ok(low == yes);
    }
    Err(Unusable { why: Why::UnknownValue, meant: vec![yes.to_owned()] })
}

/// Digits and nothing else.
fn number(value: &str) -> Option<u32> {
    let digits = value.bytes().all(|byte| byte.is_ascii_digit());
    value.parse().ok().filter(|_| digits)
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
