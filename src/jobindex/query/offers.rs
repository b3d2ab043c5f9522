//! Words that are exactly a facet value, or letters that are short for other words, too: the visitor is offered what
//! they may mean, and it is never chosen for them.

use super::super::criteria::Criteria;
use super::super::groups::Group;
use super::super::text::compounds;
use super::lexicon::{Lexicon, lexicon};
use super::typed::{Atom, Kind, Typed};
use super::units::is_silent;
use crate::vocabulary::State;

/// What some words may mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// The filter; none where they are short for other words.
    pub group: Option<Group>,
    /// What people read for what is offered.
    pub label: String,
    /// The words as typed.
    pub typed: String,
    /// The search with the filter, or the other words, in place of the words.
    pub criteria: Criteria,
    /// The words are the letters of a state and mean something else as well.
    pub both: bool,
}

/// The letters of states that, written small, are far more often a word.
const WORDS_TOO: [&str; 6] = ["as", "de", "hi", "in", "me", "or"];
/// Offers beside one result.
const OFFERS: usize = 4;

impl Criteria {
    /// What its words may mean, at most four: first letters of a state, which mean two things, then the others in the
    /// order typed. None where there are alternatives: a filter would narrow all of them.
    pub fn offers(&self) -> Vec<Offer> {
        let typed = Typed::read(self.q());
        let [atoms] = &typed.clauses[..] else {
            return Vec::new();
        };
        let mut offers = Vec::new();
        let mut from = 0;
        while from < atoms.len() {
            let length = longest(lexicon(), &atoms[from..]);
            offers.extend(meanings(self, atoms, from..from + length.max(1)));
            from += length.max(1);
        }
        offers.sort_by_key(|offer| !offer.both);
        offers.truncate(OFFERS);
        offers
    }
}

/// How many of the first words are together a facet value's name; none where the first is no plain word.
fn longest(lexicon: &Lexicon, atoms: &[Atom]) -> usize {
    let plain = atoms.iter().take_while(|atom| is_plain(atom)).count();
    let names = |&length: &usize| !values(lexicon, &said(&atoms[..length])).is_empty();
    (1..=plain.min(lexicon.longest)).rev().find(names).unwrap_or(0)
}

fn is_plain(atom: &Atom) -> bool {
    atom.kind == Kind::Word && !atom.excluded
}

fn said(atoms: &[Atom]) -> String {
    atoms.iter().map(|atom| atom.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// The values some words name, each group's together; states by name or letters.
fn values(lexicon: &Lexicon, words: &str) -> Vec<(Group, Vec<u16>)> {
    let mut by_group: Vec<(Group, Vec<u16>)> = Vec::new();
    let named = lexicon.meanings(&compounds(words)).into_iter().flat_map(|sense| &sense.values);
    let state = State::parse(words).filter(|_| !WORDS_TOO.contains(&words));
    let state = state.and_then(|state| Group::HiresIn.index_of(state.abbr()));
    let state = state.map(|state| (Group::HiresIn, state));
    for (group, value) in state.into_iter().chain(named.copied()) {
        match by_group.iter_mut().find(|(other, _)| *other == group) {
            Some((_, values)) if values.contains(&value) => {}
            Some((_, values)) => values.push(value),
            None => by_group.push((group, vec![value])),
        }
    }
    by_group
}

fn meanings(criteria: &Criteria, atoms: &[Atom], at: std::ops::Range<usize>) -> Vec<Offer> {
    let typed = said(&atoms[at.clone()]);
    if !atoms[at.clone()].iter().all(is_plain) {
        return Vec::new();
    }
    // "in" of "coder in Ohio" goes with the state.
    let silent = |atom: &&Atom| is_plain(atom) && is_silent(&atom.text);
    let before = atoms[..at.start].iter().rev().take_while(silent).count();
    let instead = |from: usize, words: Vec<Atom>| {
        let mut others = atoms.to_vec();
        others.splice(from..at.end, words);
        criteria.clone().with_words(&Typed { clauses: vec![others] }.to_string())
    };
    let without = instead(at.start - before, Vec::new());
    let is_letters = typed.len() == 2 && State::parse(&typed).is_some();
    let offer = |(group, values): (Group, Vec<u16>)| {
        let slugs = || values.iter().map(|&value| group.at(value).slug);
        if slugs().all(|slug| criteria.has(group, slug)) {
            return None;
        }
        Some(Offer {
            group: Some(group),
            label: label(group, &values, &typed),
            typed: typed.clone(),
            criteria: slugs().fold(without.clone(), |criteria, slug| criteria.with(group, slug)),
            both: is_letters,
        })
    };
    let mut offers: Vec<Offer> = values(lexicon(), &typed).into_iter().filter_map(offer).collect();
    if is_letters && !WORDS_TOO.contains(&typed.as_str()) {
        offers.extend(spelled_out(lexicon(), &typed).map(|words| Offer {
            group: None,
            label: capitals(&words),
            typed: typed.clone(),
            criteria: instead(at.start, words.iter().map(|word| Atom::plain(word)).collect()),
            both: true,
        }));
    }
    offers
}

/// The words that letters are short for where no filter says them: "veterans affairs" of VA.
fn spelled_out<'a>(
    lexicon: &'a Lexicon,
    letters: &str,
) -> impl Iterator<Item = Vec<String>> + use<'a> {
    let senses = lexicon.meanings(&compounds(letters)).into_iter();
    let longer =
        senses.filter(|sense| sense.values.is_empty() && sense.terms[0].concat().len() > 1);
    longer.map(|sense| sense.terms[0].concat())
}

