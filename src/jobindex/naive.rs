//! The oracle: a plain scan over whole documents, written from what a search means and sharing nothing with the index
//! but its types.

use super::{Change, Criteria, Document, Eyes, Facet, FacetValue, Found, Group, Sort};
use crate::eligibility::Answer;
use crate::vocabulary::{Entry, State, Table, fold, vocabulary};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

const DAY: i64 = 86_400_000_000;

/// Who looks, and when.
#[derive(Clone, Copy)]
struct Seen<'a> {
    eyes: &'a Eyes<'a>,
    now: i64,
}

#[derive(Default)]
pub(super) struct Naive(BTreeMap<i64, Scanned>);

/// A document with what it counts under.
struct Scanned {
    document: Document,
    slugs: BTreeMap<Group, Vec<&'static str>>,
    title: HashSet<String>,
    text: HashSet<String>,
}

impl Naive {
    pub fn apply(&mut self, changes: Vec<Change>) {
        for change in changes {
            match change {
                Change::Put(document) => {
                    self.0.insert(document.id, Scanned::of(*document));
                }
                Change::Remove(id) => {
                    self.0.remove(&id);
                }
            }
        }
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn search(&self, criteria: &Criteria, eyes: &Eyes, page_size: usize, now: i64) -> Found {
        let seen = Seen { eyes, now };
        let fits = |scanned: &&Scanned| scanned.fits(criteria, None, seen);
        let mut found: Vec<&Scanned> = self.0.values().filter(fits).collect();
        found.sort_by_key(|scanned| {
            let bucket = match criteria.sort() {
                Sort::Newest | Sort::Closest => 0,
                Sort::Match => scanned.bucket(criteria.q()),
                Sort::Pay => u32::MAX - scanned.pay(),
            };
            (bucket, Reverse((scanned.document.first_published, scanned.document.id)))
        });
        let skip = (criteria.page() as usize - 1) * page_size;
        let ids = found.iter().skip(skip).take(page_size);
        Found {
            ids: ids.map(|scanned| scanned.document.id).collect(),
            total: found.len(),
            facets: Group::ALL.map(|group| self.facet(criteria, group, seen)).to_vec(),
            corrections: Vec::new(),
        }
    }

    fn facet(&self, criteria: &Criteria, group: Group, seen: Seen) -> Facet {
        let fits = |scanned: &&Scanned| scanned.fits(criteria, Some(group), seen);
        let others: Vec<&Scanned> = self.0.values().filter(fits).collect();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for slug in others.iter().flat_map(|scanned| scanned.under(group, seen)) {
            *counts.entry(slug).or_default() += 1;
        }
        let value = |slug: &'static str| FacetValue {
            slug,
            label: group.label_of(slug).expect("a slug of the group"),
            count: counts.get(slug).copied().unwrap_or_default(),
            chosen: criteria.has(group, slug),
        };
        let mut values: Vec<FacetValue> = group.slugs().map(value).collect();
        values.retain(|value| value.count > 0 || value.chosen);
        if group != Group::Posted {
            values.sort_by_key(|value| (Reverse(value.count), value.label));
        }
        Facet { group, values }
    }
}

impl Scanned {
    fn of(document: Document) -> Scanned {
        let title = tokens(&document.title);
        let mut text = title.clone();
        text.extend(tokens(&document.employer));
        text.extend(tokens(&document.body));
        Scanned { slugs: slugs(&document), title, text, document }
    }

    fn fits(&self, criteria: &Criteria, but_for: Option<Group>, seen: Seen) -> bool {
        if seen.eyes.hidden.contains(&self.document.id) {
            return false;
        }
        let all_words = all(criteria.q(), |word| found(word, &self.text));
        let paid = criteria.pay_floor().is_none_or(|floor| self.pay() >= floor);
        let mut groups = Group::ALL.into_iter().filter(|&group| Some(group) != but_for);
        all_words
            && paid
            && groups.all(|group| {
                let mut chosen = criteria.slugs(group).peekable();
                chosen.peek().is_none() || chosen.any(|slug| self.has(group, slug, seen))
            })
    }

    fn has(&self, group: Group, slug: &str, seen: Seen) -> bool {
        self.under(group, seen).contains(&slug)
    }

    /// The slugs it counts under, each once.
    fn under(&self, group: Group, seen: Seen) -> Vec<&'static str> {
        let judge = seen.eyes.judge;
        let yes = |holds: bool| Vec::from_iter(holds.then_some("yes"));
        let stated = &self.document.stated;
        match group {
            Group::Posted => {}
            Group::Meets => {
                return yes(
                    judge.is_some_and(|judge| judge.verdict(stated).answer == Answer::Meets)
                );
            }
            Group::MyState => {
                let home = judge.and_then(|judge| judge.home());
                return yes(home.is_some_and(|home| self.has(Group::HiresIn, home.abbr(), seen)));
            }
            _ => return self.slugs.get(&group).cloned().unwrap_or_default(),
        }
        let within = |days: &i64| self.document.first_published >= seen.now - days * DAY;
        let days = [(1, "1"), (3, "3"), (7, "7"), (14, "14"), (30, "30")];
        days.into_iter().filter(|(days, _)| within(days)).map(|(_, slug)| slug).collect()
    }

    fn pay(&self) -> u32 {
        self.document.pay.map_or(0, |(_, most)| most)
    }

    fn bucket(&self, q: &str) -> u32 {
        let in_title = |word: &[String]| found(word, &self.title);
        if all(q, in_title) {
            0
        } else if compounds(q).iter().any(|word| in_title(word)) {
            1
        } else {
            2
        }
    }
}

