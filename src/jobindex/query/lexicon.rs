//! The vocabulary's terms, how else each can be said and which facet values it names.

use super::super::groups::Group;
use super::super::text::{compounds, each_token, stem};
use crate::vocabulary::{Entry, Mode, Table, fold, vocabulary};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Terms that mean the same.
#[derive(Debug, Default)]
pub(super) struct Sense {
    /// Every term as its compounds, the canonical one first.
    pub terms: Vec<Vec<Vec<String>>>,
    /// How many of the first terms are looked for besides the one that was typed.
    pub said: usize,
    /// The terms mean this only in a title.
    pub in_title: bool,
    /// The facet values the terms name.
    pub values: Vec<(Group, u16)>,
}

/// All senses, found by any of their terms.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    senses: Vec<Sense>,
    /// By the parts of a term with a space between them.
    by_parts: HashMap<String, Vec<usize>>,
    /// By the stems of the parts.
    by_stems: HashMap<String, Vec<usize>>,
    /// By the letters of a term that is one compound: "profee" of pro-fee.
    by_letters: HashMap<String, Vec<usize>>,
    /// Tokens of credentials and code sets: never taken for a typing error, nor for what was meant.
    codes: HashSet<String>,
    /// Every part of every term.
    parts: HashSet<String>,
    /// Parts of the longest term.
    pub longest: usize,
}

/// The lexicon of this build's vocabulary.
pub(super) fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);
    &LEXICON
}

impl Lexicon {
    fn read() -> Lexicon {
        let words = vocabulary();
        let mut lexicon = Lexicon::default();
        for group in &words.synonyms {
            let values = group.targets.iter().filter_map(|target| value_of(target));
            lexicon.add(Sense {
                terms: group.terms.iter().map(|term| compounds(term)).collect(),
                said: match group.mode {
                    Mode::Equivalent => group.terms.len(),
                    Mode::Expand => 1,
                },
                in_title: group.context.as_deref() == Some("role-title"),
                values: values.collect(),
            });
        }
        lexicon.entries(Group::Setting, &words.care_settings);
        lexicon.entries(Group::Specialty, &words.specialties);
        lexicon.entries(Group::Credential, &words.credentials);
        lexicon.entries(Group::CodeSet, &words.code_sets);
        lexicon.entries(Group::Software, &words.software);
        lexicon.entries(Group::Type, &words.employment_types);
        lexicon.entries(Group::Arrangement, &words.arrangements);
        lexicon.titles();
        for credential in words.credentials.iter() {
            lexicon.guard(&credential.abbr);
        }
        for code_set in words.code_sets.iter() {
            lexicon.guard(&code_set.abbr);
        }
        lexicon
    }

    /// An entry is found by all its names; of them its labels are looked for besides.
    fn entries<E: Entry>(&mut self, group: Group, table: &'static Table<E>) {
        for (index, entry) in (0..).zip(table.iter()) {
            let names = [entry.label(), entry.short()].into_iter();
            let names = names.chain(entry.synonyms().iter().map(String::as_str));
            self.add(Sense {
                terms: names.map(compounds).collect(),
                said: 2,
                in_title: false,
                values: vec![(group, index)],
            });
        }
    }

    /// A role goes by its titles, but for those that say more than the role: of "senior coder", "senior" is a term
    /// by itself and asked for by itself.
    fn titles(&mut self) {
        for (index, role) in (0..).zip(vocabulary().roles.iter()) {
            let value = (Group::Role, index);
            let titles = std::iter::once(&role.label).chain(&role.titles);
            let titles = titles.map(|title| compounds(title));
            let plain = titles.filter(|title| !self.says_more(&title.concat(), value));
            let terms: Vec<Vec<Vec<String>>> = plain.collect();
            self.add(Sense { terms, said: 1, in_title: false, values: vec![value] });
        }
    }

    fn says_more(&self, parts: &[String], value: (Group, u16)) -> bool {
        let mut runs = (1..parts.len()).flat_map(|length| parts.windows(length));
        runs.any(|run| {
            let mut senses = self.exactly(&run.join(" "));
            senses.any(|sense| !sense.values.contains(&value))
        })
    }

    fn add(&mut self, sense: Sense) {
        let place = self.senses.len();
        for term in &sense.terms {
            let parts = term.concat();
            note(&mut self.by_parts, parts.join(" "), place);
            note(&mut self.by_stems, stems(&parts), place);
            if let [compound] = &term[..] {
                note(&mut self.by_letters, compound.concat(), place);
            }
            self.longest = self.longest.max(parts.len());
            self.parts.extend(parts);
        }
        self.senses.push(sense);
    }

    /// Credentials and codes are written in capitals and digits; a word of another kind beside them is a word.
    fn guard(&mut self, abbr: &str) {
        let code = |word: &&str| !word.contains(char::is_lowercase);
        for word in abbr.split_whitespace().filter(code) {
            each_token(&fold(word), |token| {
                self.codes.insert(token.to_owned());
            });
        }
    }

    /// What some compounds side by side mean: spelled so, else with other inflections.
    pub fn meanings(&self, run: &[Vec<String>]) -> Vec<&Sense> {
        let parts = run.concat();
        let mut found: Vec<&Sense> = self.exactly(&parts.join(" ")).collect();
        if let [compound] = run
            && found.is_empty()
        {
            found.extend(self.all(&self.by_letters, &compound.concat()));
        }
        if found.is_empty() && !parts.iter().any(|part| self.is_code(part)) {
            found.extend(self.all(&self.by_stems, &stems(&parts)));
        }
        found
    }

    fn exactly<'a>(&'a self, parts: &str) -> impl Iterator<Item = &'a Sense> + use<'a> {
        self.all(&self.by_parts, parts)
    }

    fn all<'a>(
        &'a self,
        by: &'a HashMap<String, Vec<usize>>,
        key: &str,
    ) -> impl Iterator<Item = &'a Sense> + use<'a> {
        by.get(key).into_iter().flatten().map(|&place| &self.senses[place])
    }

    /// Whether a token is a credential's or a code's.
    pub fn is_code(&self, token: &str) -> bool {
        self.codes.contains(token)
    }

    /// Whether a word stands in some term, so that it is no typing error.
    pub fn knows(&self, part: &str) -> bool {
        self.parts.contains(part)
    }
}

fn note(by: &mut HashMap<String, Vec<usize>>, key: String, place: usize) {
    let places = by.entry(key).or_default();
    if places.last() != Some(&place) {
        places.push(place);
    }
}

fn stems(parts: &[String]) -> String {
    let stems: Vec<&str> = parts.iter().map(|part| stem(part)).collect();
    stems.join(" ")
}

/// The facet value of a synonym group's target; none where there is no such facet.
fn value_of(target: &str) -> Option<(Group, u16)> {
    let (kind, slug) = target.split_once(':')?;
    let group = match kind {
        "role" => Group::Role,
        "setting" => Group::Setting,
        "specialty" => Group::Specialty,
        "credential" => Group::Credential,
        "code_set" => Group::CodeSet,
        "software" => Group::Software,
        "employment_type" => Group::Type,
        "work_arrangement" => Group::Arrangement,
        "experience" if slug == "apprentice-friendly" => return Some((Group::Apprentice, 0)),
        _ => return None,
    };
    Some((group, group.index_of(slug)?))
}
