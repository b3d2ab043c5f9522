//! Deciding which postings are one job, around some that have changed.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::again::{self, Again};
use super::gist::Gist;
use super::line::twins_of;
use super::rows::{self, TextRow, text_rows};
use super::texts::Texts;
use crate::db::Conn;
use crate::error::Result;
use crate::postings::{PostingId, Stage};

/// Changed postings that are looked at together.
const CHUNK: usize = 500;
/// How many others are compared with them, at least, and how many of one group at most.
const COMPARED: usize = 200;
/// Ended postings of one text that are looked at: the latest know of those before.
const ENDED: usize = 50;

/// Changed postings with what is live around them.
struct Around {
    live: BTreeSet<PostingId>,
    rows: HashMap<PostingId, TextRow>,
}

/// Finds anew which postings around these are one job. Gives those that are in the index now and
/// were not, or the other way round, and those whose page says something else.
///
/// The caller holds the lock of the change log: nobody else changes these rows meanwhile.
pub(in crate::postings) fn settle(
    conn: &mut Conn,
    mut texts: Texts,
) -> Result<BTreeSet<PostingId>> {
    let mut changed = BTreeSet::new();
    let touched: Vec<PostingId> = texts.touched.iter().copied().collect();
    for some in touched.chunks(CHUNK) {
        let keys = keep_texts(conn, some, &texts)?;
        let around = Around::of(conn, some, &keys)?;
        around.settle_twins(conn, &mut texts, &mut changed)?;
        around.settle_again(conn, &mut texts, &mut changed)?;
    }
    Ok(changed)
}

/// Keeps the keys of what was read; gives those that these had and have.
fn keep_texts(conn: &mut Conn, touched: &[PostingId], texts: &Texts) -> Result<Vec<i64>> {
    let before = text_rows(conn, touched)?;
    let mut keys: BTreeSet<i64> = before.values().flat_map(TextRow::keys).collect();
    for one in touched.iter().filter_map(|id| texts.read.get(id)) {
        let (id, new) = (one.loaded.posting.id, one.gist.as_ref().map(Gist::keys));
        rows::keep_keys(conn, id, before.get(&id), new)?;
        keys.extend(new.into_iter().flatten());
    }
    Ok(keys.into_iter().collect())
}

impl Around {
    /// What has one of these keys, and who stands for all of it and is stood for.
    fn of(conn: &mut Conn, touched: &[PostingId], keys: &[i64]) -> Result<Around> {
        let mut ids: BTreeSet<PostingId> = touched.iter().copied().collect();
        let most = COMPARED + 2 * touched.len();
        ids.extend(rows::with_keys(conn, keys, &[Stage::Live], most)?);
        let known: Vec<PostingId> = ids.iter().copied().collect();
        ids.extend(text_rows(conn, &known)?.values().filter_map(|row| row.twin_of));
        let firsts: Vec<PostingId> = ids.iter().copied().collect();
        for first in rows::group_sizes(conn, &firsts)?.into_keys() {
            ids.extend(rows::stood_for(conn, first, COMPARED as i64)?);
        }
        let all: Vec<PostingId> = ids.iter().copied().collect();
        let live = rows::at_stages(conn, &all, &[Stage::Live])?;
        Ok(Around { rows: text_rows(conn, &all)?, live })
    }

    fn live_rows(&self) -> impl Iterator<Item = &TextRow> {
        self.live.iter().filter_map(|id| self.rows.get(id))
    }

    fn settle_twins(
        &self,
        conn: &mut Conn,
        texts: &mut Texts,
        changed: &mut BTreeSet<PostingId>,
    ) -> Result<()> {
        let has_groups = self.rows.values().any(|row| row.twin_of.is_some());
        if !has_groups && !share_a_key(self.live_rows()) {
            return Ok(());
        }
        texts.complete(conn, &self.live)?;
        let twins = twins_of(&texts.among(&self.live));
        for row in self.rows.values() {
            let twin_of = twins.get(&row.posting_id).copied();
            if twin_of != row.twin_of {
                rows::stand(conn, &[row.posting_id], twin_of)?;
                changed.insert(row.posting_id);
            }
        }
        self.hand_groups_over(conn, &twins, changed)
    }

    /// Of a group that is too large to be compared as a whole the rest follows those that were.
    fn hand_groups_over(
        &self,
        conn: &mut Conn,
        twins: &HashMap<PostingId, PostingId>,
        changed: &mut BTreeSet<PostingId>,
    ) -> Result<()> {
        let mut heirs: HashMap<PostingId, Option<PostingId>> = HashMap::new();
        for row in self.rows.values() {
            let Some(first) = row.twin_of else { continue };
            if self.live.contains(&first) && !twins.contains_key(&first) {
                continue;
            }
            let id = row.posting_id;
            let heir = self.live.contains(&id).then(|| twins.get(&id).copied().unwrap_or(id));
            let known = heirs.entry(first).or_default();
            *known = (*known).or(heir);
        }
        for (first, heir) in heirs {
            let rest = rows::stood_for(conn, first, i64::MAX)?;
            rows::stand(conn, &rest, heir)?;
            if heir.is_none() {
                changed.extend(rest);
            }
        }
        Ok(())
    }

    fn settle_again(
        &self,
        conn: &mut Conn,
        texts: &mut Texts,
        changed: &mut BTreeSet<PostingId>,
    ) -> Result<()> {
        let keys: BTreeSet<i64> = self.live_rows().flat_map(TextRow::keys).collect();
        let keys: Vec<i64> = keys.into_iter().collect();
        let most = ENDED + self.live.len();
        let ended = rows::with_keys(conn, &keys, &[Stage::Closed, Stage::Expired], most)?;
        if ended.is_empty() && self.live_rows().all(|row| row.posted_first.is_none()) {
            return Ok(());
        }
        texts.complete(conn, self.live.iter().chain(&ended))?;
        let before = texts.among(&ended);
        let kept = text_rows(conn, &ended.iter().copied().collect::<Vec<_>>())?;
        for row in self.live_rows() {
            let Some(one) = texts.read.get(&row.posting_id) else { continue };
            let (again, known) = (Again::of(one, &before, &kept), Again::known(row));
            // Where not all was looked at, what is known stays.
            let is_sure = ended.len() < most || again.times > known.times;
            if is_sure && again.says_other_than(known) {
                again::keep(conn, row.posting_id, again)?;
                changed.insert(row.posting_id);
            }
        }
        Ok(())
    }
}

fn share_a_key<'a>(mut rows: impl Iterator<Item = &'a TextRow>) -> bool {
    let mut seen = HashSet::new();
    rows.any(|row| {
        let keys: BTreeSet<i64> = row.keys().collect();
        keys.into_iter().any(|key| !seen.insert(key))
    })
}
