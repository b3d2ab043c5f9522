//! The one way to write a search: parameters in fixed order, values sorted with commas between, defaults left out.

use super::super::groups::Group;
use super::{Criteria, Near};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stays readable in a query string; spaces become `+`.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b',')
    .remove(b'!')
    .remove(b'*');

impl Criteria {
    /// The canonical query string, without `?`; empty for everything.
    pub fn query_string(&self) -> String {
        let mut query = String::with_capacity(96);
        self.each_pair(|name, value| {
            if !query.is_empty() {
                query.push('&');
            }
            query.push_str(name);
            query.push('=');
            for (place, word) in value.split(' ').enumerate() {
                query.push_str(if place > 0 { "+" } else { "" });
                query.extend(utf8_percent_encode(word, ENCODED));
            }
        });
        query
    }

    /// The canonical parameters. Parsing them gives the same search.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        self.each_pair(|name, value| pairs.push((name.to_owned(), value.to_owned())));
        pairs
    }

    /// Says every parameter in order. A page has hundreds of links: nothing is put on the heap for each of them.
    fn each_pair(&self, mut say: impl FnMut(&'static str, &str)) {
        let mut text = String::new();
        if !self.q.is_empty() {
            say("q", &self.q);
        }
        for group in Group::ALL {
            write_pieces(&mut text, self.slugs(group), self.excluded(group));
            if !text.is_empty() {
                say(group.name(), &text);
            }
        }
        let excluded = self.excluded_employers.iter().map(String::as_str);
        write_pieces(&mut text, self.employers.iter().map(String::as_str), excluded);
        if !text.is_empty() {
            say("employer", &text);
        }
        if let Some(near) = &self.near {
            say("near", &near.label);
            if near.miles != Near::USUAL {
                say("within", &near.miles.to_string());
            }
        }
        if let Some(floor) = self.pay_floor {
            say("pay_floor", &dollars(floor));
        }
        if self.pay_is_sure {
            say("pay", "sure");
        }
        if self.keeps_unpaid {
            say("no_pay", "yes");
        }
        if self.sort != self.usual_sort() {
            say("sort", self.sort.slug());
        }
        if self.page > 1 {
            say("page", &self.page.to_string());
        }
    }
}

/// What is chosen, then what is excluded, with commas between, in place of what the text was.
fn write_pieces<'a>(
    text: &mut String,
    chosen: impl Iterator<Item = &'a str>,
    excluded: impl Iterator<Item = &'a str>,
) {
    text.clear();
    for (sign, slug) in chosen.map(|slug| ("", slug)).chain(excluded.map(|slug| ("!", slug))) {
        if !text.is_empty() {
            text.push(',');
        }
        text.push_str(sign);
        text.push_str(slug);
    }
}

/// "26" or "26.50" of an amount in 1/100 cent which is whole in cents.
pub(super) fn dollars(amount: u32) -> String {
    match (amount / 10_000, amount % 10_000 / 100) {
        (dollars, 0) => dollars.to_string(),
        (dollars, cents) => format!("{dollars}.{cents:02}"),
    }
}
