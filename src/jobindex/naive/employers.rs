//! The employers a search names, counted one posting after the other.

use super::super::EmployerCount;
use super::{Asked, But, Criteria, Naive, Scanned, Seen};
use std::cmp::Reverse;
use std::collections::BTreeMap;

impl Naive {
    pub(super) fn employers(
        &self,
        criteria: &Criteria,
        asked: &Asked,
        seen: Seen,
    ) -> Vec<EmployerCount> {
        let others = criteria.clone().without_employers();
        let named = criteria.employers().iter().chain(criteria.excluded_employers());
        let count = |slug: &String| {
            let alone = others.clone().with_employer(slug);
            let of = self.0.values().filter(|one| one.is_of_employer(&alone));
            let (shown, not): (Vec<&Scanned>, Vec<&Scanned>) =
                of.partition(|one| one.fits(&alone, asked, But::Nothing, seen));
            let name = most_common(&shown).or_else(|| most_common(&not));
            EmployerCount {
                name: name.unwrap_or_else(|| slug.clone()),
                count: shown.len(),
                chosen: criteria.employers().contains(slug),
                excluded: criteria.excluded_employers().contains(slug),
                slug: slug.clone(),
            }
        };
        let mut employers: Vec<EmployerCount> = named.map(count).collect();
        employers.sort_by_key(|one| (Reverse(one.count), one.slug.clone()));
        employers
    }
}

fn most_common(postings: &[&Scanned]) -> Option<String> {
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for posting in postings {
        *names.entry(&posting.document.employer).or_default() += 1;
    }
    let most = names.into_iter().max_by_key(|&(name, count)| (count, Reverse(name)));
    most.map(|(name, _)| name.to_owned())
}
