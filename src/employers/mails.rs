//! The letters an employer's members get about its standing and about their seats, and those who
//! are invited to one.

use serde::{Deserialize, Serialize};

use super::employer::{Employer, EmployerId};
use super::invitation::{self, Invitation};
use super::member::MemberRole;
use super::{seats, standing};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::mail::outbox::Kind;
use crate::mail::render::{self, Words};
use crate::paths;
use crate::site::Site;
use crate::web::absolute;

/// What the templates see.
#[derive(Serialize, Default)]
struct View {
    employer: String,
    /// What an administrator said.
    reason: String,
    /// As what somebody sits there, with its article: "a recruiter".
    role: &'static str,
    /// What that lets them do.
    role_text: &'static str,
    /// Who invites; empty if they have left the board.
    inviter: String,
    /// Where the letter leads.
    url: String,
    desk_url: String,
    board_url: String,
}

/// What a letter says; nothing if it has become moot: the employer is gone, or the invitation was
/// answered or withdrawn.
pub fn letter(conn: &mut Conn, site: &Site, kind: Kind, payload: &str) -> Result<Option<Words>> {
    let view = match kind {
        Kind::Invitation => invited(conn, site, payload),
        Kind::RoleChanged | Kind::SeatRemoved => {
            let seats::Payload { employer, role } = read(payload)?;
            about(conn, site, employer).map(|view| Some(seated(view, role)))
        }
        _ => {
            let standing::Payload { employer, reason } = read(payload)?;
            about(conn, site, employer).map(|view| Some(View { reason, ..view }))
        }
    };
    match view {
        Ok(Some(view)) => render::words(&site.templates, kind, &view).map(Some),
        Ok(None) | Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

fn read<'a, T: Deserialize<'a>>(payload: &'a str) -> Result<T> {
    serde_json::from_str(payload).map_err(Error::internal)
}

fn about(conn: &mut Conn, site: &Site, employer: EmployerId) -> Result<View> {
    let employer = Employer::by_id(conn, employer)?;
    Ok(View {
        desk_url: absolute(site, &paths::desk(employer.id)),
        board_url: absolute(site, paths::FRONT),
        employer: employer.name,
        ..View::default()
    })
}

fn seated(view: View, role: MemberRole) -> View {
    let name = match role {
        MemberRole::Owner => "an owner",
        MemberRole::Recruiter => "a recruiter",
        MemberRole::Viewer => "a viewer",
    };
    View { role: name, role_text: role.means(), ..view }
}

fn invited(conn: &mut Conn, site: &Site, payload: &str) -> Result<Option<View>> {
    let invitation::Payload { invitation } = read(payload)?;
    let invitation = Invitation::find(conn, invitation)?;
    if !invitation.is_open(site.clock.now()) {
        return Ok(None);
    }
    let token = invitation::token(&site.config.secret, invitation.id);
    let view = seated(about(conn, site, invitation.employer_id)?, invitation.role);
    let inviter = invitation.inviter(conn)?.unwrap_or_default();
    let url = absolute(site, &paths::with_token(paths::INVITATION, &token));
    Ok(Some(View { inviter, url, ..view }))
}
