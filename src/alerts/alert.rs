//! One search somebody wants to hear of.

use diesel::prelude::*;

use super::criteria::{read, read_fit};
use super::subscriber::{Subscriber, SubscriberId};
use crate::clock::Moment;
use crate::db::Conn;
use crate::eligibility::Fit;
use crate::error::Result;
use crate::jobindex::Criteria;
use crate::schema::alert;
use crate::{id, text_enum};

id!(
    /// The id of an alert.
    AlertId
);

text_enum!(
    /// How often somebody wants to hear.
    Frequency {
        /// As soon as something appears, at most one letter an hour.
        Instant = "instant",
        /// Each day at eight in the morning where they are.
        Daily = "daily",
        /// Each Monday at eight.
        Weekly = "weekly",
    }
);

text_enum!(
    /// Where an alert stands.
    Stage {
        /// Waits for an answer to the letter that asks whether it was them.
        Unconfirmed = "unconfirmed",
        Active = "active",
        Ended = "ended",
    }
);

/// An alert and what it searches for.
#[derive(Clone, Debug, PartialEq)]
pub struct Alert {
    pub id: AlertId,
    pub subscriber: SubscriberId,
    pub criteria: Criteria,
    /// One of its filters is one the board has no more: until it is changed it finds nothing.
    pub is_outdated: bool,
    /// What a guest said of themselves for the personal switches; for an account's alert its
    /// profile is asked.
    pub fit: Option<Fit>,
    pub frequency: Frequency,
    pub stage: Stage,
    /// When its last pause began, and when it ends or ended: see [`Alert::is_paused`].
    pub paused_from: Option<Moment>,
    pub paused_until: Option<Moment>,
    pub created_at: Moment,
    pub version: i64,
}

impl Frequency {
    /// How often, as it reads in a sentence.
    pub fn in_words(self) -> &'static str {
        match self {
            Frequency::Instant => "as they appear, at most once an hour",
            Frequency::Daily => "once a day, in the morning",
            Frequency::Weekly => "once a week, on Monday morning",
        }
    }
}

#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = alert)]
pub(super) struct Row {
    pub id: AlertId,
    subscriber_id: SubscriberId,
    criteria: String,
    fit: Option<String>,
    frequency: Frequency,
    stage: Stage,
    paused_from: Option<Moment>,
    paused_until: Option<Moment>,
    created_at: Moment,
    version: i64,
}

impl Row {
    /// What was said for the switches counts as not said where it cannot be read: an alert can be
    /// changed and ended whatever is in it.
    pub fn read(self) -> Alert {
        let fit = read_fit(self.fit.as_deref()).unwrap_or_else(|error| {
            tracing::warn!(alert = self.id.0, %error, "what an alert says of its owner is unreadable");
            None
        });
        let (criteria, is_outdated) = read(&self.criteria);
        Alert {
            id: self.id,
            subscriber: self.subscriber_id,
            criteria,
            is_outdated,
            fit,
            frequency: self.frequency,
            stage: self.stage,
            paused_from: self.paused_from,
            paused_until: self.paused_until,
            created_at: self.created_at,
            version: self.version,
        }
    }
}

impl Alert {
    /// What it searches for, to whoever has it, with what a guest said behind its switches.
    pub fn words(&self) -> String {
        match self.is_outdated {
            true => "This search uses a filter the board no longer has: change it".to_owned(),
            false => self.criteria.describe(self.fit.as_ref()),
        }
    }

    /// Whether it rests at a moment: what appears meanwhile is not sent, not even later.
    pub fn is_paused(&self, now: Moment) -> bool {
        self.paused_until.is_some_and(|until| until > now)
    }
}

/// The alerts of a subscriber that write or may, oldest first: active ones, paused or not.
pub fn of(conn: &mut Conn, subscriber: SubscriberId) -> Result<Vec<Alert>> {
    at_stage(conn, subscriber, Stage::Active)
}

/// Those that wait for an answer to the letter, oldest first.
pub fn waiting(conn: &mut Conn, subscriber: SubscriberId) -> Result<Vec<Alert>> {
    at_stage(conn, subscriber, Stage::Unconfirmed)
}

/// An active alert of a subscriber; any other is not found.
pub fn one(conn: &mut Conn, subscriber: SubscriberId, id: AlertId) -> Result<Alert> {
    let subscriber = Subscriber::by_id(conn, subscriber)?;
    let row: Row = alert::table
        .find(id)
        .filter(alert::subscriber_id.eq(subscriber.id))
        .filter(alert::stage.eq(Stage::Active))
        .select(Row::as_select())
        .first(conn)?;
    Ok(row.read())
}

fn at_stage(conn: &mut Conn, id: SubscriberId, stage: Stage) -> Result<Vec<Alert>> {
    let subscriber = Subscriber::by_id(conn, id)?;
    let rows: Vec<Row> = alert::table
        .filter(alert::subscriber_id.eq(subscriber.id))
        .filter(alert::stage.eq(stage))
        .order(alert::id)
        .select(Row::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(Row::read).collect())
}
