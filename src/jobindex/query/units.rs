//! From what was typed to what is looked for: terms of the vocabulary are found in the words side by side, longest
//! first, and bring along how else they are said.

use super::super::groups::Group;
use super::super::text::{compounds, is_known_phrase, joined, single_letter, stem};
use super::lexicon::{Lexicon, Sense, lexicon};
use super::typed::{Atom, Kind};
use super::{Clause, Unit, Way};
use crate::vocabulary::State;

/// Words that ask nothing beside others.
const SILENT: [&str; 43] = [
    "a",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "by",
    "career",
    "careers",
    "employment",
    "find",
    "for",
    "from",
    "hiring",
    "in",
    "is",
    "job",
    "jobs",
    "looking",
    "need",
    "needed",
    "of",
    "offers",
    "on",
    "opening",
    "openings",
    "opportunities",
    "opportunity",
    "or",
    "position",
    "positions",
    "role",
    "roles",
    "seeking",
    "that",
    "the",
    "to",
    "vacancies",
    "vacancy",
    "wanted",
    "who",
    "with",
];
/// Letters of a word that may be a typing error.
const FUZZABLE: usize = 5;
/// Letters of what may stand for several words.
const ABBREVIATED: usize = 4;

/// A word or tied words on the way to a unit.
type Compound = Vec<String>;

/// What one alternative of a search asks.
pub(super) fn clause(atoms: &[Atom]) -> Clause {
    let mut clause = Clause::default();
    let mut silent = Vec::new();
    let mut side_by_side: Vec<Compound> = Vec::new();
    for atom in atoms {
        if atom.kind == Kind::Word && !atom.excluded {
            side_by_side.extend(compounds(&atom.text));
            continue;
        }
        read_run(&std::mem::take(&mut side_by_side), &mut clause.all, &mut silent);
        match atom.excluded {
            true => clause.none.extend(literal(atom)),
            false => clause.all.extend(literal(atom)),
        }
    }
    read_run(&side_by_side, &mut clause.all, &mut silent);
    if clause.is_empty() {
        clause.all = silent;
    }
    once(&mut clause.all);
    once(&mut clause.none);
    clause
}

/// Cuts a run of words into terms of the vocabulary, longest first, and words between them.
fn read_run(run: &[Compound], all: &mut Vec<Unit>, silent: &mut Vec<Unit>) {
    let lexicon = lexicon();
    let mut rest = run;
    while !rest.is_empty() {
        let (length, senses) = longest_term(lexicon, rest);
        let (term, behind) = rest.split_at(length);
        let unit = unit(term, &senses);
        match senses.is_empty() && is_silent_compound(&term[0]) {
            true => silent.push(unit),
            false => all.push(unit),
        }
        rest = behind;
    }
}

/// How many of the first words make a term, and what it means; one word where there is no term.
fn longest_term<'a>(lexicon: &'a Lexicon, words: &[Compound]) -> (usize, Vec<&'a Sense>) {
    for length in (2..=words.len().min(lexicon.longest)).rev() {
        let senses = lexicon.meanings(&words[..length]);
        if !senses.is_empty() {
            return (length, senses);
        }
    }
    (1, lexicon.meanings(&words[..1]))
}

fn is_silent_compound(word: &Compound) -> bool {
    matches!(&word[..], [part] if SILENT.contains(&part.as_str()))
}

/// Whether all words of a text ask nothing beside others.
pub(super) fn is_silent(text: &str) -> bool {
    compounds(text).iter().all(is_silent_compound)
}

/// A word or term as typed, and how else it can be said.
fn unit(term: &[Compound], senses: &[&Sense]) -> Unit {
    let senses = if is_state(term) { &[] } else { senses };
    let mut unit =
        Unit { said: term.concat().join(" "), exact: as_typed(term, senses), ..Unit::default() };
    if let [compound] = term
        && let [part] = &compound[..]
    {
        let stem = stem(part);
        if stem.len() > 2 && stem.is_ascii() && is_word(part) {
            unit.also.push(Way::Stem(stem.to_owned()));
        }
        unit.fuzzable = (senses.is_empty() && is_fuzzable(part)).then(|| part.clone());
    }
    for sense in senses {
        // "II" is a level in a title alone; "level 2" says it wherever it stands.
        if sense.in_title && term.len() == 1 {
            unit.exact = vec![Way::Title(term.concat())];
        }
        let said = sense.terms.iter().take(sense.said);
        let ways = said.flat_map(|term| match sense.in_title {
            true => vec![Way::Title(term.concat())],
            false => side_by_side(term),
        });
        let values = sense.values.iter().map(|&(group, value)| Way::Value(group, value));
        unit.also.extend(ways.chain(values));
    }
    let exact = &unit.exact;
    unit.also.retain(|way| match way {
        Way::Phrase(parts) if exact.contains(&Way::Tokens(parts.clone())) => false,
        way => !exact.contains(way),
    });
    once(&mut unit.also);
    unit.spelled_out = spelled_out(term, &unit.also);
    unit
}

/// Whether a term is the letters of a state. They stand for something else as well, and which of both was meant is not
/// for us to say: the word is looked for as it is, and the filters are offered.
fn is_state(term: &[Compound]) -> bool {
    matches!(term, [compound] if matches!(&compound[..], [part] if part.len() == 2 && State::parse(part).is_some()))
}

