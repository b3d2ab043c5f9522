//! What a search is answered with, by whomever.

use std::collections::BTreeMap;

use careercenter::jobindex::{Found, Group, Sort};
use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Integer};

use super::tables::number;

/// Facet of the rows that are the page: their place on it and their id.
pub const PAGE_ROWS: i32 = -2;
/// Facet of the one row with the total.
pub const TOTAL_ROW: i32 = -1;
/// Value of [`Group::HiresIn`] for what hires in every state.
pub const EVERYWHERE: i32 = -1;

/// A row of a peer's answer.
#[derive(QueryableByName)]
pub struct Row {
    #[diesel(sql_type = Integer)]
    facet: i32,
    #[diesel(sql_type = Integer)]
    value: i32,
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// The page, the total and the counts by group and place in it; none of them 0.
#[derive(Default)]
pub struct Answer {
    ids: Vec<i64>,
    total: usize,
    counts: BTreeMap<(usize, usize), usize>,
}

impl Answer {
    /// Ours, without what is about the one who searches.
    pub fn of(found: Found) -> Answer {
        let mut counts = BTreeMap::new();
        for facet in &found.facets {
            for value in facet.values.iter().filter(|value| value.count > 0) {
                let place = number(facet.group, value.slug);
                counts.insert((facet.group as usize, place), value.count);
            }
        }
        Answer { ids: found.ids, total: found.total, counts }
    }

    /// A peer's.
    pub fn read(mut rows: Vec<Row>) -> Answer {
        rows.sort_by_key(|row| (row.facet, row.value));
        let mut answer = Answer::default();
        let mut everywhere = 0;
        for Row { facet, value, number } in rows {
            let hires_in = facet == Group::HiresIn as i32;
            match (facet, value) {
                (PAGE_ROWS, _) => answer.ids.push(number),
                (TOTAL_ROW, _) => answer.total = number as usize,
                (_, EVERYWHERE) if hires_in => everywhere = number as usize,
                // No value at all.
                (_, ..0) => {}
                _ => {
                    answer.counts.insert((facet as usize, value as usize), number as usize);
                }
            }
        }
        for state in 0..Group::HiresIn.slugs().count() {
            *answer.counts.entry((Group::HiresIn as usize, state)).or_default() += everywhere;
        }
        answer.counts.retain(|_, count| *count > 0);
        answer
    }

    /// How it is not ours; the order by rank is everybody's own.
    pub fn differs(&self, ours: &Answer, sort: Sort) -> Option<String> {
        if self.total != ours.total {
            return Some(format!("finds {} where ours finds {}", self.total, ours.total));
        }
        let counts = self.counts.iter().filter(|(key, count)| ours.counts.get(key) != Some(count));
        if let Some((key, count)) = counts.clone().next() {
            let many = counts.count();
            let ours = ours.counts.get(key);
            return Some(format!(
                "counts {many} values otherwise, {key:?}: {count}, ours {ours:?}"
            ));
        }
        if self.counts.len() != ours.counts.len() {
            return Some(format!("has {} values, ours {}", self.counts.len(), ours.counts.len()));
        }
        (sort != Sort::Match && self.ids != ours.ids)
            .then(|| format!("shows {:?}, ours {:?}", self.ids, ours.ids))
    }
}
