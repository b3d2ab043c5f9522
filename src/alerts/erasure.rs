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
    let mut rows: Vec<Subscriber> =
        [by_account(conn, who.id)?, guest].into_iter().flatten().collect();
    rows.sort_by_key(|row| row.id);
    for row in rows {
        diesel::delete(subscriber::table.find(row.id)).execute(conn)?;
    }
    Ok(())
}

/// Deletes what nobody needs any more, a batch a transaction: alerts nobody confirmed, and what was
/// sent long ago. Which openings were taken stays as long as their postings do.
pub fn sweep(site: &Site, now: Moment) -> Result<()> {
    // Looked for before it is written: nobody waits while there is nothing to delete.
    while site.db.read_now(|conn| Over::find(conn, now))?.is_any() {
        site.db.write_now(|conn| Over::find(conn, now)?.delete(conn))?;
    }
    Ok(())
}

/// What is over, some of each.
struct Over {
    /// Nobody confirmed them, or they ended long ago.
    alerts: Vec<AlertId>,
    /// Sent long ago.
    deliveries: Vec<i64>,
    batches: Vec<i64>,
    /// Guests without an alert.
    idle: Vec<SubscriberId>,
    /// Guests whose address an account has proved meanwhile: they become it.
    proved: Vec<(Subscriber, AccountId)>,
}

impl Over {
    fn find(conn: &mut Conn, now: Moment) -> Result<Over> {
        let kept = now.minus(KEPT);
        let unanswered = alert::stage
            .eq(Stage::Unconfirmed)
            .and(alert::created_at.lt(now.minus(TimeDelta::days(ASKED_DAYS))));
        let ended = alert::stage.eq(Stage::Ended).and(alert::ended_at.lt(kept));
        let alerts = alert::table.filter(unanswered.or(ended)).select(alert::id);
        let sent = alert_delivery::table
            .filter(alert_delivery::outbox_id.is_not_null())
            .filter(alert_delivery::due_at.lt(kept))
            .select(alert_delivery::id);
        let shown = alert_batch::table.filter(alert_batch::finished_at.lt(kept));
        Ok(Over {
            alerts: alerts.limit(BATCH).load(conn)?,
            deliveries: sent.limit(BATCH).load(conn)?,
            batches: shown.select(alert_batch::id).limit(BATCH).load(conn)?,
            idle: idle(conn, now)?,
            proved: proved(conn)?,
        })
    }

    fn is_any(&self) -> bool {
        !(self.alerts.is_empty()
            && self.deliveries.is_empty()
            && self.batches.is_empty()
            && self.idle.is_empty()
            && self.proved.is_empty())
    }

    fn delete(&self, conn: &mut Conn) -> Result<()> {
        let sent = alert_delivery::id.eq_any(&self.deliveries);
        diesel::delete(alert::table.filter(alert::id.eq_any(&self.alerts))).execute(conn)?;
        diesel::delete(alert_delivery::table.filter(sent)).execute(conn)?;
        diesel::delete(alert_batch::table.filter(alert_batch::id.eq_any(&self.batches)))
            .execute(conn)?;
        diesel::delete(subscriber::table.filter(subscriber::id.eq_any(&self.idle)))
            .execute(conn)?;
        self.proved.iter().try_for_each(|(guest, id)| guest.become_account(conn, *id))
    }
}

fn idle(conn: &mut Conn, now: Moment) -> Result<Vec<SubscriberId>> {
    let theirs = alert::table.filter(alert::subscriber_id.eq(subscriber::id));
    Ok(subscriber::table
        .filter(subscriber::email.is_not_null())
        .filter(subscriber::created_at.lt(now.minus(TimeDelta::days(1))))
        .filter(not(exists(theirs)))
        .select(subscriber::id)
        .limit(BATCH)
        .load(conn)?)
}

fn proved(conn: &mut Conn) -> Result<Vec<(Subscriber, AccountId)>> {
    Ok(subscriber::table
        .inner_join(account::table.on(subscriber::email.eq(account::email.nullable())))
        .filter(account::verified_at.is_not_null())
        .order(subscriber::id)
        .select((Subscriber::as_select(), account::id))
        .limit(BATCH)
        .load(conn)?)
}
