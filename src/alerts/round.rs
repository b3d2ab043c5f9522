//! The round in which all that is due is handed over: some people a transaction, those who have
//! waited longest first, and nobody kept from a letter by somebody else's.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use diesel::prelude::*;

use super::delivery::{due, due_to, hand_over};
use super::subscriber::SubscriberId;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Result;
use crate::schema::alert_delivery;
use crate::site::{Site, Stop};

/// What is looked at to find them, and how many subscribers one transaction writes to.
const ROWS: i64 = 500;
const PEOPLE: usize = 100;
/// When it is tried again for whom it failed.
const AGAIN: TimeDelta = TimeDelta::minutes(10);

/// Whether anything is due. A read, so that an idle worker never writes.
pub(super) fn is_any_due(conn: &mut Conn, now: Moment) -> Result<bool> {
    let first = alert_delivery::table.filter(due(now)).select(alert_delivery::id);
    Ok(first.first::<i64>(conn).optional()?.is_some())
}

/// Hands over everything that is due now.
pub(super) fn hand_over_all(site: &Site, stop: &Stop) -> Result<()> {
    let now = site.clock.now();
    while !stop.is_asked() {
        let people = site.db.read_now(|conn| next(conn, now))?;
        if people.is_empty() {
            break;
        }
        let all = |conn: &mut Conn| people.iter().try_for_each(|id| hand_over(conn, now, *id));
        if let Err(error) = site.db.write_now(all) {
            tracing::warn!(%error, "letters of alerts are put down one by one");
            one_by_one(site, now, &people)?;
        }
    }
    Ok(())
}

/// Those who have waited longest, in the order of their ids: that is the order in which everybody
/// holds subscribers.
fn next(conn: &mut Conn, now: Moment) -> Result<BTreeSet<SubscriberId>> {
    let rows: Vec<SubscriberId> = alert_delivery::table
        .filter(due(now))
        .order((alert_delivery::outbox_id, alert_delivery::due_at))
        .select(alert_delivery::subscriber_id)
        .limit(ROWS)
        .load(conn)?;
    let mut people = BTreeSet::new();
    for id in rows {
        if people.len() == PEOPLE {
            break;
        }
        people.insert(id);
    }
    Ok(people)
}

/// For whom it fails, it waits a while.
fn one_by_one(site: &Site, now: Moment, people: &BTreeSet<SubscriberId>) -> Result<()> {
    for id in people {
        let Err(error) = site.db.write_now(|conn| hand_over(conn, now, *id)) else { continue };
        tracing::error!(subscriber = id.0, %error, "the letter of a subscriber cannot be put down");
        let later = alert_delivery::due_at.eq(now.plus(AGAIN));
        site.db
            .write_now(|conn| Ok(diesel::update(due_to(now, *id)).set(later).execute(conn)?))?;
    }
    Ok(())
}
