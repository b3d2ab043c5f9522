//! Pay out of the source's own fields, else out of the text.

use super::amount::{self, Amount};
use super::pay_words as cues;
use super::reading::{PayRead, Read, Source};
use super::text::Text;

/// Pay, or nothing when it is absent or absurd.
pub fn read(source: &Source<'_>, text: &Text<'_>) -> Option<Read<PayRead>> {
    from_fields(source)
        .or_else(|| source.pay_text.and_then(|pay| from_note(pay, source.pay_unit)))
        .map(|field| wider(field, text))
        .or_else(|| from_note(source.title, None).filter(|_| source.title.contains('$')))
        .or_else(|| from_text(text))
}

/// A field with one amount gives way to a range of the text that has it as an end.
fn wider(field: Read<PayRead>, text: &Text<'_>) -> Read<PayRead> {
    let (min, max) = (field.value.min, field.value.max);
    if min != max && min.is_some() && max.is_some() {
        return field;
    }
    let shown = max.or(min);
    let range = from_text(text).filter(|read| {
        let ends = [read.value.min, read.value.max];
        read.value.unit == field.value.unit && ends[0] != ends[1] && ends.contains(&shown)
    });
    range.unwrap_or(field)
}

fn from_fields(source: &Source<'_>) -> Option<Read<PayRead>> {
    let min = source.pay_min.and_then(amount::from_dollars);
    let max = source.pay_max.and_then(amount::from_dollars);
    let unit = source.pay_unit.and_then(cues::unit_of_field);
    let pay = sound(min, max, unit)?;
    let shown = [source.pay_min, source.pay_max].into_iter().flatten();
    let shown: Vec<String> = shown.map(|dollars| dollars.to_string()).collect();
    let words = format!("{} {}", shown.join(" - "), source.pay_unit.unwrap_or_default());
    Some(Read { value: pay, words: words.trim().chars().take(160).collect() })
}

/// A text that speaks of pay alone: dollar signs may be missing.
fn from_note(note: &str, unit: Option<&str>) -> Option<Read<PayRead>> {
    let text = Text::short(note);
    let unit = unit.and_then(cues::unit_of_field);
    let amounts = amount::find(&text, false);
    let first = amounts.first()?;
    let range = range(&text, &amounts, 0);
    let tokens = first.token..range.end;
    let said = unit.or_else(|| cues::unit_near(&text, &tokens));
    let value = sound_spread(&text, first, &range, said)?;
    Some(Read { value, words: text.words(tokens) })
}

/// The best of all amounts in running text: ranges and stated units beat guesses; bonuses are no pay.
fn from_text(text: &Text<'_>) -> Option<Read<PayRead>> {
    let amounts = amount::find(text, true);
    let mut best: Option<(u8, Read<PayRead>)> = None;
    let mut at = 0;
    while at < amounts.len() {
        let range = range(text, &amounts, at);
        let tokens = amounts[at].token..range.end;
        let weight = cues::weight(text, &tokens, range.max.is_some());
        let first = &amounts[at];
        at += range.used;
        let Some(weight) = weight else { continue };
        let unit = cues::unit_near(text, &tokens);
        let Some(value) = sound_spread(text, first, &range, unit) else { continue };
        if best.as_ref().is_none_or(|(most, _)| weight > *most) {
            let words = text.words(tokens);
            best = Some((weight, Read { value, words }));
        }
    }
    best.map(|(_, read)| read)
}

struct Spread {
    max: Option<i64>,
    /// Token after the last amount.
    end: usize,
    /// Amounts used.
    used: usize,
    /// Whether "52-61k" makes the first amount thousands as well.
    thousands: bool,
}

/// Joins an amount with the next when "-", "to" or "and" stands between them.
fn range(text: &Text<'_>, amounts: &[Amount], at: usize) -> Spread {
    let first = &amounts[at];
    let single = Spread { max: None, end: first.end, used: 1, thousands: false };
    let Some(second) = amounts.get(at + 1) else {
        return single;
    };
    let between = first.end..second.token;
    let near = second.token >= first.end && between.len() <= 3;
    let joined = match between.len() {
        0 => text.tokens[second.token].joins,
        _ => {
            text.has(between.clone(), &["to", "and", "through"])
                && between.clone().all(|i| cues::is_filler(text.word(i)))
        }
    };
    if !near || !joined {
        return single;
    }
    let thousands = second.thousands && !first.thousands && first.value(false) < 10_000_000;
    let (low, high) = (first.value(thousands), second.value(false));
    if high < low {
        return single;
    }
    Spread { max: Some(high), end: second.end, used: 2, thousands }
}

