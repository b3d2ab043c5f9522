use super::*;
use crate::postings::example;

#[test]
fn where_the_work_is_reads_in_one_line() {
    let mut content = example::content();
    assert_eq!(where_text(&content), "Remote · hires in Ohio and 3 more states");
    content.states = "OH,TX".parse().expect("states");
    assert_eq!(where_text(&content), "Remote · hires in Ohio and Texas");
    content.arrangement = Some("on-site".into());
    assert_eq!(where_text(&content), "On site · Columbus, Ohio");
    content.arrangement = Some("remote-us".into());
    assert_eq!(where_text(&content), "Remote · anywhere in the US");
    assert_eq!(where_text(&Content::default()), "Place not stated");
}

#[test]
fn pay_says_its_basis() {
    let mut content = example::content();
    let view = pay_view(&content).expect("pay");
    assert_eq!((view.text.as_str(), view.unit_text.as_str()), ("$28–$34", "an hour"));
    assert_eq!(view.hourly_text, None);
    assert_eq!(pay_notes(&content), ["$58,240–$70,720 a year at full time (2,080 hours)"]);
    content.pay = Some(Pay {
        unit: "chart".into(),
        lowest: 8_500,
        highest: 11_000,
        hours_per_week: None,
        units_per_hour: Some(3_050),
    });
    content.classification = Some(crate::postings::Classification::Contractor1099);
    let view = pay_view(&content).expect("pay");
    assert_eq!((view.text.as_str(), view.unit_text.as_str()), ("$0.85–$1.10", "a chart, 1099"));
    assert_eq!(view.hourly_text.as_deref(), Some("about $26–$34 an hour"));
    assert_eq!(view.note.as_deref(), Some("our estimate, at 30.5 charts an hour"));
    assert!(pay_notes(&content).is_empty());
}

#[test]
fn what_is_reckoned_by_the_hour_says_by_which_hours() {
    let mut content = example::content();
    let mut noted = |unit: &str, dollars: i64, hours: Option<i32>| {
        let (lowest, highest) = (dollars * 10_000, dollars * 10_000);
        content.pay = Some(Pay {
            unit: unit.into(),
            lowest,
            highest,
            hours_per_week: hours,
            units_per_hour: None,
        });
        let view = pay_view(&content).expect("pay");
        (view.hourly_text.unwrap_or_default(), view.note.unwrap_or_default())
    };
    let said = |text: &str, note: &str| (text.to_owned(), note.to_owned());
    let full_time = said("$30 an hour", "at 2,080 hours a year");
    assert_eq!(noted("year", 62_400, None), full_time);
    assert_eq!(noted("month", 5_200, None), full_time);
    assert_eq!(noted("week", 1_200, None), full_time);
    assert_eq!(noted("year", 56_160, Some(36)), said("$30 an hour", "at 36 hours a week"));
    let day = said("about $30 an hour", "our estimate, at five days and 40 hours a week");
    assert_eq!(noted("day", 240, Some(40)), day);
    assert_eq!(noted("shift", 240, Some(40)), said("", ""));
}

#[test]
fn times_are_told_as_people_do() {
    let now = example::now();
    let text = |days| ago(now.minus(TimeDelta::days(days)), now).text;
    assert_eq!(
        [text(0), text(1), text(9), text(40)],
        ["today", "yesterday", "9 days ago", "October 14, 2026"]
    );
    assert_eq!(ago(now.plus(TimeDelta::days(2)), now).text, "today");
}
