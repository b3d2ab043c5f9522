use super::*;
use crate::vocabulary::{Entry, vocabulary};

const DOLLAR: i64 = 10_000;

fn pay(unit: &str, lowest: i64, hours: Option<i32>, units: Option<i64>) -> Pay {
    let highest = lowest * 2;
    Pay { unit: unit.into(), lowest, highest, hours_per_week: hours, units_per_hour: units }
}

fn lowest(pay: &Pay, employment_type: &str) -> Option<(i64, bool)> {
    pay.hourly(Some(employment_type), false).map(|hourly| (hourly.lowest, hourly.estimated))
}

#[test]
fn an_hourly_figure_stands_for_itself_whoever_is_hired() {
    let hour = pay("hour", 28 * DOLLAR, None, None);
    for employment_type in ["full-time", "part-time", "prn", "contract-1099"] {
        assert_eq!(lowest(&hour, employment_type), Some((28 * DOLLAR, false)));
    }
    assert_eq!(hour.hourly(None, true).map(|hourly| hourly.highest), Some(56 * DOLLAR));
}

#[test]
fn a_year_is_an_hour_only_at_full_time_or_with_stated_hours() {
    let year = pay("year", 62_400 * DOLLAR, None, None);
    assert_eq!(lowest(&year, "full-time"), Some((30 * DOLLAR, false)));
    for other in ["part-time", "prn", "contract-1099", "temporary"] {
        assert_eq!(lowest(&year, other), None, "{other}");
    }
    assert_eq!(year.hourly(None, false), None);
    let half = pay("year", 31_200 * DOLLAR, Some(20), None);
    assert_eq!(lowest(&half, "part-time"), Some((30 * DOLLAR, false)));
    assert_eq!(lowest(&half, "prn"), None);
    assert_eq!(half.hourly(Some("full-time"), true), None);
}

#[test]
fn months_and_weeks_compare_like_years_and_days_need_hours() {
    for (unit, amount, estimated) in
        [("month", 5_200, false), ("week", 1_200, false), ("day", 240, true)]
    {
        let bare = pay(unit, amount * DOLLAR, None, None);
        let full_time = (!estimated).then_some((30 * DOLLAR, false));
        assert_eq!(lowest(&bare, "full-time"), full_time, "{unit}");
        for other in ["part-time", "prn", "contract-1099", "temporary"] {
            assert_eq!(lowest(&bare, other), None, "{unit} {other}");
        }
        let stated = pay(unit, amount * DOLLAR, Some(40), None);
        assert_eq!(lowest(&stated, "full-time"), Some((30 * DOLLAR, estimated)), "{unit}");
    }
    assert_eq!(lowest(&pay("shift", 400 * DOLLAR, Some(36), None), "full-time"), None);
}

#[test]
fn piece_rates_need_units_and_are_estimates() {
    let chart = pay("chart", 3_750, None, Some(3_000));
    assert_eq!(lowest(&chart, "contract-1099"), Some((112_500, true)));
    assert_eq!(lowest(&pay("rvu", 20_000, None, Some(550)), "full-time"), Some((110_000, true)));
    assert_eq!(lowest(&pay("chart", 3_750, Some(40), None), "full-time"), None);
    assert_eq!(lowest(&pay("project", DOLLAR, Some(40), Some(100)), "full-time"), None);
}

#[test]
fn only_full_time_or_stated_hours_make_a_year_and_part_time_never_does() {
    let hour = pay("hour", 28 * DOLLAR, None, None);
    assert_eq!(hour.yearly(Some("full-time"), false), Some((58_240 * DOLLAR, 116_480 * DOLLAR)));
    assert_eq!(hour.yearly(Some("part-time"), false), None);
    assert_eq!(hour.yearly(Some("full-time"), true), None);
    assert_eq!(hour.yearly(Some("prn"), false), None);
    let half = pay("hour", 28 * DOLLAR, Some(20), None);
    assert_eq!(half.yearly(Some("temporary"), false).map(|year| year.0), Some(29_120 * DOLLAR));
    for irregular in ["part-time", "prn", "contract-1099"] {
        assert_eq!(half.yearly(Some(irregular), false), None, "{irregular}");
    }
}

#[test]
fn absurd_figures_are_named() {
    let one = |unit: &str, amount: i64| pay(unit, amount, None, None).problem();
    assert_eq!(one("hour", 28 * DOLLAR), None);
    assert_eq!(one("chart", 3_750), None);
    let low = one("hour", 5 * DOLLAR).expect("too low");
    assert!(low.starts_with("$5 an hour cannot be right. We take $7.25 to $500;"), "{low}");
    assert!(one("hour", 60_000 * DOLLAR).is_some());
    assert!(one("year", 30 * DOLLAR).is_some());
    let swapped = Pay::by_the_hour(34 * DOLLAR, 28 * DOLLAR);
    assert_eq!(swapped.problem().as_deref(), Some("“From” is more than “To”. Swap them?"));
    let huge = Pay::by_the_hour(i64::MAX, i64::MAX);
    assert!(huge.problem().is_some() && huge.yearly(Some("full-time"), false).is_none());
}

#[test]
fn money_reads_as_people_write_it() {
    assert_eq!(dollars(265_000), "$26.50");
    assert_eq!(dollars(3_750), "$0.375");
    assert_eq!(dollars(58_240 * DOLLAR), "$58,240");
    assert_eq!(range(28 * DOLLAR, 28 * DOLLAR), "$28");
    assert_eq!(range(28 * DOLLAR, 340_500), "$28–$34.05");
    assert_eq!(thousands(1_234_567), "1,234,567");
}

#[test]
fn every_unit_has_words_and_bounds() {
    for unit in vocabulary().pay_units.iter() {
        assert_ne!(unit_words(unit.slug()), "a unit", "{}", unit.slug());
        let (low, high) = Pay::bounds(unit.slug());
        assert!(0 < low && low < high);
    }
}