/// What says in a title, or by a fact, that a few letters are short for it: its words, and its role or else its other
/// facts. None of what stands for nothing longer, and of credentials, which are what they are called.
fn spelled_out(term: &[Compound], also: &[Way]) -> Vec<Way> {
    let letters = |part: &String| part.chars().count() <= ABBREVIATED;
    let is_short = matches!(term, [compound] if matches!(&compound[..], [part] if letters(part)));
    let in_group = |way: &Way, group| matches!(way, Way::Value(of, _) if *of == group);
    let is_longer = |way: &Way| matches!(way, Way::Phrase(_));
    let is_fact = |way: &Way| matches!(way, Way::Value(..));
    let has = |test: &dyn Fn(&Way) -> bool| also.iter().any(test);
    if !is_short
        || !has(&is_longer)
        || !has(&is_fact)
        || has(&|way| in_group(way, Group::Credential))
    {
        return Vec::new();
    }
    let has_role = has(&|way| in_group(way, Group::Role));
    let says_so =
        |way: &&Way| is_longer(way) || (is_fact(way) && (!has_role || in_group(way, Group::Role)));
    also.iter().filter(says_so).cloned().collect()
}

/// What was typed: all words of it, wherever they stand, but side by side where one of them says nothing alone; of
/// words that are tied elsewhere, as they are there: "CPC A" is CPC-A.
fn as_typed(term: &[Compound], senses: &[&Sense]) -> Vec<Way> {
    if let [compound] = term {
        return spellings(compound);
    }
    let parts = term.concat();
    if !parts.iter().any(|part| says_nothing(part)) {
        return vec![Way::Tokens(term.iter().map(token).collect())];
    }
    let same = |other: &&Vec<Compound>| other.len() == 1 && other[0] == parts;
    let tied = senses.iter().flat_map(|sense| &sense.terms).find(same);
    side_by_side(tied.map_or(term, Vec::as_slice))
}

/// The spellings of one compound: joined, or else its parts apart. "cpc a" would be every CPC.
fn spellings(compound: &Compound) -> Vec<Way> {
    if compound.len() == 1 {
        return vec![Way::Tokens(compound.clone())];
    }
    let mut ways: Vec<Way> =
        joined(compound).map(|token| Way::Tokens(vec![token])).into_iter().collect();
    if !compound.iter().any(|part| says_nothing(part)) {
        ways.push(Way::Tokens(compound.clone()));
    } else if ways.is_empty() || !compound.iter().any(|part| single_letter(part)) {
        ways.push(Way::Phrase(compound.clone()));
    }
    ways
}

/// A term where its words stand side by side.
fn side_by_side(term: &[Compound]) -> Vec<Way> {
    let parts = term.concat();
    if parts.len() == 1 {
        return vec![Way::Tokens(parts)];
    }
    let token = match term {
        [compound] => joined(compound),
        _ => None,
    };
    let tied_letter = token.is_some() && parts.iter().any(|part| single_letter(part));
    let mut ways: Vec<Way> = token.map(|token| Way::Tokens(vec![token])).into_iter().collect();
    if !tied_letter {
        ways.push(Way::Phrase(parts));
    }
    ways
}

/// The one token a compound is indexed as.
fn token(compound: &Compound) -> String {
    joined(compound).unwrap_or_else(|| compound[0].clone())
}

/// Whether words between quotes are looked for side by side, but not in descriptions.
pub(super) fn phrase_of_titles(text: &str) -> bool {
    let ways = side_by_side(&compounds(text));
    ways.iter().all(|way| matches!(way, Way::Phrase(parts) if !is_known_phrase(parts)))
}

/// A phrase, a beginning, or what is excluded: as written, and of excluded words their inflections.
fn literal(atom: &Atom) -> Vec<Unit> {
    let words = compounds(&atom.text);
    let exact = match atom.kind {
        Kind::Prefix => vec![Way::Prefix(words.concat().concat())],
        Kind::Phrase => side_by_side(&words),
        Kind::Word => {
            let unit = |word: &Compound| unit(std::slice::from_ref(word), &[]);
            let literal = words.iter().map(unit).map(|unit| Unit { fuzzable: None, ..unit });
            return literal.collect();
        }
    };
    vec![Unit { said: words.concat().join(" "), exact, ..Unit::default() }]
}

fn says_nothing(part: &str) -> bool {
    single_letter(part) || SILENT.contains(&part)
}

/// Whether a part is a word of letters rather than a credential, a code or a number.
fn is_word(part: &str) -> bool {
    part.chars().all(char::is_alphabetic) && part.chars().count() > 3 && !lexicon().is_code(part)
}

fn is_fuzzable(part: &str) -> bool {
    is_word(part) && part.chars().count() >= FUZZABLE && !lexicon().knows(part)
}

fn once<T: PartialEq>(all: &mut Vec<T>) {
    let mut seen: Vec<T> = Vec::new();
    for one in all.drain(..) {
        if !seen.contains(&one) {
            seen.push(one);
        }
    }
    *all = seen;
}
