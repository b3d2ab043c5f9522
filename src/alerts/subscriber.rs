//! One person alerts are sent to. Who has an account is known by it, so that the address and the
//! clock are always those of the account; a guest is known by the address that answered.
//!
//! A guest's row is the account's as soon as an account has proved the address: it is taken over
//! where there is none yet, else it leads to the account's row, so that links in old letters work.

use chrono_tz::Tz;
use diesel::prelude::*;

use crate::accounts::{self, Account, AccountId, Email};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::on_each;
use crate::schema::{account, alert, alert_delivery, subscriber};

crate::id!(
    /// The id of a subscriber.
    SubscriberId
);

/// How many rows one may lead over; there is one step for each time two rows became one.
const STEPS: usize = 8;

/// A person alerts are sent to.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = subscriber)]
pub struct Subscriber {
    pub id: SubscriberId,
    /// A guest's address; none where an account knows it.
    pub email: Option<String>,
    #[diesel(column_name = account_id)]
    pub account: Option<AccountId>,
    pub(super) moved_to: Option<SubscriberId>,
    /// A guest's IANA zone.
    zone: String,
    pub(super) last_instant_at: Option<Moment>,
    pub(super) last_digest_at: Option<Moment>,
    pub(super) last_weekly_at: Option<Moment>,
    pub(super) confirmation_asked_at: Option<Moment>,
}

impl Subscriber {
    /// The subscriber an id in a link leads to.
    pub fn by_id(conn: &mut Conn, id: SubscriberId) -> Result<Subscriber> {
        let mut at = id;
        for _ in 0..STEPS {
            let found: Subscriber =
                subscriber::table.find(at).select(Subscriber::as_select()).first(conn)?;
            match found.moved_to {
                Some(next) => at = next,
                None => return Ok(found),
            }
        }
        Err(Error::NotFound)
    }

    /// The subscriber an account is; none as long as it has no alert.
    pub fn of_account(conn: &mut Conn, who: &Account) -> Result<Option<Subscriber>> {
        match by_account(conn, who.id)? {
            None if who.verified_at.is_some() => by_email(conn, &who.email),
            known => Ok(known),
        }
    }

    /// The address letters go to, and the zone their hours are meant in. None for an account that
    /// was closed.
    pub fn reached_at(&self, conn: &mut Conn) -> Result<Option<(String, Tz)>> {
        let (email, zone) = match (self.account, &self.email) {
            (Some(id), _) => {
                let open = account::table
                    .find(id)
                    .filter(account::closed_at.is_null())
                    .filter(account::verified_at.is_not_null())
                    .select((account::email, account::time_zone));
                match open.first::<(String, String)>(conn).optional()? {
                    Some(reached) => reached,
                    None => return Ok(None),
                }
            }
            (None, Some(email)) => (email.clone(), self.zone.clone()),
            (None, None) => return Ok(None),
        };
        Ok(Some((email, zone_of(&zone))))
    }

    /// The zone their hours are meant in, given that of their account, if they have one.
    pub(super) fn zone(&self, of_account: Option<&str>) -> Tz {
        zone_of(of_account.unwrap_or(&self.zone))
    }

    /// The account that has proved a guest's address.
    pub(super) fn proved_by(&self, conn: &mut Conn) -> Result<Option<AccountId>> {
        match self.email.as_deref().and_then(Email::parse) {
            Some(email) => Ok(account_of(conn, &email)?.map(|account| account.id)),
            None => Ok(None),
        }
    }

    /// A guest's hours are those of the zone they answer from; an account says its own.
    pub(super) fn lives_in(&self, conn: &mut Conn, zone: Tz) -> Result<()> {
        let guest = subscriber::table.find(self.id).filter(subscriber::account_id.is_null());
        diesel::update(guest).set(subscriber::zone.eq(zone.name())).execute(conn)?;
        Ok(())
    }

    /// Makes whoever does something with the same subscriber wait until this transaction ends, and
    /// reads it as it is then. Who holds several holds them in the order of their ids, or two would
    /// wait for each other.
    pub(super) fn hold(conn: &mut Conn, id: SubscriberId) -> Result<Subscriber> {
        let row = subscriber::table.find(id);
        diesel::update(row).set(subscriber::created_at.eq(subscriber::created_at)).execute(conn)?;
        Ok(row.select(Subscriber::as_select()).first(conn)?)
    }

