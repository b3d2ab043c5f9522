//! Which slots of a part have what the words of a search mean.

use super::hits::Hits;
use super::parts::Part;
use super::query::{Clause, Query, Unit, Way};
use super::segment::Segment;
use super::terms::Field;
use super::text::{is_known_phrase, stem};

/// What a part has of the words of a search.
pub(super) struct Words<'a> {
    segment: &'a Segment,
    clauses: Vec<Understood<'a>>,
}

/// A clause and what it selects.
pub(super) struct Understood<'a> {
    clause: &'a Clause,
    /// By unit of `all`.
    units: Vec<Matched>,
    pub found: Hits,
}

/// Where a unit is met: exactly, and in any way, which is the same where there is no other way.
struct Matched {
    exact: Hits,
    any: Option<Hits>,
}

impl Matched {
    fn any(&self) -> &Hits {
        self.any.as_ref().unwrap_or(&self.exact)
    }
}

impl<'a> Words<'a> {
    pub fn of(segment: &'a Segment, query: &'a Query) -> Words<'a> {
        let clause = |clause: &'a Clause| Understood::of(segment, clause);
        Words { segment, clauses: query.any.iter().map(clause).collect() }
    }

    /// What any clause selects; none where nothing was asked.
    pub fn found(&self) -> Option<Hits> {
        let (first, rest) = self.clauses.split_first()?;
        let mut found = first.found.clone();
        rest.iter().for_each(|clause| found.add(&clause.found));
        Some(found)
    }

    pub fn clauses(&self) -> &[Understood<'a>] {
        &self.clauses
    }

    pub fn segment(&self) -> &'a Segment {
        self.segment
    }
}

impl<'a> Understood<'a> {
    fn of(segment: &Segment, clause: &'a Clause) -> Understood<'a> {
        let units: Vec<Matched> = clause.all.iter().map(|unit| matched(segment, unit)).collect();
        let mut each = units.iter().map(Matched::any);
        let mut found = match each.next() {
            Some(first) => first.clone(),
            None => Hits::below(segment.end(), segment.end()),
        };
        each.for_each(|unit| found.keep(unit));
        let mut understood = Understood { clause, units, found };
        understood.found.remove(&understood.unwanted(segment));
        understood
    }

    pub fn units(&self) -> usize {
        self.units.len()
    }

    /// What a posting must not have.
    pub fn unwanted(&self, segment: &Segment) -> Hits {
        let mut unwanted = Hits::none(segment.end());
        for unit in &self.clause.none {
            unwanted.add(matched(segment, unit).any());
        }
        unwanted
    }

    pub fn clause(&self) -> &'a Clause {
        self.clause
    }

    /// For each unit: where it is met at all, and where in the title.
    pub fn met<'b>(&'b self, segment: &'b Segment) -> impl Iterator<Item = (&'b Hits, Hits)> + 'b {
        self.clause.all.iter().zip(&self.units).map(move |(unit, matched)| {
            let (mut titled, otherwise) = in_title(segment, unit);
            titled.add(&otherwise);
            (matched.any(), titled)
        })
    }

    /// For each unit: where it is not met in the title, and where it is not met exactly; what meets it in the title
    /// by another way has to have it there exactly.
    pub fn lacks<'b>(
        &'b self,
        segment: &'b Segment,
    ) -> impl Iterator<Item = (Hits, Option<Hits>)> + 'b {
        self.clause.all.iter().zip(&self.units).map(move |(unit, matched)| {
            let (exactly, mut otherwise) = in_title(segment, unit);
            let mut missing = self.found.clone();
            missing.remove(&exactly);
            missing.remove(&otherwise);
            let not_exact = matched.any.is_some().then(|| {
                let mut not = self.found.clone();
                not.remove(&matched.exact);
                if !unit.is_credential() {
                    otherwise.keep(&self.found);
                    not.add(&otherwise);
                }
                not
            });
            (missing, not_exact)
        })
    }
}

/// Where a unit is met in the title: exactly, and by other ways alone.
fn in_title(segment: &Segment, unit: &Unit) -> (Hits, Hits) {
    let mut exactly = any_of(segment, &unit.exact, Field::Title);
    let mut otherwise = any_of(segment, &unit.also, Field::Title);
    if !unit.spelled_out.is_empty() {
        otherwise = any_of(segment, &unit.spelled_out, Field::Title);
        exactly.keep(&otherwise);
    }
    otherwise.remove(&exactly);
    (exactly, otherwise)
}

fn matched(segment: &Segment, unit: &Unit) -> Matched {
    let exact = any_of(segment, &unit.exact, Field::Anywhere);
    let any = (!unit.also.is_empty()).then(|| {
        let mut any = any_of(segment, &unit.also, Field::Anywhere);
        any.add(&exact);
        any
    });
    Matched { exact, any }
}

/// Whether a part has live slots in which a unit is met.
pub(super) fn is_met(part: &Part, unit: &Unit) -> bool {
    unit.exact.iter().chain(&unit.also).any(|way| {
        let segment = &part.segment;
        if let Way::Tokens(tokens) = way
            && let [token] = tokens.as_slice()
            && segment.terms.find(token, Field::Anywhere).len() > part.dead_len()
        {
            return true;
        }
        let mut met = any_of(segment, [way], Field::Anywhere);
        met.remove(&part.dead);
        !met.is_empty()
    })
}

fn any_of<'a>(segment: &Segment, ways: impl IntoIterator<Item = &'a Way>, field: Field) -> Hits {
    let mut hits = Hits::none(segment.end());
    ways.into_iter().for_each(|way| add(segment, way, field, &mut hits));
    hits
}

fn add(segment: &Segment, way: &Way, field: Field, hits: &mut Hits) {
    let (terms, end) = (&segment.terms, segment.end());
    match way {
        Way::Tokens(tokens) => terms.add_all_of(tokens, field, hits, end),
        Way::Title(tokens) => terms.add_all_of(tokens, Field::Title, hits, end),
        Way::Phrase(parts) => add_phrase(segment, parts, field, hits),
        Way::Prefix(prefix) => terms.add_starting(prefix, field, hits),
        Way::Stem(wanted) => {
            for term in terms.tokens.starting(wanted) {
                if stem(terms.tokens.get(term)) == wanted {
                    hits.add_list(terms.slots(term, field));
                }
            }
        }
        Way::Value(group, value) => segment.add_having(*group, *value, hits),
    }
}

/// Phrases of the field are terms; any other is looked for in titles and employers' names.
fn add_phrase(segment: &Segment, parts: &[String], field: Field, hits: &mut Hits) {
    let phrase = parts.join(" ");
    if is_known_phrase(parts) {
        return hits.add_list(segment.terms.find(&phrase, field));
    }
    for title in segment.titles.with_phrase(&phrase) {
        hits.add_list(segment.titles.slots.get(title as usize));
    }
    if field == Field::Anywhere {
        let employers = &segment.employers.names;
        for employer in employers.with_phrase(&phrase) {
            hits.add_list(employers.slots.get(employer as usize));
        }
    }
}