/// "Up to $30" has no minimum; a single amount is both.
fn sound_spread(
    text: &Text<'_>,
    first: &Amount,
    spread: &Spread,
    unit: Option<&'static str>,
) -> Option<PayRead> {
    let low = first.value(spread.thousands);
    let before = |back: usize| first.token.checked_sub(back).map_or("", |at| text.word(at));
    match spread.max {
        None if before(1) == "to" && before(2) == "up" => sound(None, Some(low), unit),
        None => sound(Some(low), Some(low), unit),
        max => sound(Some(low), max, unit),
    }
}

/// Pay with a unit, or nothing when the amounts make no sense for it.
fn sound(min: Option<i64>, max: Option<i64>, unit: Option<&'static str>) -> Option<PayRead> {
    let (min, max) = match (min, max) {
        (Some(min), Some(max)) if min > max => (Some(max), Some(min)),
        both => both,
    };
    let shown = max.or(min)?;
    let unit = unit.or_else(|| cues::unit_by_size(shown))?;
    let fits = |amount: &i64| cues::bounds(unit).contains(amount);
    if ![min, max].iter().flatten().all(fits) {
        return None;
    }
    Some(PayRead { min, max, unit: unit.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Option<(Option<i64>, Option<i64>, String)> {
        let source = Source { text, ..Source::default() };
        let pay = read(&source, &Text::new(text))?.value;
        Some((pay.min, pay.max, pay.unit))
    }

    fn pay(min: i64, max: i64, unit: &str) -> Option<(Option<i64>, Option<i64>, String)> {
        Some((Some(min), Some(max), unit.to_owned()))
    }

    #[test]
    fn ranges_and_units() {
        assert_eq!(text("Pay: $22.50 - $31.75 per hour"), pay(225_000, 317_500, "hour"));
        assert_eq!(text("Salary $52k-$61k"), pay(520_000_000, 610_000_000, "year"));
        assert_eq!(text("Salary: $52-61k a year"), pay(520_000_000, 610_000_000, "year"));
        assert_eq!(text("$65,000 to $70,000 annually"), pay(650_000_000, 700_000_000, "year"));
        assert_eq!(text("Pay rate: $20-25/hr"), pay(200_000, 250_000, "hour"));
        assert_eq!(text("We pay $0.375 per chart"), pay(3_750, 3_750, "chart"));
        assert_eq!(text("up to $30/hr"), Some((None, Some(300_000), "hour".into())));
        assert_eq!(text("Compensation: $25/hr"), pay(250_000, 250_000, "hour"));
    }

    #[test]
    fn other_money_is_not_pay() {
        for words in [
            "Sign-on bonus of $5,000",
            "We manage $2 billion in claims at $40 million a year",
            "Tuition reimbursement up to $5,250 per year",
            "401(k) match",
            "$5,000,000 per hour",
            "$0.10 per hour",
            "",
        ] {
            assert_eq!(text(words), None, "{words}");
        }
    }

    #[test]
    fn fields_win_over_text() {
        let source = Source {
            pay_min: Some(22.55),
            pay_max: Some(32.87),
            pay_unit: Some("HOURLY"),
            text: "$1 - $2 an hour",
            ..Source::default()
        };
        let read = read(&source, &Text::new(source.text)).expect("pay");
        assert_eq!((read.value.min, read.value.max), (Some(225_500), Some(328_700)));
        let note = Source { pay_text: Some("65000-70000"), ..Source::default() };
        let read = super::read(&note, &Text::new("")).expect("pay");
        assert_eq!(read.value.unit, "year");
        let note =
            Source { pay_text: Some("$81.1K – $100.5K • Offers Equity"), ..Source::default() };
        let read = super::read(&note, &Text::new("")).expect("pay");
        assert_eq!((read.value.min, read.value.max), (Some(811_000_000), Some(1_005_000_000)));
        let broken =
            Source { pay_min: Some(f64::NAN), pay_max: Some(f64::INFINITY), ..Source::default() };
        assert_eq!(super::read(&broken, &Text::new("")), None);
    }
}
