//! How a credential has to stand on the first day: held, eligible, or to be had within some months.

use super::text::Text;
use crate::eligibility::Standing;
use std::ops::Range;

/// How the credential has to stand, by the words around it.
pub fn standing(text: &Text<'_>, tokens: &Range<usize>) -> Standing {
    let sentence = text.sentence_around(tokens.start);
    if let Some(months) = within(text, sentence.clone()) {
        return Standing::Within { months };
    }
    let after = tokens.end..(tokens.end + 4).min(sentence.end);
    match text.has(after, &["eligible", "eligibility"]) {
        true => Standing::Eligible,
        false => Standing::Held,
    }
}

/// "Within 12 months of hire", "within one (1) year of employment", "within 90 days": whole months, rounded up.
fn within(text: &Text<'_>, sentence: Range<usize>) -> Option<u16> {
    let start = sentence.clone().find(|&at| text.word(at) == "within")?;
    let end = (start + 7).min(sentence.end);
    let of_hire = [
        "hire",
        "hired",
        "employment",
        "start",
        "starting",
        "hiring",
        "date",
        "obtain",
        "obtained",
        "position",
        "placement",
        "completion",
    ];
    let about = text.has(start..(start + 12).min(sentence.end), &of_hire)
        || text.has(
            sentence.start..start,
            &["obtain", "obtained", "achieve", "acquire", "earn", "attain"],
        );
    let unit_at = (start + 1..end).find(|&at| unit(text.word(at)).is_some())?;
    let count = (start + 1..unit_at).rev().find_map(|at| number(text.word(at)));
    let days = u32::from(count.unwrap_or(1)) * unit(text.word(unit_at))?;
    about.then(|| days.div_ceil(30).min(120) as u16)
}

/// Days of a unit of time, months counted as 30 days.
fn unit(word: &str) -> Option<u32> {
    match word {
        "day" | "days" => Some(1),
        "week" | "weeks" => Some(7),
        "month" | "months" => Some(30),
        "year" | "years" => Some(360),
        _ => None,
    }
}

/// A small number in digits or as a word.
pub fn number(word: &str) -> Option<u16> {
    const WORDS: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    match WORDS.iter().position(|known| *known == word) {
        Some(value) => Some(value as u16),
        None if word == "eighteen" => Some(18),
        None => word.parse().ok().filter(|value| *value <= 1_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The standing of the credential in capitals.
    fn of(text: &str) -> Standing {
        let text = Text::new(text);
        let at = (0..text.tokens.len()).find(|&at| text.is_capitals(at)).expect("letters");
        standing(&text, &(at..at + 1))
    }

    #[test]
    fn standing_is_read() {
        let standing = |text: &str| of(text);
        assert_eq!(standing("RHIT eligible"), Standing::Eligible);
        assert_eq!(standing("RHIT required"), Standing::Held);
        assert_eq!(standing("CPC within 12 months of hire"), Standing::Within { months: 12 });
        assert_eq!(
            standing("Must obtain CCS within one (1) year of employment"),
            Standing::Within { months: 12 }
        );
        assert_eq!(standing("CPC within 90 days of start date"), Standing::Within { months: 3 });
        assert_eq!(standing("CPC; drive within 50 miles"), Standing::Held);
    }
}
