//! The credentials somebody holds. A number is sealed before it is stored: only the running
//! program can read it, for its owner and for an employer who made an offer.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::accounts::AccountId;
use crate::config::Secret;
use crate::db::Conn;
use crate::eligibility::{Held, Holding};
use crate::error::Result;
use crate::schema::held_credential;
use crate::seal;
use crate::site::Site;
use crate::text_enum;

text_enum!(
    /// How somebody stands to a credential.
    HeldStanding {
        Held = "held",
        /// They may sit the exam.
        Eligible = "eligible",
    }
);

/// What numbers are sealed for.
const PURPOSE: &str = "credential number";

/// One credential of somebody.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = held_credential)]
pub struct HeldCredential {
    /// Slug of the credential.
    pub credential: String,
    pub standing: HeldStanding,
    pub issued: Option<NaiveDate>,
    /// The last day it is good for.
    pub expires: Option<NaiveDate>,
    /// Empty if they gave no number.
    pub(super) number_sealed: String,
}

impl HeldCredential {
    /// What it counts as on a day.
    pub fn held(&self, today: NaiveDate) -> Held {
        match (self.standing, self.expires) {
            (HeldStanding::Eligible, _) => Held::Eligible,
            (HeldStanding::Held, Some(last)) if last < today => Held::Expired,
            (HeldStanding::Held, _) => Held::Held,
        }
    }

    pub(super) fn holding(&self, today: NaiveDate) -> Holding {
        Holding { credential: self.credential.clone(), held: self.held(today) }
    }

    pub fn has_number(&self) -> bool {
        !self.number_sealed.is_empty()
    }

    /// The number in the clear. A number sealed with a key that is gone is said in the log and
    /// counts as none: nobody's page may fail for it.
    pub(super) fn number(&self, secret: &Secret, account: AccountId) -> Option<String> {
        if !self.has_number() {
            return None;
        }
        let owner = owner(account, &self.credential);
        match seal::open(secret, PURPOSE, &owner, &self.number_sealed) {
            Ok(number) => Some(number),
            Err(error) => {
                tracing::error!(%account, credential = self.credential, %error, "a number is lost");
                None
            }
        }
    }
}

/// A number as it is stored.
pub(super) fn sealed(
    secret: &Secret,
    account: AccountId,
    credential: &str,
    number: &str,
) -> String {
    seal::seal(secret, PURPOSE, &owner(account, credential), number)
}

fn owner(account: AccountId, credential: &str) -> String {
    format!("{account} {credential}")
}

/// The number somebody gave for a credential; none if they gave none. Employers see it from the
/// offer on.
pub fn number_of(
    conn: &mut Conn,
    site: &Site,
    account: AccountId,
    credential: &str,
) -> Result<Option<String>> {
    let row = held_credential::table
        .filter(held_credential::account_id.eq(account))
        .filter(held_credential::credential.eq(credential))
        .select(HeldCredential::as_select())
        .first(conn)
        .optional()?;
    Ok(row.and_then(|held| held.number(&site.config.secret, account)))
}

/// The credentials of somebody, in the order they wrote them.
pub(super) fn of(conn: &mut Conn, account: AccountId) -> Result<Vec<HeldCredential>> {
    Ok(held_credential::table
        .filter(held_credential::account_id.eq(account))
        .order(held_credential::id)
        .select(HeldCredential::as_select())
        .load(conn)?)
}

/// Puts these in place of what somebody held.
pub(super) fn replace(
    conn: &mut Conn,
    account: AccountId,
    credentials: &[HeldCredential],
) -> Result<()> {
    erase(conn, account)?;
    for held in credentials {
        diesel::insert_into(held_credential::table)
            .values((
                held_credential::account_id.eq(account),
                held_credential::credential.eq(&held.credential),
                held_credential::standing.eq(held.standing),
                held_credential::issued.eq(held.issued),
                held_credential::expires.eq(held.expires),
                held_credential::number_sealed.eq(&held.number_sealed),
            ))
            .execute(conn)?;
    }
    Ok(())
}

pub(super) fn erase(conn: &mut Conn, account: AccountId) -> Result<()> {
    let own = held_credential::table.filter(held_credential::account_id.eq(account));
    diesel::delete(own).execute(conn)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(standing: HeldStanding, expires: Option<&str>) -> HeldCredential {
        HeldCredential {
            credential: "cpc".into(),
            standing,
            issued: None,
            expires: expires.map(|day| day.parse().expect("a day")),
            number_sealed: String::new(),
        }
    }

    #[test]
    fn a_credential_counts_to_the_end_of_its_last_day() {
        let today = "2026-11-23".parse().expect("a day");
        for (standing, expires, counts) in [
            (HeldStanding::Held, None, Held::Held),
            (HeldStanding::Held, Some("2026-11-24"), Held::Held),
            (HeldStanding::Held, Some("2026-11-23"), Held::Held),
            (HeldStanding::Held, Some("2026-11-22"), Held::Expired),
            (HeldStanding::Eligible, Some("2026-11-22"), Held::Eligible),
        ] {
            assert_eq!(held(standing, expires).held(today), counts, "{expires:?}");
        }
    }

    #[test]
    fn a_number_opens_for_its_owner_and_credential_alone() {
        let secret = Secret::new("a secret of at least thirty-two letters");
        let mut cpc = held(HeldStanding::Held, None);
        assert_eq!(cpc.number(&secret, AccountId(7)), None);
        cpc.number_sealed = sealed(&secret, AccountId(7), "cpc", "0123456");
        assert_eq!(cpc.number(&secret, AccountId(7)).as_deref(), Some("0123456"));
        assert_eq!(cpc.number(&secret, AccountId(8)), None);
        cpc.credential = "ccs".into();
        assert_eq!(cpc.number(&secret, AccountId(7)), None);
    }
}
