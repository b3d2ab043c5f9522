//! Everything the sample board is written from, parsed once out of `words/`.

use super::ask::Ask;
use super::dice::Weighted;
use super::lists::{Items, Kinds, Phrases, Products, Shares, Spaced};
use super::phrase::Phrase;
use crate::vocabulary::State;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The phrase bank.
pub(super) struct Bank {
    pub roles: BTreeMap<String, RoleWords>,
    pub specialties: BTreeMap<String, SpecialtyWords>,
    pub desks: BTreeMap<String, Vec<Phrase>>,
    pub voices: BTreeMap<String, Voice>,
    pub common: Common,
    pub names: Names,
    pub towns: Vec<Town>,
    /// First and one past the last town of each state in `towns`.
    pub towns_of: BTreeMap<State, (usize, usize)>,
    pub states: BTreeMap<State, StateWords>,
    /// The roles each kind of employer hires for.
    pub roles_of: BTreeMap<String, Weighted<String>>,
}

/// The bank of this program.
pub(super) fn bank() -> &'static Bank {
    static BANK: LazyLock<Bank> =
        LazyLock::new(|| Bank::load().expect("the embedded phrase files are loaded by every test"));
    &BANK
}

/// What a posting for one role draws on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoleWords {
    pub noun: String,
    pub titles: Phrases,
    pub employers: Shares,
    pub settings: Shares,
    pub specialties: Shares,
    pub credentials: Vec<Ask>,
    /// What entry postings ask; empty when the role is never an entry one.
    pub entry: Vec<Ask>,
    pub preferred: Items,
    pub code_sets: Items,
    /// Kinds of software, separated by spaces.
    pub tools: String,
    /// National middle, cents an hour.
    pub hourly: u32,
    pub months: Vec<u16>,
    pub units: Shares,
    /// Units of work an hour, from and to; zeros where nobody counts.
    pub pace: [usize; 2],
    /// What is counted.
    pub record: String,
    pub desks: Vec<String>,
    pub duties: Vec<Phrase>,
    /// What experience is called.
    #[serde(default = "coding")]
    pub field: String,
    /// The first specialty is always part of the work.
    #[serde(default)]
    pub anchored: bool,
    /// Talks of patients even where the specialty is a desk.
    #[serde(default)]
    pub clinical: bool,
    #[serde(default)]
    pub leader: bool,
}

impl RoleWords {
    /// Whether people report to this role.
    pub fn leads(&self) -> bool {
        self.leader || self.desks.iter().any(|desk| desk == "lead")
    }

    /// Whether the work cannot be thought of without hospital stays.
    pub fn codes_stays(&self) -> bool {
        self.code_sets.0.iter().any(|item| item == "icd-10-pcs!")
    }
}

fn coding() -> String {
    "coding".to_owned()
}

/// What a specialty talks about.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SpecialtyWords {
    pub name: String,
    pub work: Items,
    pub seen: Items,
    pub read: Items,
    /// A desk of the business side; its lists hold no conditions of patients.
    #[serde(default)]
    pub admin: bool,
}

/// How an employer talks.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Voice {
    /// Markdown before a heading: "##", "###" or "**".
    pub style: String,
    pub duties_head: Vec<Phrase>,
    pub bring_head: Vec<Phrase>,
    pub nice_head: Vec<Phrase>,
    pub about_head: Vec<Phrase>,
    pub pay_head: Vec<Phrase>,
    pub place_head: Vec<Phrase>,
    pub benefits_head: Vec<Phrase>,
    pub hiring_head: Vec<Phrase>,
    pub lead: Vec<Phrase>,
    pub about: Vec<Phrase>,
    pub team: Vec<Phrase>,
    pub closing: Vec<Phrase>,
}

