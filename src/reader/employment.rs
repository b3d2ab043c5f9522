//! The employment type: of the title, else of the source's field, else of the text.

use super::phrases::Phrases;
use super::reading::{Read, Source};
use super::text::Text;
use crate::vocabulary::vocabulary;
use std::sync::LazyLock;

/// Words that make "full time" a statement about the position.
const ABOUT: [&str; 16] = [
    "position",
    "role",
    "job",
    "type",
    "schedule",
    "status",
    "opportunity",
    "employment",
    "hours",
    "remote",
    "shift",
    "monday",
    "benefits",
    "coder",
    "w2",
    "salaried",
];

static TYPES: LazyLock<Phrases<&'static str>> = LazyLock::new(|| {
    let types = vocabulary().employment_types.iter();
    let named = types.flat_map(|entry| {
        let words = entry.synonyms.iter().chain([&entry.label]).map(String::as_str);
        words.map(|word| (word, entry.slug.as_str())).collect::<Vec<_>>()
    });
    let more = [
        ("permanent", "full-time"),
        ("contractor", "contract"),
        ("contract position", "contract"),
        ("fte", "full-time"),
        ("temp to hire", "contract-to-hire"),
        ("contract to hire", "contract-to-hire"),
        ("internship", "internship"),
        ("externship", "internship"),
        ("1099", "contract-1099"),
        ("apprenticeship", "apprenticeship"),
    ];
    Phrases::new(
        named
            .filter(|(word, _)| !matches!(*word, "pool" | "term" | "casual" | "apprentice program"))
            .chain(more),
    )
});

/// The employment type.
pub fn read(source: &Source<'_>, title: &Text<'_>, text: &Text<'_>) -> Option<Read<String>> {
    first(title)
        .filter(|read| {
            read.value != "internship"
                || title
                    .has(0..title.tokens.len(), &["internship", "externship", "intern", "extern"])
        })
        .or_else(|| first(&Text::short(source.employment_type.unwrap_or_default())))
        .or_else(|| stated(text))
}

fn first(text: &Text<'_>) -> Option<Read<String>> {
    let hit = TYPES.find_all(text).into_iter().next()?;
    Some(Read { value: hit.meaning.to_owned(), words: text.words(hit.tokens) })
}

/// The first type the text states of the position itself, rather than of benefits or of past experience.
fn stated(text: &Text<'_>) -> Option<Read<String>> {
    let hit = TYPES.find_all(text).into_iter().find(|hit| {
        let near = hit.tokens.start.saturating_sub(3)..hit.tokens.end + 3;
        let plain = !matches!(
            text.word(hit.tokens.start),
            "ft" | "pt"
                | "temp"
                | "term"
                | "as"
                | "intern"
                | "contract"
                | "interim"
                | "permanent"
                | "40"
        );
        let last = hit.tokens.end - 1;
        let alone = text.sentence_around(hit.tokens.start).len() <= 4;
        plain
            && (alone || text.has(near.clone(), &ABOUT))
            && !text.has(
                near,
                &["experience", "employees", "employee", "equivalent", "or", "previous", "student"],
            )
            && text.word(last + 1) != "experience"
    })?;
    Some(Read { value: hit.meaning.to_owned(), words: text.words(hit.tokens) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(title: &str, field: Option<&str>, text: &str) -> Option<String> {
        let source = Source { title, employment_type: field, text, ..Source::default() };
        read(&source, &Text::new(title), &Text::new(text)).map(|read| read.value)
    }

    #[test]
    fn title_then_field_then_text() {
        assert_eq!(of("Coder (Temporary)", Some("FULL_TIME"), "").as_deref(), Some("temporary"));
        assert_eq!(of("Coder", Some("FullTime"), "").as_deref(), Some("full-time"));
        assert_eq!(of("Coder", Some("Permanent"), "").as_deref(), Some("full-time"));
        assert_eq!(of("Coder - PRN", None, "").as_deref(), Some("prn"));
        assert_eq!(of("Coder", None, "This is a full-time position").as_deref(), Some("full-time"));
        assert_eq!(of("Coder", Some("Other"), "Part-time experience counts for half."), None);
        assert_eq!(of("Coder", None, "1099 contractor role").as_deref(), Some("contract-1099"));
    }
}
