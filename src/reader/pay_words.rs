//! Words around amounts of money: units, and signs that the money is pay or is not.

use super::phrases::Phrases;
use super::text::Text;
use crate::vocabulary::vocabulary;
use std::ops::{Range, RangeInclusive};
use std::sync::LazyLock;

/// Signs that money is pay.
const PAY: [&str; 18] = [
    "pay",
    "salary",
    "salaries",
    "compensation",
    "wage",
    "wages",
    "rate",
    "rates",
    "hourly",
    "range",
    "base",
    "paid",
    "earn",
    "hiring",
    "annual",
    "annually",
    "yearly",
    "starting",
];
/// Signs that money is something else.
const OTHER: [&str; 30] = [
    "bonus",
    "bonuses",
    "sign",
    "referral",
    "tuition",
    "reimbursement",
    "reimburse",
    "stipend",
    "401k",
    "401",
    "million",
    "billion",
    "insurance",
    "deductible",
    "revenue",
    "funding",
    "raised",
    "copay",
    "assistance",
    "allowance",
    "gift",
    "fee",
    "fees",
    "fine",
    "differential",
    "retention",
    "relocation",
    "award",
    "equity",
    "savings",
];

/// The unit of a source's field: "YEARLY", "Per Year", "hour".
pub fn unit_of_field(field: &str) -> Option<&'static str> {
    static UNITS: LazyLock<Phrases<&'static str>> = LazyLock::new(|| {
        let units = vocabulary().pay_units.iter();
        let named = units.flat_map(|unit| {
            let words = unit.synonyms.iter().chain([&unit.slug]);
            words.map(|word| (word.as_str(), unit.slug.as_str())).collect::<Vec<_>>()
        });
        let more = [
            ("yearly", "year"),
            ("per hour", "hour"),
            ("per year", "year"),
            ("per month", "month"),
            ("per week", "week"),
            ("per day", "day"),
            ("annum", "year"),
            ("hr", "hour"),
            ("yr", "year"),
            ("hours", "hour"),
            ("years", "year"),
        ];
        Phrases::new(named.chain(more))
    });
    let text = Text::short(field);
    UNITS.find_all(&text).first().map(|hit| hit.meaning)
}

/// Units as they follow an amount: "per hour", "/hr", "an hour", "hourly".
static AFTER: LazyLock<Phrases<&'static str>> = LazyLock::new(|| {
    let words = [
        ("hour", "hour"),
        ("hr", "hour"),
        ("year", "year"),
        ("yr", "year"),
        ("annum", "year"),
        ("month", "month"),
        ("mo", "month"),
        ("week", "week"),
        ("wk", "week"),
        ("day", "day"),
        ("diem", "day"),
        ("shift", "shift"),
        ("rvu", "rvu"),
        ("wrvu", "rvu"),
        ("chart", "chart"),
        ("record", "chart"),
        ("file", "chart"),
        ("encounter", "encounter"),
        ("visit", "encounter"),
        ("account", "encounter"),
        ("claim", "encounter"),
        ("member", "member"),
        ("assessment", "assessment"),
        ("oasis", "assessment"),
        ("audit", "audit"),
        ("project", "project"),
        ("class", "class"),
        ("course", "class"),
        ("credit", "class"),
    ];
    let led = words.iter().flat_map(|(word, unit)| {
        ["per", "a", "an", "each"].map(|lead| (format!("{lead} {word}"), *unit))
    });
    let alone = [
        ("hourly", "hour"),
        ("hr", "hour"),
        ("ph", "hour"),
        ("hour", "hour"),
        ("yr", "year"),
        ("annually", "year"),
        ("annual", "year"),
        ("yearly", "year"),
        ("pa", "year"),
        ("monthly", "month"),
        ("weekly", "week"),
        ("daily", "day"),
        ("year", "year"),
        ("month", "month"),
        ("week", "week"),
        ("day", "day"),
        ("chart", "chart"),
        ("rvu", "rvu"),
        ("shift", "shift"),
    ];
    Phrases::new(led.chain(alone.map(|(word, unit)| (word.to_owned(), unit))))
});

