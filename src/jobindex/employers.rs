//! The employers of a segment, and how many postings of each are in a result.

use super::criteria::employer_slug;
use super::names::{Names, NamesBuilder};
use super::question::Question;
use super::selection::{Filter, Selection};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The names of employers, found by their slugs, too.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Employers {
    pub names: Names,
    /// Names by their slugs.
    pub(super) by_slug: Vec<u32>,
}

/// One employer beside a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmployerCount {
    /// In the spelling that most of the postings have.
    pub name: String,
    pub slug: String,
    /// How many postings choosing it alone shows.
    pub count: usize,
    pub chosen: bool,
    pub excluded: bool,
}

impl Employers {
    pub fn of(names: NamesBuilder) -> Employers {
        let names = names.finish();
        let mut by_slug: Vec<u32> = (0..names.len() as u32).collect();
        by_slug.sort_by_cached_key(|&name| employer_slug(names.text(name)));
        Employers { names, by_slug }
    }

    /// The names with this slug: usually one, in several spellings more.
    pub fn with_slug(&self, slug: &str) -> impl Iterator<Item = u32> + use<'_> {
        let of = |&name: &u32| employer_slug(self.names.text(name));
        let start = self.by_slug.partition_point(|name| of(name).as_str() < slug);
        let len = self.by_slug[start..].partition_point(|name| of(name) == slug);
        self.by_slug[start..start + len].iter().copied()
    }
}

/// Employers with the most postings under everything else that is asked, at most `most`, and all that are chosen or
/// excluded.
pub(super) fn counts(
    selections: &[Selection],
    question: &Question,
    most: usize,
) -> Vec<EmployerCount> {
    // By slug: the count, and the spelling that most postings have.
    let mut by_slug: BTreeMap<String, (usize, usize, String)> = BTreeMap::new();
    for selection in selections {
        for (name, count) in by_name(selection) {
            let text = selection.part.segment.employers.names.text(name);
            let entry = by_slug.entry(employer_slug(text)).or_default();
            entry.0 += count;
            if (entry.1, Reverse(entry.2.as_str())) < (count, Reverse(text)) {
                (entry.1, entry.2) = (count, text.to_owned());
            }
        }
    }
    by_slug.remove("");
    let criteria = question.criteria;
    let (chosen, excluded) = (criteria.employers(), criteria.excluded_employers());
    for slug in chosen.iter().chain(excluded) {
        let missing = || (0, 0, name_of(selections, slug));
        by_slug.entry(slug.clone()).or_insert_with(missing);
    }
    let all = by_slug.into_iter().map(|(slug, (count, _, name))| EmployerCount {
        name,
        count,
        chosen: chosen.contains(&slug),
        excluded: excluded.contains(&slug),
        slug,
    });
    let mut all: Vec<EmployerCount> = all.collect();
    all.sort_by(|a, b| (Reverse(a.count), &a.slug).cmp(&(Reverse(b.count), &b.slug)));
    let mut room = most;
    all.retain(|employer| {
        let listed = room > 0 && employer.count > 0;
        room -= usize::from(listed);
        listed || employer.chosen || employer.excluded
    });
    all
}

fn by_name(selection: &Selection) -> Vec<(u32, usize)> {
    let part = selection.part;
    let without = selection.without(Filter::Employer);
    let selected = without.as_ref().unwrap_or(&selection.selected);
    let names = &part.segment.employers.names;
    let mut counts = vec![0; names.len()];
    for slot in selected.iter(part) {
        counts[names.of_slot(slot) as usize] += 1;
    }
    (0..).zip(counts).filter(|&(_, count)| count > 0).collect()
}

/// How the employer is written; its slug if the index does not have it.
fn name_of(selections: &[Selection], slug: &str) -> String {
    let names = |selection: &Selection| {
        let employers = &selection.part.segment.employers;
        employers.with_slug(slug).next().map(|name| employers.names.text(name).to_owned())
    };
    selections.iter().find_map(names).unwrap_or_else(|| slug.to_owned())
}
