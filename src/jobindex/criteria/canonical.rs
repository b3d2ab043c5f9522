//! The one way to write a search: parameters in fixed order, values sorted with commas between, defaults left out.

use super::super::groups::Group;
use super::{Criteria, Near};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stays readable in a query string; a space becomes `+`.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b',')
    .remove(b'!')
    .remove(b'*')
    .remove(b' ');

impl Criteria {
    /// The canonical query string, without `?`; empty for everything.
    pub fn query_string(&self) -> String {
        let pair = |(name, value): (String, String)| {
            let value = utf8_percent_encode(&value, ENCODED).to_string();
            format!("{name}={}", value.replace(' ', "+"))
        };
        let pairs: Vec<String> = self.pairs().into_iter().map(pair).collect();
        pairs.join("&")
    }

    /// The canonical parameters. Parsing them gives the same search.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs: Vec<(&str, String)> = Vec::new();
        if !self.q.is_empty() {
            pairs.push(("q", self.q.clone()));
        }
        for group in Group::ALL {
            let pieces = pieces(self.slugs(group), self.excluded(group));
            if !pieces.is_empty() {
                pairs.push((group.name(), pieces));
            }
        }
        let excluded = self.excluded_employers.iter().map(String::as_str);
        let employers = pieces(self.employers.iter().map(String::as_str), excluded);
        if !employers.is_empty() {
            pairs.push(("employer", employers));
        }
        if let Some(near) = &self.near {
            pairs.push(("near", near.label.clone()));
            if near.miles != Near::USUAL {
                pairs.push(("within", near.miles.to_string()));
            }
        }
        if let Some(floor) = self.pay_floor {
            pairs.push(("pay_floor", dollars(floor)));
        }
        if self.pay_is_sure {
            pairs.push(("pay", "sure".to_owned()));
        }
        if self.keeps_unpaid {
            pairs.push(("no_pay", "yes".to_owned()));
        }
        if self.sort != self.usual_sort() {
            pairs.push(("sort", self.sort.slug().to_owned()));
        }
        if self.page > 1 {
            pairs.push(("page", self.page.to_string()));
        }
        let owned = |(name, value): (&str, String)| (name.to_owned(), value);
        pairs.into_iter().map(owned).collect()
    }
}

/// What is chosen, then what is excluded, with commas between.
fn pieces<'a>(
    chosen: impl Iterator<Item = &'a str>,
    excluded: impl Iterator<Item = &'a str>,
) -> String {
    let chosen = chosen.map(str::to_owned);
    let pieces: Vec<String> = chosen.chain(excluded.map(|slug| format!("!{slug}"))).collect();
    pieces.join(",")
}

/// "26" or "26.50" of an amount in 1/100 cent which is whole in cents.
pub(super) fn dollars(amount: u32) -> String {
    match (amount / 10_000, amount % 10_000 / 100) {
        (dollars, 0) => dollars.to_string(),
        (dollars, cents) => format!("{dollars}.{cents:02}"),
    }
}