    /// Holds the subscriber an id in a link leads to.
    pub(super) fn held(conn: &mut Conn, id: SubscriberId) -> Result<Subscriber> {
        let found = Subscriber::by_id(conn, id)?;
        Subscriber::hold(conn, found.id)
    }

    /// The held row of an account, made if there is none.
    pub(super) fn made_for_account(
        conn: &mut Conn,
        now: Moment,
        who: &Account,
    ) -> Result<Subscriber> {
        let (guest, known) = (by_email(conn, &who.email)?, by_account(conn, who.id)?);
        if let (Some(guest), Some(known)) = (&guest, &known) {
            Subscriber::hold(conn, guest.id.min(known.id))?;
        }
        if let Some(guest) = guest {
            guest.become_account(conn, who.id)?;
        }
        if by_account(conn, who.id)?.is_none() {
            let row = (
                subscriber::account_id.eq(who.id),
                subscriber::zone.eq(&who.time_zone),
                subscriber::created_at.eq(now),
            );
            on_each!(conn, each => diesel::insert_into(subscriber::table)
                .values(row)
                .on_conflict_do_nothing()
                .execute(each))?;
        }
        let made = by_account(conn, who.id)?.ok_or(Error::NotFound)?;
        Subscriber::hold(conn, made.id)
    }

    /// The held row of a guest's address, made if there is none.
    pub(super) fn made_for_guest(
        conn: &mut Conn,
        now: Moment,
        email: &Email,
        zone: Tz,
    ) -> Result<Subscriber> {
        let row = (
            subscriber::email.eq(email.as_str()),
            subscriber::zone.eq(zone.name()),
            subscriber::created_at.eq(now),
        );
        on_each!(conn, each => diesel::insert_into(subscriber::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(each))?;
        let made = by_email(conn, email.as_str())?.ok_or(Error::NotFound)?;
        Subscriber::hold(conn, made.id)
    }

    /// A guest's row goes over to the account that has proved its address.
    pub(super) fn become_account(&self, conn: &mut Conn, id: AccountId) -> Result<()> {
        let guest = Subscriber::hold(conn, self.id)?;
        if guest.email.is_none() {
            return Ok(());
        }
        let row = subscriber::table.find(guest.id);
        let gone = subscriber::email.eq(None::<String>);
        let Some(known) = by_account(conn, id)? else {
            let set = (gone, subscriber::account_id.eq(id));
            diesel::update(row).set(set).execute(conn)?;
            return Ok(());
        };
        let theirs = alert::table.filter(alert::subscriber_id.eq(guest.id));
        diesel::update(theirs).set(alert::subscriber_id.eq(known.id)).execute(conn)?;
        guest.pass_on(conn, known.id)?;
        diesel::update(row).set((gone, subscriber::moved_to.eq(known.id))).execute(conn)?;
        Ok(())
    }

    /// Whatever waits for this row waits for another from now on.
    pub(super) fn pass_on(&self, conn: &mut Conn, to: SubscriberId) -> Result<()> {
        let theirs = alert_delivery::table.filter(alert_delivery::subscriber_id.eq(self.id));
        diesel::update(theirs).set(alert_delivery::subscriber_id.eq(to)).execute(conn)?;
        Ok(())
    }
}

/// The verified account of an address, if there is one.
pub(super) fn account_of(conn: &mut Conn, email: &Email) -> Result<Option<Account>> {
    Ok(Account::by_email(conn, email)?.filter(|known| known.verified_at.is_some()))
}

/// A zone that has lost its name since is taken for the one most people live in.
pub(super) fn zone_of(name: &str) -> Tz {
    name.parse().unwrap_or(accounts::TIME_ZONE)
}

pub(super) fn by_account(conn: &mut Conn, id: AccountId) -> Result<Option<Subscriber>> {
    let row = subscriber::table.filter(subscriber::account_id.eq(id));
    Ok(row.select(Subscriber::as_select()).first(conn).optional()?)
}

pub(super) fn by_email(conn: &mut Conn, email: &str) -> Result<Option<Subscriber>> {
    let row = subscriber::table.filter(subscriber::email.eq(email));
    Ok(row.select(Subscriber::as_select()).first(conn).optional()?)
}
