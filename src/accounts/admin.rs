//! How the first administrator comes in: the operator names an address, and gets a link with
//! which its owner chooses a password. No password ever stands in a command line.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::account::{Account, AccountId, NewAccount};
use super::email::Email;
use super::link::{self, Purpose};
use super::password;
use super::registration::{TIME_ZONE, note};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::paths;
use crate::schema::account;
use crate::site::Site;
use crate::token;
use crate::web::absolute;

/// The operator reads the link from a screen and passes it on.
const LASTS: TimeDelta = TimeDelta::hours(24);

/// Makes an administrator of an address, with or without an account so far. Returns the link
/// that sets the password, good for a day.
pub fn create(site: &Site, email: &str) -> Result<String> {
    let email = Email::parse(email)
        .ok_or_else(|| Error::Invalid(format!("{email} is not a mail address")))?;
    let now = site.clock.now();
    let link = site.db.write_now(|conn| {
        let id = promote(conn, now, &email)?;
        note(conn, now, id, "the operator", "made an administrator")?;
        link::make(conn, now, id, Purpose::Reset, LASTS)
    })?;
    let carried = link::token(&site.config.secret, link);
    Ok(absolute(site, &paths::with_token(paths::NEW_PASSWORD, &carried)))
}

fn promote(conn: &mut Conn, now: Moment, email: &Email) -> Result<AccountId> {
    if let Some(known) = Account::by_email(conn, email)? {
        if known.verified_at.is_none() {
            // Whoever registered this address never proved it: their password must not open it.
            link::void(conn, now, known.id, None)?;
            diesel::update(account::table.find(known.id))
                .set(account::password_hash.eq(password::hash(&token::fresh())?))
                .execute(conn)?;
        }
        diesel::update(account::table.find(known.id))
            .set(account::administrator.eq(true))
            .execute(conn)?;
        return Ok(known.id);
    }
    let new = NewAccount {
        email: email.clone(),
        name: "Administrator".into(),
        // Nobody knows this password: the link sets another.
        password_hash: password::hash(&token::fresh())?,
        time_zone: TIME_ZONE,
        administrator: true,
        verified_at: None,
    };
    new.create(conn, now)
}
