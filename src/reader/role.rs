//! The role a title names, by the rules of `reference/titles.toml`.

use super::phrases::{Hit, Phrases, split};
use super::reading::Read;
use super::text::{Text, Token};
use crate::vocabulary::{Combination, Rise, vocabulary};
use std::collections::HashSet;
use std::sync::LazyLock;

/// How many different signs of the field a text has to show for a title that proves nothing alone.
const SIGNS: usize = 3;

/// The rules, split into words once.
struct Rules {
    rules_out: Phrases<()>,
    evidence: Phrases<usize>,
    spellings: Phrases<Vec<String>>,
    titles: Phrases<Title>,
    combinations: Vec<Compiled>,
}

#[derive(Clone)]
struct Title {
    role: &'static str,
    weak: bool,
    /// How particular the role is: general ones come first.
    rank: usize,
}

struct Compiled {
    rule: &'static Combination,
    all: Vec<Phrases<()>>,
    none: Phrases<()>,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let words = vocabulary();
    let rules = &words.titles;
    let weak: HashSet<Vec<String>> = rules.weak.iter().map(|title| split(title)).collect();
    let particular = rules.general.len();
    let titles = words.roles.iter().flat_map(|role| {
        let rank = rules.general.iter().position(|slug| slug == &role.slug);
        let weak = &weak;
        role.titles.iter().map(move |title| {
            let meaning = Title {
                role: &role.slug,
                weak: weak.contains(&split(title)),
                rank: rank.unwrap_or(particular),
            };
            (title, meaning)
        })
    });
    let plain = |words: &'static [String]| Phrases::new(words.iter().map(|word| (word, ())));
    Rules {
        rules_out: plain(&rules.rules_out),
        evidence: Phrases::new(rules.evidence.iter().zip(0..)),
        spellings: Phrases::new(rules.spelling.iter().map(|s| (&s.from, split(&s.to)))),
        titles: Phrases::new(titles),
        combinations: rules
            .combination
            .iter()
            .map(|rule| Compiled {
                rule,
                all: rule.all.iter().map(|words| plain(words)).collect(),
                none: plain(&rule.none),
            })
            .collect(),
    }
});

/// The role, or nothing when the title is not of the field. The text only bears witness for titles that other
/// trades use too.
pub fn read(title: &Text<'_>, text: &Text<'_>) -> Option<Read<String>> {
    let rules = &*RULES;
    let words = respell(rules, &title.tokens);
    if finds(&rules.rules_out, &words) {
        return None;
    }
    let role = combined(rules, &words, text).or_else(|| titled(rules, &words, text))?;
    Some(Read { value: risen(role, &words).to_owned(), words: title.slice(0..title.tokens.len()) })
}

/// A title with its spellings made plain, for those who look for single words of it.
pub fn respelled<'a>(title: &Text<'a>) -> Text<'a> {
    title.with_tokens(respell(&RULES, &title.tokens))
}

/// The title with its spellings made plain. A replaced word keeps the place of what it stands for.
fn respell(rules: &Rules, tokens: &[Token]) -> Vec<Token> {
    let mut words = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match rules.spellings.at(tokens, at) {
            Some(Hit { tokens, meaning }) => {
                words.extend(meaning.into_iter().map(|text| Token { text, ..token.clone() }));
                at = tokens.end;
            }
            None => {
                words.push(token.clone());
                at += 1;
            }
        }
    }
    complete(&mut words);
    words
}

/// Completes the last word of a title that ends inside an open bracket.
fn complete(words: &mut [Token]) {
    let Some(last) = words.last_mut().filter(|last| last.in_brackets && last.after == ' ') else {
        return;
    };
    let mut cuts = vocabulary().titles.cut.iter();
    if let Some(cut) = cuts.find(|cut| cut.from == last.text) {
        last.text.clone_from(&cut.to);
    }
}

fn finds<T: Clone>(phrases: &Phrases<T>, words: &[Token]) -> bool {
    (0..words.len()).any(|at| phrases.at(words, at).is_some())
}

