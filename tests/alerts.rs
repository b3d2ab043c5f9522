//! Searches that write: who may have them, what reaches them, and when.

mod asking;
mod changing;
mod delivery;
mod failing;
mod leaving;
mod matching;
mod morning;
mod once;
mod oracle;
mod waiting;

use careercenter::accounts::{Account, AccountId, Email};
use careercenter::alerts::{
    self, Alert, AlertId, Frequency, Mailing, NewAlert, Subscriber, SubscriberId,
};
use careercenter::clock::Moment;
use careercenter::db::Conn;
use careercenter::eligibility::Fit;
use careercenter::error::Result;
use careercenter::jobindex::Criteria;
use careercenter::mail::outbox::Kind;
use careercenter::postings::{CloseReason, Content, LISTED_DAYS, Posting, PostingId, Saving};
use careercenter::schema::{alert_delivery, outbox, subscriber};
use chrono::TimeDelta;
use diesel::prelude::*;

use crate::support::World;
use crate::support::advert::{self, Hiring};

const CLEO: &str = "cleo@home.example";
const GUS: &str = "gus@home.example";

/// A search as an address writes it.
fn search(query: &str) -> Criteria {
    let pairs = url::form_urlencoded::parse(query.as_bytes());
    Criteria::parse(pairs.into_owned()).criteria
}

fn new(query: &str, frequency: Frequency) -> NewAlert {
    NewAlert { criteria: search(query), fit: None, frequency }
}

/// A board with an employer it knows, and somebody with an account.
struct Board {
    world: World,
    hiring: Hiring,
    cleo: AccountId,
}

impl Board {
    fn of(world: World) -> Board {
        let hiring = advert::employer(&world.site, "Riverbend Health");
        let cleo = world.account(CLEO);
        Board { world, hiring, cleo }
    }

    #[track_caller]
    fn write<T>(&self, work: impl FnOnce(&mut Conn) -> Result<T>) -> T {
        self.world.site.db.write_now(work).expect("it is written")
    }

    #[track_caller]
    fn read<T>(&self, work: impl FnOnce(&mut Conn) -> Result<T>) -> T {
        self.world.site.db.read_now(work).expect("it is read")
    }

    fn account(&self, id: AccountId) -> Account {
        self.read(|conn| Account::by_id(conn, id))
    }

    fn subscribe(&self, who: AccountId, query: &str, frequency: Frequency) -> AlertId {
        let (account, now) = (self.account(who), self.world.now());
        self.write(|conn| alerts::subscribe(conn, now, &account, &new(query, frequency)))
    }

    fn ask(&self, email: &str, new: &NewAlert) {
        let (email, now) = (Email::parse(email).expect("an address"), self.world.now());
        self.write(|conn| alerts::ask(conn, now, &email, "America/Chicago", new));
    }

    /// A guest's alert, asked for and confirmed.
    fn guest(&self, email: &str, query: &str, fit: Option<Fit>, frequency: Frequency) -> AlertId {
        self.ask(email, &NewAlert { fit, ..new(query, frequency) });
        let (whose, now) = (self.subscriber(email), self.world.now());
        let waiting = self.read(|conn| alerts::waiting(conn, whose));
        let [alert] = &waiting[..] else { panic!("{waiting:?}") };
        self.write(|conn| alerts::confirm(conn, now, whose, &[alert.id]));
        alert.id
    }

    /// The row of a guest's address, or of an account's.
    fn subscriber(&self, email: &str) -> SubscriberId {
        self.read(|conn| {
            let row = subscriber::table.filter(subscriber::email.eq(email));
            if let Some(guest) = row.select(subscriber::id).first(conn).optional()? {
                return Ok(guest);
            }
            let email = Email::parse(email).expect("an address");
            let account = Account::by_email(conn, &email)?.expect("an account");
            Ok(Subscriber::of_account(conn, &account)?.expect("with alerts").id)
        })
    }

    fn alert(&self, id: AlertId, email: &str) -> Alert {
        let whose = self.subscriber(email);
        self.read(|conn| alerts::one(conn, whose, id))
    }

    fn publish(&self, title: &str) -> PostingId {
        self.publish_with(&advert::content(title))
    }

    fn publish_with(&self, content: &Content) -> PostingId {
        advert::publish(&self.world.site, &self.hiring, content)
    }

    fn publish_many(&self, many: usize) -> Vec<PostingId> {
        (0..many).map(|number| self.publish(&format!("Outpatient Coder {number}"))).collect()
    }

    fn posting<T>(
        &self,
        id: PostingId,
        verb: impl Fn(&mut Conn, Moment, &Posting, &Account) -> Result<T>,
    ) {
        let now = self.world.now();
        self.write(|conn| {
            let posting = Posting::by_id(conn, id)?;
            verb(conn, now, &posting, &self.hiring.account).map(|_| ())
        });
    }

    fn close(&self, id: PostingId) {
        self.posting(id, |conn, now, posting, by| {
            posting.close(conn, now, CloseReason::Filled, "", by)
        });
    }

    fn reopen(&self, id: PostingId) {
        self.posting(id, |conn, now, posting, by| posting.renew(conn, now, LISTED_DAYS, by));
    }

    fn edit(&self, id: PostingId, content: &Content) {
        let saving = Saving { attested: true, ..Saving::default() };
        self.posting(id, |conn, now, posting, by| {
            posting.edit(conn, now, posting.version, content, &saving, by)
        });
    }

    /// The worker does what is due, two seconds later.
    fn work(&self) {
        self.after(TimeDelta::seconds(2));
    }

    fn after(&self, span: TimeDelta) {
        self.world.advance(span);
        self.world.work();
    }

    /// Letters of alerts put down so far: when, to whom, and about which postings.
    fn letters(&self) -> Vec<(String, Vec<PostingId>)> {
        self.read(|conn| {
            let rows: Vec<(i64, String)> = outbox::table
                .filter(outbox::kind.eq(Kind::Alert))
                .order(outbox::id)
                .select((outbox::id, outbox::recipient))
                .load(conn)?;
            let about = |(id, recipient): (i64, String)| {
                let postings = alert_delivery::table
                    .filter(alert_delivery::outbox_id.eq(id))
                    .order(alert_delivery::posting_id)
                    .select(alert_delivery::posting_id)
                    .distinct()
                    .load(conn)?;
                Ok((recipient, postings))
            };
            rows.into_iter().map(about).collect()
        })
    }

    /// What the letters to an address are about.
    fn told(&self, email: &str) -> Vec<Vec<PostingId>> {
        let theirs = self.letters().into_iter().filter(|(recipient, _)| recipient == email);
        theirs.map(|(_, postings)| postings).collect()
    }

    /// What waits to be handed over.
    fn waiting(&self) -> i64 {
        self.read(|conn| {
            let waiting = alert_delivery::table.filter(alert_delivery::outbox_id.is_null());
            Ok(waiting.count().get_result(conn)?)
        })
    }

    /// The last letter as it would be rendered now.
    fn mailing(&self) -> Option<Mailing> {
        let now = self.world.now();
        self.read(|conn| {
            let letters = outbox::table.filter(outbox::kind.eq(Kind::Alert));
            let last: i64 = letters.order(outbox::id.desc()).select(outbox::id).first(conn)?;
            Mailing::of(conn, now, last)
        })
    }
}
