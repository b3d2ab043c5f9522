//! The lists a posting fills from the vocabulary: care settings, specialties, software, code sets, benefits.

use super::list_words::{CODED, GIVEN, NAMES, NEVER};
use super::phrases::{Hit, Phrases};
use super::reading::Read;
use super::text::Text;
use crate::vocabulary::{Entry, Table, vocabulary};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

#[derive(Debug, Clone, PartialEq)]
struct Meaning {
    slug: &'static str,
    /// Letters that have to be capitals.
    letters: bool,
    /// A name that has to begin with a capital.
    name: bool,
}

/// The lists, split into words once.
pub struct Lists {
    settings: Phrases<Meaning>,
    specialties: Phrases<Meaning>,
    software: Phrases<Meaning>,
    code_sets: Phrases<Meaning>,
    benefits: Phrases<Meaning>,
}

impl Lists {
    /// The lists of this build.
    pub fn get() -> &'static Lists {
        static LISTS: LazyLock<Lists> = LazyLock::new(|| {
            let words = vocabulary();
            let mut benefits = names(&words.benefits);
            benefits.extend(more(&[
                ("401 k", "retirement"),
                ("403 b", "retirement"),
                ("paid holidays", "pto"),
                ("medical insurance", "medical"),
                ("medical dental", "medical"),
                ("dental insurance", "dental-vision"),
                ("vision insurance", "dental-vision"),
                ("relocation assistance", "relocation"),
                ("relocation expenses", "relocation"),
            ]));
            Lists {
                settings: Phrases::new(names(&words.care_settings)),
                specialties: Phrases::new(names(&words.specialties)),
                software: Phrases::new(names(&words.software)),
                code_sets: Phrases::new(names(&words.code_sets)),
                benefits: Phrases::new(benefits),
            }
        });
        &LISTS
    }

    /// The first care setting named in these tokens.
    pub fn first_setting(&self, text: &Text<'_>, tokens: Range<usize>) -> Option<String> {
        let hits = self.settings.find(text, tokens);
        let hit = hits.into_iter().find(|hit| fits(text, hit))?;
        Some(hit.meaning.slug.to_owned())
    }

    /// Care settings of the title, which knows best; where it names none, of sentences about the records coded.
    pub fn settings(&self, title: &Text<'_>, text: &Text<'_>) -> Vec<Read<String>> {
        let titled = gather(&self.settings, title, &Text::new(""), |_| false);
        if !titled.is_empty() {
            return titled;
        }
        gather(&self.settings, title, text, |sentence| text.has(sentence, &CODED))
    }

    /// Specialties of the title and of sentences about the records coded.
    pub fn specialties(&self, title: &Text<'_>, text: &Text<'_>) -> Vec<Read<String>> {
        gather(&self.specialties, title, text, |sentence| {
            text.has(sentence.clone(), &CODED) && !text.has(sentence, &GIVEN)
        })
    }

    /// Software anywhere.
    pub fn software(&self, title: &Text<'_>, text: &Text<'_>) -> Vec<Read<String>> {
        gather(&self.software, title, text, |_| true)
    }

    /// Code sets anywhere.
    pub fn code_sets(&self, title: &Text<'_>, text: &Text<'_>) -> Vec<Read<String>> {
        gather(&self.code_sets, title, text, |_| true)
    }

    /// Benefits in sentences about what the employer gives, unless it says it does not.
    pub fn benefits(&self, text: &Text<'_>) -> Vec<Read<String>> {
        gather(&self.benefits, &Text::new(""), text, |sentence| {
            text.has(sentence.clone(), &GIVEN) && !text.has(sentence, &["no", "not", "unable"])
        })
    }
}

/// Label, short label and synonyms of every entry. A label's brackets hold other names of it.
fn names<E: Entry>(table: &'static Table<E>) -> Vec<(String, Meaning)> {
    let mut names = Vec::new();
    for entry in table.iter() {
        let label = entry.label();
        let (plain, inside) = label.split_once('(').unwrap_or((label, ""));
        let inside = inside.trim_end_matches(')');
        let inside = inside.strip_prefix("formerly ").unwrap_or(inside);
        let words = [plain, inside, entry.short()].into_iter();
        for name in words.chain(entry.synonyms().iter().map(String::as_str)) {
            let name = name.trim().to_lowercase();
            if !name.is_empty() && !NEVER.contains(&name.as_str()) {
                let meaning = Meaning {
                    slug: entry.slug(),
                    letters: name.len() <= 4 && !name.contains(' ') && !name.ends_with('k'),
                    name: NAMES.contains(&name.as_str()),
                };
                names.push((name, meaning));
            }
        }
    }
    names
}