/// Whether a unit stands right at this token, joined by a slash or a small word.
pub fn unit_follows(text: &Text<'_>, at: usize) -> bool {
    let Some(token) = text.tokens.get(at) else {
        return false;
    };
    let led = matches!(token.text.as_str(), "per" | "an" | "a") || token.before == '/';
    led && AFTER
        .at(&text.tokens, at)
        .is_some_and(|hit| hit.meaning == "hour" || token.before == '/')
}

/// The unit said after the amounts, else before them, within their sentence.
pub fn unit_near(text: &Text<'_>, tokens: &Range<usize>) -> Option<&'static str> {
    let sentence = text.sentence_around(tokens.start);
    let after = tokens.end..sentence.end.min(tokens.end + 6);
    let before = tokens.start.saturating_sub(10).max(sentence.start)..tokens.start;
    let mut found = AFTER.find(text, after).into_iter();
    let led = |at: usize| {
        let word = text.word(at);
        matches!(
            word,
            "hourly" | "annual" | "annually" | "yearly" | "salary" | "monthly" | "weekly"
        )
    };
    found.next().map(|hit| hit.meaning).or_else(|| {
        let word = before.rev().find(|&at| led(at)).map(|at| text.word(at))?;
        Some(match word {
            "hourly" => "hour",
            "monthly" => "month",
            "weekly" => "week",
            "salary" => return None,
            _ => "year",
        })
    })
}

/// The unit an amount without one has, by its size.
pub fn unit_by_size(amount: i64) -> Option<&'static str> {
    match amount {
        100_000..=2_000_000 => Some("hour"),
        150_000_000..=10_000_000_000 => Some("year"),
        _ => None,
    }
}

/// What is sane for a unit, in 1/100 cent.
pub fn bounds(unit: &str) -> RangeInclusive<i64> {
    let (low, high) = match unit {
        "hour" => (1.0, 1_000.0),
        "year" => (5_000.0, 2_000_000.0),
        "month" => (400.0, 100_000.0),
        "week" => (100.0, 30_000.0),
        "day" | "shift" => (20.0, 10_000.0),
        "project" | "class" => (10.0, 500_000.0),
        _ => (0.01, 2_000.0),
    };
    let cents = |dollars: f64| (dollars * 10_000.0) as i64;
    cents(low)..=cents(high)
}

/// How likely these amounts are the pay; nothing when they are something else.
pub fn weight(text: &Text<'_>, tokens: &Range<usize>, is_range: bool) -> Option<u8> {
    let sentence = text.sentence_around(tokens.start);
    let near = tokens.start.saturating_sub(6).max(sentence.start)..sentence.end.min(tokens.end + 5);
    let wide =
        tokens.start.saturating_sub(20).max(sentence.start)..sentence.end.min(tokens.end + 12);
    let pays = text.has(wide, &PAY);
    let unit = unit_near(text, tokens).is_some();
    if text.has(near, &OTHER) || !(pays || unit || is_range) {
        return None;
    }
    Some(u8::from(is_range) * 2 + u8::from(pays) + u8::from(unit) * 2)
}

/// Words that may stand inside a range.
pub fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "to" | "and"
            | "through"
            | "hr"
            | "hour"
            | "per"
            | "an"
            | "year"
            | "yr"
            | "usd"
            | "annually"
            | "from"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_fields() {
        for (field, unit) in [
            ("YEARLY", "year"),
            ("Per Year", "year"),
            ("HOURLY", "hour"),
            ("hour", "hour"),
            ("MONTHLY", "month"),
        ] {
            assert_eq!(unit_of_field(field), Some(unit), "{field}");
        }
        assert_eq!(unit_of_field("banana"), None);
    }
}
