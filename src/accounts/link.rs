//! Links sent by mail: they prove an address or allow a new password, once, for a while. The
//! token is a signature over the row's id, so the table holds nothing that opens an account.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::account::{Account, AccountId};
use crate::clock::Moment;
use crate::config::Secret;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::schema::{account, account_link};
use crate::{text_enum, token};

text_enum!(
    /// What a link is good for.
    Purpose { Verify = "verify", Reset = "reset" }
);

/// What a link looks like when it is opened.
pub(super) enum Opened {
    /// It still works, for this account.
    Live {
        id: i64,
        account: Account,
    },
    /// It has worked already, or another has taken its place.
    Used(Account),
    Expired(Account),
}

impl Purpose {
    /// How long a link of this kind works.
    pub fn lasts(self) -> TimeDelta {
        match self {
            Purpose::Verify => TimeDelta::hours(48),
            Purpose::Reset => TimeDelta::hours(1),
        }
    }
}

/// Makes a link; the mail that carries it names its id and never its token.
pub(super) fn make(
    conn: &mut Conn,
    now: Moment,
    account: AccountId,
    purpose: Purpose,
    lasts: TimeDelta,
) -> Result<i64> {
    Ok(diesel::insert_into(account_link::table)
        .values((
            account_link::account_id.eq(account),
            account_link::purpose.eq(purpose),
            account_link::created_at.eq(now),
            account_link::expires_at.eq(now.plus(lasts)),
        ))
        .returning(account_link::id)
        .get_result(conn)?)
}

const SIGNED_FOR: &str = "account-link";

/// What the link carries.
pub(super) fn token(secret: &Secret, id: i64) -> String {
    token::carry(secret, SIGNED_FOR, id)
}

/// The id in a token; not found if we did not sign it.
pub(super) fn id_in(secret: &Secret, token: &str) -> Result<i64> {
    token::carried(secret, SIGNED_FOR, token).ok_or(Error::NotFound)
}

/// Looks at a link without using it.
pub(super) fn open(conn: &mut Conn, now: Moment, id: i64, purpose: Purpose) -> Result<Opened> {
    let (expires_at, used_at, account): (Moment, Option<Moment>, Account) = account_link::table
        .inner_join(account::table)
        .filter(account_link::id.eq(id))
        .filter(account_link::purpose.eq(purpose))
        .select((account_link::expires_at, account_link::used_at, Account::as_select()))
        .first(conn)?;
    Ok(match used_at {
        Some(_) => Opened::Used(account),
        None if expires_at <= now => Opened::Expired(account),
        None => Opened::Live { id, account },
    })
}

/// Uses a link up; `Conflict` if it has been used or has expired meanwhile.
pub(super) fn spend(conn: &mut Conn, now: Moment, id: i64) -> Result<()> {
    let live = account_link::table
        .find(id)
        .filter(account_link::used_at.is_null())
        .filter(account_link::expires_at.gt(now));
    match diesel::update(live).set(account_link::used_at.eq(now)).execute(conn)? {
        0 => Err(Error::Conflict("This link has been used already.".into())),
        _ => Ok(()),
    }
}

/// Makes every open link of an account void, except those of another purpose if one is given.
pub(super) fn void(
    conn: &mut Conn,
    now: Moment,
    account: AccountId,
    only: Option<Purpose>,
) -> Result<()> {
    let purposes = only.map_or(Purpose::ALL.to_vec(), |purpose| vec![purpose]);
    let open = account_link::table
        .filter(account_link::account_id.eq(account))
        .filter(account_link::purpose.eq_any(purposes))
        .filter(account_link::used_at.is_null());
    diesel::update(open).set(account_link::used_at.eq(now)).execute(conn)?;
    Ok(())
}

/// Deletes links that expired before a moment.
pub(super) fn sweep(conn: &mut Conn, before: Moment) -> Result<()> {
    diesel::delete(account_link::table.filter(account_link::expires_at.lt(before)))
        .execute(conn)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_tokens_are_read() {
        let secret = Secret::new("a secret of thirty-two characters or more");
        let genuine = token(&secret, 42);
        assert_eq!(id_in(&secret, &genuine).expect("genuine"), 42);
        let moved = genuine.replace("42.", "43.");
        let other = token(&Secret::new("another secret of thirty-two characters"), 42);
        for forged in ["", ".", "42", "42.", "42.00", "é.é", &moved, &other] {
            assert!(id_in(&secret, forged).is_err(), "{forged}");
        }
    }
}
