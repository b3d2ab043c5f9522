//! Deciding which postings are one job, around some that have changed.

use std::collections::{BTreeSet, HashMap, HashSet};

use diesel::prelude::*;

use super::again::{self, Again};
use super::gist::Gist;
use super::rows::{self, Standing, standings};
use crate::db::Conn;
use crate::error::Result;
use crate::postings::loaded::{Loaded, load_contents};
use crate::postings::{PostingId, Stage};
use crate::schema::posting_text;
use crate::vocabulary::fold;

/// Changed postings that are looked at together.
const CHUNK: usize = 100;
/// How many others are compared with them, at least.
const COMPARED: usize = 200;

/// A posting that can be compared.
pub(super) struct Compared {
    pub loaded: Loaded,
    pub gist: Option<Gist>,
}

/// Finds anew which postings around these are one job. Gives those that are in the index now and
/// were not, or the other way round, and those whose page says something else.
///
/// The caller holds the lock of the change log: nobody else changes these rows meanwhile.
pub(in crate::postings) fn settle(
    conn: &mut Conn,
    touched: &[PostingId],
) -> Result<BTreeSet<PostingId>> {
    let mut changed = BTreeSet::new();
    for chunk in touched.chunks(CHUNK) {
        settle_some(conn, chunk, &mut changed)?;
    }
    Ok(changed)
}

fn settle_some(
    conn: &mut Conn,
    touched: &[PostingId],
    changed: &mut BTreeSet<PostingId>,
) -> Result<()> {
    let mut keys = read_texts(conn, touched)?;
    keys.sort_unstable();
    keys.dedup();
    let most = COMPARED + 2 * touched.len();
    let mut around: BTreeSet<PostingId> = touched.iter().copied().collect();
    around.extend(rows::with_keys(conn, &keys, &[Stage::Live], most)?);
    whole_groups(conn, &mut around)?;
    let around: Vec<PostingId> = around.into_iter().collect();
    let before = standings(conn, &around)?;
    if share_a_key(&before) || before.values().any(|row| row.twin_of.is_some()) {
        let twins = twins_of(&compared(conn, &around)?);
        for row in before.values() {
            let twin_of = twins.get(&row.posting_id).copied();
            if twin_of != row.twin_of {
                stand(conn, row.posting_id, twin_of)?;
                changed.insert(row.posting_id);
            }
        }
    }
    let ended = rows::with_keys(conn, &keys, &[Stage::Closed, Stage::Expired], most)?;
    if !ended.is_empty() {
        let (ended, live) = (compared(conn, &ended)?, compared(conn, &around)?);
        let kept =
            standings(conn, &ended.iter().map(|one| one.loaded.posting.id).collect::<Vec<_>>())?;
        for one in live.iter().filter(|one| one.loaded.posting.is_live()) {
            let Some(row) = before.get(&one.loaded.posting.id) else { continue };
            let again = Again::of(one, &ended, &kept);
            // Others were not compared with everything: what is known of them stays.
            let is_news = touched.contains(&row.posting_id) || again.times > row.posted_times;
            if is_news && again != Again::known(row) {
                again::keep(conn, row.posting_id, again)?;
                changed.insert(row.posting_id);
            }
        }
    }
    Ok(())
}

fn share_a_key(rows: &HashMap<PostingId, Standing>) -> bool {
    let mut seen = HashSet::new();
    rows.values().flat_map(Standing::keys).any(|key| !seen.insert(key))
}

/// Reads what these say now; gives the keys they had and have.
fn read_texts(conn: &mut Conn, ids: &[PostingId]) -> Result<Vec<i64>> {
    let before = standings(conn, ids)?;
    let mut keys: Vec<i64> = before.values().flat_map(Standing::keys).collect();
    for one in compared(conn, ids)? {
        let (id, stage) = (one.loaded.posting.id, one.loaded.posting.stage);
        if stage == Stage::Draft && !before.contains_key(&id) {
            continue;
        }
        let new = one.gist.as_ref().map(Gist::keys);
        rows::keep_keys(conn, id, before.get(&id), new)?;
        keys.extend(new.into_iter().flatten());
    }
    Ok(keys)
}

/// Adds who stands for these and whom those stand for.
fn whole_groups(conn: &mut Conn, around: &mut BTreeSet<PostingId>) -> Result<()> {
    let ids: Vec<PostingId> = around.iter().copied().collect();
    around.extend(standings(conn, &ids)?.values().filter_map(|row| row.twin_of));
    let ids: Vec<PostingId> = around.iter().copied().collect();
    around.extend(rows::stood_for(conn, &ids)?);
    Ok(())
}

fn compared(conn: &mut Conn, ids: &[PostingId]) -> Result<Vec<Compared>> {
    let loaded = load_contents(conn, ids)?;
    let compared = |loaded: Loaded| Compared {
        gist: Gist::of(&loaded.content, loaded.employer_name()),
        loaded,
    };
    Ok(loaded.into_iter().map(compared).collect())
}

/// Who stands for whom. Whoever comes first in line stands for those that follow and are like it.
fn twins_of(all: &[Compared]) -> HashMap<PostingId, PostingId> {
    let mut line: Vec<(&Compared, &Gist)> = all
        .iter()
        .filter(|one| one.loaded.posting.is_live())
        .filter_map(|one| Some((one, one.gist.as_ref()?)))
        .collect();
    line.sort_by_key(|(one, _)| {
        let posting = &one.loaded.posting;
        (!one.loaded.hires_itself(), posting.first_published_at, posting.id)
    });
    let (mut first, mut twins) = (Vec::<(&Compared, &Gist)>::new(), HashMap::new());
    for (one, gist) in line {
        let stands = first.iter().find(|(other, theirs)| {
            may_be_one_job(&other.loaded, &one.loaded) && theirs.is_like(gist)
        });
        match stands {
            Some((other, _)) => {
                twins.insert(one.loaded.posting.id, other.loaded.posting.id);
            }
            None => first.push((one, gist)),
        }
    }
    twins
}

/// Whether two employers may advertise the same job: what an employer, or one source, lists side
/// by side is meant as two.
fn may_be_one_job(one: &Loaded, other: &Loaded) -> bool {
    match (one.posting.employer_id, other.posting.employer_id) {
        (Some(id), Some(other_id)) => id != other_id && (one.is_agency() || other.is_agency()),
        (None, None) => !is_same_employer(one, other) || source(one) != source(other),
        (Some(_), None) | (None, Some(_)) => true,
    }
}

/// Whether both are of one employer; imported ones are known by its name.
pub(super) fn is_same_employer(one: &Loaded, other: &Loaded) -> bool {
    match (one.posting.employer_id, other.posting.employer_id) {
        (None, None) => fold(one.employer_name()) == fold(other.employer_name()),
        (id, other_id) => id == other_id,
    }
}

fn source(one: &Loaded) -> Option<&str> {
    one.source.as_ref().map(|source| source.source_name.as_str())
}

fn stand(conn: &mut Conn, id: PostingId, twin_of: Option<PostingId>) -> Result<()> {
    diesel::update(posting_text::table.find(id))
        .set(posting_text::twin_of.eq(twin_of))
        .execute(conn)?;
    Ok(())
}

impl Loaded {
    /// Whether its employer has an account here and is no agency.
    fn hires_itself(&self) -> bool {
        self.employer.is_some() && !self.is_agency()
    }
}
