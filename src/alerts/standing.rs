//! Alerts as matching reads them: many at a time, each with what decides when it may write.

use diesel::prelude::*;

use super::alert::{AlertId, Frequency, Stage};
use super::subscriber::{Subscriber, SubscriberId};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Result;
use crate::schema::{account, alert, subscriber};

/// An active alert that may have been awake when something of a batch appeared.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = alert)]
pub(super) struct Standing {
    pub id: AlertId,
    pub criteria: String,
    pub fit: Option<String>,
    pub frequency: Frequency,
    confirmed_at: Option<Moment>,
    paused_from: Option<Moment>,
    paused_until: Option<Moment>,
}

impl Standing {
    /// Whether it was confirmed at a moment, and its last pause had not begun or was over.
    pub fn was_awake(&self, at: Moment) -> bool {
        self.confirmed_at.is_some_and(|from| from <= at)
            && (self.paused_until.is_none_or(|until| until <= at)
                || self.paused_from.is_some_and(|from| from > at))
    }
}

/// An alert, whose it is, and the zone of their account.
pub(super) type Row = (Standing, Subscriber, Option<String>);

/// Awake for something that appeared between two moments.
#[diesel::dsl::auto_type]
fn awake(first: Moment, last: Moment) -> _ {
    let active: Stage = Stage::Active;
    alert::stage.eq(active).and(alert::confirmed_at.le(last)).and(
        alert::paused_until
            .is_null()
            .or(alert::paused_until.le(last))
            .or(alert::paused_from.gt(first)),
    )
}

/// The next alerts by id that a batch is shown to.
pub(super) fn after(
    conn: &mut Conn,
    last: i64,
    appeared: (Moment, Moment),
    most: i64,
) -> Result<Vec<Row>> {
    Ok(alert::table
        .inner_join(subscriber::table.left_join(account::table))
        .filter(alert::id.gt(last))
        .filter(awake(appeared.0, appeared.1))
        .order(alert::id)
        .limit(most)
        .select((Standing::as_select(), Subscriber::as_select(), account::time_zone.nullable()))
        .load(conn)?)
}

/// Which of these still are, and whose by now.
pub(super) fn still(
    conn: &mut Conn,
    alerts: &[AlertId],
    appeared: (Moment, Moment),
) -> Result<Vec<(AlertId, SubscriberId)>> {
    let mut found = Vec::with_capacity(alerts.len());
    for chunk in alerts.chunks(500) {
        let rows: Vec<(AlertId, SubscriberId)> = alert::table
            .filter(alert::id.eq_any(chunk))
            .filter(awake(appeared.0, appeared.1))
            .select((alert::id, alert::subscriber_id))
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}
