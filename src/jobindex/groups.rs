//! The facet groups: the parameter that chooses each, the values it has and what people read beside them.

use crate::vocabulary::{Entry, State, Table, vocabulary};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A facet group, in the order of the canonical URL and of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    Role,
    Setting,
    Specialty,
    Credential,
    CodeSet,
    Software,
    Type,
    Arrangement,
    HiresIn,
    Apprentice,
    Agency,
    /// What the one who searches meets; without a [`Judge`](crate::eligibility::Judge), nothing.
    Meets,
    /// What hires where the one who searches lives; without a judge, nothing.
    MyState,
    Posted,
}

/// Days of the values of [`Group::Posted`], narrowest first.
pub(super) const POSTED_DAYS: [u16; 5] = [1, 3, 7, 14, 30];

/// One value of a group.
#[derive(Debug)]
pub(super) struct Value {
    pub slug: &'static str,
    /// What people read.
    pub label: &'static str,
    /// Indexes a posting with this value counts under: the value itself and its parents.
    pub counts_under: Vec<u16>,
    /// Other spellings a visitor may have meant, folded.
    pub also: Vec<String>,
}

struct Values {
    list: Vec<Value>,
    by_slug: HashMap<&'static str, u16>,
}

impl Group {
    /// Every group, in order.
    pub const ALL: [Group; 14] = [
        Group::Role,
        Group::Setting,
        Group::Specialty,
        Group::Credential,
        Group::CodeSet,
        Group::Software,
        Group::Type,
        Group::Arrangement,
        Group::HiresIn,
        Group::Apprentice,
        Group::Agency,
        Group::Meets,
        Group::MyState,
        Group::Posted,
    ];

    /// The parameter's name in a URL.
    pub fn name(self) -> &'static str {
        match self {
            Group::Role => "role",
            Group::Setting => "setting",
            Group::Specialty => "specialty",
            Group::Credential => "credential",
            Group::CodeSet => "code_set",
            Group::Software => "software",
            Group::Type => "type",
            Group::Arrangement => "arrangement",
            Group::HiresIn => "hires_in",
            Group::Apprentice => "apprentice",
            Group::Agency => "agency",
            Group::Meets => "meets",
            Group::MyState => "my_state",
            Group::Posted => "posted",
        }
    }

    /// The group with this parameter name.
    pub fn named(name: &str) -> Option<Group> {
        Group::ALL.into_iter().find(|group| group.name() == name)
    }

    /// The heading people read.
    pub fn label(self) -> &'static str {
        match self {
            Group::Role => "Role",
            Group::Setting => "Care setting",
            Group::Specialty => "Specialty",
            Group::Credential => "Credential you hold",
            Group::CodeSet => "Code set",
            Group::Software => "Software",
            Group::Type => "Employment type",
            Group::Arrangement => "Arrangement",
            Group::HiresIn => "Hires in",
            Group::Apprentice => "Apprentices",
            Group::Agency => "Posted by",
            Group::Meets => "What you meet",
            Group::MyState => "Your state",
            Group::Posted => "Posted within",
        }
    }

    /// The slugs of the group's values, in the vocabulary's order.
    pub fn slugs(self) -> impl Iterator<Item = &'static str> {
        self.values().iter().map(|value| value.slug)
    }

    /// Whether it asks about the one who searches, so that it means nothing without a judge.
    pub fn is_personal(self) -> bool {
        matches!(self, Group::Meets | Group::MyState)
    }

    /// Whether its values can be excluded: `!value`.
    pub fn can_exclude(self) -> bool {
        !self.is_personal() && self != Group::Posted
    }

    /// What people read for a value.
    pub fn label_of(self, slug: &str) -> Option<&'static str> {
        self.index_of(slug).map(|index| self.at(index).label)
    }

    pub(super) fn index_of(self, slug: &str) -> Option<u16> {
        self.table().by_slug.get(slug).copied()
    }

    pub(super) fn at(self, index: u16) -> &'static Value {
        &self.values()[usize::from(index)]
    }

    pub(super) fn values(self) -> &'static [Value] {
        &self.table().list
    }

    fn table(self) -> &'static Values {
        static TABLES: LazyLock<Vec<Values>> =
            LazyLock::new(|| Group::ALL.into_iter().map(Values::of).collect());
        &TABLES[self as usize]
    }
}

impl Values {
    fn of(group: Group) -> Values {
        let words = vocabulary();
        let list = match group {
            Group::Role => entries(&words.roles, true),
            Group::Setting => entries(&words.care_settings, true),
            Group::Specialty => entries(&words.specialties, true),
            // Kinship of credentials is not satisfaction: the document lists every holder that does.
            Group::Credential => entries(&words.credentials, false),
            Group::CodeSet => entries(&words.code_sets, true),
            Group::Software => entries(&words.software, true),
            Group::Type => entries(&words.employment_types, true),
            Group::Arrangement => entries(&words.arrangements, true),
            Group::HiresIn => fixed(State::all().map(|state| (state.abbr(), state.name()))),
            Group::Apprentice => fixed([("yes", "Apprentices welcome")]),
            Group::Agency => fixed([("yes", "Agency"), ("no", "Direct employer")]),
            Group::Meets => fixed([("yes", "Only what I meet")]),
            Group::MyState => fixed([("yes", "Hires in my state")]),
            Group::Posted => fixed([
                ("1", "Last 24 hours"),
                ("3", "Last 3 days"),
                ("7", "Last 7 days"),
                ("14", "Last 14 days"),
                ("30", "Last 30 days"),
            ]),
        };
        let by_slug = (0..).zip(&list).map(|(index, value)| (value.slug, index));
        Values { by_slug: by_slug.collect(), list }
    }
}

fn entries<E: Entry>(table: &'static Table<E>, kin: bool) -> Vec<Value> {
    let value = |(index, entry): (u16, &'static E)| Value {
        slug: entry.slug(),
        label: entry.short(),
        counts_under: if kin { table.with_parents(index) } else { vec![index] },
        also: std::iter::once(entry.label().to_lowercase())
            .chain(entry.synonyms().iter().cloned())
            .collect(),
    };
    (0..).zip(table.iter()).map(value).collect()
}

fn fixed(values: impl IntoIterator<Item = (&'static str, &'static str)>) -> Vec<Value> {
    let value = |(index, (slug, label)): (u16, (&'static str, &'static str))| Value {
        slug,
        label,
        counts_under: vec![index],
        also: vec![label.to_lowercase()],
    };
    (0..).zip(values).map(value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_found_by_its_name_and_a_value_by_its_slug() {
        for group in Group::ALL {
            assert_eq!(Group::named(group.name()), Some(group));
            for (index, slug) in (0..).zip(group.slugs()) {
                assert_eq!(group.index_of(slug), Some(index), "{}:{slug}", group.name());
                assert!(!group.at(index).label.is_empty());
            }
        }
    }

    #[test]
    fn a_value_counts_under_its_parents() {
        let index = |slug| Group::Setting.index_of(slug).expect("in the vocabulary");
        let emergency = Group::Setting.at(index("emergency"));
        assert_eq!(emergency.counts_under, [index("emergency"), index("outpatient-facility")]);
    }
}
