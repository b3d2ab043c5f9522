//! The states a remote posting hires in.

use super::phrases::{Hit, Phrases};
use super::reading::Read;
use super::text::Text;
use crate::vocabulary::{State, StateSet};
use std::ops::Range;
use std::sync::LazyLock;

/// Lines of a list of states read at most.
const LINES: usize = 60;

static STATES: LazyLock<Phrases<State>> = LazyLock::new(|| {
    let named = State::all().flat_map(|state| [(state.name(), state), (state.abbr(), state)]);
    Phrases::new(named)
});
/// Openings of a statement about where people have to live.
static LIMITS: LazyLock<Phrases<()>> = LazyLock::new(|| {
    let words = [
        "must reside in",
        "must live in",
        "must be located in",
        "must be based in",
        "must currently reside in",
        "must be a resident of",
        "must be residents of",
        "reside in",
        "residing in",
        "living in",
        "residents of",
        "resident of",
        "live in one of",
        "located in one of",
        "hires in",
        "hire in",
        "hiring in",
        "hire from",
        "hires from",
        "hire candidates in",
        "hire employees in",
        "hire remote employees in",
        "eligible states",
        "approved states",
        "following states",
        "these states",
        "states listed",
        "states we hire",
        "remote states",
        "employ in",
        "able to employ",
        "available in the following",
        "work from the following",
        "remote within",
        "remote in",
        "candidates located in",
        "candidates in",
        "applicants in",
        "open to residents",
        "hiring remotely in",
        "remote eligible states",
        "available to residents",
        "eligible in",
        "not available in",
        "available in",
    ];
    Phrases::new(words.map(|word| (word, ())))
});
const NOT: [&str; 9] = [
    "except",
    "excluding",
    "exclude",
    "excludes",
    "cannot",
    "unable",
    "not",
    "exception",
    "outside",
];

/// The states the text limits a posting to, read from the first statement that names any.
pub fn limits(text: &Text<'_>) -> Option<Read<StateSet>> {
    let sentences = text.sentences();
    for (number, sentence) in sentences.iter().enumerate() {
        let hits = LIMITS.find(text, sentence.clone());
        let Some(hit) = hits.first() else { continue };
        let mut set = named(text, sentence.clone());
        set = set.union(listed_below(text, &sentences[number + 1..]));
        if set.is_empty() {
            continue;
        }
        if text.has(sentence.clone(), &NOT) {
            set = others(set);
        }
        let words = text.words(hit.tokens.clone());
        return Some(Read { value: set, words });
    }
    None
}

/// The states named in these tokens: full names, or their letters in capitals.
pub fn named(text: &Text<'_>, tokens: Range<usize>) -> StateSet {
    hits(text, tokens).map(|hit| hit.meaning).collect()
}

fn hits(text: &Text<'_>, tokens: Range<usize>) -> impl Iterator<Item = Hit<State>> {
    let hits = STATES.find(text, tokens).into_iter();
    hits.filter(|hit| {
        let at = hit.tokens.start;
        match text.word(at).len() {
            2 => text.is_capitals(at) && !text.is_shouting(at),
            _ => text.is_capitalized(at),
        }
    })
}

/// States of the lines right below, each of which names nothing else.
fn listed_below(text: &Text<'_>, sentences: &[Range<usize>]) -> StateSet {
    let mut set = StateSet::EMPTY;
    for sentence in sentences.iter().take(LINES) {
        let hits: Vec<Hit<State>> = hits(text, sentence.clone()).collect();
        let covered: usize = hits.iter().map(|hit| hit.tokens.len()).sum();
        if hits.is_empty() || sentence.len() > covered + 1 {
            break;
        }
        set = set.union(hits.into_iter().map(|hit| hit.meaning).collect());
    }
    set
}

/// The fifty states and the district without these.
fn others(set: StateSet) -> StateSet {
    State::all()
        .filter(|state| (state.is_proper() || state.abbr() == "DC") && !set.contains(*state))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<String> {
        limits(&Text::new(text)).map(|read| read.value.to_string())
    }

    #[test]
    fn limits_are_read() {
        assert_eq!(of("Must reside in Ohio or West Virginia").as_deref(), Some("OH,WV"));
        assert_eq!(
            of("We hire in the following states: TX, FL, GA and IN.").as_deref(),
            Some("FL,GA,IN,TX")
        );
        assert_eq!(
            of("Eligible states:\n- Texas\n- New York\n\nApply in Ohio").as_deref(),
            Some("NY,TX")
        );
        assert_eq!(of("We have offices in Ohio"), None);
        assert_eq!(of("You must live in harmony or in me"), None);
        let all = of("We are unable to hire in California or New York").expect("the others");
        assert!(
            all.contains("TX") && !all.contains("CA") && !all.contains("NY") && !all.contains("PR")
        );
    }
}
