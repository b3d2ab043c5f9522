//! What a batch answers to searches: an index of its postings alone, asked exactly as the listing
//! asks the index of all. Equal searches are asked once.

use std::collections::HashMap;
use std::sync::Arc;

use diesel::prelude::*;

use super::alert::Frequency;
use super::batch::{Batch, New, Opening};
use super::criteria::read;
use super::standing::Standing;
use crate::clock::Moment;
use crate::db::Conn;
use crate::eligibility::{Fit, Judge};
use crate::employers::EmployerId;
use crate::error::Result;
use crate::jobindex::{Criteria, Eyes, JobIndex, Snapshot};
use crate::postings::{PostingId, Stage};
use crate::schema::posting;
use crate::search::documents_of_all;

/// Answers that are remembered, and postings in them all.
const ANSWERS: usize = 4_096;
const ANSWERED: usize = 1_000_000;

/// A batch that can be asked.
pub(super) struct Asked {
    index: Arc<Snapshot>,
    postings: HashMap<PostingId, Known>,
    answers: HashMap<String, Arc<Answer>>,
    answered: usize,
}

/// What is known of a posting of the batch.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub opening: i32,
    pub appeared_at: Moment,
    /// None for an imported posting nobody has claimed.
    pub employer: Option<EmployerId>,
}

/// What everybody who searches so finds; the search itself if it asks about them.
pub(super) struct Answer {
    found: Vec<PostingId>,
    personal: Option<Criteria>,
}

impl Asked {
    /// What of a batch is still live in the opening it was taken in.
    pub fn of(conn: &mut Conn, batch: &Batch) -> Result<Asked> {
        let ids: Vec<PostingId> = batch.postings.iter().map(|new| new.posting).collect();
        let rows: Vec<(Opening, Option<EmployerId>)> = posting::table
            .filter(posting::id.eq_any(&ids))
            .filter(posting::stage.eq(Stage::Live))
            .select(((posting::id, posting::opening), posting::employer_id))
            .load(conn)?;
        let live: HashMap<Opening, Option<EmployerId>> = rows.into_iter().collect();
        let known = |new: &New| {
            let employer = *live.get(&(new.posting, new.opening))?;
            let (opening, appeared_at) = (new.opening, new.appeared_at);
            Some((new.posting, Known { opening, appeared_at, employer }))
        };
        let postings: HashMap<PostingId, Known> = batch.postings.iter().filter_map(known).collect();
        let live: Vec<PostingId> = postings.keys().copied().collect();
        Ok(Asked { index: index_of(conn, &live)?, postings, answers: HashMap::new(), answered: 0 })
    }

    pub fn is_empty(&self) -> bool {
        self.postings.is_empty()
    }

    pub fn ids(&self) -> Vec<PostingId> {
        self.postings.keys().copied().collect()
    }

    pub fn known(&self, id: PostingId) -> Option<Known> {
        self.postings.get(&id).copied()
    }

    /// What a search finds, as a table keeps it.
    pub fn answer(&mut self, criteria: &str, now: Moment) -> Arc<Answer> {
        if let Some(answer) = self.answers.get(criteria) {
            return Arc::clone(answer);
        }
        let (asked, is_outdated) = read(criteria);
        let found = match is_outdated {
            true => Vec::new(),
            false => matching(&self.index, &asked.clone().for_everybody(), None, now),
        };
        let personal = asked.is_personal().then_some(asked);
        let answer = Arc::new(Answer { found, personal });
        if self.answers.len() >= ANSWERS || self.answered >= ANSWERED {
            self.answers.clear();
            self.answered = 0;
        }
        self.answered += answer.found.len();
        self.answers.insert(criteria.to_owned(), Arc::clone(&answer));
        answer
    }

    /// What it finds for one person; nothing if they have not said what it asks about.
    pub fn for_one(&self, criteria: &Criteria, fit: &Fit, now: Moment) -> Vec<PostingId> {
        matching(&self.index, criteria, Some(fit), now)
    }

    /// Whether a posting is for an alert at all: it was awake when that appeared, and imported ones
    /// are for digests alone.
    pub fn is_for(&self, id: PostingId, alert: &Standing) -> bool {
        let imported = |known: &Known| known.employer.is_none();
        self.known(id).is_some_and(|known| {
            alert.was_awake(known.appeared_at)
                && (alert.frequency != Frequency::Instant || !imported(&known))
        })
    }
}

/// An index of a few postings alone.
pub(super) fn index_of(conn: &mut Conn, ids: &[PostingId]) -> Result<Arc<Snapshot>> {
    let index = JobIndex::new();
    index.replace(documents_of_all(conn, ids)?.into_iter());
    Ok(index.load())
}

/// What of an index a search finds for whoever has said this.
pub(super) fn matching(
    index: &Snapshot,
    criteria: &Criteria,
    fit: Option<&Fit>,
    now: Moment,
) -> Vec<PostingId> {
    let judge = fit.map(Judge::of);
    let eyes = Eyes { judge: judge.as_ref(), hidden: &[] };
    index.matching(criteria, &eyes, now.micros()).into_iter().map(PostingId).collect()
}

impl Answer {
    /// What everybody finds, before anything is asked about the person.
    pub fn found(&self) -> &[PostingId] {
        &self.found
    }

    pub fn personal(&self) -> Option<&Criteria> {
        self.personal.as_ref()
    }
}