fn more(extra: &[(&str, &'static str)]) -> Vec<(String, Meaning)> {
    let meaning = |slug| Meaning { slug, letters: false, name: false };
    let extra = extra.iter();
    extra.map(|(name, slug)| ((*name).to_owned(), meaning(slug))).collect()
}

/// Whether the letters are written as the meaning needs them.
fn fits(text: &Text<'_>, hit: &Hit<Meaning>) -> bool {
    let at = hit.tokens.start;
    if text.word(hit.tokens.end) == "portability" {
        return false;
    }
    if hit.meaning.name {
        return text.is_capitalized(at) && (hit.meaning.slug != "excel" || is_program(text, at));
    }
    !hit.meaning.letters || (text.is_capitals(at) && !text.is_shouting(at))
}

/// "Excel" beside other programs is one, rather than a verb.
fn is_program(text: &Text<'_>, at: usize) -> bool {
    let near = at.saturating_sub(8)..at + 8;
    text.has(
        near,
        &[
            "microsoft",
            "ms",
            "word",
            "outlook",
            "office",
            "powerpoint",
            "spreadsheet",
            "spreadsheets",
            "sheets",
            "proficient",
        ],
    )
}

/// Each slug once, the title first, in order. Only sentences that pass are read.
fn gather(
    phrases: &Phrases<Meaning>,
    title: &Text<'_>,
    text: &Text<'_>,
    passes: impl Fn(Range<usize>) -> bool,
) -> Vec<Read<String>> {
    let mut seen: HashSet<&'static str> = HashSet::new();
    let mut reads = Vec::new();
    let mut keep = |text: &Text<'_>, hits: Vec<Hit<Meaning>>| {
        for hit in hits {
            if fits(text, &hit) && seen.insert(hit.meaning.slug) {
                reads.push(Read {
                    value: hit.meaning.slug.to_owned(),
                    words: text.words(hit.tokens),
                });
            }
        }
    };
    keep(title, phrases.find_all(title));
    for sentence in text.sentences() {
        if passes(sentence.clone()) {
            keep(text, phrases.find(text, sentence));
        }
    }
    reads
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slugs(reads: Vec<Read<String>>) -> Vec<String> {
        reads.into_iter().map(|read| read.value).collect()
    }

    #[test]
    fn names_are_read_once_in_order() {
        let text = Text::new("Works in Epic and 3M 360. Epic again. ICD-10-CM, CPT® and HCPCS.");
        let title = Text::new("Coder");
        let lists = Lists::get();
        assert_eq!(slugs(lists.software(&title, &text)), ["epic", "solventum-360"]);
        assert_eq!(slugs(lists.code_sets(&title, &text)), ["icd-10-cm", "cpt", "hcpcs-ii"]);
    }

    #[test]
    fn words_that_are_not_names_are_left() {
        let text = Text::new("An epic journey. Excel in your career! A magic place, with nuance.");
        assert!(Lists::get().software(&Text::new(""), &text).is_empty());
        let sheets = Text::new("Proficient in Excel");
        assert_eq!(slugs(Lists::get().software(&Text::new(""), &sheets)), ["excel"]);
    }

    #[test]
    fn dental_insurance_is_a_benefit_and_no_specialty() {
        let text = Text::new("Benefits: dental insurance, 401(k), PTO and paid CEUs.");
        let lists = Lists::get();
        assert!(lists.specialties(&Text::new(""), &text).is_empty());
        assert_eq!(slugs(lists.benefits(&text)), ["dental-vision", "retirement", "pto"]);
    }

    #[test]
    fn settings_come_from_the_title_and_from_coding_sentences() {
        let lists = Lists::get();
        let title = Text::new("Coder");
        let text = Text::new("Codes emergency department charts. Visit our hospice for lunch.");
        assert_eq!(slugs(lists.settings(&title, &text)), ["emergency"]);
        let title = Text::new("Inpatient Coder");
        assert_eq!(slugs(lists.settings(&title, &text)), ["inpatient"]);
    }
}
