//! What an alert has found and nobody has been told of yet, when the alert is changed.

use std::collections::HashSet;

use diesel::prelude::*;

use super::alert::{AlertId, Frequency};
use super::question::{index_of, matching};
use super::subscriber::Subscriber;
use crate::clock::Moment;
use crate::db::Conn;
use crate::eligibility::Fit;
use crate::error::Result;
use crate::jobindex::{Criteria, Group};
use crate::mail::outbox::Stage;
use crate::postings::PostingId;
use crate::queue::{self, Task};
use crate::schema::{alert_delivery, outbox, posting};

/// Postings that are asked about again, the newest first, and how many at a time: a letter names
/// twenty.
const MOST: i64 = 2_000;
const TOGETHER: usize = 500;

/// What waits for an alert waits for another hour. Imported postings never come at once: they
/// come when they were to come before.
pub(super) fn postpone(
    conn: &mut Conn,
    now: Moment,
    whose: &Subscriber,
    id: AlertId,
    frequency: Frequency,
    paused_until: Option<Moment>,
) -> Result<()> {
    let Some((_, zone)) = whose.reached_at(conn)? else { return Ok(()) };
    let from = paused_until.map_or(now, |until| until.max(now));
    let due = whose.due(frequency, zone, from);
    let waiting = alert_delivery::table
        .filter(alert_delivery::alert_id.eq(id))
        .filter(alert_delivery::outbox_id.is_null());
    let written = posting::table.filter(posting::employer_id.is_not_null()).select(posting::id);
    if frequency == Frequency::Instant && from == now {
        let waiting = waiting.filter(alert_delivery::posting_id.eq_any(written));
        diesel::update(waiting).set(alert_delivery::due_at.eq(due)).execute(conn)?;
    } else {
        diesel::update(waiting).set(alert_delivery::due_at.eq(due)).execute(conn)?;
    }
    Ok(())
}

/// Takes what an alert has found out of letters that rest in the outbox, so that it waits again. A
/// letter that is being handed over at this moment is left alone.
pub(super) fn take_back(conn: &mut Conn, now: Moment, id: AlertId) -> Result<()> {
    for letter in unsent_letters(conn, id)? {
        // Whoever wants to hand it over waits for us, and then finds what is left in it.
        let (rested, _) = queue::hurry(conn, now, &Task::Send { outbox: letter })?;
        if rested {
            let its = alert_delivery::table
                .filter(alert_delivery::alert_id.eq(id))
                .filter(alert_delivery::outbox_id.eq(letter));
            diesel::update(its).set(alert_delivery::outbox_id.eq(None::<i64>)).execute(conn)?;
        }
    }
    Ok(())
}

/// Forgets what other words had found and these would not have. All of it was new when it was
/// found, so how long ago something may have been posted is not asked.
pub(super) fn keep_matching(
    conn: &mut Conn,
    now: Moment,
    id: AlertId,
    criteria: &Criteria,
    fit: Option<&Fit>,
) -> Result<()> {
    let letters = unsent_letters(conn, id)?;
    let untold = alert_delivery::table
        .filter(alert_delivery::alert_id.eq(id))
        .filter(alert_delivery::outbox_id.is_null().or(alert_delivery::outbox_id.eq_any(letters)));
    let found: Vec<PostingId> = untold
        .clone()
        .order(alert_delivery::posting_id.desc())
        .select(alert_delivery::posting_id)
        .distinct()
        .limit(MOST)
        .load(conn)?;
    let criteria = criteria.clone().without_group(Group::Posted);
    let mut kept = HashSet::new();
    for some in found.chunks(TOGETHER) {
        kept.extend(matching(&*index_of(conn, some)?, &criteria, fit, now));
    }
    let gone = untold.filter(alert_delivery::posting_id.ne_all(kept));
    diesel::delete(gone).execute(conn)?;
    Ok(())
}

/// Letters with something of an alert that wait in the outbox.
fn unsent_letters(conn: &mut Conn, id: AlertId) -> Result<Vec<i64>> {
    let letters = alert_delivery::table
        .filter(alert_delivery::alert_id.eq(id))
        .filter(alert_delivery::outbox_id.is_not_null())
        .select(alert_delivery::outbox_id.assume_not_null());
    Ok(outbox::table
        .filter(outbox::id.eq_any(letters))
        .filter(outbox::stage.eq(Stage::Waiting))
        .order(outbox::id)
        .select(outbox::id)
        .load(conn)?)
}
