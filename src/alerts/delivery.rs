//! What waits for a subscriber becomes one letter when it is due: gathered, at most one an hour,
//! digests at eight. Whatever cannot be had any more by then drops out.

use diesel::dsl::{exists, not};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use super::alert::{AlertId, Frequency, Stage};
use super::subscriber::{Subscriber, SubscriberId, account_of};
use crate::accounts::Email;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::mail::outbox::{self, Kind};
use crate::postings;
use crate::schema::{alert, alert_delivery, posting, subscriber};
use crate::site::Site;

/// How many subscribers one transaction writes to.
const BATCH: i64 = 100;

/// What a letter of alerts carries. Which postings it is about is written beside each of them.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Gathered {
    pub subscriber: SubscriberId,
}

/// Not in a letter yet, and due.
#[diesel::dsl::auto_type]
fn due(now: Moment) -> _ {
    alert_delivery::outbox_id.is_null().and(alert_delivery::due_at.le(now))
}

/// Whether anything is due. A read, so that an idle worker never writes.
pub(super) fn is_any_due(conn: &mut Conn, now: Moment) -> Result<bool> {
    let first = alert_delivery::table.filter(due(now)).select(alert_delivery::id);
    Ok(first.first::<i64>(conn).optional()?.is_some())
}

/// Puts what is due into the outbox, for at most 100 subscribers; call it again until it gives 0.
/// Returns how many there were.
pub(super) fn hand_over(conn: &mut Conn, now: Moment) -> Result<usize> {
    let due: Vec<SubscriberId> = alert_delivery::table
        .filter(due(now))
        .order(alert_delivery::subscriber_id)
        .select(alert_delivery::subscriber_id)
        .distinct()
        .limit(BATCH)
        .load(conn)?;
    for id in &due {
        match Subscriber::hold(conn, *id) {
            Ok(whose) => hand_over_to(conn, now, &whose)?,
            // Gone meanwhile, and with it what waited.
            Err(Error::NotFound) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(due.len())
}

fn hand_over_to(conn: &mut Conn, now: Moment, whose: &Subscriber) -> Result<()> {
    if let Some(next) = whose.moved_to {
        return whose.pass_on(conn, next);
    }
    if let Some(email) = whose.email.as_deref().and_then(Email::parse)
        && let Some(account) = account_of(conn, &email)?
    {
        return whose.become_account(conn, account.id);
    }
    let Some((email, zone)) = whose.reached_at(conn)? else {
        let theirs = alert_delivery::subscriber_id.eq(whose.id);
        diesel::delete(alert_delivery::table.filter(due(now)).filter(theirs)).execute(conn)?;
        return Ok(());
    };
    drop_out(conn, now, whose.id)?;
    let waiting = frequencies(conn, now, whose.id)?;
    let (mut ready, mut gone): (Vec<AlertId>, Vec<Frequency>) = (Vec::new(), Vec::new());
    for frequency in Frequency::ALL {
        let of = waiting.iter().filter(|(_, theirs)| theirs == frequency);
        let of: Vec<AlertId> = of.map(|(id, _)| *id).collect();
        let last = whose.last(*frequency);
        if of.is_empty() {
        } else if frequency.may_go(zone, now, last) {
            ready.extend(of);
            gone.push(*frequency);
        } else {
            let later = frequency.due(zone, now, last);
            diesel::update(of_alerts(now, whose.id, &of))
                .set(alert_delivery::due_at.eq(later))
                .execute(conn)?;
        }
    }
    if ready.is_empty() {
        return Ok(());
    }
    let payload = Gathered { subscriber: whose.id };
    let letter = outbox::put(conn, now, &email, Kind::Alert, &payload)?;
    diesel::update(of_alerts(now, whose.id, &ready))
        .set(alert_delivery::outbox_id.eq(letter))
        .execute(conn)?;
    gone.into_iter().try_for_each(|frequency| note(conn, now, whose.id, frequency))
}

/// Hands over everything that is due now.
pub fn hand_over_all(site: &Site) -> Result<()> {
    let now = site.clock.now();
    while site.db.write_now(|conn| hand_over(conn, now))? > 0 {}
    Ok(())
}

#[diesel::dsl::auto_type]
fn of_alerts<'a>(now: Moment, whose: SubscriberId, alerts: &'a [AlertId]) -> _ {
    let is_due: due = due(now);
    alert_delivery::table
        .filter(is_due)
        .filter(alert_delivery::subscriber_id.eq(whose))
        .filter(alert_delivery::alert_id.eq_any(alerts))
}

/// Postings that are not live any more, or live anew, and alerts that have ended.
fn drop_out(conn: &mut Conn, now: Moment, whose: SubscriberId) -> Result<()> {
    let theirs =
        alert_delivery::table.filter(due(now)).filter(alert_delivery::subscriber_id.eq(whose));
    let open = posting::table
        .filter(posting::id.eq(alert_delivery::posting_id))
        .filter(posting::opening.eq(alert_delivery::opening))
        .filter(posting::stage.eq(postings::Stage::Live));
    diesel::delete(theirs.filter(not(exists(open)))).execute(conn)?;
    let active = alert::table
        .filter(alert::id.eq(alert_delivery::alert_id))
        .filter(alert::stage.eq(Stage::Active));
    diesel::delete(theirs.filter(not(exists(active)))).execute(conn)?;
    Ok(())
}

/// The alerts something is due for.
fn frequencies(
    conn: &mut Conn,
    now: Moment,
    whose: SubscriberId,
) -> Result<Vec<(AlertId, Frequency)>> {
    Ok(alert_delivery::table
        .inner_join(alert::table)
        .filter(due(now))
        .filter(alert_delivery::subscriber_id.eq(whose))
        .select((alert::id, alert::frequency))
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
