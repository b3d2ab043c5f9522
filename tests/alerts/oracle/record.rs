//! What was done, and what follows of it: every posting read by every alert, one by one.

use std::collections::{BTreeMap, HashMap, HashSet};

use careercenter::alerts::{Alert, AlertId, Frequency, Stage, SubscriberId};
use careercenter::clock::Moment;
use careercenter::eligibility::{Fit, Judge};
use careercenter::jobindex::{Criteria, Document, Eyes, JobIndex};
use careercenter::postings::PostingId;
use careercenter::schema::{alert_batch, alert_batch_posting, alert_delivery};
use careercenter::search::documents;
use chrono::TimeDelta;
use diesel::prelude::*;

use crate::alerts::Board;

/// Clocks are read before work is done: what was written so much later may have been seen.
const LATER: TimeDelta = TimeDelta::seconds(2);

/// An alert from some moment on.
#[derive(Clone)]
pub struct State {
    from: Moment,
    pub criteria: Criteria,
    pub frequency: Frequency,
    awake_from: Moment,
    ended: bool,
}

#[derive(Clone)]
pub struct AlertRecord {
    pub id: AlertId,
    pub subscriber: SubscriberId,
    fit: Option<Fit>,
    states: Vec<State>,
}

/// A posting from when it appeared until it was closed.
struct Opening {
    appeared_at: Moment,
    closed_at: Option<Moment>,
    document: Document,
    imported: bool,
}

#[derive(Default)]
pub struct Record {
    alerts: Vec<AlertRecord>,
    openings: BTreeMap<(PostingId, i32), Opening>,
}

/// How what was handed over compares with what follows of the record, in pairs of an alert and an
/// opening.
#[derive(Debug, Default)]
pub struct Found {
    /// Told, each once: what had to be, and what was gone or ended later.
    pub told: usize,
    /// Had to be told.
    pub due: usize,
    /// Not told though they had to be.
    pub missing: usize,
    /// Told though they must not be.
    pub never_asked_for: usize,
    /// Closed, paused, changed or ended while it was matched: either is right.
    pub raced: usize,
    /// Still on their way.
    pub waiting: usize,
}

impl AlertRecord {
    pub fn state_at(&self, at: Moment) -> Option<&State> {
        self.states.iter().rfind(|state| state.from <= at)
    }

    fn is_awake(&self, at: Moment) -> bool {
        self.state_at(at).is_some_and(|state| !state.ended && state.awake_from <= at)
    }

    fn altered_within(&self, from: Moment, to: Moment) -> bool {
        self.states.iter().any(|state| from <= state.from && state.from <= to)
    }

    /// What other words had found is told only if the new ones find it too.
    fn is_reworded_after(&self, at: Moment) -> bool {
        let before = self.state_at(at).map(|state| &state.criteria);
        let after = self.states.iter().filter(|state| state.from > at);
        before.is_some_and(|before| after.into_iter().any(|state| state.criteria != *before))
    }

    fn is_ended(&self) -> bool {
        self.states.last().is_some_and(|state| state.ended)
    }
}

impl Record {
    pub fn alerts(&self) -> usize {
        self.alerts.len()
    }

    pub fn active(&self) -> Vec<&AlertRecord> {
        self.alerts.iter().filter(|alert| !alert.is_ended()).collect()
    }

    pub fn begin(&mut self, alert: &Alert, now: Moment) {
        assert_eq!(alert.stage, Stage::Active);
        self.alerts.push(AlertRecord {
            id: alert.id,
            subscriber: alert.subscriber,
            fit: alert.fit.clone(),
            states: vec![State {
                from: now,
                criteria: alert.criteria.clone(),
                frequency: alert.frequency,
                awake_from: now,
                ended: false,
            }],
        });
    }

    pub fn changed(&mut self, to: &Alert, now: Moment) {
        self.then(to.id, now, |state| State {
            criteria: to.criteria.clone(),
            frequency: to.frequency,
            awake_from: to.paused_until.unwrap_or(state.awake_from),
            ..state
        });
    }

    pub fn ended(&mut self, id: AlertId, now: Moment) {
        self.then(id, now, |state| State { ended: true, ..state });
    }

    fn then(&mut self, id: AlertId, now: Moment, next: impl FnOnce(State) -> State) {
        let known = self.alerts.iter_mut().find(|alert| alert.id == id).expect("it began");
        let last = known.states.last().expect("it began").clone();
        known.states.push(next(State { from: now, ..last }));
    }

    pub fn appeared(
        &mut self,
        board: &Board,
        id: PostingId,
        opening: i32,
        at: Moment,
        imported: bool,
    ) {
        let document = board.read(|conn| documents(conn, &[id])).pop().expect("it is there");
        let one = Opening { appeared_at: at, closed_at: None, document, imported };
        assert!(self.openings.insert((id, opening), one).is_none(), "opened twice");
    }