/// "Veterans Affairs".
fn capitals(words: &[String]) -> String {
    words.iter().map(|word| capital(word)).collect::<Vec<_>>().join(" ")
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// The value's label; of several values what was typed, with a capital.
fn label(group: Group, values: &[u16], typed: &str) -> String {
    match values {
        [value] => group.at(*value).label.to_owned(),
        _ => capital(typed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offers(q: &str) -> Vec<(String, String, bool)> {
        let pairs = [("q".to_owned(), q.to_owned())];
        let offers = Criteria::parse(pairs.into_iter()).criteria.offers();
        let shown = |offer: Offer| (offer.typed, offer.criteria.query_string(), offer.both);
        offers.into_iter().map(shown).collect()
    }

    fn offered(typed: &str, query: &str, both: bool) -> (String, String, bool) {
        (typed.to_owned(), query.to_owned(), both)
    }

    #[test]
    fn a_word_that_is_a_filter_is_offered_as_one() {
        assert_eq!(offers("CCS"), [offered("CCS", "credential=ccs", false)]);
        assert_eq!(offers("epic"), [offered("epic", "software=epic", false)]);
        assert_eq!(
            offers("Texas surgery coder")[0],
            offered("Texas", "q=surgery+coder&hires_in=TX", false)
        );
        let remote = &offers("remote")[0];
        assert!(
            remote.1.starts_with("arrangement=remote-after-training,")
                && remote.1.contains("remote-us")
        );
        for none in ["kilometers", "\"CCS\"", "-CCS", "CCS, CPC", ""] {
            assert!(offers(none).is_empty(), "{none}: {:?}", offers(none));
        }
        assert_eq!(
            offers("coder in ohio").last(),
            Some(&offered("ohio", "q=coder&hires_in=OH", false))
        );
        assert!(offers("CCS CPC COC RHIT RHIA CRC").len() == 4);
    }

    #[test]
    fn letters_of_a_state_mean_both() {
        for letters in ["VA", "MA", "MD", "CT", "OR", "IN", "ID", "PA"] {
            let offers = offers(&format!("{letters} surgical"));
            let query = format!("q=surgical&hires_in={letters}");
            assert_eq!(offers[0], offered(letters, &query, true));
            assert!(offers[1..].iter().all(|offer| offer.2 == (offer.0 == letters)));
        }
        let va = offers("remote coder VA");
        assert_eq!(va[0], offered("VA", "q=remote+coder&hires_in=VA", true));
        assert_eq!(va[1], offered("VA", "q=remote+coder+veterans+affairs", true));
        assert!(!va[2].2 && offers("CCS CPC COC RHIT va")[0].2);
        let md = offers("remote MD");
        assert!(md[0].2 && md[1].2 && !md[2].2, "{md:?}");
    }
}
