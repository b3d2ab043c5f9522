//! How long a profile is kept: two years from the last time its owner saved it or applied with
//! it. Then it is erased without being asked.

use chrono::{Months, NaiveDate};
use diesel::prelude::*;

use super::profile::Profile;
use crate::accounts::AccountId;
use crate::audit::{self, Deed};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Result;
use crate::schema::profile;

const KEPT: Months = Months::new(24);

/// Profiles erased in one transaction.
const BATCH: i64 = 100;

/// The last day something that was used now is kept.
pub(super) fn until(now: Moment) -> NaiveDate {
    now.date().checked_add_months(KEPT).unwrap_or(NaiveDate::MAX)
}

/// Keeps the profile of somebody, if there is one, for its whole time from now: they used it.
pub fn renew(conn: &mut Conn, account: AccountId, now: Moment) -> Result<()> {
    let last = until(now);
    let own = profile::table.find(account).filter(profile::keep_until.lt(last));
    diesel::update(own).set(profile::keep_until.eq(last)).execute(conn)?;
    Ok(())
}

/// Erases profiles whose time is over, a batch a call; how many. For the schedule.
pub fn sweep(conn: &mut Conn, now: Moment) -> Result<usize> {
    let over: Vec<AccountId> = profile::table
        .filter(profile::keep_until.lt(now.date()))
        .order(profile::keep_until)
        .limit(BATCH)
        .select(profile::account_id)
        .load(conn)?;
    for account in &over {
        let due = profile::table.find(account).filter(profile::keep_until.lt(now.date()));
        // Renewed just now: not due any more.
        if diesel::delete(due).execute(conn)? == 0 {
            continue;
        }
        Profile::erase_parts(conn, *account)?;
        let deed = Deed {
            happened_at: now,
            account_id: None,
            actor: "the board",
            deed: "erased a profile whose time was over",
            subject: "profile",
            subject_id: account.0,
            detail: "",
        };
        audit::record(conn, deed)?;
    }
    Ok(over.len())
}
