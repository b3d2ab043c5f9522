//! What stands behind the personal switches of an alert.

use super::subscriber::Subscriber;
use crate::applicants::fit_of;
use crate::clock::Moment;
use crate::db::Conn;
use crate::eligibility::Fit;
use crate::error::Result;

/// What a guest `said` when they asked, or an account's profile as it is now.
pub fn fit_behind(
    conn: &mut Conn,
    whose: &Subscriber,
    said: Option<&Fit>,
    now: Moment,
) -> Result<Option<Fit>> {
    match (said, whose.account) {
        (Some(fit), _) => Ok(Some(fit.clone())),
        (None, Some(account)) => fit_of(conn, account, now.date()),
        (None, None) => Ok(None),
    }
}