    pub fn closed(&mut self, id: PostingId, at: Moment) {
        let last = self.openings.iter_mut().rfind(|((of, _), _)| *of == id);
        last.expect("it appeared").1.closed_at = Some(at);
    }

    /// Postings an employer wrote that are live, or closed.
    pub fn written(&self, live: bool) -> Vec<PostingId> {
        let mut last: BTreeMap<PostingId, &Opening> = BTreeMap::new();
        last.extend(self.openings.iter().map(|((id, _), one)| (*id, one)));
        let fitting = last.into_iter().filter(|(_, one)| !one.imported);
        fitting.filter(|(_, one)| one.closed_at.is_none() == live).map(|(id, _)| id).collect()
    }

    /// Reads every opening by every alert.
    pub fn compare(&self, board: &Board) -> Found {
        let told: HashSet<(AlertId, PostingId, i32)> = deliveries(board, true);
        let mut found = Found { waiting: deliveries(board, false).len(), ..Found::default() };
        let seen = seen_by_all(board);
        for ((id, opening), one) in &self.openings {
            let mut plain = Plain::of(&one.document);
            let seen = seen.get(&(*id, *opening)).copied();
            assert!(seen.is_some() || one.closed_at.is_some(), "{id} was never taken");
            for alert in &self.alerts {
                let is_told = told.contains(&(alert.id, *id, *opening));
                found.told += usize::from(is_told);
                let asked_for = seen.is_some() && alert.asks_for(one, &mut plain);
                let until = seen.unwrap_or(one.appeared_at).plus(LATER);
                let raced = alert.altered_within(one.appeared_at, until)
                    || one.closed_at.is_some_and(|at| at <= until);
                let gone = one.closed_at.is_some()
                    || alert.is_ended()
                    || alert.is_reworded_after(one.appeared_at);
                match (asked_for, is_told) {
                    (false, true) if raced => found.raced += 1,
                    (false, true) => found.never_asked_for += 1,
                    (true, _) if raced => found.raced += 1,
                    (true, _) if gone => {}
                    (true, true) => found.due += 1,
                    (true, false) => {
                        found.due += 1;
                        found.missing += 1;
                    }
                    (false, false) => {}
                }
            }
        }
        assert!(told.iter().all(|(_, id, opening)| self.openings.contains_key(&(*id, *opening))));
        found
    }
}

impl AlertRecord {
    fn asks_for(&self, one: &Opening, plain: &mut Plain) -> bool {
        let at = one.appeared_at;
        let Some(state) = self.state_at(at) else { return false };
        self.is_awake(at)
            && !(one.imported && self.is_instant(at))
            && plain.fits(&state.criteria, self.fit.as_ref(), at)
    }
}

/// One posting alone, asked as the listing asks all of them. Equal questions are asked once.
struct Plain {
    index: JobIndex,
    answers: HashMap<String, bool>,
}

impl Plain {
    fn of(document: &Document) -> Plain {
        let index = JobIndex::new();
        index.replace(std::iter::once(document.clone()));
        Plain { index, answers: HashMap::new() }
    }

    fn fits(&mut self, criteria: &Criteria, fit: Option<&Fit>, at: Moment) -> bool {
        let question = format!("{} {fit:?}", criteria.query_string());
        let index = &self.index;
        *self.answers.entry(question).or_insert_with(|| {
            let judge = fit.map(Judge::of);
            let eyes = Eyes { judge: judge.as_ref(), hidden: &[] };
            !index.load().matching(criteria, &eyes, at.micros()).is_empty()
        })
    }
}

/// Pairs that were handed over, or wait; no letter is about one of them twice.
fn deliveries(board: &Board, handed_over: bool) -> HashSet<(AlertId, PostingId, i32)> {
    let rows: Vec<(AlertId, PostingId, i32)> = board.read(|conn| {
        let rows = alert_delivery::table
            .filter(alert_delivery::outbox_id.is_not_null().eq(handed_over))
            .select((
                alert_delivery::alert_id,
                alert_delivery::posting_id,
                alert_delivery::opening,
            ));
        Ok(rows.load(conn)?)
    });
    let (many, pairs) = (rows.len(), HashSet::from_iter(rows));
    assert_eq!(many, pairs.len(), "handed over twice");
    pairs
}

/// When each opening that was taken had been shown to every alert.
fn seen_by_all(board: &Board) -> HashMap<(PostingId, i32), Moment> {
    let rows: Vec<(PostingId, i32, Option<Moment>)> = board.read(|conn| {
        let rows = alert_batch_posting::table.inner_join(alert_batch::table);
        Ok(rows
            .select((
                alert_batch_posting::posting_id,
                alert_batch_posting::opening,
                alert_batch::finished_at,
            ))
            .load(conn)?)
    });
    let finished = |(id, opening, at): (PostingId, i32, Option<Moment>)| {
        ((id, opening), at.expect("every batch is finished"))
    };
    rows.into_iter().map(finished).collect()
}
