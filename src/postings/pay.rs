//! Pay as it is stated, and what it comes to by the hour where that can be said honestly.

use serde::{Deserialize, Serialize};

/// The weeks of a year that pay is reckoned by; 52 of 40 hours are the 2,080 of a full-time year.
const WEEKS: i64 = 52;
const FULL_TIME_HOURS: i64 = 40;
/// Days in a working week, for pay by the day.
const DAYS: i64 = 5;
/// `units_per_hour` counts hundredths.
const UNIT: i64 = 100;

/// What a posting pays. Amounts are in 1/100 cent: $26.50 is 265_000.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct Pay {
    /// Slug of a pay unit.
    pub unit: String,
    /// Equal to `highest` when one figure is stated.
    pub lowest: i64,
    pub highest: i64,
    pub hours_per_week: Option<i32>,
    /// Charts, visits or RVUs done in an hour, in hundredths: 2.5 charts are 250.
    pub units_per_hour: Option<i64>,
}

/// Pay by the hour, in 1/100 cent: what postings are compared by.
#[derive(Serialize, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hourly {
    pub lowest: i64,
    pub highest: i64,
    /// True when it rests on how much is done in an hour, or on a working day: "our estimate".
    pub estimated: bool,
}

/// How a unit relates to an hour.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Hour,
    /// So many of them in a year.
    Times(i64),
    Day,
    /// Paid by what is done.
    Piece,
    /// Says nothing about time.
    Apart,
}

fn kind(unit: &str) -> Kind {
    match unit {
        "hour" => Kind::Hour,
        "year" => Kind::Times(1),
        "month" => Kind::Times(12),
        "week" => Kind::Times(WEEKS),
        "day" => Kind::Day,
        "rvu" | "chart" | "encounter" | "member" | "assessment" | "audit" => Kind::Piece,
        // A shift has as many hours as it has: a week's hours do not tell.
        _ => Kind::Apart,
    }
}

/// Whether the hours of a week help to compare pay in this unit.
pub fn wants_hours(unit: &str) -> bool {
    matches!(kind(unit), Kind::Times(_) | Kind::Day)
}

/// Whether units an hour help to compare pay in this unit.
pub fn wants_units(unit: &str) -> bool {
    kind(unit) == Kind::Piece
}

/// Work whose year is not known: its pay is never turned into a year's or out of one.
fn is_irregular(employment_type: Option<&str>, contractor: bool) -> bool {
    contractor || matches!(employment_type, Some("prn" | "contract-1099"))
}

/// The hours of a week that nobody needs to state.
fn full_time(employment_type: Option<&str>) -> Option<i64> {
    (employment_type == Some("full-time")).then_some(FULL_TIME_HOURS)
}

impl Pay {
    /// One figure or a range by the hour.
    pub fn by_the_hour(lowest: i64, highest: i64) -> Pay {
        Pay { unit: "hour".into(), lowest, highest, hours_per_week: None, units_per_hour: None }
    }

    /// By the hour, where it can be said: an hourly figure as it stands; a year, month or week by
    /// the hours stated or those of full time (2,080 a year); a day by stated hours alone; piece
    /// rates by stated units.
    pub fn hourly(&self, employment_type: Option<&str>, contractor: bool) -> Option<Hourly> {
        let stated = self.hours_per_week.map(i64::from);
        let usual = stated.or_else(|| full_time(employment_type));
        let regular = !is_irregular(employment_type, contractor);
        let (times, over, estimated) = match kind(&self.unit) {
            Kind::Hour => (1, 1, false),
            Kind::Times(times) if regular => (times, usual? * WEEKS, false),
            Kind::Day => (DAYS, stated?, true),
            Kind::Piece => (self.units_per_hour?, UNIT, true),
            Kind::Times(_) | Kind::Apart => return None,
        };
        let share =
            |amount: i64| amount.checked_mul(times)?.checked_add(over / 2)?.checked_div(over);
        Some(Hourly { lowest: share(self.lowest)?, highest: share(self.highest)?, estimated })
    }