/// Sentences every employer may use, by table and name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Common {
    pub sections: BTreeMap<String, Vec<Phrase>>,
    pub chiefs: BTreeMap<String, Items>,
    pub place: BTreeMap<String, Vec<Phrase>>,
    pub pay: BTreeMap<String, Vec<Phrase>>,
    #[serde(rename = "type")]
    pub employment: BTreeMap<String, Vec<Phrase>>,
    pub need: BTreeMap<String, Vec<Phrase>>,
    /// By slug of the education level.
    pub education: BTreeMap<String, Vec<Phrase>>,
    pub benefits: BTreeMap<String, Vec<Phrase>>,
    pub extras: BTreeMap<String, Vec<Phrase>>,
    pub kinds: BTreeMap<String, String>,
    pub settings: BTreeMap<String, String>,
    /// Products by kind of software: slug and the name people say.
    pub software: BTreeMap<String, Products>,
}

/// Names of people and employers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Names {
    pub first: Spaced,
    pub last: Spaced,
    pub front: Spaced,
    pub back: Spaced,
    pub endings: BTreeMap<String, Items>,
    pub kinds: Kinds,
}

/// A real town with one of its ZIPs.
#[derive(Debug)]
pub(super) struct Town {
    pub state: State,
    pub name: &'static str,
    pub zip: &'static str,
}

/// What the generator knows of a state.
#[derive(Debug)]
pub(super) struct StateWords {
    /// Coder wages in percent of the national median.
    pub wages: u32,
    pub neighbors: Vec<State>,
}

impl Bank {
    fn load() -> Result<Bank, String> {
        let roles: BTreeMap<String, RoleWords> = parse(include_str!("words/roles.toml"))?;
        let towns = towns(include_str!("words/towns.csv"))?;
        Ok(Bank {
            specialties: parse(include_str!("words/specialties.toml"))?,
            desks: parse(include_str!("words/desks.toml"))?,
            voices: parse(include_str!("words/voices.toml"))?,
            common: parse(include_str!("words/common.toml"))?,
            names: parse(include_str!("words/names.toml"))?,
            towns_of: ranges(&towns),
            towns,
            states: states(include_str!("words/states.csv"))?,
            roles_of: roles_of(&roles),
            roles,
        })
    }
}

fn parse<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, String> {
    toml::from_str(text).map_err(|flaw| flaw.to_string())
}

fn roles_of(roles: &BTreeMap<String, RoleWords>) -> BTreeMap<String, Weighted<String>> {
    let mut kinds: BTreeMap<String, Weighted<String>> = BTreeMap::new();
    for (slug, role) in roles {
        for (weight, kind) in role.employers.0.iter() {
            kinds.entry(kind.clone()).or_default().push(weight, slug.clone());
        }
    }
    kinds
}

fn rows(text: &'static str) -> impl Iterator<Item = [&'static str; 3]> {
    text.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let mut parts = line.splitn(3, ',');
        std::array::from_fn(|_| parts.next().unwrap_or_default())
    })
}

fn state(abbr: &str) -> Result<State, String> {
    State::parse(abbr).ok_or_else(|| format!("not a state: {abbr}"))
}

fn towns(text: &'static str) -> Result<Vec<Town>, String> {
    rows(text).map(|[abbr, name, zip]| Ok(Town { state: state(abbr)?, name, zip })).collect()
}

fn ranges(towns: &[Town]) -> BTreeMap<State, (usize, usize)> {
    let mut ranges = BTreeMap::new();
    for (at, town) in towns.iter().enumerate() {
        ranges.entry(town.state).or_insert((at, at)).1 = at + 1;
    }
    ranges
}

fn states(text: &'static str) -> Result<BTreeMap<State, StateWords>, String> {
    rows(text)
        .map(|[abbr, wages, neighbors]| {
            let wages = wages.parse().map_err(|_| format!("not a wage level: {wages}"))?;
            let neighbors = neighbors.split_whitespace().map(state).collect::<Result<_, _>>()?;
            Ok((state(abbr)?, StateWords { wages, neighbors }))
        })
        .collect()
}
