//! What waits for a subscriber becomes one letter when it is due: gathered, at most one an hour,
//! digests at eight. Whatever cannot be had any more by then drops out.

use chrono::TimeDelta;
use chrono_tz::Tz;
use diesel::dsl::{exists, not};
use diesel::prelude::*;

use super::alert::{AlertId, Frequency, Stage};
use super::changing::end_all;
use super::subscriber::{Subscriber, SubscriberId};
use super::told::take_told;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::mail::outbox::{self, Kind};
use crate::mail::suppression;
use crate::postings;
use crate::schema::{alert, alert_delivery, posting, subscriber};

/// Alerts of an address end when its server has known nobody there for so long.
const GIVEN_UP: TimeDelta = TimeDelta::days(30);

/// An alert something is due for.
#[derive(Debug, Queryable)]
struct Due {
    alert: AlertId,
    frequency: Frequency,
    paused_until: Option<Moment>,
}

/// Not in a letter yet, and due.
#[diesel::dsl::auto_type]
pub(super) fn due(now: Moment) -> _ {
    alert_delivery::outbox_id.is_null().and(alert_delivery::due_at.le(now))
}

/// What of it waits for somebody.
#[diesel::dsl::auto_type]
pub(super) fn due_to(now: Moment, whose: SubscriberId) -> _ {
    let is_due: due = due(now);
    alert_delivery::table.filter(is_due).filter(alert_delivery::subscriber_id.eq(whose))
}

/// Puts what is due to a subscriber into the outbox. Nothing of it is due after that.
pub(super) fn hand_over(conn: &mut Conn, now: Moment, id: SubscriberId) -> Result<()> {
    let whose = match Subscriber::hold(conn, id) {
        // Gone meanwhile, and with it what waited.
        Err(Error::NotFound) => return Ok(()),
        held => held?,
    };
    if let Some(next) = whose.moved_to {
        return whose.pass_on(conn, next);
    }
    if let Some(account) = whose.proved_by(conn)? {
        return whose.become_account(conn, account);
    }
    match whose.reached_at(conn)? {
        Some((email, zone)) if !is_suppressed(conn, now, whose.id, &email)? => {
            drop_out(conn, now, whose.id)?;
            take_told(conn, now, whose.id)?;
            gather(conn, now, &whose, (&email, zone))
        }
        _ => {
            diesel::delete(due_to(now, whose.id)).execute(conn)?;
            Ok(())
        }
    }
}

/// Whether nobody lives at an address: then nothing is written for it, and in the end it has no
/// alerts.
fn is_suppressed(conn: &mut Conn, now: Moment, whose: SubscriberId, email: &str) -> Result<bool> {
    let Some(found) = suppression::find(conn, email)? else { return Ok(false) };
    if found.at <= now.minus(GIVEN_UP) {
        end_all(conn, now, whose)?;
    }
    Ok(true)
}

/// One letter for all that may go; the rest is due when it may.
fn gather(
    conn: &mut Conn,
    now: Moment,
    whose: &Subscriber,
    (email, zone): (&str, Tz),
) -> Result<()> {
    let mut ready = Vec::new();
    for one in waiting(conn, now, whose.id)? {
        match one.may_go_at(whose, zone, now) {
            None => ready.push(one),
            Some(later) => {
                let its = due_to(now, whose.id).filter(alert_delivery::alert_id.eq(one.alert));
                diesel::update(its).set(alert_delivery::due_at.eq(later)).execute(conn)?;
            }
        }
    }
    if ready.is_empty() {
        return Ok(());
    }
    // What it is about is written beside each delivery.
    let letter = outbox::put(conn, now, email, Kind::Alert, &())?;
    let alerts: Vec<AlertId> = ready.iter().map(|one| one.alert).collect();
    diesel::update(due_to(now, whose.id).filter(alert_delivery::alert_id.eq_any(alerts)))
        .set(alert_delivery::outbox_id.eq(letter))
        .execute(conn)?;
    let gone = Frequency::ALL.iter().filter(|of| ready.iter().any(|one| one.frequency == **of));
    gone.copied().try_for_each(|frequency| note(conn, now, whose.id, frequency))
}

impl Due {
    /// When it may go, if that is not now: its hour has not come, or the alert rests.
    fn may_go_at(&self, whose: &Subscriber, zone: Tz, now: Moment) -> Option<Moment> {
        match self.paused_until.filter(|until| *until > now) {
            Some(until) => Some(whose.due(self.frequency, zone, until)),
            None if self.frequency.may_go(zone, now, whose.last(self.frequency)) => None,
            None => Some(whose.due(self.frequency, zone, now)),
        }
    }
}

/// Postings that are not live any more, or live anew, and alerts that have ended.
fn drop_out(conn: &mut Conn, now: Moment, whose: SubscriberId) -> Result<()> {
    let open = posting::table
        .filter(posting::id.eq(alert_delivery::posting_id))
        .filter(posting::opening.eq(alert_delivery::opening))
        .filter(posting::stage.eq(postings::Stage::Live));
    diesel::delete(due_to(now, whose).filter(not(exists(open)))).execute(conn)?;
    let active = alert::table
        .filter(alert::id.eq(alert_delivery::alert_id))
        .filter(alert::stage.eq(Stage::Active));
    diesel::delete(due_to(now, whose).filter(not(exists(active)))).execute(conn)?;
    Ok(())
}

/// The alerts something is due for.
fn waiting(conn: &mut Conn, now: Moment, whose: SubscriberId) -> Result<Vec<Due>> {
    Ok(alert_delivery::table
        .inner_join(alert::table)
        .filter(due(now))
        .filter(alert_delivery::subscriber_id.eq(whose))
        .select((alert::id, alert::frequency, alert::paused_until))
        .distinct()
        .load(conn)?)
}

/// Notes when the last letter of a frequency was.
fn note(conn: &mut Conn, now: Moment, whose: SubscriberId, frequency: Frequency) -> Result<()> {
    let row = subscriber::table.find(whose);
    match frequency {
        Frequency::Instant => {
            diesel::update(row).set(subscriber::last_instant_at.eq(now)).execute(conn)?
        }
        Frequency::Daily => {
            diesel::update(row).set(subscriber::last_digest_at.eq(now)).execute(conn)?
        }
        Frequency::Weekly => {
            diesel::update(row).set(subscriber::last_weekly_at.eq(now)).execute(conn)?
        }
    };
    Ok(())
}
