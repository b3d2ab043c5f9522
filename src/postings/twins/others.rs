//! The other advertisements of a job, for whoever looks at one of them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;

use super::rows::{group_sizes, stood_for, text_rows};
use crate::db::Conn;
use crate::error::Result;
use crate::postings::PostingId;
use crate::postings::card::{By, Card};
use crate::postings::loaded::{Loaded, load_contents};
use crate::postings::phrases::PayView;

/// Others that are named; a job with more is hardly one.
const MOST: usize = 20;
/// Advertisements of one job that are known of.
const MOST_OF_JOB: i64 = 200;

/// Where else a job is advertised.
#[derive(Clone, Debug, Serialize)]
pub struct Others {
    /// "Also posted by 2 agencies".
    pub text: String,
    pub list: Vec<Other>,
}

/// Another advertisement of the same job.
#[derive(Clone, Debug, Serialize)]
pub struct Other {
    pub url: String,
    pub employer: By,
    /// As stated there.
    pub pay: Option<PayView>,
    /// Where it was found, if it is imported.
    pub source: Option<String>,
}

/// The jobs of these postings, by every posting that advertises one of them: the posting that stands
/// for it. Of one with very many advertisements some.
pub fn jobs(conn: &mut Conn, ids: &[PostingId]) -> Result<HashMap<PostingId, PostingId>> {
    let mut jobs = shown_as(conn, ids)?;
    let firsts: BTreeSet<PostingId> = jobs.values().copied().collect();
    let firsts: Vec<PostingId> = firsts.into_iter().collect();
    for first in group_sizes(conn, &firsts)?.into_keys() {
        let members = stood_for(conn, first, MOST_OF_JOB)?;
        jobs.extend(members.into_iter().chain([first]).map(|id| (id, first)));
    }
    Ok(jobs)
}

/// The postings these are found as: others that stand for them, or themselves.
pub fn shown_as(conn: &mut Conn, ids: &[PostingId]) -> Result<HashMap<PostingId, PostingId>> {
    let rows = text_rows(conn, ids)?;
    let first = |id: &PostingId| rows.get(id).and_then(|row| row.twin_of).unwrap_or(*id);
    Ok(ids.iter().map(|id| (*id, first(id))).collect())
}

/// Says on cards where else their jobs are advertised.
pub fn attach_others(conn: &mut Conn, mut cards: Vec<Card>) -> Result<Vec<Card>> {
    let shown: Vec<_> = cards.iter().map(|card| (PostingId(card.id), card.shown_as)).collect();
    let mut others = others(conn, &shown)?;
    for card in &mut cards {
        card.others = others.remove(&PostingId(card.id));
    }
    Ok(cards)
}

/// The other live advertisements of these, by posting, each with the one its job is found as; those
/// without any are left out.
pub(in crate::postings) fn others(
    conn: &mut Conn,
    shown: &[(PostingId, PostingId)],
) -> Result<HashMap<PostingId, Others>> {
    let distinct: BTreeSet<PostingId> = shown.iter().map(|(_, first)| *first).collect();
    let sizes = group_sizes(conn, &distinct.into_iter().collect::<Vec<_>>())?;
    let mut named: BTreeMap<PostingId, Vec<PostingId>> = BTreeMap::new();
    for &first in sizes.keys() {
        // One more: none is named on its own page.
        named.insert(first, [vec![first], stood_for(conn, first, MOST as i64)?].concat());
    }
    let all: Vec<PostingId> = named.values().flatten().copied().collect();
    let loaded = load_contents(conn, &all)?;
    let loaded: HashMap<PostingId, &Loaded> =
        loaded.iter().map(|one| (one.posting.id, one)).collect();
    let mut found = HashMap::new();
    for &(id, ref first) in shown {
        let Some(group) = named.get(first) else { continue };
        let theirs = group.iter().filter(|other| **other != id).filter_map(|id| loaded.get(id));
        let list: Vec<&Loaded> = theirs.take(MOST).copied().collect();
        found.insert(id, Others::of(&list, sizes[first]));
    }
    Ok(found)
}

impl Others {
    /// The first of so many.
    fn of(list: &[&Loaded], many: usize) -> Others {
        let agencies = list.len() == many && list.iter().all(|one| one.is_agency());
        let text = match (many, agencies) {
            (1, true) => "Also posted by 1 agency".to_owned(),
            (many, true) => format!("Also posted by {many} agencies"),
            (1, false) => "Also posted by 1 other".to_owned(),
            (many, false) => format!("Also posted by {many} others"),
        };
        Others { text, list: list.iter().map(|one| Other::of(one)).collect() }
    }
}

impl Other {
    fn of(one: &Loaded) -> Other {
        let source = one.source.as_ref().filter(|_| one.is_unclaimed());
        Other {
            url: one.url(),
            employer: one.by(),
            pay: one.pay_view(),
            source: source.map(|source| source.name()),
        }
    }
}