/// What a document counts under, without the time it was posted.
fn slugs(document: &Document) -> BTreeMap<Group, Vec<&'static str>> {
    let words = vocabulary();
    let held = |&credential: &u16| words.credentials.at(credential).slug();
    let hires = State::all().filter(|&state| hires_in(document, state)).map(State::abbr);
    BTreeMap::from([
        (Group::Role, family(&words.roles, document.role.as_slice())),
        (Group::Setting, family(&words.care_settings, &document.settings)),
        (Group::Specialty, family(&words.specialties, &document.specialties)),
        (Group::Credential, document.credentials.iter().map(held).collect()),
        (Group::CodeSet, family(&words.code_sets, &document.code_sets)),
        (Group::Software, family(&words.software, &document.software)),
        (Group::Type, family(&words.employment_types, document.employment_type.as_slice())),
        (Group::Arrangement, family(&words.arrangements, document.arrangement.as_slice())),
        (Group::HiresIn, hires.collect()),
        (Group::Apprentice, Vec::from_iter(document.stated.apprentice_ok.then_some("yes"))),
        (Group::Agency, vec![if document.agency { "yes" } else { "no" }]),
    ])
}

/// The values and all above them, each once.
fn family<E: Entry>(table: &'static Table<E>, values: &[u16]) -> Vec<&'static str> {
    let mut slugs = Vec::new();
    for &value in values {
        let mut slug = Some(table.at(value).slug());
        while let Some(one) = slug {
            if !slugs.contains(&one) {
                slugs.push(one);
            }
            slug = table.get(one).and_then(Entry::parent);
        }
    }
    slugs
}

fn hires_in(document: &Document, state: State) -> bool {
    let Some(arrangement) = document.arrangement else {
        return false;
    };
    let listed = document.stated.states.contains(state);
    let site = document.stated.site.as_ref().is_some_and(|site| site.state == state);
    match vocabulary().arrangements.at(arrangement).slug() {
        "remote-us" | "remote-intl" => true,
        "remote-states" => listed,
        "hybrid" => listed || site,
        "on-site" | "remote-radius" | "remote-after-training" | "travel" => site,
        other => panic!("no rule for {other}"),
    }
}

fn all(q: &str, holds: impl Fn(&[String]) -> bool) -> bool {
    compounds(q).iter().all(|word| holds(word))
}

/// Whether a word, given as the parts of a compound, is among the tokens of a text.
fn found(word: &[String], tokens: &HashSet<String>) -> bool {
    let apart = !word.iter().any(|part| is_letter(part)) || word.len() == 1 || word.len() > 4;
    let joined = word.len() <= 4 && tokens.contains(&word.concat());
    joined || (apart && word.iter().all(|part| tokens.contains(part)))
}

fn tokens(text: &str) -> HashSet<String> {
    let mut tokens = HashSet::new();
    for parts in compounds(text) {
        for length in 1..=4 {
            tokens.extend(parts.windows(length).map(|window| window.concat()));
        }
    }
    tokens
}

/// Compounds as the lists of their parts: runs of letters and digits, and what ties them.
fn compounds(text: &str) -> Vec<Vec<String>> {
    let text: Vec<char> = fold(text).chars().collect();
    let plain = |at: usize| text.get(at).is_some_and(|c| c.is_alphanumeric());
    let kept = |&at: &usize| !(text[at] == '\'' && at > 0 && plain(at - 1) && plain(at + 1));
    let text: String = (0..text.len()).filter(kept).map(|at| text[at]).collect();
    let mut compounds: Vec<Vec<String>> = Vec::new();
    let mut between: Option<String> = None;
    for run in runs(&text) {
        if !run.starts_with(char::is_alphanumeric) {
            between = Some(run);
            continue;
        }
        let last = compounds.last_mut().filter(|parts| {
            let before = parts.last().expect("never empty");
            match between.as_deref() {
                Some("-") => true,
                Some("/" | "." | "&") => is_letter(before) && is_letter(&run),
                _ => false,
            }
        });
        match last {
            Some(parts) => parts.push(run),
            None => compounds.push(vec![run]),
        }
    }
    compounds
}

/// The text in runs that are all letters and digits, or none.
fn runs(text: &str) -> Vec<String> {
    let mut runs: Vec<String> = Vec::new();
    for c in text.chars() {
        match runs.last_mut() {
            Some(run) if run.ends_with(char::is_alphanumeric) == c.is_alphanumeric() => run.push(c),
            _ => runs.push(c.to_string()),
        }
    }
    runs
}

fn is_letter(text: &str) -> bool {
    text.chars().count() == 1 && text.chars().all(char::is_alphabetic)
}
