//! What postings say, read before the log of changes is locked: reading takes long, and whoever
//! writes waits for that lock.

use std::collections::{BTreeSet, HashMap};

use diesel::prelude::*;

use super::gist::Gist;
use super::rows::text_rows;
use crate::db::Conn;
use crate::error::Result;
use crate::postings::loaded::{Loaded, load_contents};
use crate::postings::{PostingId, Stage};
use crate::schema::{posting, posting_text};

/// A posting that can be compared.
pub(super) struct Compared {
    pub loaded: Loaded,
    pub gist: Option<Gist>,
}

/// Postings that have changed, and what those say whose words may be others.
pub(in crate::postings) struct Texts {
    pub(super) touched: BTreeSet<PostingId>,
    pub(super) read: HashMap<PostingId, Compared>,
}

impl Texts {
    /// Reads what is live, and what has ended before it was ever read. What ends otherwise is known
    /// by what it said last.
    pub fn of(conn: &mut Conn, touched: &[PostingId]) -> Result<Texts> {
        let mut texts = Texts::unchanged(touched);
        for some in touched.chunks(500) {
            let rows: Vec<(PostingId, Stage, Option<PostingId>)> = posting::table
                .left_join(posting_text::table.on(posting_text::posting_id.eq(posting::id)))
                .filter(posting::id.eq_any(some))
                .select((posting::id, posting::stage, posting_text::posting_id.nullable()))
                .load(conn)?;
            let is_wanted = |stage: Stage, row: Option<PostingId>| match stage {
                Stage::Live => true,
                Stage::Closed | Stage::Expired => row.is_none(),
                Stage::Draft | Stage::Held | Stage::TakenDown => false,
            };
            let wanted = rows.into_iter().filter(|(_, stage, row)| is_wanted(*stage, *row));
            texts.complete(conn, &wanted.map(|row| row.0).collect::<Vec<_>>())?;
        }
        Ok(texts)
    }

    /// Of postings that say what they have always said: their rows tell whom they are like.
    pub fn unchanged(touched: &[PostingId]) -> Texts {
        Texts { touched: touched.iter().copied().collect(), read: HashMap::new() }
    }

    /// Drops what somebody else has read meanwhile. The caller holds the lock of the log.
    pub(super) fn drop_known(&mut self, conn: &mut Conn) -> Result<()> {
        let ids: Vec<PostingId> = self.touched.iter().copied().collect();
        for id in text_rows(conn, &ids)?.into_keys() {
            self.touched.remove(&id);
            self.read.remove(&id);
        }
        Ok(())
    }

    /// Reads those that have not been.
    pub(super) fn complete<'a>(
        &mut self,
        conn: &mut Conn,
        ids: impl IntoIterator<Item = &'a PostingId>,
    ) -> Result<()> {
        let missing = ids.into_iter().filter(|id| !self.read.contains_key(id));
        let missing: Vec<PostingId> = missing.copied().collect();
        if missing.is_empty() {
            return Ok(());
        }
        for loaded in load_contents(conn, &missing)? {
            let gist = Gist::of(&loaded.content, loaded.employer_name());
            self.read.insert(loaded.posting.id, Compared { loaded, gist });
        }
        Ok(())
    }

    /// Those of these that are there.
    pub(super) fn among<'a>(&'a self, ids: &'a BTreeSet<PostingId>) -> Vec<&'a Compared> {
        ids.iter().filter_map(|id| self.read.get(id)).collect()
    }
}
