//! What somebody who types may mean: titles, employers and places of the board, credentials and specialties.

mod names;

use super::criteria::{Criteria, employer_slug};
use super::groups::Group;
use super::names::{Names, begins};
use super::parts::Part;
use super::segment::Segment;
use super::snapshot::Snapshot;
use super::text::parts_of;
use names::Everywhere;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Bytes of what is typed that are looked at.
const TYPED: usize = 60;

/// One thing that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    pub kind: Kind,
    /// What people read.
    pub text: String,
    /// What a search for it says: words, an employer's slug, "City, ST", or the slug of a facet value.
    pub slug: String,
}

/// What a suggestion is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Title,
    Employer,
    Place,
    Credential,
    Specialty,
}

impl Kind {
    pub const ALL: [Kind; 5] =
        [Kind::Title, Kind::Employer, Kind::Place, Kind::Credential, Kind::Specialty];
}

impl Snapshot {
    /// What may be meant by the beginning of a word and what follows it, at most `most`: of each kind those with the
    /// most postings, the kinds sharing the room.
    pub fn suggest(&self, typed: &str, most: usize) -> Vec<Suggestion> {
        let typed = parts_of(&typed[..typed.floor_char_boundary(TYPED)]);
        if typed.is_empty() {
            return Vec::new();
        }
        let of = |kind: Kind| match kind {
            Kind::Title => self.names(kind, &typed, most, |segment| &segment.titles),
            Kind::Employer => self.names(kind, &typed, most, |segment| &segment.employers.names),
            Kind::Place => self.names(kind, &typed, most, |segment| &segment.towns),
            Kind::Credential => self.values(kind, Group::Credential, &typed),
            Kind::Specialty => self.values(kind, Group::Specialty, &typed),
        };
        let mut kinds = Kind::ALL.map(|kind| of(kind).into_iter());
        let mut all = Vec::new();
        loop {
            let before = all.len();
            all.extend(kinds.iter_mut().filter_map(Iterator::next));
            if all.len() == before || all.len() >= most {
                break;
            }
        }
        all.truncate(most);
        all.sort_by_key(|suggestion: &Suggestion| suggestion.kind);
        all
    }

    fn names<'a>(
        &'a self,
        kind: Kind,
        typed: &'a str,
        most: usize,
        names: impl Fn(&'a Segment) -> &'a Names,
    ) -> Vec<Suggestion> {
        let everywhere = Everywhere::of(self.parts().iter(), names);
        let suggestion = |words: &'a str| {
            let text = everywhere.spelled(words)?;
            let slug = match kind {
                Kind::Title => Criteria::words_that_count(words),
                Kind::Employer => employer_slug(text),
                _ => text.to_owned(),
            };
            Some(Suggestion { kind, text: text.to_owned(), slug })
        };
        everywhere.beginning(typed, most).into_iter().filter_map(suggestion).collect()
    }

    fn values(&self, kind: Kind, group: Group, typed: &str) -> Vec<Suggestion> {
        let meant = spellings(group).iter().enumerate();
        let meant =
            meant.filter(|(_, spellings)| spellings.iter().any(|words| begins(words, typed)));
        let mut counted: Vec<(usize, u16)> = meant
            .map(|(value, _)| (self.count_of(group, value as u16), value as u16))
            .filter(|&(count, _)| count > 0)
            .collect();
        counted.sort_unstable_by_key(|&(count, value)| (Reverse(count), value));
        let suggestion = |(_, value): (usize, u16)| Suggestion {
            kind,
            text: group.at(value).label.to_owned(),
            slug: group.at(value).slug.to_owned(),
        };
        counted.into_iter().map(suggestion).collect()
    }

    fn count_of(&self, group: Group, value: u16) -> usize {
        let live = |part: &Part| part.live_on(part.segment.facets.of(group, value));
        self.parts().iter().map(live).sum()
    }
}

/// Every way to write the values of a group, as words are compared.
fn spellings(group: Group) -> &'static [Vec<String>] {
    static OF: LazyLock<HashMap<Group, Vec<Vec<String>>>> = LazyLock::new(|| {
        let of = |group: Group| {
            let values = group.values().iter();
            let spellings = values.map(|value| {
                let also = value.also.iter().map(|also| parts_of(also));
                also.chain([parts_of(value.label), parts_of(value.slug)]).collect()
            });
            (group, spellings.collect())
        };
        [Group::Credential, Group::Specialty].into_iter().map(of).collect()
    });
    OF.get(&group).map_or(&[], Vec::as_slice)
}
