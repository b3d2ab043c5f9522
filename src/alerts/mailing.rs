//! What a letter of alerts is about, looked up when it is rendered: what ended since it was put
//! down is not in it, and where nothing is left there is no letter.

use std::collections::HashSet;

use diesel::prelude::*;

use super::alert::{Alert, AlertId, Row, Stage};
use super::subscriber::{Subscriber, SubscriberId};
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
    /// The alerts that found something, oldest first.
    pub alerts: Vec<Alert>,
    /// At most 20 postings, newest first, each with the alerts that found it.
    pub postings: Vec<(PostingId, Vec<AlertId>)>,
    /// How many postings there are in all.
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
        let mut found = postings_of(conn, now, letter)?;
        found.retain(|id| !hidden.contains(&id.0));
        if found.is_empty() {
            return Ok(None);
        }
        let total = found.len();
        found.truncate(SHOWN);
        let why: Vec<(PostingId, AlertId)> = alert_delivery::table
            .inner_join(alert::table)
            .filter(alert_delivery::outbox_id.eq(letter))
            .filter(alert_delivery::posting_id.eq_any(&found))
            .filter(awake(now))
            .order(alert::id)
            .select((alert_delivery::posting_id, alert::id))
            .load(conn)?;
        let alerts_of = |id| why.iter().filter(|(of, _)| *of == id).map(|(_, by)| *by).collect();
        Ok(Some(Mailing {
            subscriber,
            email,
            alerts: alerts_of_letter(conn, now, letter)?,
            postings: found.into_iter().map(|id| (id, alerts_of(id))).collect(),
            total,
        }))
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

/// What is still live in the opening that was found, newest first.
fn postings_of(conn: &mut Conn, now: Moment, letter: i64) -> Result<Vec<PostingId>> {
    let rows: Vec<(PostingId, Option<Moment>)> = alert_delivery::table
        .inner_join(alert::table)
        .inner_join(posting::table)
        .filter(alert_delivery::outbox_id.eq(letter))
        .filter(awake(now))
        .filter(posting::stage.eq(postings::Stage::Live))
        .filter(posting::opening.eq(alert_delivery::opening))
        .filter(posting::expires_at.gt(now))
        .order((posting::first_published_at.desc(), posting::id.desc()))
        .select((posting::id, posting::first_published_at))
        .distinct()
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, _)| id).collect())
}

fn alerts_of_letter(conn: &mut Conn, now: Moment, letter: i64) -> Result<Vec<Alert>> {
    let found = alert_delivery::table
        .filter(alert_delivery::outbox_id.eq(letter))
        .select(alert_delivery::alert_id);
    let rows: Vec<Row> = alert::table
        .filter(alert::id.eq_any(found))
        .filter(awake(now))
        .order(alert::id)
        .select(Row::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(Row::read).collect())
}
