//! What people change about an alert, and how it ends.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::alert::{Alert, AlertId, Frequency, Stage};
use super::asking::same;
use super::criteria::{standing, written_fit};
use super::fit::fit_behind;
use super::found::{keep_matching, postpone, take_back};
use super::subscriber::{Subscriber, SubscriberId};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::jobindex::Criteria;
use crate::schema::alert;

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

/// Changes an alert. What was found for it before is still sent if the new words find it too, when
/// the new frequency says and not before a pause is over. `Conflict` if it was changed meanwhile or
/// has ended, and where another alert searches for just that.
pub fn change(conn: &mut Conn, now: Moment, of: &Alert, to: &Change) -> Result<()> {
    let whose = Subscriber::held(conn, of.subscriber)?;
    let criteria = standing(&to.criteria);
    let pause = pause(now, of, to.paused_until);
    write(conn, whose.id, of, (to.frequency, &criteria, pause))?;
    if criteria != of.criteria {
        let fit = fit_behind(conn, &whose, of.fit.as_ref(), now)?;
        keep_matching(conn, now, of.id, &criteria, fit.as_ref())?;
    }
    let (_, paused_until) = pause;
    if paused_until.is_some_and(|until| until > now) {
        take_back(conn, now, of.id)?;
    }
    if paused_until != of.paused_until || to.frequency != of.frequency {
        postpone(conn, now, &whose, of.id, to.frequency, paused_until)?;
    }
    Ok(())
}

/// When a pause began, and when it ends or ended.
type Pause = (Option<Moment>, Option<Moment>);

/// The last pause of an alert that is to rest until a moment from now on, or not at all.
fn pause(now: Moment, of: &Alert, until: Option<Moment>) -> Pause {
    match until.filter(|until| *until > now) {
        Some(until) => {
            let from = of.paused_from.filter(|_| of.is_paused(now)).unwrap_or(now);
            (Some(from), Some(until.min(now.plus(TimeDelta::days(LONGEST_PAUSE_DAYS)))))
        }
        // Where a pause is broken off, its end is now: what appeared in it stays unsent.
        None => (of.paused_from, of.paused_until.map(|until| until.min(now))),
    }
}

fn write(
    conn: &mut Conn,
    whose: SubscriberId,
    of: &Alert,
    (frequency, criteria, (from, until)): (Frequency, &Criteria, Pause),
) -> Result<()> {
    let (text, fit) = (criteria.query_string(), written_fit(criteria, of.fit.as_ref())?);
    let twin = same(conn, whose, &text, fit.as_deref())?;
    if twin.is_some_and(|(id, _)| id != of.id) {
        return Err(Error::Conflict("You have an alert for this search already.".into()));
    }
    let unchanged = alert::table
        .find(of.id)
        .filter(alert::stage.eq(Stage::Active))
        .filter(alert::version.eq(of.version));
    let changed = diesel::update(unchanged)
        .set((
            alert::criteria.eq(text),
            alert::fit.eq(fit),
            alert::frequency.eq(frequency),
            alert::paused_from.eq(from),
            alert::paused_until.eq(until),
            alert::version.eq(of.version + 1),
        ))
        .execute(conn)?;
    match changed {
        0 => Err(Error::Conflict("This alert has changed meanwhile. Look again.".into())),
        _ => Ok(()),
    }
}

/// Ends a pause.
pub fn resume(conn: &mut Conn, now: Moment, of: &Alert) -> Result<()> {
    change(conn, now, of, &Change { paused_until: None, ..Change::of(of) })
}

/// Ends alerts of a subscriber. What waits for them is not sent, but stays until it would be: the
/// end may be taken back. Those that have ended, or are somebody else's, are left alone. Returns how
/// many ended now.
pub fn end(conn: &mut Conn, now: Moment, id: SubscriberId, alerts: &[AlertId]) -> Result<usize> {
    let whose = Subscriber::held(conn, id)?;
    let theirs = alert::table
        .filter(alert::id.eq_any(alerts))
        .filter(alert::subscriber_id.eq(whose.id))
        .filter(alert::stage.ne(Stage::Ended));
    let ended = diesel::update(theirs)
        .set((
            alert::stage.eq(Stage::Ended),
            alert::ended_at.eq(now),
            alert::version.eq(alert::version + 1),
        ))
        .execute(conn)?;
    Ok(ended)
}

/// Ends everything a subscriber has, what waits for confirmation too. Returns how many ended.
pub fn end_all(conn: &mut Conn, now: Moment, id: SubscriberId) -> Result<usize> {
    let whose = Subscriber::held(conn, id)?;
    let all = alert::table.filter(alert::subscriber_id.eq(whose.id)).select(alert::id);
    let all: Vec<AlertId> = all.load(conn)?;
    end(conn, now, whose.id, &all)
}
