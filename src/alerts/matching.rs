//! A batch meets the alerts: streamed by id, a chunk at a time, what each finds written down with
//! the place to go on from. Whoever is killed in between has written a chunk whole or not at all, and
//! whoever lost the lease writes nothing more.

use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

use diesel::prelude::*;

use super::alert::AlertId;
use super::batch::Batch;
use super::criteria::read_fit;
use super::fit::fit_behind;
use super::question::Asked;
use super::round;
use super::standing::{self, Row};
use crate::accounts::AccountId;
use crate::applicants::hidden_among;
use crate::clock::Moment;
use crate::db::Conn;
use crate::employers::EmployerId;
use crate::error::{Result, is_outage};
use crate::on_each;
use crate::postings::PostingId;
use crate::queue::{self, Claimed};
use crate::schema::{alert_batch, alert_delivery};
use crate::site::{Site, Stop};

/// Alerts read in one go.
const CHUNK: i64 = 1_000;
/// Chunks without a find that one transaction passes over.
const CHUNKS: usize = 20;
/// Finds from which on a transaction is not made longer; one alert finds no more than a batch holds.
const FINDS: usize = 5_000;
/// Time after which a step ends wherever it is, so that the lease is renewed long before it is over.
const LONGEST: Duration = Duration::from_secs(10);

/// A posting an alert has found.
struct Find {
    alert: AlertId,
    posting: PostingId,
    due_at: Moment,
    account: Option<AccountId>,
}

/// What some alerts in a row have found.
#[derive(Default)]
struct Step {
    finds: Vec<Find>,
    /// The last alert that was asked.
    reached: i64,
    is_last: bool,
}

/// Shows a batch to every alert from where it was left, then hands over what is due at once. Where
/// work has to stop it is put back after a step, for whoever comes next.
pub fn match_batch(site: &Site, claimed: &Claimed, id: i64, stop: &Stop) -> Result<()> {
    let open = site.db.read_now(|conn| match Batch::open(conn, id)? {
        Some(batch) => Ok(Some((Asked::of(conn, &batch)?, batch))),
        None => Ok(None),
    })?;
    let Some((mut asked, mut batch)) = open else {
        let now = site.clock.now();
        return site.db.write_now(|conn| queue::finish(conn, claimed, now)).map(|_| ());
    };
    loop {
        let now = site.clock.now();
        let step = site.db.read_now(|conn| step(conn, now, &batch, &mut asked))?;
        let held = site.db.write_now(|conn| write(conn, now, claimed, &batch, &asked, &step))?;
        if !held {
            return Ok(());
        }
        batch.resume_after = step.reached;
        if step.is_last {
            return round::hand_over_all(site, stop);
        }
        if stop.is_asked() {
            let put_back = |conn: &mut Conn| queue::put_back(conn, claimed, now, "work stopped");
            return site.db.write_now(put_back).map(|_| ());
        }
    }
}

/// Asks the next alerts, until there is enough to write or it has taken long.
fn step(conn: &mut Conn, now: Moment, batch: &Batch, asked: &mut Asked) -> Result<Step> {
    let begun = Instant::now();
    let is_full = |step: &Step| step.finds.len() >= FINDS || begun.elapsed() >= LONGEST;
    let mut step = Step { reached: batch.resume_after, ..Step::default() };
    if asked.is_empty() {
        step.is_last = true;
        return Ok(step);
    }
    for _ in 0..CHUNKS {
        let rows = standing::after(conn, step.reached, batch.appeared(), CHUNK)?;
        step.is_last = rows.len() < CHUNK as usize;
        for row in &rows {
            find_if_readable(conn, now, asked, row, &mut step.finds)?;
            step.reached = row.0.id.0;
            if is_full(&step) {
                step.is_last = false;
                break;
            }
        }
        if step.is_last || is_full(&step) {
            break;
        }
    }
    drop_hidden(conn, asked, &mut step.finds)?;
    Ok(step)
}