fn combined(rules: &Rules, words: &[Token], text: &Text<'_>) -> Option<&'static str> {
    let fits = |compiled: &&Compiled| {
        compiled.all.iter().all(|any| finds(any, words))
            && !finds(&compiled.none, words)
            && (!compiled.rule.weak || witnessed(rules, words, &[], text))
    };
    let compiled = rules.combinations.iter().find(fits)?;
    Some(&compiled.rule.role)
}

/// The plain title that says most: the more particular role, then the part in brackets or after a dash, then
/// the longer title.
fn titled(rules: &Rules, words: &[Token], text: &Text<'_>) -> Option<&'static str> {
    let detail = (1..words.len()).find(|&at| begins_detail(words, at));
    let mut best: Option<((usize, bool, usize), &'static str)> = None;
    let mut at = 0;
    while at < words.len() {
        let Some(hit) = rules.titles.at(words, at) else {
            at += 1;
            continue;
        };
        at = hit.tokens.end;
        let outside = [&words[..hit.tokens.start], &words[hit.tokens.end..]];
        if hit.meaning.weak && !witnessed(rules, outside[0], outside[1], text) {
            continue;
        }
        let in_detail = detail.is_some_and(|detail| hit.tokens.end > detail);
        let weight = (hit.meaning.rank, in_detail, hit.tokens.len());
        if best.is_none_or(|(most, _)| weight > most) {
            best = Some((weight, hit.meaning.role));
        }
    }
    best.map(|(_, role)| role)
}

/// Whether the part that says more than the base title begins here.
fn begins_detail(words: &[Token], at: usize) -> bool {
    words[at].opens || (at >= 2 && words[at].before == '-')
}

/// Whether the field shows in the rest of the title, or often enough in the text.
fn witnessed(rules: &Rules, left: &[Token], right: &[Token], text: &Text<'_>) -> bool {
    if finds(&rules.evidence, left) || finds(&rules.evidence, right) {
        return true;
    }
    let mut signs: HashSet<usize> = HashSet::new();
    for at in 0..text.tokens.len() {
        if let Some(hit) = rules.evidence.at(&text.tokens, at) {
            signs.insert(hit.meaning);
            if signs.len() >= SIGNS {
                return true;
            }
        }
    }
    false
}

/// What leadership in the title makes of the role.
fn risen(role: &'static str, words: &[Token]) -> &'static str {
    let leads = |rise: &Rise| {
        rise.from.iter().any(|from| from == role)
            && rise.words.iter().any(|word| {
                let word = split(word);
                let mut windows = words.windows(word.len().max(1));
                windows.any(|window| window.iter().zip(&word).all(|(a, b)| &a.text == b))
            })
    };
    let rises = &vocabulary().titles.rise;
    rises.iter().find(|rise| leads(rise)).map_or(role, |rise| &rise.to)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(title: &str) -> Option<String> {
        read(&Text::new(title), &Text::new("")).map(|read| read.value)
    }

    #[test]
    fn the_part_in_brackets_beats_the_base_title() {
        for (title, expected) in [
            ("Medical Records Technician (Coder-Outpatient)", "outpatient-coder"),
            ("MEDICAL RECORDS TECHNICIAN-(CODER-INPATIENT)", "inpatient-coder"),
            ("Med Rec Tech (Coder In/Out)", "medical-coder"),
            ("Medical Records Technician (Coder) Auditor", "coding-auditor"),
            ("Medical Records Technician (CDIS-Outpatient)", "cdi-specialist"),
            ("Medical Records Technician - Release of Information", "him-technician"),
            ("Medical Records Technician (Cancer Registrar)", "cancer-registrar"),
            ("Medical Coder - Medical Records", "medical-coder"),
            ("Medical Records Technician (CO", "medical-coder"),
        ] {
            assert_eq!(role(title).as_deref(), Some(expected), "{title}");
        }
    }

    #[test]
    fn leadership_raises_a_role() {
        for (title, expected) in [
            ("Lead Medical Records Technician (Coder)", "coding-lead"),
            ("Manager, Professional Coding, Hospital", "coding-manager"),
            ("Director of Medical Coding Specialists", "coding-director"),
            ("Supervisory Medical Records Technician", "him-manager"),
            ("CDI Nurse Manager", "cdi-manager"),
        ] {
            assert_eq!(role(title).as_deref(), Some(expected), "{title}");
        }
    }

    #[test]
    fn titles_of_other_trades_are_left_alone() {
        for title in [
            "Kotlin Coding Specialist",
            "Medical Software Engineer, Coding",
            "Account Director H/F - CDI",
            "Claims Adjuster",
            "Coding Specialist",
            "Coder",
            "",
        ] {
            assert_eq!(role(title), None, "{title}");
        }
    }

    #[test]
    fn the_text_bears_witness_for_a_weak_title() {
        let text = Text::new("Assigns ICD-10-CM and CPT codes for a hospital. CPC required.");
        let read = read(&Text::new("Coder II"), &text).expect("a coder");
        assert_eq!((read.value.as_str(), read.words.as_str()), ("medical-coder", "Coder II"));
    }
}
