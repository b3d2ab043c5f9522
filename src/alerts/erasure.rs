//! What is forgotten: everything of an account that is closed, and what time has made useless.

use chrono::TimeDelta;
use diesel::dsl::{exists, not};
use diesel::prelude::*;

use super::alert::{AlertId, Stage};
use super::asking::ASKED_DAYS;
use super::subscriber::{Subscriber, SubscriberId, by_account, by_email};
use crate::accounts::{Account, AccountId};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Result;
use crate::schema::{account, alert, alert_batch, alert_delivery, subscriber};
use crate::site::Site;

/// How long it is known what was sent, and which alerts there were.
const KEPT: TimeDelta = TimeDelta::days(90);
/// How many rows one transaction deletes.
const BATCH: i64 = 2_000;

/// Ends and forgets the alerts of an account, those it made as a guest too. Letters on their way
/// find nothing to say.
pub fn erase(conn: &mut Conn, who: &Account) -> Result<()> {
    let guest = by_email(conn, &who.email)?.filter(|_| who.verified_at.is_some());
    for row in [by_account(conn, who.id)?, guest].into_iter().flatten() {
        diesel::delete(subscriber::table.find(row.id)).execute(conn)?;
    }
    Ok(())
}

/// Deletes what nobody needs any more, a batch a transaction: alerts nobody confirmed, and what was
/// sent long ago. Which openings were taken stays as long as their postings do.
pub fn sweep(site: &Site, now: Moment) -> Result<()> {
    while site.db.write_now(|conn| sweep_some(conn, now))? > 0 {}
    Ok(())
}

fn sweep_some(conn: &mut Conn, now: Moment) -> Result<usize> {
    let kept = now.minus(KEPT);
    let unanswered = alert::stage
        .eq(Stage::Unconfirmed)
        .and(alert::created_at.lt(now.minus(TimeDelta::days(ASKED_DAYS))));
    let over = alert::stage.eq(Stage::Ended).and(alert::ended_at.lt(kept));
    let alerts: Vec<AlertId> =
        alert::table.filter(unanswered.or(over)).select(alert::id).limit(BATCH).load(conn)?;
    diesel::delete(alert::table.filter(alert::id.eq_any(&alerts))).execute(conn)?;
    let sent: Vec<i64> = alert_delivery::table
        .filter(alert_delivery::outbox_id.is_not_null())
        .filter(alert_delivery::due_at.lt(kept))
        .select(alert_delivery::id)
        .limit(BATCH)
        .load(conn)?;
    diesel::delete(alert_delivery::table.filter(alert_delivery::id.eq_any(&sent))).execute(conn)?;
    let shown = diesel::delete(alert_batch::table.filter(alert_batch::finished_at.lt(kept)));
    let shown = shown.execute(conn)?;
    Ok(alerts.len() + sent.len() + shown + sweep_subscribers(conn, now)?)
}

/// Guests without an alert go; those whose address an account has proved meanwhile become it.
fn sweep_subscribers(conn: &mut Conn, now: Moment) -> Result<usize> {
    let theirs = alert::table.filter(alert::subscriber_id.eq(subscriber::id));
    let idle: Vec<SubscriberId> = subscriber::table
        .filter(subscriber::email.is_not_null())
        .filter(subscriber::created_at.lt(now.minus(TimeDelta::days(1))))
        .filter(not(exists(theirs)))
        .select(subscriber::id)
        .limit(BATCH)
        .load(conn)?;
    diesel::delete(subscriber::table.filter(subscriber::id.eq_any(&idle))).execute(conn)?;
    let proved: Vec<(Subscriber, AccountId)> = subscriber::table
        .inner_join(account::table.on(subscriber::email.eq(account::email.nullable())))
        .filter(account::verified_at.is_not_null())
        .select((Subscriber::as_select(), account::id))
        .limit(BATCH)
        .load(conn)?;
    proved.iter().try_for_each(|(guest, id)| guest.become_account(conn, *id))?;
    Ok(idle.len() + proved.len())
}
