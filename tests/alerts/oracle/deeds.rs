//! What people do to postings and alerts, each noted with its moment.

use careercenter::accounts::{Account, Email, create_verified};
use careercenter::alerts::{self, Change, Frequency, NewAlert, Subscriber};
use careercenter::clock::Moment;
use careercenter::db::Conn;
use careercenter::postings::{
    CloseReason, Imported, LISTED_DAYS, Outcome, Posting, PostingId, Saving,
};
use careercenter::schema::{alert_batch, alert_batch_posting};
use chrono::TimeDelta;
use diesel::prelude::*;

use super::chance::Chance;
use super::real_now;
use super::record::{AlertRecord, Record};
use crate::alerts::{Board, search};

pub struct Deeds<'a> {
    board: &'a Board,
    chance: Chance,
    pub record: Record,
    /// People so far.
    people: usize,
}

impl<'a> Deeds<'a> {
    pub fn new(board: &'a Board, chance: Chance) -> Deeds<'a> {
        Deeds { board, chance, record: Record::default(), people: 0 }
    }

    /// Alerts that are there from the beginning; a person has four.
    pub fn begin(&mut self, alerts: u64) {
        while self.record.alerts() < alerts as usize {
            self.person();
        }
    }

    pub fn something(&mut self) {
        match self.chance.below(100) {
            0..40 => self.publish(),
            40..50 => self.import(),
            50..62 => self.edit(),
            62..74 => self.close(),
            74..84 => self.reopen(),
            84..92 => self.pause_or_resume(),
            92..94 => self.end(),
            94..97 => self.change(),
            _ => self.person(),
        }
    }

    /// A person with four alerts: a guest, or with an account.
    fn person(&mut self) {
        self.people += 1;
        let email = format!("person{}@home.example", self.people);
        let email = Email::parse(&email).expect("an address");
        let is_guest = self.people.is_multiple_of(2);
        let zone = self.chance.pick(&["America/New_York", "Pacific/Honolulu", "America/Denver"]);
        let asked: Vec<NewAlert> = (0..4)
            .map(|_| {
                let (query, fit) = self.chance.search(is_guest);
                let frequency = self.chance.frequency();
                NewAlert { criteria: search(&query), fit, frequency }
            })
            .collect();
        let now = real_now();
        let made = self.board.write(|conn| {
            if is_guest {
                asked.iter().try_for_each(|new| alerts::ask(conn, now, &email, zone, new))?;
                let id = careercenter::schema::subscriber::table
                    .filter(careercenter::schema::subscriber::email.eq(email.as_str()))
                    .select(careercenter::schema::subscriber::id)
                    .first(conn)?;
                let waiting = alerts::waiting(conn, id)?;
                let ids: Vec<_> = waiting.iter().map(|one| one.id).collect();
                alerts::confirm(conn, now, id, &ids)?;
                return alerts::of(conn, id);
            }
            let zone = zone.parse().expect("a zone");
            let id = create_verified(conn, now, &email, "Somebody", "none", zone, false)?;
            let account = Account::by_id(conn, id)?;
            for new in &asked {
                alerts::subscribe(conn, now, &account, new)?;
            }
            let row = Subscriber::of_account(conn, &account)?.expect("a row");
            alerts::of(conn, row.id)
        });
        made.iter().for_each(|alert| self.record.begin(alert, now));
    }

    fn publish(&mut self) {
        let (content, now) = (self.chance.content(), real_now());
        let (employer, by) = (self.board.hiring.employer, &self.board.hiring.account);
        let id = self.board.write(|conn| {
            let id = Posting::draft(conn, now, employer, &content)?;
            let draft = Posting::by_id(conn, id)?;
            let saving = Saving { attested: true, ..Saving::default() };
            draft.edit(conn, now, draft.version, &content, &saving, by)?;
            Posting::by_id(conn, id)?.publish(conn, now, by)?;
            Ok(id)
        });
        self.record.appeared(self.board, id, 0, now, false);
    }

    fn import(&mut self) {
        let (content, now) = (self.chance.content(), real_now());
        let key = format!("import {}", now.micros());
        let imported = Imported {
            source_key: key.clone(),
            source_name: "usajobs.gov".to_owned(),
            url: String::new(),
            content_hash: key,
            employer_name: "Veterans Health Administration".to_owned(),
            content,
            facts: Vec::new(),
            first_published_at: now,
            expires_at: now.plus(TimeDelta::days(30)),
            as_of: now,
        };
        let Outcome::Imported(id) = self.board.write(|conn| imported.store(conn, now)) else {
            panic!("a new key is a new posting");
        };
        self.record.appeared(self.board, id, 0, now, true);
    }

    /// Only what every alert has seen: which words one of them saw would be anybody's guess.
    fn edit(&mut self) {
        let Some(id) = self.some_posting(true) else { return };
        let (content, now) = (self.chance.content(), real_now());
        let by = &self.board.hiring.account;
        self.board.write(|conn| {
            let posting = Posting::by_id(conn, id)?;
            match is_settled(conn, id, posting.opening)? {
                false => Ok(()),
                true => {
                    let saving = Saving { attested: true, ..Saving::default() };
                    posting.edit(conn, now, posting.version, &content, &saving, by)
                }
            }
        });
    }

    fn close(&mut self) {
        let Some(id) = self.some_posting(true) else { return };
        let (by, now) = (&self.board.hiring.account, real_now());
        self.board
            .write(|conn| Posting::by_id(conn, id)?.close(conn, now, CloseReason::Filled, "", by));
        self.record.closed(id, now);
    }

    fn reopen(&mut self) {
        let Some(id) = self.some_posting(false) else { return };
        let (by, now) = (&self.board.hiring.account, real_now());
        let opening = self.board.write(|conn| {
            Posting::by_id(conn, id)?.renew(conn, now, LISTED_DAYS, by)?;
            Ok(Posting::by_id(conn, id)?.opening)
        });
        self.record.appeared(self.board, id, opening, now, false);
    }

    fn some_posting(&mut self, live: bool) -> Option<PostingId> {
        let all = self.record.written(live);
        (!all.is_empty()).then(|| self.chance.pick(&all))
    }

    fn pause_or_resume(&mut self) {
        let days = self.chance.pick(&[0, 1, 2]);
        self.alter(|alert, now, _| {
            let rests = alert.is_paused(now);
            let until = now.plus(TimeDelta::hours(1 + 24 * days));
            Change { paused_until: (!rests).then_some(until), ..Change::of(alert) }
        });
    }

    fn change(&mut self) {
        self.alter(|alert, _, chance| {
            let frequency = chance.frequency();
            let (query, _) = chance.search(false);
            Change { frequency, criteria: search(&query), ..Change::of(alert) }
        });
    }

    fn alter(&mut self, to: impl Fn(&alerts::Alert, Moment, &mut Chance) -> Change) {
        let Some(known) = self.some_alert() else { return };
        let alert = self.board.read(|conn| alerts::one(conn, known.subscriber, known.id));
        let now = real_now();
        let change = to(&alert, now, &mut self.chance);
        let written = self.board.world.site.db.write_now(|conn| {
            alerts::change(conn, now, &alert, &change)?;
            alerts::one(conn, known.subscriber, known.id)
        });
        // Another alert of theirs may search for just that.
        if let Ok(changed) = written {
            self.record.changed(&changed, now);
        }
    }

    fn end(&mut self) {
        let Some(known) = self.some_alert() else { return };
        let now = real_now();
        self.board.write(|conn| alerts::end(conn, now, known.subscriber, &[known.id]));
        self.record.ended(known.id, now);
    }

    fn some_alert(&mut self) -> Option<AlertRecord> {
        let all = self.record.active();
        (!all.is_empty()).then(|| all[self.chance.below(all.len())].clone())
    }
}

/// Whether every alert has seen an opening.
fn is_settled(conn: &mut Conn, id: PostingId, opening: i32) -> careercenter::error::Result<bool> {
    let finished = alert_batch_posting::table
        .inner_join(alert_batch::table)
        .filter(alert_batch_posting::posting_id.eq(id))
        .filter(alert_batch_posting::opening.eq(opening))
        .filter(alert_batch::finished_at.is_not_null());
    Ok(finished.count().get_result::<i64>(conn)? > 0)
}

impl AlertRecord {
    /// What imported postings are not for.
    pub fn is_instant(&self, at: Moment) -> bool {
        self.state_at(at).is_some_and(|state| state.frequency == Frequency::Instant)
    }
}
