//! What a letter of alerts is about, looked up when it is rendered: what ended since it was put
//! down is not in it, and where nothing is left there is no letter.

use std::collections::{BTreeSet, HashSet};

use diesel::prelude::*;

use super::alert::{Alert, AlertId, Row, Stage};
use super::subscriber::{Subscriber, SubscriberId};
use super::told::each_job_once;
use crate::applicants::hidden_ids;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Result;
use crate::postings::{self, PostingId};
use crate::schema::{alert, alert_delivery, posting};

/// Postings a letter shows; how many more there are is said.
pub const SHOWN: usize = 20;

/// One letter of alerts.
#[derive(Clone, Debug)]
pub struct Mailing {
    pub subscriber: Subscriber,
    /// The address of the subscriber now.
    pub email: String,
    /// The alerts that found something of it, oldest first.
    pub alerts: Vec<Alert>,
    /// At most 20 postings, newest first, each with the alerts that found it.
    pub postings: Vec<(PostingId, Vec<AlertId>)>,
    /// How many there are in all.
    pub total: usize,
}

impl Mailing {
    /// What the letter with this outbox id is about now; none where nothing is left of it.
    pub fn of(conn: &mut Conn, now: Moment, letter: i64) -> Result<Option<Mailing>> {
        let Some(subscriber) = subscriber_of(conn, letter)? else { return Ok(None) };
        let Some((email, _)) = subscriber.reached_at(conn)? else { return Ok(None) };
        let hidden: HashSet<i64> = match subscriber.account {
            Some(account) => hidden_ids(conn, account)?.into_iter().collect(),
            None => HashSet::new(),
        };
        let mut found = found_by(conn, now, letter)?;
        found.retain(|(id, _)| !hidden.contains(&id.0));
        if found.is_empty() {
            return Ok(None);
        }
        let alerts: BTreeSet<AlertId> = found.iter().map(|(_, by)| *by).collect();
        let mut postings = each_job_once(conn, found)?;
        let total = postings.len();
        postings.truncate(SHOWN);
        Ok(Some(Mailing { subscriber, email, alerts: read(conn, &alerts)?, postings, total }))
    }
}

/// Has neither ended nor rests.
#[diesel::dsl::auto_type]
fn awake(now: Moment) -> _ {
    let active: Stage = Stage::Active;
    alert::stage.eq(active).and(alert::paused_until.is_null().or(alert::paused_until.le(now)))
}

fn subscriber_of(conn: &mut Conn, letter: i64) -> Result<Option<Subscriber>> {
    let id: Option<SubscriberId> = alert_delivery::table
        .filter(alert_delivery::outbox_id.eq(letter))
        .select(alert_delivery::subscriber_id)
        .first(conn)
        .optional()?;
    id.map(|id| Subscriber::by_id(conn, id)).transpose()
}

/// What is still live in the opening that was found, newest first, each beside the others of its
/// alerts.
fn found_by(conn: &mut Conn, now: Moment, letter: i64) -> Result<Vec<(PostingId, AlertId)>> {
    Ok(alert_delivery::table
        .inner_join(alert::table)
        .inner_join(posting::table)
        .filter(alert_delivery::outbox_id.eq(letter))
        .filter(awake(now))
        .filter(posting::stage.eq(postings::Stage::Live))
        .filter(posting::opening.eq(alert_delivery::opening))
        .filter(posting::expires_at.gt(now))
        .order((posting::first_published_at.desc(), posting::id.desc(), alert::id))
        .select((posting::id, alert::id))
        .load(conn)?)
}

fn read(conn: &mut Conn, ids: &BTreeSet<AlertId>) -> Result<Vec<Alert>> {
    let rows: Vec<Row> = alert::table
        .filter(alert::id.eq_any(ids))
        .order(alert::id)
        .select(Row::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(Row::read).collect())
}
