//! The letters accounts get. Links are signed when a letter is written, not when it is queued.

use serde::{Deserialize, Serialize};

use super::changes::Goodbye;
use super::email_change::{self, To, Waiting};
use super::link::{self, Opened, Purpose};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::mail::outbox::Kind;
use crate::mail::render::{self, Words};
use crate::paths;
use crate::site::Site;
use crate::web::absolute;

#[derive(Deserialize)]
struct LinkPayload {
    link: i64,
    #[serde(default)]
    next: String,
}

/// What the templates see.
#[derive(Serialize, Default)]
struct View {
    /// Where the letter leads.
    url: String,
    /// How long that works.
    valid_text: &'static str,
    /// The new address, in letters about one.
    email: String,
    /// The day something is over.
    day: String,
    sign_in_url: String,
    reset_url: String,
    board_url: String,
}

/// What a letter says; nothing if it has become moot, such as a link that was replaced.
pub fn letter(conn: &mut Conn, site: &Site, kind: Kind, payload: &str) -> Result<Option<Words>> {
    let view = match kind {
        Kind::VerifyAddress => {
            with_link(conn, site, payload, Purpose::Verify, paths::VERIFY, "48 hours")?
        }
        Kind::ResetPassword => {
            with_link(conn, site, payload, Purpose::Reset, paths::NEW_PASSWORD, "one hour")?
        }
        Kind::ConfirmEmail => to_new_address(conn, site, payload)?,
        Kind::EmailChangeAsked | Kind::EmailTaken | Kind::EmailChanged => {
            let To { email } = read(payload)?;
            Some(View { email, ..leading_to(site, paths::ACCOUNT) })
        }
        Kind::AlreadyRegistered => Some(leading_to(site, paths::SIGN_IN)),
        Kind::PasswordChanged => Some(leading_to(site, paths::RESET)),
        Kind::AccountClosed => {
            let Goodbye { erased_on } = read(payload)?;
            let day = erased_on.format("%B %-d, %Y").to_string();
            Some(View { day, ..leading_to(site, paths::FRONT) })
        }
        other => return Err(Error::internal(format!("accounts write no letter of kind {other}"))),
    };
    view.map(|view| render::words(&site.templates, kind, &view)).transpose()
}

fn read<'a, T: Deserialize<'a>>(payload: &'a str) -> Result<T> {
    serde_json::from_str(payload).map_err(Error::internal)
}

fn with_link(
    conn: &mut Conn,
    site: &Site,
    payload: &str,
    purpose: Purpose,
    path: &str,
    valid_text: &'static str,
) -> Result<Option<View>> {
    let LinkPayload { link, next } = read(payload)?;
    match link::open(conn, site.clock.now(), link, purpose) {
        Ok(Opened::Live { id, .. }) => {
            let token = link::token(&site.config.secret, id);
            let path = match next.as_str() {
                "" => paths::with_token(path, &token),
                next => paths::with_token_and_next(path, &token, next),
            };
            Ok(Some(View { valid_text, ..leading_to(site, &path) }))
        }
        Ok(Opened::Used(_) | Opened::Expired(_)) | Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

fn to_new_address(conn: &mut Conn, site: &Site, payload: &str) -> Result<Option<View>> {
    let Waiting { change } = read(payload)?;
    match email_change::find(conn, change) {
        Ok(change) if change.is_live(site.clock.now()) => {
            let token = email_change::token(&site.config.secret, change.id);
            let path = paths::with_token(paths::CONFIRM_EMAIL, &token);
            Ok(Some(View { valid_text: "24 hours", ..leading_to(site, &path) }))
        }
        Ok(_) | Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

fn leading_to(site: &Site, path: &str) -> View {
    View {
        url: absolute(site, path),
        sign_in_url: absolute(site, paths::SIGN_IN),
        reset_url: absolute(site, paths::RESET),
        board_url: absolute(site, paths::FRONT),
        ..View::default()
    }
}