/// One alert, or one profile, that cannot be read finds nothing and keeps nobody else from it.
fn find_if_readable(
    conn: &mut Conn,
    now: Moment,
    asked: &mut Asked,
    row: &Row,
    finds: &mut Vec<Find>,
) -> Result<()> {
    match find(conn, now, asked, row, finds) {
        Err(error) if !is_outage(&error) => {
            tracing::error!(alert = row.0.id.0, %error, "an alert cannot be read and finds nothing");
            Ok(())
        }
        done => done,
    }
}

fn find(
    conn: &mut Conn,
    now: Moment,
    asked: &mut Asked,
    (alert, whose, zone): &Row,
    finds: &mut Vec<Find>,
) -> Result<()> {
    let answer = asked.answer(&alert.criteria, now);
    if answer.found().is_empty() {
        return Ok(());
    }
    let own = match answer.personal() {
        None => None,
        Some(criteria) => {
            let said = read_fit(alert.fit.as_deref())?;
            let fit = fit_behind(conn, whose, said.as_ref(), now)?;
            Some(fit.map_or(Vec::new(), |fit| asked.for_one(criteria, &fit, now)))
        }
    };
    let found = own.as_deref().unwrap_or(answer.found()).iter().copied();
    let due_at = whose.due(alert.frequency, whose.zone(zone.as_deref()), now);
    finds.extend(found.filter(|id| asked.is_for(*id, alert)).map(|posting| Find {
        alert: alert.id,
        posting,
        due_at,
        account: whose.account,
    }));
    Ok(())
}

/// Takes out what people with an account do not want to see.
fn drop_hidden(conn: &mut Conn, asked: &Asked, finds: &mut Vec<Find>) -> Result<()> {
    let accounts: HashSet<AccountId> = finds.iter().filter_map(|find| find.account).collect();
    let accounts: Vec<AccountId> = accounts.into_iter().collect();
    let employer = |id: &PostingId| asked.known(*id).and_then(|known| known.employer);
    let postings: Vec<(PostingId, Option<EmployerId>)> =
        asked.ids().into_iter().map(|id| (id, employer(&id))).collect();
    let hidden = hidden_among(conn, &accounts, &postings)?;
    finds.retain(|find| !find.account.is_some_and(|one| hidden.contains(&(one, find.posting))));
    Ok(())
}

/// Writes a step down with its end; false if somebody else goes on with the batch.
fn write(
    conn: &mut Conn,
    now: Moment,
    claimed: &Claimed,
    batch: &Batch,
    asked: &Asked,
    step: &Step,
) -> Result<bool> {
    let held = match step.is_last {
        true => queue::finish(conn, claimed, now)?,
        false => queue::renew(conn, claimed, now)?,
    };
    let from = alert_batch::table
        .find(batch.id)
        .filter(alert_batch::finished_at.is_null())
        .filter(alert_batch::resume_after.eq(batch.resume_after));
    let finished = step.is_last.then_some(now);
    let place = (alert_batch::resume_after.eq(step.reached), alert_batch::finished_at.eq(finished));
    if !held || diesel::update(from).set(place).execute(conn)? == 0 {
        return Ok(false);
    }
    let mut alerts: Vec<AlertId> = step.finds.iter().map(|find| find.alert).collect();
    alerts.dedup();
    // Who has ended an alert meanwhile gets nothing for it.
    let whose: HashMap<_, _> =
        standing::still(conn, &alerts, batch.appeared())?.into_iter().collect();
    let row = |find: &Find| {
        Some((
            alert_delivery::alert_id.eq(find.alert),
            alert_delivery::subscriber_id.eq(*whose.get(&find.alert)?),
            alert_delivery::posting_id.eq(find.posting),
            alert_delivery::opening.eq(asked.known(find.posting)?.opening),
            alert_delivery::due_at.eq(find.due_at),
            alert_delivery::created_at.eq(now),
        ))
    };
    let rows: Vec<_> = step.finds.iter().filter_map(row).collect();
    for chunk in rows.chunks(500) {
        on_each!(conn, each => diesel::insert_into(alert_delivery::table)
            .values(chunk)
            .on_conflict_do_nothing()
            .execute(each))?;
    }
    Ok(true)
}
