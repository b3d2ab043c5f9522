//! The one way to write a search: parameters in fixed order, values sorted with commas between, defaults left out.

use super::super::groups::Group;
use super::{Criteria, Sort};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stays readable in a query string; a space becomes `+`.
const ENCODED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b',').remove(b' ');

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
            let slugs: Vec<&str> = self.slugs(group).collect();
            if !slugs.is_empty() {
                pairs.push((group.name(), slugs.join(",")));
            }
        }
        if let Some(floor) = self.pay_floor {
            pairs.push(("pay_floor", dollars(floor)));
        }
        if self.sort != Sort::Newest {
            pairs.push(("sort", self.sort.slug().to_owned()));
        }
        if self.page > 1 {
            pairs.push(("page", self.page.to_string()));
        }
        let owned = |(name, value): (&str, String)| (name.to_owned(), value);
        pairs.into_iter().map(owned).collect()
    }
}

/// "26" or "26.50" of an amount in 1/100 cent which is whole in cents.
pub(super) fn dollars(amount: u32) -> String {
    match (amount / 10_000, amount % 10_000 / 100) {
        (dollars, 0) => dollars.to_string(),
        (dollars, cents) => format!("{dollars}.{cents:02}"),
    }
}
