//! How facts of a posting read: where it is, what it pays, when it ends.

use chrono::{NaiveDate, TimeDelta};
use serde::Serialize;

use super::content::{Content, SitePlace};
use super::pay::{self, Pay};
use crate::clock::Moment;
use crate::vocabulary::{Entry, State, StateSet, Table};

/// A time as a page shows it.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct When {
    pub text: String,
    /// None where the text names no day.
    pub datetime: Option<String>,
}

/// Pay as a page shows it.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct PayView {
    /// "$28–$34".
    pub text: String,
    /// "an hour".
    pub unit_text: String,
    /// What it comes to by the hour, where the unit is another.
    pub hourly_text: Option<String>,
    /// What `hourly_text` is reckoned by.
    pub note: Option<String>,
    /// True when it was read from text and no person has agreed.
    pub unconfirmed: bool,
}

/// The label of a slug, or the slug itself where the word is gone.
pub fn label<E: Entry>(table: &Table<E>, slug: &str) -> String {
    table.get(slug).map_or(slug, Entry::label).to_owned()
}

/// "A", "A or B", "A, B or C".
pub fn joined(parts: &[String], last: &str) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}

/// "November 20, 2026".
pub fn long_day(day: NaiveDate) -> String {
    day.format("%B %-d, %Y").to_string()
}

/// "Nov 20".
pub fn short_day(day: NaiveDate) -> String {
    day.format("%b %-d").to_string()
}

/// How long ago something was: "today", "3 days ago", and the day itself after a month.
pub fn ago(then: Moment, now: Moment) -> When {
    let days = now.since(then).max(TimeDelta::zero()).num_days();
    let text = match days {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        2..=30 => format!("{days} days ago"),
        _ => long_day(then.date()),
    };
    When { text, datetime: Some(then.date().to_string()) }
}

/// "Columbus, Ohio".
pub fn place(site: &SitePlace) -> String {
    match site.city.as_str() {
        "" => site.state.name().to_owned(),
        city => format!("{city}, {}", site.state.name()),
    }
}

/// "Ohio", "Ohio and Texas", "Ohio and 11 more states"; the state of the site comes first.
fn some_states(states: StateSet, home: Option<State>) -> String {
    let home = home.filter(|state| states.contains(*state));
    let rest = states.iter().filter(|state| Some(*state) != home);
    let names: Vec<String> = home.into_iter().chain(rest).map(|s| s.name().to_owned()).collect();
    match names.len() {
        0 => "states not stated".to_owned(),
        1..=3 => format!("hires in {}", joined(&names, "and")),
        more => format!("hires in {} and {} more states", names[0], more - 1),
    }
}

/// "Remote · hires in Ohio and 11 more states", "On site · Dayton, Ohio".
pub fn where_text(content: &Content) -> String {
    let site = content.site.as_ref();
    let at = |how: &str| match site {
        Some(site) => format!("{how} · {}", place(site)),
        None => how.to_owned(),
    };
    match content.arrangement.as_deref() {
        Some("remote-us") => "Remote · anywhere in the US".to_owned(),
        Some("remote-intl") => "Remote · also outside the US".to_owned(),
        Some("remote-states") => {
            format!("Remote · {}", some_states(content.states, site.map(|site| site.state)))
        }
        Some("remote-radius") => match site {
            Some(site) => format!("Remote · near {}", place(site)),
            None => "Remote · near the site".to_owned(),
        },
        Some("remote-after-training") => at("Remote after training"),
        Some("hybrid") => at("Hybrid"),
        Some("on-site") => at("On site"),
        Some("travel") => at("Travel"),
        Some(_) | None => site.map_or("Place not stated".to_owned(), place),
    }
}

/// Pay as stated, and by the hour where it is stated otherwise.
pub fn pay_view(content: &Content) -> Option<PayView> {
    let stated = content.pay.as_ref()?;
    let unit = pay::unit_words(&stated.unit);
    let hourly = content.hourly().filter(|_| stated.unit != "hour");
    let hourly_text = hourly.map(|hourly| match hourly.estimated {
        true => {
            let (low, high) =
                (pay::to_the_dollar(hourly.lowest), pay::to_the_dollar(hourly.highest));
            format!("about {} an hour", pay::range(low, high))
        }
        false => {
            let (low, high) = (pay::to_the_cent(hourly.lowest), pay::to_the_cent(hourly.highest));
            format!("{} an hour", pay::range(low, high))
        }
    });
    Some(PayView {
        text: stated.text(),
        unit_text: match content.is_contractor() {
            true => format!("{unit}, 1099"),
            false => unit.to_owned(),
        },
        hourly_text,
        note: hourly.map(|hourly| match hourly.estimated {
            true => format!("our estimate, at {}", basis(stated)),
            false => format!("at {}", basis(stated)),
        }),
        unconfirmed: false,
    })
}

/// What a figure by the hour is reckoned by, in the terms the pay is stated in.
fn basis(pay: &Pay) -> String {
    match (pay.units_per_hour, pay.hours_per_week) {
        (Some(units), _) if pay::wants_units(&pay.unit) => {
            format!("{} {} an hour", hundredths(units), pay::pieces(&pay.unit))
        }
        (_, Some(hours)) if pay.unit == "day" => format!("five days and {hours} hours a week"),
        (_, Some(hours)) => format!("{hours} hours a week"),
        (_, None) => "2,080 hours a year".to_owned(),
    }
}

/// 250 hundredths are "2.5".
pub fn hundredths(number: i64) -> String {
    let text = format!("{}.{:02}", number / 100, number % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// What the pay comes to in a year, where it can be said.
pub fn pay_notes(content: &Content) -> Vec<String> {
    let hours = content.pay.as_ref().and_then(|pay| pay.hours_per_week);
    let year = content.yearly().map(|(low, high)| {
        let basis = match hours {
            Some(hours) => format!("at {hours} hours a week"),
            None => "at full time (2,080 hours)".to_owned(),
        };
        let (low, high) = (pay::to_the_dollar(low), pay::to_the_dollar(high));
        format!("{} a year {basis}", pay::range(low, high))
    });
    year.into_iter().collect()
}

/// "Apply by December 12, 2026", or that there is no deadline.
pub fn deadline(content: &Content) -> Option<When> {
    match (content.deadline, content.ongoing) {
        (Some(day), _) => Some(When {
            text: format!("Apply by {}", long_day(day)),
            datetime: Some(day.to_string()),
        }),
        (None, true) => Some(When {
            text: "Applications are accepted on an ongoing basis".to_owned(),
            datetime: None,
        }),
        (None, false) => None,
    }
}

#[cfg(test)]
#[path = "phrases_tests.rs"]
mod tests;
