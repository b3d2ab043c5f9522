use super::*;
use chrono_tz::America::{Chicago, New_York};

fn at(text: &str) -> Moment {
    let at = chrono::DateTime::parse_from_rfc3339(text).expect("a time");
    Moment::from_micros(at.timestamp_micros())
}

#[test]
fn digests_come_at_eight_where_the_subscriber_is() {
    for (frequency, zone, now, due) in [
        (Frequency::Daily, New_York, "2026-11-23T12:59:59Z", "2026-11-23T13:00:00Z"),
        (Frequency::Daily, New_York, "2026-11-23T13:00:00Z", "2026-11-24T13:00:00Z"),
        (
            Frequency::Daily,
            chrono_tz::Pacific::Guam,
            "2026-11-23T12:00:00Z",
            "2026-11-23T22:00:00Z",
        ),
        // The nights in which clocks go forward and back.
        (Frequency::Daily, Chicago, "2026-03-07T20:00:00Z", "2026-03-08T13:00:00Z"),
        (Frequency::Daily, Chicago, "2026-03-08T13:00:00Z", "2026-03-09T13:00:00Z"),
        (Frequency::Daily, Chicago, "2026-10-31T13:00:00Z", "2026-11-01T14:00:00Z"),
        // A leap day, and a year without.
        (Frequency::Daily, New_York, "2028-02-28T13:00:00Z", "2028-02-29T13:00:00Z"),
        (Frequency::Daily, New_York, "2028-02-29T13:00:00Z", "2028-03-01T13:00:00Z"),
        (Frequency::Daily, New_York, "2027-02-28T13:00:00Z", "2027-03-01T13:00:00Z"),
        // 2026-11-23 is a Monday.
        (Frequency::Weekly, New_York, "2026-11-23T12:00:00Z", "2026-11-23T13:00:00Z"),
        (Frequency::Weekly, New_York, "2026-11-23T13:00:00Z", "2026-11-30T13:00:00Z"),
        (Frequency::Weekly, New_York, "2026-11-29T23:00:00Z", "2026-11-30T13:00:00Z"),
        (Frequency::Weekly, New_York, "2026-03-07T12:00:00Z", "2026-03-09T12:00:00Z"),
    ] {
        assert_eq!(frequency.due(zone, at(now), None), at(due), "{frequency} {zone} {now}");
    }
}

#[test]
fn a_time_that_does_not_exist_is_the_next_that_does() {
    let apia = chrono_tz::Pacific::Apia;
    // Samoa left out the whole of 2011-12-30 when it crossed the date line.
    let day = NaiveDate::from_ymd_opt(2011, 12, 30).expect("a day");
    assert_eq!(morning(day, apia), at("2011-12-30T10:00:00Z"), "midnight after the gap");
    let due = Frequency::Daily.due(apia, at("2011-12-29T20:00:00Z"), None);
    assert_eq!(due, at("2011-12-30T10:00:00Z"));
}

#[test]
fn one_digest_a_day_whatever_the_clock_does() {
    let (daily, last) = (Frequency::Daily, Some(at("2026-11-23T13:00:02Z")));
    for now in ["2026-11-23T12:10:00Z", "2026-11-23T13:00:02Z", "2026-11-24T12:59:59Z"] {
        assert!(!daily.may_go(New_York, at(now), last), "{now}");
        assert_eq!(daily.due(New_York, at(now), last), at("2026-11-24T13:00:00Z"), "{now}");
    }
    assert!(daily.may_go(New_York, at("2026-11-24T13:00:00Z"), last));
    // The day of 23 hours and the one of 25.
    let spring = Some(at("2026-03-07T14:00:01Z"));
    assert!(!daily.may_go(Chicago, at("2026-03-08T12:59:59Z"), spring));
    assert!(daily.may_go(Chicago, at("2026-03-08T13:00:00Z"), spring));
    let fall = Some(at("2026-10-31T13:00:01Z"));
    assert!(!daily.may_go(Chicago, at("2026-11-01T13:59:59Z"), fall));
    assert!(daily.may_go(Chicago, at("2026-11-01T14:00:00Z"), fall));
    // The clock was a year ahead once.
    let ahead = Some(at("2027-11-23T13:00:00Z"));
    assert!(daily.may_go(New_York, at("2026-11-24T13:00:00Z"), ahead));
}

#[test]
fn one_letter_an_hour() {
    let (instant, last) = (Frequency::Instant, Some(at("2026-11-23T12:00:00Z")));
    assert_eq!(instant.due(New_York, at("2026-11-23T12:10:00Z"), None), at("2026-11-23T12:10:00Z"));
    assert_eq!(instant.due(New_York, at("2026-11-23T12:10:00Z"), last), at("2026-11-23T13:00:00Z"));
    assert!(!instant.may_go(New_York, at("2026-11-23T12:59:59Z"), last));
    assert!(instant.may_go(New_York, at("2026-11-23T13:00:00Z"), last));
    assert!(!instant.may_go(New_York, at("2026-11-23T11:30:00Z"), last), "put back half an hour");
}
