//! What people change about an alert, and how it ends.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::alert::{Alert, AlertId, Frequency, Stage};
use super::asking::same;
use super::criteria::{standing, written_fit};
use super::subscriber::{Subscriber, SubscriberId};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::jobindex::Criteria;
use crate::schema::{alert, alert_delivery, posting};

/// The longest pause; whoever wants more ends the alert.
pub const LONGEST_PAUSE_DAYS: i64 = 366;

/// An alert as somebody wants it from now on.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub frequency: Frequency,
    pub criteria: Criteria,
    /// None, or past, where it is not to rest.
    pub paused_until: Option<Moment>,
}

impl Change {
    /// Nothing different.
    pub fn of(alert: &Alert) -> Change {
        Change {
            frequency: alert.frequency,
            criteria: alert.criteria.clone(),
            paused_until: alert.paused_until,
        }
    }
}

/// Changes an alert. What was found for it before is still sent, when the new frequency says and
/// not before a pause is over. `Conflict` if it was changed meanwhile or has ended, and where
/// another alert searches for just that.
pub fn change(conn: &mut Conn, now: Moment, of: &Alert, to: &Change) -> Result<()> {
    let whose = Subscriber::by_id(conn, of.subscriber)?;
    let whose = Subscriber::hold(conn, whose.id)?;
    let criteria = standing(&to.criteria);
    let (text, fit) = (criteria.query_string(), written_fit(&criteria, of.fit.as_ref())?);
    let twin = same(conn, whose.id, &text, fit.as_deref())?;
    if twin.is_some_and(|(id, _)| id != of.id) {
        return Err(Error::Conflict("You have an alert for this search already.".into()));
    }
    let latest = now.plus(TimeDelta::days(LONGEST_PAUSE_DAYS));
    // Where a pause is broken off, its end is now: what appeared in it stays unsent.
    let paused_until = match to.paused_until.filter(|until| *until > now) {
        Some(until) => Some(until.min(latest)),
        None => of.paused_until.map(|until| until.min(now)),
    };
    let unchanged = alert::table
        .find(of.id)
        .filter(alert::stage.eq(Stage::Active))
        .filter(alert::version.eq(of.version));
    let changed = diesel::update(unchanged)
        .set((
            alert::criteria.eq(text),
            alert::fit.eq(fit),
            alert::frequency.eq(to.frequency),
            alert::paused_until.eq(paused_until),
            alert::version.eq(of.version + 1),
        ))
        .execute(conn)?;
    if changed == 0 {
        return Err(Error::Conflict("This alert has changed meanwhile. Look again.".into()));
    }
    let rests = paused_until != of.paused_until;
    if rests || to.frequency != of.frequency {
        postpone(conn, now, &whose, of.id, to.frequency, paused_until)?;
    }
    Ok(())
}

/// Ends a pause.
pub fn resume(conn: &mut Conn, now: Moment, of: &Alert) -> Result<()> {
    change(conn, now, of, &Change { paused_until: None, ..Change::of(of) })
}

/// What waits for an alert waits for another hour. Imported postings never come at once: they
/// come when they were to come before.
fn postpone(
    conn: &mut Conn,
    now: Moment,
    whose: &Subscriber,
    id: AlertId,
    frequency: Frequency,
    paused_until: Option<Moment>,
) -> Result<()> {
    let Some((_, zone)) = whose.reached_at(conn)? else { return Ok(()) };
    let from = paused_until.map_or(now, |until| until.max(now));
    let due = frequency.due(zone, from, whose.last(frequency));
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

/// Ends alerts of a subscriber; what waits for them is not sent. Those that have ended, or are
/// somebody else's, are left alone. Returns how many ended now.
pub fn end(conn: &mut Conn, now: Moment, id: SubscriberId, alerts: &[AlertId]) -> Result<usize> {
    let whose = Subscriber::by_id(conn, id)?;
    let open: Vec<AlertId> = alert::table
        .filter(alert::id.eq_any(alerts))
        .filter(alert::subscriber_id.eq(whose.id))
        .filter(alert::stage.ne(Stage::Ended))
        .select(alert::id)
        .load(conn)?;
    end_these(conn, now, whose.id, &open)
}

/// Ends everything a subscriber has, what waits for confirmation too. Returns how many ended.
pub fn end_all(conn: &mut Conn, now: Moment, id: SubscriberId) -> Result<usize> {
    let whose = Subscriber::by_id(conn, id)?;
    let open: Vec<AlertId> = alert::table
        .filter(alert::subscriber_id.eq(whose.id))
        .filter(alert::stage.ne(Stage::Ended))
        .select(alert::id)
        .load(conn)?;
    end_these(conn, now, whose.id, &open)
}

fn end_these(
    conn: &mut Conn,
    now: Moment,
    whose: SubscriberId,
    alerts: &[AlertId],
) -> Result<usize> {
    Subscriber::hold(conn, whose)?;
    let open = alert::table.filter(alert::id.eq_any(alerts)).filter(alert::stage.ne(Stage::Ended));
    let ended = diesel::update(open)
        .set((
            alert::stage.eq(Stage::Ended),
            alert::ended_at.eq(now),
            alert::version.eq(alert::version + 1),
        ))
        .execute(conn)?;
    let waiting = alert_delivery::table
        .filter(alert_delivery::alert_id.eq_any(alerts))
        .filter(alert_delivery::outbox_id.is_null());
    diesel::delete(waiting).execute(conn)?;
    Ok(ended)
}
