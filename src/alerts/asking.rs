//! How an alert comes to be: somebody signed in has it at once; a guest's waits for an answer to a
//! letter, and asking looks the same whatever is known of the address.

use chrono::TimeDelta;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use super::alert::{AlertId, Frequency, Stage};
use super::criteria::{standing, written_fit};
use super::subscriber::{Subscriber, SubscriberId, account_of, zone_of};
use crate::accounts::{self, Account, Email};
use crate::clock::Moment;
use crate::db::Conn;
use crate::eligibility::Fit;
use crate::error::{Error, Result};
use crate::jobindex::Criteria;
use crate::mail::outbox::{self, Kind};
use crate::schema::{alert, subscriber};

/// Alerts one person may have, and searches that may wait for their answer.
pub const MOST: usize = 20;
/// How long an alert waits for an answer.
pub const ASKED_DAYS: i64 = 7;
/// Of the searches that wait, so many stay whatever is asked after them. More than can be asked for at
/// once ([`Limit::AlertTo`](crate::web::Limit)) come and go behind them.
const STAY: usize = 8;
/// An address is asked at most once in this time, whoever asks for it and how often.
const ASKED_AGAIN: TimeDelta = TimeDelta::days(1);

/// An alert about to be.
#[derive(Clone, Debug)]
pub struct NewAlert {
    /// Order and page do not matter.
    pub criteria: Criteria,
    /// What stands behind a guest's personal switches; none for an account.
    pub fit: Option<Fit>,
    pub frequency: Frequency,
}

/// What the letter that asks for an answer carries.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Waiting {
    pub subscriber: SubscriberId,
}

/// A guest asks for an alert. It waits until a letter to the address is answered; at most one such
/// letter a day goes to an address. Nothing tells whether the address is known, or full.
pub fn ask(conn: &mut Conn, now: Moment, email: &Email, zone: &str, new: &NewAlert) -> Result<()> {
    let whose = match account_of(conn, email)? {
        Some(known) => match accounts::hold(conn, known.id) {
            Ok(()) => Subscriber::made_for_account(conn, now, &known)?,
            // Closed at this very moment: whoever had it is not written to any more.
            Err(Error::NotFound) => return Ok(()),
            Err(other) => return Err(other),
        },
        None => Subscriber::made_for_guest(conn, now, email, zone_of(zone))?,
    };
    let of = new.row()?;
    match of.equal(conn, whose.id)? {
        Some((_, Stage::Active)) => return Ok(()),
        Some((id, _)) => {
            let row = alert::table.find(id);
            diesel::update(row).set(alert::frequency.eq(new.frequency)).execute(conn)?;
        }
        None if count(conn, whose.id, Stage::Active)? >= MOST => return Ok(()),
        None => {
            make_room(conn, whose.id)?;
            of.insert(conn, now, whose.id, Stage::Unconfirmed)?;
        }
    }
    let recent = |at: Moment| now.since(at).abs() < ASKED_AGAIN;
    if whose.confirmation_asked_at.is_some_and(recent) {
        return Ok(());
    }
    diesel::update(subscriber::table.find(whose.id))
        .set(subscriber::confirmation_asked_at.eq(now))
        .execute(conn)?;
    let payload = Waiting { subscriber: whose.id };
    outbox::post(conn, now, email.as_str(), Kind::ConfirmAlert, &payload)
}

/// Somebody signed in has an alert at once; the one that is there if it is the same search.
/// `Conflict` beyond 20, and for an address that was never proved.
pub fn subscribe(
    conn: &mut Conn,
    now: Moment,
    account: &Account,
    new: &NewAlert,
) -> Result<AlertId> {
    accounts::hold(conn, account.id)?;
    let who = Account::by_id(conn, account.id)?;
    if who.verified_at.is_none() {
        return Err(Error::Conflict("Confirm your email address first.".into()));
    }
    let whose = Subscriber::made_for_account(conn, now, &who)?;
    let of = new.row()?;
    match of.equal(conn, whose.id)? {
        Some((id, Stage::Active)) => Ok(id),
        Some((id, _)) => {
            refuse_more_than(conn, whose.id, MOST - 1)?;
            activate(conn, now, whose.id, &[id])?;
            let row = alert::table.find(id);
            diesel::update(row).set(alert::frequency.eq(new.frequency)).execute(conn)?;
            Ok(id)
        }
        None => {
            refuse_more_than(conn, whose.id, MOST - 1)?;
            of.insert(conn, now, whose.id, Stage::Active)
        }
    }
}