    /// A year's pay for an hourly figure: only for full time (2,080 hours) or stated hours, and
    /// never for part time, whatever its hours.
    pub fn yearly(&self, employment_type: Option<&str>, contractor: bool) -> Option<(i64, i64)> {
        let part_time = employment_type == Some("part-time");
        if self.unit != "hour" || part_time || is_irregular(employment_type, contractor) {
            return None;
        }
        let stated = self.hours_per_week.map(i64::from);
        let hours = stated.or_else(|| full_time(employment_type))? * WEEKS;
        Some((self.lowest.checked_mul(hours)?, self.highest.checked_mul(hours)?))
    }

    /// The lowest and highest figure anybody pays in this unit, in dollars times 10,000.
    pub fn bounds(unit: &str) -> (i64, i64) {
        let (low, high) = match unit {
            "hour" => (72_500, 5_000_000),
            "year" => (150_000_000, 10_000_000_000),
            "month" => (10_000_000, 900_000_000),
            "week" => (2_000_000, 250_000_000),
            "day" | "shift" => (400_000, 60_000_000),
            "assessment" => (5_000, 5_000_000),
            "project" => (100_000, 10_000_000_000),
            "class" => (100_000, 500_000_000),
            _ => (500, 2_000_000),
        };
        (low, high)
    }

    /// What is wrong with the figures, in words for the person who typed them.
    pub fn problem(&self) -> Option<String> {
        let (low, high) = Pay::bounds(&self.unit);
        if self.lowest > self.highest {
            return Some("“From” is more than “To”. Swap them?".into());
        }
        let odd = [self.lowest, self.highest].into_iter().find(|pay| *pay < low || *pay > high)?;
        Some(format!(
            "{} {} cannot be right. We take {} to {}; check the figure and its unit.",
            dollars(odd),
            unit_words(&self.unit),
            dollars(low),
            dollars(high)
        ))
    }

    /// "$28–$34", or "$28" when there is one figure.
    pub fn text(&self) -> String {
        range(self.lowest, self.highest)
    }
}

/// "$28–$34", or "$28" when both are equal. Amounts in 1/100 cent.
pub fn range(lowest: i64, highest: i64) -> String {
    match lowest == highest {
        true => dollars(lowest),
        false => format!("{}–{}", dollars(lowest), dollars(highest)),
    }
}

/// "$26.50", "$58,240", "$0.375": as many decimals as it takes, cents at least if any.
pub fn dollars(amount: i64) -> String {
    let (whole, rest) = (amount / 10_000, amount % 10_000);
    let whole = thousands(whole);
    match rest {
        0 => format!("${whole}"),
        rest if rest % 100 == 0 => format!("${whole}.{:02}", rest / 100),
        rest => format!("${whole}.{}", format!("{rest:04}").trim_end_matches('0')),
    }
}

/// Rounded to the cent: what we reckoned ourselves is not exact to 1/100 cent.
pub fn to_the_cent(amount: i64) -> i64 {
    (amount + 50) / 100 * 100
}

/// Rounded to the dollar.
pub fn to_the_dollar(amount: i64) -> i64 {
    (amount + 5_000) / 10_000 * 10_000
}

/// "58,240".
pub fn thousands(number: i64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// "an hour", "a chart": what follows the figure.
pub fn unit_words(unit: &str) -> &'static str {
    match unit {
        "hour" => "an hour",
        "year" => "a year",
        "month" => "a month",
        "week" => "a week",
        "day" => "a day",
        "shift" => "a shift",
        "rvu" => "an RVU",
        "chart" => "a chart",
        "encounter" => "an encounter",
        "member" => "a member chart",
        "assessment" => "an assessment",
        "audit" => "an audited record",
        "project" => "a project",
        "class" => "a class",
        _ => "a unit",
    }
}

/// "charts": what is counted in an hour.
pub fn pieces(unit: &str) -> &'static str {
    match unit {
        "rvu" => "RVUs",
        "chart" => "charts",
        "encounter" => "encounters",
        "member" => "member charts",
        "assessment" => "assessments",
        "audit" => "records",
        _ => "units",
    }
}

#[cfg(test)]
#[path = "pay_tests.rs"]
mod tests;
