//! The other advertisements of a job, for whoever looks at one of them.

use std::collections::{BTreeSet, HashMap};

use serde::Serialize;

use super::rows::{standings, stood_for};
use crate::db::Conn;
use crate::error::Result;
use crate::postings::PostingId;
use crate::postings::card::By;
use crate::postings::loaded::{Loaded, load_contents};
use crate::postings::phrases::PayView;

/// Others that are named; a job with more is hardly one.
const MOST: usize = 20;

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

/// Who is stood for by whom, in every group one of these is in.
pub fn groups(conn: &mut Conn, ids: &[PostingId]) -> Result<HashMap<PostingId, PostingId>> {
    let mut firsts: BTreeSet<PostingId> = ids.iter().copied().collect();
    firsts.extend(standings(conn, ids)?.values().filter_map(|row| row.twin_of));
    let firsts: Vec<PostingId> = firsts.into_iter().collect();
    let stood_for = stood_for(conn, &firsts)?;
    let rows = standings(conn, &stood_for)?;
    Ok(rows.into_iter().filter_map(|(id, row)| Some((id, row.twin_of?))).collect())
}

/// The other live advertisements of these, by posting; those without any are left out.
pub fn others(conn: &mut Conn, ids: &[PostingId]) -> Result<HashMap<PostingId, Others>> {
    let groups = groups(conn, ids)?;
    if groups.is_empty() {
        return Ok(HashMap::new());
    }
    let members: BTreeSet<PostingId> =
        groups.iter().flat_map(|(id, first)| [*id, *first]).collect();
    let members: Vec<PostingId> = members.into_iter().collect();
    let loaded = load_contents(conn, &members)?;
    let first_of = |id: PostingId| groups.get(&id).copied().unwrap_or(id);
    let mut found = HashMap::new();
    for &id in ids {
        let theirs = |one: &&Loaded| {
            let other = one.posting.id;
            other != id && first_of(other) == first_of(id) && one.posting.is_live()
        };
        let list: Vec<&Loaded> = loaded.iter().filter(theirs).take(MOST).collect();
        if !list.is_empty() {
            found.insert(id, Others::of(&list));
        }
    }
    Ok(found)
}

impl Others {
    fn of(list: &[&Loaded]) -> Others {
        let agencies = list.iter().all(|one| one.is_agency());
        let text = match (list.len(), agencies) {
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
