//! US states, the District of Columbia and the territories, and sets of them.

use super::fold::fold;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

/// A US state, district or territory. Ordered by its two letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct State(u8);

#[derive(Debug, Deserialize)]
struct Row {
    abbr: String,
    name: String,
    kind: String,
    capital_tz: String,
}

struct States {
    rows: Vec<Row>,
    by_word: HashMap<String, State>,
}

static STATES: LazyLock<States> = LazyLock::new(|| {
    let mut reader =
        csv::Reader::from_reader(include_str!("../../reference/us_states.csv").as_bytes());
    let mut rows: Vec<Row> = reader
        .deserialize()
        .collect::<Result<_, _>>()
        .expect("the states file is compiled in and tested");
    rows.sort_by(|a, b| a.abbr.cmp(&b.abbr));
    let mut by_word = HashMap::new();
    for (index, row) in (0u8..).zip(&rows) {
        by_word.insert(fold(&row.abbr), State(index));
        by_word.insert(fold(&row.name), State(index));
    }
    for (word, abbr) in
        [("washington dc", "dc"), ("us virgin islands", "vi"), ("northern marianas", "mp")]
    {
        let state = by_word[abbr];
        by_word.insert(word.to_owned(), state);
    }
    States { rows, by_word }
});

impl State {
    /// Reads "OH", "oh", "Ohio", "D.C." or "Washington, DC".
    pub fn parse(text: &str) -> Option<State> {
        if text.len() > 64 {
            return None;
        }
        let mut words = fold(text).replace('.', "");
        words = words.replace(',', " ");
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        STATES.by_word.get(&words).copied()
    }

    /// The state of two capital letters: quicker than [`State::parse`] for tables.
    pub fn of_abbr(abbr: &str) -> Option<State> {
        let row = STATES.rows.binary_search_by(|row| row.abbr.as_str().cmp(abbr));
        row.ok().map(|row| State(row as u8))
    }

    /// Whether its letters or its name begin with a folded text.
    pub fn begins(self, text: &str) -> bool {
        [self.abbr(), self.name()].into_iter().any(|word| fold(word).starts_with(text))
    }

    /// "OH".
    pub fn abbr(self) -> &'static str {
        &STATES.rows[usize::from(self.0)].abbr
    }

    /// "Ohio".
    pub fn name(self) -> &'static str {
        &STATES.rows[usize::from(self.0)].name
    }

    /// Whether it is one of the fifty states, rather than the district or a territory.
    pub fn is_proper(self) -> bool {
        STATES.rows[usize::from(self.0)].kind == "state"
    }

    /// The time zone of its capital.
    pub fn time_zone(self) -> chrono_tz::Tz {
        STATES.rows[usize::from(self.0)]
            .capital_tz
            .parse()
            .expect("every zone of the states file is tested")
    }

    /// All of them, by their two letters.
    pub fn all() -> impl ExactSizeIterator<Item = State> {
        (0..STATES.rows.len() as u8).map(State)
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.abbr())
    }
}

/// A set of states. Written "OH,TX": the two letters, sorted, with commas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct StateSet(u64);

impl StateSet {
    /// The empty set.
    pub const EMPTY: StateSet = StateSet(0);

    /// Adds a state.
    pub fn insert(&mut self, state: State) {
        self.0 |= 1 << state.0;
    }

    /// Takes a state out.
    pub fn remove(&mut self, state: State) {
        self.0 &= !(1 << state.0);
    }

    /// Whether the state is in the set.
    pub fn contains(self, state: State) -> bool {
        self.0 & (1 << state.0) != 0
    }

    /// How many states are in it.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether none is.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The states of both.
    pub fn union(self, other: StateSet) -> StateSet {
        StateSet(self.0 | other.0)
    }

    /// The states in both.
    pub fn common(self, other: StateSet) -> StateSet {
        StateSet(self.0 & other.0)
    }

    /// The states by their letters.
    pub fn iter(self) -> impl Iterator<Item = State> {
        State::all().filter(move |state| self.contains(*state))
    }
}

impl FromIterator<State> for StateSet {
    fn from_iter<T: IntoIterator<Item = State>>(states: T) -> StateSet {
        let mut set = StateSet::EMPTY;
        for state in states {
            set.insert(state);
        }
        set
    }
}

impl fmt::Display for StateSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, state) in self.iter().enumerate() {
            if position > 0 {
                f.write_str(",")?;
            }
            f.write_str(state.abbr())?;
        }
        Ok(())
    }
}

/// A word in a list of states that names none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a US state")]
pub struct NotAState(pub String);

impl FromStr for StateSet {
    type Err = NotAState;

    fn from_str(text: &str) -> Result<StateSet, NotAState> {
        text.split(',')
            .map(str::trim)
            .filter(|word| !word.is_empty())
            .map(|word| State::parse(word).ok_or_else(|| NotAState(word.to_owned())))
            .collect()
    }
}

/// Two letters, in JSON as everywhere.
impl Serialize for State {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.abbr())
    }
}

impl<'de> Deserialize<'de> for State {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<State, D::Error> {
        let text = String::deserialize(deserializer)?;
        State::parse(&text).ok_or_else(|| D::Error::custom("not a US state"))
    }
}

impl Serialize for StateSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for StateSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<StateSet, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_read_from_letters_and_name() {
        assert_eq!(State::all().len(), 56);
        for text in ["OH", "oh", "Ohio", " OHIO "] {
            assert_eq!(State::parse(text).map(State::abbr), Some("OH"), "{text}");
        }
        assert_eq!(State::parse("Washington, D.C.").map(State::abbr), Some("DC"));
        assert_eq!(State::parse("Narnia"), None);
        for state in State::all() {
            assert_eq!(State::parse(state.abbr()), Some(state));
            assert_eq!(State::parse(state.name()), Some(state));
            assert!(!state.time_zone().name().is_empty());
        }
    }

    #[test]
    fn a_set_is_written_sorted_and_read_back() {
        let set: StateSet = "tx, OH,tx".parse().expect("two states");
        assert_eq!(set.to_string(), "OH,TX");
        assert_eq!(set.len(), 2);
        assert_eq!(serde_json::to_string(&set).expect("text"), "\"OH,TX\"");
        let all: StateSet = State::all().collect();
        assert_eq!(all.to_string().parse(), Ok(all));
        assert_eq!("OH,Narnia".parse::<StateSet>(), Err(NotAState("Narnia".into())));
    }
}
