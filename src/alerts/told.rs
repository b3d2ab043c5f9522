//! One job is told once. Several may advertise it, and each of them is matched like any posting:
//! which of them somebody is told of is decided when a letter is put down, and again when it is
//! rendered, for until then any of them may end.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use diesel::prelude::*;

use super::alert::AlertId;
use super::delivery::due_to;
use super::subscriber::SubscriberId;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Result;
use crate::mail::outbox::Stage;
use crate::postings::{PostingId, jobs, shown_as};
use crate::schema::{alert_delivery, outbox};

/// Ids in one query.
const CHUNK: usize = 500;

/// A delivery that is due.
type Due = (i64, AlertId, PostingId);

/// A delivery that was put into a letter, and where that one stands; letters that went long ago are
/// not kept.
type PutDown = (AlertId, PostingId, i64, Option<Stage>);

/// What alerts have put into letters, by the posting that stands for the job.
#[derive(Default)]
struct InLetters {
    told: HashSet<(AlertId, PostingId)>,
    /// The letters that have yet to go.
    waiting: BTreeMap<(AlertId, PostingId), i64>,
}

/// Takes out of what is due to somebody what the same alert has put into a letter as another
/// advertisement of the job that is live. A letter that went has told of it; one that still waits
/// takes this one along, for the other may end before it goes.
pub(super) fn take_told(conn: &mut Conn, now: Moment, whose: SubscriberId) -> Result<()> {
    let due: Vec<Due> = due_to(now, whose)
        .select((alert_delivery::id, alert_delivery::alert_id, alert_delivery::posting_id))
        .load(conn)?;
    let ids: BTreeSet<PostingId> = due.iter().map(|one| one.2).collect();
    let jobs = jobs(conn, &ids.into_iter().collect::<Vec<_>>())?;
    let letters = in_letters(conn, &due, &jobs)?;
    let (mut over, mut along) = (Vec::new(), BTreeMap::<i64, Vec<i64>>::new());
    for (id, alert, posting) in due {
        let Some(job) = jobs.get(&posting).map(|job| (alert, *job)) else { continue };
        if letters.told.contains(&job) {
            over.push(id);
        } else if let Some(letter) = letters.waiting.get(&job) {
            along.entry(*letter).or_default().push(id);
        }
    }
    for some in over.chunks(CHUNK) {
        diesel::delete(alert_delivery::table.filter(alert_delivery::id.eq_any(some)))
            .execute(conn)?;
    }
    for (letter, ids) in along {
        for some in ids.chunks(CHUNK) {
            diesel::update(alert_delivery::table.filter(alert_delivery::id.eq_any(some)))
                .set(alert_delivery::outbox_id.eq(letter))
                .execute(conn)?;
        }
    }
    Ok(())
}

/// What the alerts of these deliveries have put into letters of their jobs.
fn in_letters(
    conn: &mut Conn,
    due: &[Due],
    jobs: &HashMap<PostingId, PostingId>,
) -> Result<InLetters> {
    let news: HashSet<(AlertId, PostingId)> = due.iter().map(|one| (one.1, one.2)).collect();
    let mut letters = InLetters::default();
    for (alert, posting, letter, stage) in put_down(conn, due, jobs)? {
        let Some(job) = jobs.get(&posting).map(|job| (alert, *job)) else { continue };
        // A posting that is opened anew is news whatever was told of it.
        if news.contains(&(alert, posting)) {
            continue;
        }
        match stage {
            Some(Stage::Sent) | None => _ = letters.told.insert(job),
            Some(Stage::Waiting) => _ = letters.waiting.insert(job, letter),
            Some(Stage::Failed | Stage::Dropped) => {}
        }
    }
    Ok(letters)
}

fn put_down(
    conn: &mut Conn,
    due: &[Due],
    jobs: &HashMap<PostingId, PostingId>,
) -> Result<Vec<PutDown>> {
    let alerts: BTreeSet<AlertId> = due.iter().map(|one| one.1).collect();
    let postings: Vec<PostingId> = jobs.keys().copied().collect();
    let mut found = Vec::new();
    for some in postings.chunks(CHUNK) {
        let rows: Vec<PutDown> = alert_delivery::table
            .left_join(outbox::table.on(alert_delivery::outbox_id.eq(outbox::id.nullable())))
            .filter(alert_delivery::alert_id.eq_any(&alerts))
            .filter(alert_delivery::posting_id.eq_any(some))
            .filter(alert_delivery::outbox_id.is_not_null())
            .select((
                alert_delivery::alert_id,
                alert_delivery::posting_id,
                alert_delivery::outbox_id.assume_not_null(),
                outbox::stage.nullable(),
            ))
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// Each job once, with all alerts that found it: by the posting that stands for it if it was found,
/// else by the first of the others.
pub(super) fn each_job_once(
    conn: &mut Conn,
    found: Vec<(PostingId, AlertId)>,
) -> Result<Vec<(PostingId, Vec<AlertId>)>> {
    let ids: BTreeSet<PostingId> = found.iter().map(|one| one.0).collect();
    let jobs = shown_as(conn, &ids.iter().copied().collect::<Vec<_>>())?;
    let mut places: BTreeMap<PostingId, usize> = BTreeMap::new();
    let mut told: Vec<(PostingId, BTreeSet<AlertId>)> = Vec::new();
    for (id, alert) in found {
        let job = jobs.get(&id).copied().unwrap_or(id);
        let place = *places.entry(job).or_insert(told.len());
        if place == told.len() {
            told.push((if ids.contains(&job) { job } else { id }, BTreeSet::new()));
        }
        told[place].1.insert(alert);
    }
    Ok(told.into_iter().map(|(id, by)| (id, by.into_iter().collect())).collect())
}
