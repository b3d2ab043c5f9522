//! The letters accounts get. Links are signed when a letter is written, not when it is queued.

use serde::{Deserialize, Serialize};

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
}

/// What the templates see.
#[derive(Serialize)]
struct View {
    /// Where the letter leads.
    url: String,
    /// How long that works.
    valid_text: &'static str,
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
        Kind::AlreadyRegistered => Some(view(site, absolute(site, paths::SIGN_IN), "")),
        other => return Err(Error::internal(format!("accounts write no letter of kind {other}"))),
    };
    view.map(|view| render::words(&site.templates, kind, &view)).transpose()
}

fn with_link(
    conn: &mut Conn,
    site: &Site,
    payload: &str,
    purpose: Purpose,
    path: &str,
    valid: &'static str,
) -> Result<Option<View>> {
    let LinkPayload { link } = serde_json::from_str(payload).map_err(Error::internal)?;
    match link::open(conn, site.clock.now(), link, purpose) {
        Ok(Opened::Live { id, .. }) => {
            let token = link::token(&site.config.secret, id);
            Ok(Some(view(site, absolute(site, &paths::with_token(path, &token)), valid)))
        }
        Ok(Opened::Used(_) | Opened::Expired(_)) | Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

fn view(site: &Site, url: String, valid_text: &'static str) -> View {
    View {
        url,
        valid_text,
        sign_in_url: absolute(site, paths::SIGN_IN),
        reset_url: absolute(site, paths::RESET),
        board_url: absolute(site, paths::FRONT),
    }
}
