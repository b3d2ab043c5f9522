//! Months of experience a text asks for.

use super::cues::Cues;
use super::lists::Lists;
use super::standing::number;
use super::text::Text;
use crate::eligibility::ExperienceDemand;
use std::ops::Range;

/// The most demands kept of one text.
const MOST: usize = 6;
/// More than forty years is no demand.
const MONTHS: u16 = 480;

/// Words around a span of years that is not a demand: ages, the company's history, schooling, deadlines.
const NOT: [&str; 24] = [
    "age",
    "old",
    "founded",
    "serving",
    "history",
    "combined",
    "ago",
    "anniversary",
    "decades",
    "warranty",
    "within",
    "contract",
    "term",
    "college",
    "school",
    "semester",
    "tuition",
    "after",
    "last",
    "past",
    "vesting",
    "vested",
    "eligibility",
    "retention",
];

/// Every demand for experience, in order, with the tokens it was read from.
pub fn read(text: &Text<'_>, cues: &Cues, lists: &Lists) -> Vec<(ExperienceDemand, Range<usize>)> {
    let mut demands: Vec<(ExperienceDemand, Range<usize>)> = Vec::new();
    for at in 0..text.tokens.len() {
        let Some(months_each) = unit(text.word(at)) else {
            continue;
        };
        let Some((count, start)) = count_before(text, at) else {
            continue;
        };
        let months = count.saturating_mul(months_each);
        let sentence = text.sentence_around(at);
        if months == 0 || months > MONTHS || !is_experience(text, start, at, &sentence) {
            continue;
        }
        let tokens = start..at + 1;
        let demand = ExperienceDemand {
            months,
            setting: lists.first_setting(text, at..sentence.end.min(at + 14)),
            specialty: None,
            necessity: cues.necessity(text, &tokens),
        };
        if demands.len() < MOST && demands.iter().all(|(other, _)| *other != demand) {
            demands.push((demand, tokens));
        }
    }
    demands
}

/// Months of a unit of time.
fn unit(word: &str) -> Option<u16> {
    match word {
        "year" | "years" | "yr" | "yrs" => Some(12),
        "month" | "months" | "mos" => Some(1),
        _ => None,
    }
}

/// The smallest number before a unit: "2", "3-5", "two (2)", "1 to 2", "2 or more", "at least one full".
fn count_before(text: &Text<'_>, unit: usize) -> Option<(u16, usize)> {
    let mut found: Option<(u16, usize)> = None;
    for at in (unit.saturating_sub(5)..unit).rev() {
        match number(text.word(at)) {
            Some(count) if found.is_none_or(|(least, _)| count <= least) => {
                found = Some((count, at));
            }
            Some(_) => break,
            None if matches!(
                text.word(at),
                "to" | "or" | "more" | "and" | "full" | "plus" | "creditable" | "least"
            ) => {}
            None => break,
        }
    }
    found.filter(|(count, at)| *count <= 40 && text.tokens[*at].before != '$')
}

/// Whether the span is one of experience.
fn is_experience(text: &Text<'_>, start: usize, unit: usize, sentence: &Range<usize>) -> bool {
    let after = unit + 1..sentence.end.min(unit + 14);
    let before = start.saturating_sub(6).max(sentence.start)..start;
    let about = ["experience", "experienced", "exp", "background", "progressive"];
    let named = text.has(after, &about) || text.has(before.clone(), &about);
    let near = start.saturating_sub(3).max(sentence.start)..sentence.end.min(unit + 4);
    named && !text.has(near, &NOT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eligibility::Necessity::{self, Preferred, Required};

    fn months(text: &str) -> Vec<(u16, Necessity)> {
        let text = Text::new(text);
        let read = read(&text, &Cues::new(&text), Lists::get());
        read.into_iter().map(|(demand, _)| (demand.months, demand.necessity)).collect()
    }

    #[test]
    fn years_become_months() {
        assert_eq!(months("2+ years of coding experience"), [(24, Required)]);
        assert_eq!(
            months("Minimum of two (2) years inpatient coding experience"),
            [(24, Required)]
        );
        assert_eq!(months("3-5 years' experience preferred"), [(36, Preferred)]);
        assert_eq!(months("Experience: 1 year"), [(12, Required)]);
        assert_eq!(months("six months of experience"), [(6, Required)]);
        assert_eq!(
            months("1 year experience required; 3 years experience preferred"),
            [(12, Required), (36, Preferred)]
        );
    }

    #[test]
    fn other_years_are_not_experience() {
        for text in [
            "Must be 18 years old with experience",
            "Serving patients for 100 years",
            "Obtain CPC within 2 years; experience welcome",
            "401k vested after 3 years",
            "",
        ] {
            assert!(months(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn the_setting_is_kept() {
        let text = Text::new("2 years of inpatient coding experience");
        let read = read(&text, &Cues::new(&text), Lists::get());
        assert_eq!(read[0].0.setting.as_deref(), Some("inpatient"));
    }
}
