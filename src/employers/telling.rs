//! How often a member hears of new applications. Each one chooses for themselves; once a day
//! unless they say otherwise, whatever their seat: viewers too may know who applied.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::employer::{Employer, EmployerId};
use super::member::Member;
use super::standing::Standing;
use crate::accounts::Account;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Result;
use crate::schema::{account, employer, member};
use crate::text_enum;

text_enum!(
    /// When a letter about applications is written.
    Telling {
        /// For each one, at once.
        Each = "each",
        /// In the morning, if there is anything new.
        Daily = "daily",
        Never = "none",
    }
);

/// A member who is told once a day.
#[derive(Clone, Debug)]
pub struct Listener {
    seat: i64,
    pub account: Account,
    pub employer: Employer,
    /// What happened up to here, and no later, they have heard of.
    pub since: Moment,
    told_at: Option<Moment>,
}

impl Member {
    /// How often they hear of new applications.
    pub fn telling(&self, conn: &mut Conn) -> Result<Telling> {
        Ok(member::table
            .filter(member::account_id.eq(self.account.id))
            .filter(member::employer_id.eq(self.employer.id))
            .select(member::mail)
            .first(conn)?)
    }

    /// Chooses how often. What has come until now counts as heard of.
    pub fn choose_telling(&self, conn: &mut Conn, now: Moment, often: Telling) -> Result<()> {
        let seat = member::table
            .filter(member::account_id.eq(self.account.id))
            .filter(member::employer_id.eq(self.employer.id))
            .filter(member::mail.ne(often));
        diesel::update(seat)
            .set((member::mail.eq(often), member::told_at.eq(now)))
            .execute(conn)?;
        Ok(())
    }
}

/// Who hears of each application at once; nobody of a suspended employer.
pub fn told_of_each(conn: &mut Conn, id: EmployerId) -> Result<Vec<Account>> {
    Ok(member::table
        .inner_join(account::table)
        .inner_join(employer::table)
        .filter(member::employer_id.eq(id))
        .filter(member::mail.eq(Telling::Each))
        .filter(employer::standing.ne(Standing::Suspended))
        .filter(account::verified_at.is_not_null())
        .order(member::id)
        .select(Account::as_select())
        .load(conn)?)
}

/// The time zones in which members are told once a day.
pub fn zones_told_daily(conn: &mut Conn) -> Result<Vec<String>> {
    Ok(member::table
        .inner_join(account::table)
        .filter(member::mail.eq(Telling::Daily))
        .select(account::time_zone)
        .distinct()
        .order(account::time_zone)
        .load(conn)?)
}

/// Members of a time zone who were last told before `morning`, at most `most`.
pub fn untold_since(
    conn: &mut Conn,
    zone: &str,
    morning: Moment,
    most: i64,
) -> Result<Vec<Listener>> {
    let unheard = member::told_at
        .lt(morning)
        .or(member::told_at.is_null().and(member::created_at.nullable().lt(morning)));
    let rows: Vec<(i64, Account, Employer, Moment, Option<Moment>)> = member::table
        .inner_join(account::table)
        .inner_join(employer::table)
        .filter(member::mail.eq(Telling::Daily))
        .filter(account::time_zone.eq(zone))
        .filter(unheard)
        .order(member::id)
        .limit(most)
        .select((
            member::id,
            Account::as_select(),
            Employer::as_select(),
            member::created_at,
            member::told_at,
        ))
        .load(conn)?;
    let listener = |(seat, account, employer, created, told_at): (_, _, _, _, Option<Moment>)| {
        // What comes in the moment they sit down is news to them.
        let first = |created: Moment| created.minus(TimeDelta::microseconds(1));
        let since = told_at.unwrap_or_else(|| first(created));
        Listener { seat, account, employer, since, told_at }
    };
    Ok(rows.into_iter().map(listener).collect())
}

impl Listener {
    /// Notes that they have heard of everything up to `until`; false if that was noted elsewhere
    /// meanwhile, or they chose otherwise.
    pub fn heard(&self, conn: &mut Conn, until: Moment) -> Result<bool> {
        let seat = member::table.find(self.seat).filter(member::mail.eq(Telling::Daily));
        let changed = match self.told_at {
            Some(at) => diesel::update(seat.filter(member::told_at.eq(at)))
                .set(member::told_at.eq(until))
                .execute(conn)?,
            None => diesel::update(seat.filter(member::told_at.is_null()))
                .set(member::told_at.eq(until))
                .execute(conn)?,
        };
        Ok(changed == 1)
    }

    /// Whether a letter to them is worth writing at all.
    pub fn can_be_told(&self) -> bool {
        self.account.verified_at.is_some() && self.employer.standing != Standing::Suspended
    }
}
