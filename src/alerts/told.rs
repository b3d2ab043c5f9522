//! One job is told once. Several may advertise it, and each of them is matched like any posting:
//! which of them somebody is told of is decided when a letter is put down, and again when it is
//! rendered, for until then any of them may end.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use diesel::prelude::*;

use super::alert::AlertId;
use super::delivery::due_to;
use super::subscriber::SubscriberId;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Result;
use crate::postings::{PostingId, jobs, shown_as};
use crate::schema::alert_delivery;

/// Ids in one query.
const CHUNK: usize = 500;

/// A delivery that is due.
type Due = (i64, AlertId, PostingId);

/// Drops what is due to somebody where the same alert has told of the job: of another advertisement
/// of it that is live. What only waits has told nobody.
pub(super) fn drop_told(conn: &mut Conn, now: Moment, whose: SubscriberId) -> Result<()> {
    let due: Vec<Due> = due_to(now, whose)
        .select((alert_delivery::id, alert_delivery::alert_id, alert_delivery::posting_id))
        .load(conn)?;
    let news: HashSet<(AlertId, PostingId)> = due.iter().map(|one| (one.1, one.2)).collect();
    let ids: BTreeSet<PostingId> = due.iter().map(|one| one.2).collect();
    let jobs = jobs(conn, &ids.into_iter().collect::<Vec<_>>())?;
    let alerts: BTreeSet<AlertId> = due.iter().map(|one| one.1).collect();
    let mut told: HashSet<(AlertId, PostingId)> = HashSet::new();
    for (alert, posting) in sent(conn, &alerts, &jobs.keys().copied().collect::<Vec<_>>())? {
        // A posting that is opened anew is news whatever was told of it.
        if !news.contains(&(alert, posting)) {
            told.extend(jobs.get(&posting).map(|job| (alert, *job)));
        }
    }
    let is_told = |one: &&Due| jobs.get(&one.2).is_some_and(|job| told.contains(&(one.1, *job)));
    let over: Vec<i64> = due.iter().filter(is_told).map(|one| one.0).collect();
    for some in over.chunks(CHUNK) {
        diesel::delete(alert_delivery::table.filter(alert_delivery::id.eq_any(some)))
            .execute(conn)?;
    }
    Ok(())
}

/// What some alerts have put into letters of these postings.
fn sent(
    conn: &mut Conn,
    alerts: &BTreeSet<AlertId>,
    postings: &[PostingId],
) -> Result<Vec<(AlertId, PostingId)>> {
    let mut sent = Vec::new();
    for some in postings.chunks(CHUNK) {
        let rows: Vec<(AlertId, PostingId)> = alert_delivery::table
            .filter(alert_delivery::alert_id.eq_any(alerts))
            .filter(alert_delivery::posting_id.eq_any(some))
            .filter(alert_delivery::outbox_id.is_not_null())
            .select((alert_delivery::alert_id, alert_delivery::posting_id))
            .load(conn)?;
        sent.extend(rows);
    }
    Ok(sent)
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
