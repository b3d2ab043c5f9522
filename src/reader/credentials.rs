//! Credentials named in a text: which, where, and how they have to stand.

use super::phrases::Phrases;
use super::standing::standing;
use super::text::Text;
use crate::eligibility::Standing;
use crate::vocabulary::{Credential, vocabulary};
use std::ops::Range;
use std::sync::LazyLock;

/// One credential named at one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Index in the vocabulary.
    pub credential: u16,
    pub tokens: Range<usize>,
    pub sentence: u32,
    pub standing: Standing,
}

#[derive(Clone, Copy)]
struct Name {
    credential: u16,
    /// Counts only next to words about credentials.
    careful: bool,
    /// The letters have to be capitals.
    letters: bool,
}

/// Words that mean something else in postings far more often than the credential.
const NEVER: [&str; 16] = [
    "md",
    "do",
    "img",
    "art",
    "chs",
    "chp",
    "rra",
    "acs bmsc",
    "home care compliance",
    "acmpe",
    "qmcs",
    "advanced coding specialist",
    "apprentice coder",
    "resident assessment coordinator",
    "oasis specialist",
    "Physician degree or license",
];
/// Words that make letters a credential.
const ABOUT: [&str; 20] = [
    "certified",
    "certification",
    "certifications",
    "certificate",
    "credential",
    "credentials",
    "credentialed",
    "credentialing",
    "aapc",
    "ahima",
    "acdis",
    "ncra",
    "license",
    "licensed",
    "licensure",
    "registered",
    "registration",
    "eligible",
    "designation",
    "bsn",
];
/// Parts of names that speak for themselves.
const SURE: [&str; 9] = [
    "certified",
    "registered",
    "accredited",
    "licensed",
    "certification",
    "certificate",
    "radiology certified",
    "fellow",
    "medical graduate",
];

static NAMES: LazyLock<Phrases<Name>> = LazyLock::new(|| {
    let credentials = (0u16..).zip(vocabulary().credentials.iter());
    Phrases::new(credentials.flat_map(|(index, credential)| names(index, credential)))
});

fn names(index: u16, credential: &Credential) -> Vec<(&str, Name)> {
    let mut names = vec![(
        credential.abbr.as_str(),
        Name { credential: index, careful: credential.ambiguous, letters: true },
    )];
    let longer = std::iter::once(&credential.label).chain(&credential.synonyms);
    names.extend(longer.map(|text| {
        let lower = text.to_lowercase();
        let sure = SURE.iter().any(|word| lower.contains(word));
        let letters = !text.contains(' ') && text.len() <= 6;
        let name = Name {
            credential: index,
            careful: if letters { credential.ambiguous } else { !sure },
            letters,
        };
        (text.as_str(), name)
    }));
    names.retain(|(text, _)| !NEVER.iter().any(|never| text.eq_ignore_ascii_case(never)));
    let others = || vocabulary().credentials.iter().filter(|other| other.slug != credential.slug);
    names.retain(|(text, _)| !others().any(|other| other.abbr.eq_ignore_ascii_case(text)));
    names
}

/// Every credential the text names. In a title the letters need no other word about credentials.
pub fn find(text: &Text<'_>, is_title: bool) -> Vec<Mention> {
    let hits = NAMES.find_all(text);
    let sure: Vec<u32> = hits
        .iter()
        .filter(|hit| !hit.meaning.careful && fits_letters(text, &hit.tokens, hit.meaning))
        .map(|hit| text.tokens[hit.tokens.start].sentence)
        .collect();
    hits.into_iter()
        .filter(|hit| fits_letters(text, &hit.tokens, hit.meaning))
        .filter(|hit| {
            let sentence = text.tokens[hit.tokens.start].sentence;
            !hit.meaning.careful
                || (is_title && vouched_in_title(hit.meaning.credential))
                || (in_company(&sure, sentence) || vouched(text, &hit.tokens))
                    && !otherwise(text, &hit.tokens)
        })
        .map(|hit| Mention {
            credential: hit.meaning.credential,
            sentence: text.tokens[hit.tokens.start].sentence,
            standing: standing(text, &hit.tokens),
            tokens: hit.tokens,
        })
        .collect()
}

