//! An end that was a slip: alerts go on for as long as the page that said so may still be open.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::alert::{AlertId, Stage};
use super::asking::{MOST, refuse_more_than, same};
use super::subscriber::{Subscriber, SubscriberId};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Result;
use crate::schema::alert;

/// How long an end can be taken back.
const LASTS: TimeDelta = TimeDelta::days(1);

/// Takes back the end of alerts that had been confirmed. One whose search has an alert again, or
/// that ended too long ago, stays ended. `Conflict` beyond 20. Returns how many go on.
pub fn go_on(conn: &mut Conn, now: Moment, id: SubscriberId, alerts: &[AlertId]) -> Result<usize> {
    let whose = Subscriber::held(conn, id)?;
    let ended = alert::table
        .filter(alert::id.eq_any(alerts))
        .filter(alert::subscriber_id.eq(whose.id))
        .filter(alert::stage.eq(Stage::Ended))
        .filter(alert::confirmed_at.is_not_null())
        .filter(alert::ended_at.gt(now.minus(LASTS)));
    let rows: Vec<(AlertId, String, Option<String>)> =
        ended.order(alert::id).select((alert::id, alert::criteria, alert::fit)).load(conn)?;
    let mut went_on = 0;
    for (id, criteria, fit) in rows {
        if same(conn, whose.id, &criteria, fit.as_deref())?.is_none() {
            went_on += diesel::update(alert::table.find(id))
                .set((
                    alert::stage.eq(Stage::Active),
                    alert::ended_at.eq(None::<Moment>),
                    alert::version.eq(alert::version + 1),
                ))
                .execute(conn)?;
        }
    }
    refuse_more_than(conn, whose.id, MOST)?;
    Ok(went_on)
}
