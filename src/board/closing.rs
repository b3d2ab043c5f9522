//! Closing an account, told as one story: every slice gives up what it holds of the person, in one
//! transaction, or nothing happens.

use chrono::{NaiveDate, TimeDelta};

use crate::accounts::{self, Account, KnewPassword};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Result;
use crate::{alerts, applicants, applications, employers};

/// How long employers keep what somebody sent who has left.
const KEPT: TimeDelta = TimeDelta::days(30);

/// Closes an account. `Conflict` while something depends on the person: an employer only they own,
/// the board only they look after, an application that is moved at this moment.
pub(super) fn close(
    conn: &mut Conn,
    now: Moment,
    who: &Account,
    knew: &KnewPassword,
) -> Result<()> {
    accounts::begin_closing(conn, who, knew)?;
    employers::leave_all(conn, now, who)?;
    applications::withdraw_all(conn, now, who.id, now.plus(KEPT))?;
    alerts::erase(conn, who)?;
    applicants::erase(conn, who.id)?;
    accounts::close(conn, now, who.id, erased_on(now))
}

/// The day by which the last of it is gone, if an account is closed now.
pub(super) fn erased_on(now: Moment) -> NaiveDate {
    now.plus(KEPT).date()
}
