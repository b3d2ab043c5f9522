//! What people write about alerts: text in, checked values or words about each field out.

use chrono::{Days, NaiveDate, NaiveTime};
use chrono_tz::Tz;

use super::alert::{Alert, AlertId, Frequency};
use super::changing::{Change, LONGEST_PAUSE_DAYS};
use crate::accounts::Email;
use crate::clock::Moment;
use crate::jobindex::{Criteria, Parsed, Why};
use crate::web::{FormErrors, Input};

const ADDRESS: usize = 254;
const WORDS: usize = 200;

/// The search a form was sent with; whatever is in it, a valid search comes out.
pub(super) fn criteria(input: &Input) -> Criteria {
    search(input).criteria.with_page(1)
}

/// What that search does without, in words; nothing where all of it is understood.
pub(super) fn left_out(input: &Input) -> Option<String> {
    let dropped = search(input).dropped;
    let parts: Vec<String> =
        dropped.iter().map(|part| format!("“{}” ({})", part.part, part.why)).collect();
    (!parts.is_empty()).then(|| format!("Left out of this search: {}.", parts.join(", ")))
}

fn search(input: &Input) -> Parsed {
    let pairs = url::form_urlencoded::parse(input.text("criteria").as_bytes());
    Criteria::parse(pairs.into_owned())
}

pub(super) fn frequency(input: &Input, errors: &mut FormErrors) -> Frequency {
    Frequency::parse(input.text("frequency")).unwrap_or_else(|| {
        errors.add("frequency", "Choose how often.");
        Frequency::Daily
    })
}

pub(super) fn email(input: &Input, errors: &mut FormErrors) -> Option<Email> {
    let text = errors.required(input, "email", "Type your email address.", ADDRESS);
    let email = Email::parse(text);
    if email.is_none() {
        errors.add("email", "Write the address like name@example.com.");
    }
    email
}

/// Where the reader's browser says it is.
pub(super) fn zone(input: &Input) -> Option<Tz> {
    input.text("zone").parse().ok()
}

/// Alerts that were ticked.
pub(super) fn alerts(input: &Input) -> Vec<AlertId> {
    let ids = input.all("alert").iter().filter_map(|id| id.parse().ok());
    ids.take(super::asking::MOST * 2).map(AlertId).collect()
}

/// An alert as its form says it.
pub(super) fn change(
    input: &Input,
    alert: &Alert,
    today: NaiveDate,
    zone: Tz,
) -> Result<Change, FormErrors> {
    let mut errors = FormErrors::default();
    let q = errors.optional(input, "q", WORDS);
    let frequency = frequency(input, &mut errors);
    let criteria = with(&alert.criteria, q, input.text("pay_floor"), &mut errors);
    let paused_until = pause(input, today, zone, &mut errors);
    errors.or(Change { frequency, criteria, paused_until })
}

/// The same filters with other words and another floor.
fn with(of: &Criteria, q: &str, floor: &str, errors: &mut FormErrors) -> Criteria {
    let floor = floor.trim_start_matches('$').trim();
    let kept = of.pairs().into_iter().filter(|(name, _)| name != "q" && name != "pay_floor");
    let typed = [("q", q), ("pay_floor", floor)].into_iter().filter(|(_, text)| !text.is_empty());
    let typed = typed.map(|(name, text)| (name.to_owned(), text.to_owned()));
    let Parsed { criteria, dropped, .. } = Criteria::parse(kept.chain(typed));
    if !floor.is_empty() && criteria.pay_floor().is_none() {
        errors.add("pay_floor", "Write dollars an hour, for example 25 or 27.50.");
    }
    if !q.is_empty() && criteria.q().is_empty() {
        errors.add("q", "There is nothing in it to search for.");
    }
    if dropped.iter().any(|part| part.why == Why::TooMany) {
        errors.add("q", "These are more words than one search can hold.");
    }
    criteria
}

/// The morning of the day until which nothing is sent.
fn pause(input: &Input, today: NaiveDate, zone: Tz, errors: &mut FormErrors) -> Option<Moment> {
    let text = input.text("paused_until");
    if text.is_empty() {
        return None;
    }
    let Ok(day) = text.parse::<NaiveDate>() else {
        errors.add("paused_until", "Write the day like 2027-01-31.");
        return None;
    };
    let last = today + Days::new(LONGEST_PAUSE_DAYS.unsigned_abs());
    if day <= today || day >= last {
        errors.add("paused_until", "Choose a day from tomorrow on, at most a year ahead.");
        return None;
    }
    Some(Moment::at_local(day, NaiveTime::MIN, zone))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alerts::alert::Stage;
    use crate::alerts::subscriber::SubscriberId;

    fn input(pairs: &[(&str, &str)]) -> Input {
        Input::from_pairs(pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())))
    }

    fn alert() -> Alert {
        Alert {
            id: AlertId(1),
            subscriber: SubscriberId(1),
            criteria: criteria(&input(&[("criteria", "q=surgery&credential=cpc&pay_floor=26")])),
            is_outdated: false,
            fit: None,
            frequency: Frequency::Daily,
            stage: Stage::Active,
            paused_from: None,
            paused_until: None,
            created_at: Moment::from_micros(0),
            version: 0,
        }
    }

    fn changed(pairs: &[(&str, &str)]) -> Result<Change, FormErrors> {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        change(&input(pairs), &alert(), today, chrono_tz::America::Chicago)
    }

    #[test]
    fn words_and_floor_change_and_filters_stay() {
        let to = changed(&[("q", "inpatient"), ("pay_floor", "$30.50"), ("frequency", "weekly")]);
        let to = to.expect("sound");
        assert_eq!(to.criteria.query_string(), "q=inpatient&credential=cpc&pay_floor=30.50");
        assert_eq!((to.frequency, to.paused_until), (Frequency::Weekly, None));
        let bare = changed(&[("frequency", "instant")]).expect("sound");
        assert_eq!(bare.criteria.query_string(), "credential=cpc");
    }

    #[test]
    fn a_pause_ends_at_midnight_where_they_are() {
        let to = changed(&[("frequency", "daily"), ("paused_until", "2026-12-24")]).expect("sound");
        assert_eq!(to.paused_until.map(Moment::rfc3339).as_deref(), Some("2026-12-24T06:00:00Z"));
        let beirut: Tz = "Asia/Beirut".parse().expect("a zone");
        let skipped = NaiveDate::from_ymd_opt(2026, 3, 29).expect("a day");
        let begin = Moment::at_local(skipped, NaiveTime::MIN, beirut);
        assert_eq!(begin.rfc3339(), "2026-03-28T22:00:00Z");
    }

    #[test]
    fn what_is_wrong_is_said_beside_its_field() {
        let (long, many) = ("x".repeat(201), "word ".repeat(13));
        for (field, value) in [
            ("frequency", "hourly"),
            ("pay_floor", "lots"),
            ("q", &*long),
            ("q", &*many),
            ("paused_until", "2026-11-23"),
            ("paused_until", "2028-01-01"),
            ("paused_until", "tomorrow"),
            ("paused_until", "2026-02-31"),
        ] {
            let errors = changed(&[(field, value), ("frequency", "daily")]).expect_err(value);
            assert!(errors.get(field).is_some(), "{field}={value}: {errors:?}");
        }
    }
}
