//! The letters an employer's members get about its standing.

use serde::Serialize;

use super::employer::Employer;
use super::standing::Payload;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::mail::outbox::Kind;
use crate::mail::render::{self, Words};
use crate::paths;
use crate::site::Site;
use crate::web::absolute;

/// What the templates see.
#[derive(Serialize)]
struct View {
    employer: String,
    reason: String,
    desk_url: String,
    board_url: String,
}

/// What a letter says; nothing if the employer is gone.
pub fn letter(conn: &mut Conn, site: &Site, kind: Kind, payload: &str) -> Result<Option<Words>> {
    let Payload { employer, reason } = serde_json::from_str(payload).map_err(Error::internal)?;
    let employer = match Employer::by_id(conn, employer) {
        Ok(employer) => employer,
        Err(Error::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    let view = View {
        desk_url: absolute(site, &paths::desk(employer.id)),
        board_url: absolute(site, paths::FRONT),
        employer: employer.name,
        reason,
    };
    render::words(&site.templates, kind, &view).map(Some)
}