/// Whether a sure credential stands in the same sentence, or in the line above or below of a list.
fn in_company(sure: &[u32], sentence: u32) -> bool {
    let near = sentence.saturating_sub(2)..=sentence.saturating_add(2);
    let first = sure.partition_point(|other| other < near.start());
    sure.get(first).is_some_and(|other| near.contains(other))
}

/// Letters have to be capitals when they could be a word, and to hang together when they have a hyphen.
fn fits_letters(text: &Text<'_>, tokens: &Range<usize>, name: Name) -> bool {
    if !name.letters {
        return true;
    }
    let capitals = text.is_capitals(tokens.start);
    let shouting = name.careful && text.is_shouting(tokens.start);
    let whole = (tokens.start + 1..tokens.end).all(|at| text.tokens[at].before != ',');
    whole && (capitals || !name.careful) && !shouting
}

fn vouched(text: &Text<'_>, tokens: &Range<usize>) -> bool {
    let sentence = text.sentence_around(tokens.start);
    let from = tokens.start.saturating_sub(12).max(sentence.start);
    let to = (tokens.end + 12).min(sentence.end);
    text.has(from..to, &ABOUT)
}

/// A nurse or a tumor registrar in a title is one.
fn vouched_in_title(credential: u16) -> bool {
    let credential = vocabulary().credentials.at(credential);
    matches!(credential.slug.as_str(), "rn" | "cca" | "coc" | "cic" | "crc" | "ctr" | "rcc" | "ods")
        && credential.ambiguous
}

/// Signs that the letters are a code set or software after all.
fn otherwise(text: &Text<'_>, tokens: &Range<usize>) -> bool {
    let near = tokens.start.saturating_sub(4)..tokens.end + 4;
    match text.word(tokens.start) {
        "pcs" => text.has(near, &["icd", "cm", "10"]),
        "cac" => {
            text.has(near, &["computer", "assisted", "software", "encoder", "cerner", "epic", "3m"])
        }
        "rac" => text.has(near, &["audit", "audits", "auditor", "recovery"]),
        _ => false,
    }
}

/// Whether these tokens ask for any coding credential of AAPC or AHIMA.
pub fn any_coding(text: &Text<'_>, sentence: Range<usize>) -> Option<Range<usize>> {
    static PHRASES: LazyLock<Phrases<()>> = LazyLock::new(|| {
        let phrases = [
            "certified coder",
            "certified medical coder",
            "coding certification",
            "coding credential",
            "coding credentials",
            "coder certification",
            "certified medical coding",
            "medical coding certification",
            "coding certificate required",
            "certified in coding",
        ];
        Phrases::new(phrases.map(|phrase| (phrase, ())))
    });
    if let Some(hit) = PHRASES.find(text, sentence.clone()).into_iter().next() {
        return Some(hit.tokens);
    }
    let body = sentence.clone().find(|&at| matches!(text.word(at), "aapc" | "ahima"))?;
    let near = body.saturating_sub(8).max(sentence.start)..(body + 10).min(sentence.end);
    let about = [
        "credential",
        "credentials",
        "certification",
        "certifications",
        "certified",
        "credentialed",
        "certificate",
    ];
    text.has(near.clone(), &about).then_some(near)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slugs(text: &str) -> Vec<&'static str> {
        let mentions = find(&Text::new(text), false);
        let credentials = &vocabulary().credentials;
        mentions.iter().map(|m| credentials.at(m.credential).slug.as_str()).collect()
    }

    #[test]
    fn letters_and_names_are_found() {
        assert_eq!(
            slugs("CPC, CCS-P or Registered Health Information Technician"),
            ["cpc", "ccs-p", "rhit"]
        );
        assert_eq!(slugs("Certified Professional Coder (CPC)"), ["cpc", "cpc"]);
        assert_eq!(slugs("CPC-A accepted"), ["cpc-a"]);
    }

    #[test]
    fn ambiguous_letters_need_company() {
        assert!(slugs("Send the COC form to the CIC desk").is_empty());
        assert_eq!(slugs("COC or CIC certification"), ["coc", "cic"]);
        assert_eq!(slugs("CPC, COC, CIC"), ["cpc", "coc", "cic"]);
        assert!(slugs("We work in MD and DO states; do more art").is_empty());
        assert!(slugs("Certified in ICD-10-CM and PCS").is_empty());
        assert!(slugs("ALL INTERNS FILE THE CIC REPORT CERTIFIED DAILY").is_empty());
    }
}