/// Somebody who has the letter says that these alerts are theirs. Those that do not wait any more
/// are left alone. `Conflict` beyond 20.
pub fn confirm(conn: &mut Conn, now: Moment, id: SubscriberId, alerts: &[AlertId]) -> Result<()> {
    let whose = Subscriber::held(conn, id)?;
    activate(conn, now, whose.id, alerts)?;
    refuse_more_than(conn, whose.id, MOST)
}

fn activate(conn: &mut Conn, now: Moment, whose: SubscriberId, alerts: &[AlertId]) -> Result<()> {
    let waiting = alert::table
        .filter(alert::id.eq_any(alerts))
        .filter(alert::subscriber_id.eq(whose))
        .filter(alert::stage.eq(Stage::Unconfirmed));
    diesel::update(waiting)
        .set((
            alert::stage.eq(Stage::Active),
            alert::confirmed_at.eq(now),
            alert::version.eq(alert::version + 1),
        ))
        .execute(conn)?;
    Ok(())
}

/// A search as the table takes it.
struct NewRow {
    criteria: String,
    fit: Option<String>,
    frequency: Frequency,
}

impl NewAlert {
    fn row(&self) -> Result<NewRow> {
        let criteria = standing(&self.criteria);
        Ok(NewRow {
            fit: written_fit(&criteria, self.fit.as_ref())?,
            criteria: criteria.query_string(),
            frequency: self.frequency,
        })
    }
}

impl NewRow {
    /// The alert of the same search that has not ended.
    fn equal(&self, conn: &mut Conn, whose: SubscriberId) -> Result<Option<(AlertId, Stage)>> {
        same(conn, whose, &self.criteria, self.fit.as_deref())
    }

    fn insert(
        &self,
        conn: &mut Conn,
        now: Moment,
        whose: SubscriberId,
        stage: Stage,
    ) -> Result<AlertId> {
        let confirmed = (stage == Stage::Active).then_some(now);
        Ok(diesel::insert_into(alert::table)
            .values((
                alert::subscriber_id.eq(whose),
                alert::criteria.eq(&self.criteria),
                alert::fit.eq(&self.fit),
                alert::frequency.eq(self.frequency),
                alert::stage.eq(stage),
                alert::confirmed_at.eq(confirmed),
                alert::created_at.eq(now),
                alert::version.eq(0),
            ))
            .returning(alert::id)
            .get_result(conn)?)
    }
}

/// The alert of a subscriber with these words that has not ended.
pub(super) fn same(
    conn: &mut Conn,
    whose: SubscriberId,
    criteria: &str,
    fit: Option<&str>,
) -> Result<Option<(AlertId, Stage)>> {
    let rows: Vec<(AlertId, Stage, Option<String>)> = alert::table
        .filter(alert::subscriber_id.eq(whose))
        .filter(alert::criteria.eq(criteria))
        .filter(alert::stage.ne(Stage::Ended))
        .order(alert::id)
        .select((alert::id, alert::stage, alert::fit))
        .load(conn)?;
    let equal = rows.into_iter().find(|(_, _, theirs)| theirs.as_deref() == fit);
    Ok(equal.map(|(id, stage, _)| (id, stage)))
}

/// Nobody can keep an address from asking by asking for it, nor push out what it has asked: those
/// that asked first stay, and of the others the oldest gives way.
fn make_room(conn: &mut Conn, whose: SubscriberId) -> Result<()> {
    let waiting: Vec<AlertId> = alert::table
        .filter(alert::subscriber_id.eq(whose))
        .filter(alert::stage.eq(Stage::Unconfirmed))
        .order(alert::id)
        .select(alert::id)
        .load(conn)?;
    let over = (waiting.len() + 1).saturating_sub(MOST);
    let gone: Vec<AlertId> = waiting.into_iter().skip(STAY).take(over).collect();
    diesel::delete(alert::table.filter(alert::id.eq_any(&gone))).execute(conn)?;
    Ok(())
}

/// `Conflict` for whoever has more alerts than so many.
pub(super) fn refuse_more_than(conn: &mut Conn, whose: SubscriberId, most: usize) -> Result<()> {
    match count(conn, whose, Stage::Active)? > most {
        true => Err(Error::Conflict(format!(
            "You have {MOST} alerts, which is as many as we keep. End one first."
        ))),
        false => Ok(()),
    }
}

fn count(conn: &mut Conn, whose: SubscriberId, stage: Stage) -> Result<usize> {
    let rows = alert::table.filter(alert::subscriber_id.eq(whose)).filter(alert::stage.eq(stage));
    let many: i64 = rows.count().get_result(conn)?;
    Ok(usize::try_from(many).unwrap_or_default())
}
