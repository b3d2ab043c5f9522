//! Who works at an employer: any member may look, owners invite, change and remove.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::accounts::Email;
use crate::clock::Moment;
use crate::db::Conn;
use crate::employers::invitation::{Invitation, InvitationId};
use crate::employers::seats::{SeatId, Taken};
use crate::employers::{Member, MemberRole, Owner, Seat, Standing, forms, invitation, seats};
use crate::error::{Error, Result};
use crate::paths;
use crate::site::Site;
use crate::web::{Chrome, FormErrors, FormView, Input, Limit, Page, network, see_other};

#[derive(Serialize)]
struct View {
    members: Members,
    form: FormView,
}

#[derive(Serialize)]
struct Members {
    employer: String,
    desk_url: String,
    /// Owners of an employer that is not suspended.
    may_act: bool,
    /// Owners of an employer the board knows.
    may_invite: bool,
    suspended: bool,
    /// Why what was asked for was not done.
    refused: Option<String>,
    seats: Vec<Row>,
    waiting: Vec<Waiting>,
}

/// One seat.
#[derive(Serialize)]
struct Row {
    id: i64,
    name: String,
    email: String,
    role: &'static str,
    role_text: &'static str,
    since_text: String,
    own: bool,
    /// Nobody else owns the employer.
    last_owner: bool,
    roles: Vec<Choice>,
    role_url: String,
    removal_url: String,
}

#[derive(Serialize)]
struct Waiting {
    email: String,
    role: &'static str,
    expires_text: String,
    expired: bool,
    withdrawal_url: String,
}

#[derive(Serialize)]
struct Choice {
    value: &'static str,
    label: String,
    chosen: bool,
}

/// What has just been done.
#[derive(Deserialize, Default)]
pub struct Done {
    #[serde(default)]
    done: String,
}

pub async fn members(
    site: web::Data<Site>,
    seat: Seat,
    query: Option<web::Query<Done>>,
) -> Result<HttpResponse> {
    let done = query.map(|query| query.into_inner().done).unwrap_or_default();
    let said = match done.as_str() {
        "invited" => Some("The invitation is on its way. It works for seven days."),
        "again" => Some("An invitation to this address was open. It is renewed and sent again."),
        "withdrawn" => Some("The invitation is withdrawn: its link no longer works."),
        "role" => Some("The role is changed."),
        "removed" => Some("The member is removed and told so."),
        "joined" => Some("Welcome: you are a member now."),
        _ => None,
    };
    let shown = Shown { said, ..Shown::default() };
    show(&site, seat.member, seat.chrome, &Input::default(), shown).await
}

pub async fn invite(
    site: web::Data<Site>,
    request: HttpRequest,
    owner: Owner,
    input: Input,
) -> Result<HttpResponse> {
    let Owner { member, chrome } = owner;
    if let Err(Error::Conflict(text)) = invitation::may_invite(&member.employer) {
        let shown = Shown { refused: Some(text), ..Shown::default() };
        return show(&site, member, chrome, &input, shown).await;
    }
    let errors = match forms::invitation(&input) {
        Err(errors) => errors,
        Ok((email, role)) => {
            let id = member.employer.id;
            count(&site, &request, &member, &email)?;
            let (now, by) = (site.clock.now(), member.clone());
            let invited = move |conn: &mut Conn| invitation::invite(conn, now, &by, &email, role);
            match site.db.write(invited).await {
                Ok(again) => {
                    let done = if again { "again" } else { "invited" };
                    return Ok(see_other(&paths::members_after(id, done)));
                }
                Err(Error::Conflict(text)) => FormErrors::one("email", text),
                Err(other) => return Err(other),
            }
        }
    };
    show(&site, member, chrome, &input, Shown { errors, ..Shown::default() }).await
}

/// Counts a letter against whoever sends it, the mailbox it goes to, and the network.
fn count(site: &Site, request: &HttpRequest, by: &Member, email: &Email) -> Result<()> {
    site.limits.check(Limit::Invitation, by.account.id.to_string())?;
    site.limits.check(Limit::InvitationTo, email.as_str())?;
    site.limits.check(Limit::MailFromAddress, network(request, site))
}

pub async fn withdraw(
    site: web::Data<Site>,
    owner: Owner,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse> {
    let id = InvitationId(path.1.parse().map_err(|_| Error::NotFound)?);
    let (now, by) = (site.clock.now(), owner.member.clone());
    let done = site.db.write(move |conn| invitation::withdraw(conn, now, &by, id)).await;
    answer(&site, owner.member, owner.chrome, done, "withdrawn").await
}

pub async fn change_role(
    site: web::Data<Site>,
    owner: Owner,
    path: web::Path<(String, String)>,
    input: Input,
) -> Result<HttpResponse> {
    let id = SeatId(path.1.parse().map_err(|_| Error::NotFound)?);
    let role = MemberRole::parse(input.text("role"));
    let role = role.ok_or_else(|| Error::Invalid("Choose one of the roles.".into()))?;
    let (now, by) = (site.clock.now(), owner.member.clone());
    let done = site.db.write(move |conn| seats::change_role(conn, now, &by, id, role)).await;
    answer(&site, owner.member, owner.chrome, done, "role").await
}

/// Removes somebody, or oneself: that is leaving, and anybody may.
pub async fn remove(
    site: web::Data<Site>,
    seat: Seat,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse> {
    let id = SeatId(path.1.parse().map_err(|_| Error::NotFound)?);
    let (now, by) = (site.clock.now(), seat.member.clone());
    match site.db.write(move |conn| seats::remove(conn, now, &by, id)).await {
        Ok(true) => Ok(see_other(paths::HIRE)),
        other => answer(&site, seat.member, seat.chrome, other.map(drop), "removed").await,
    }
}

/// Back to the page, which says that it is done; or the page with the reason why not.
async fn answer(
    site: &Site,
    member: Member,
    chrome: Chrome,
    done: Result<()>,
    said: &str,
) -> Result<HttpResponse> {
    match done {
        Ok(()) => Ok(see_other(&paths::members_after(member.employer.id, said))),
        Err(Error::Conflict(text)) => {
            let shown = Shown { refused: Some(text), ..Shown::default() };
            show(site, member, chrome, &Input::default(), shown).await
        }
        Err(other) => Err(other),
    }
}

/// What the page says beside what there is.
#[derive(Default)]
struct Shown {
    errors: FormErrors,
    refused: Option<String>,
    said: Option<&'static str>,
}

async fn show(
    site: &Site,
    member: Member,
    chrome: Chrome,
    input: &Input,
    shown: Shown,
) -> Result<HttpResponse> {
    let (id, now) = (member.employer.id, site.clock.now());
    let read = site.db.read(move |conn| Ok((seats::of(conn, id)?, Invitation::waiting(conn, id)?)));
    let (taken, waiting) = read.await?;
    let status = match (&shown.refused, shown.errors.is_empty()) {
        (Some(_), _) => StatusCode::CONFLICT,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, true) => StatusCode::OK,
    };
    let suspended = member.employer.standing == Standing::Suspended;
    let may_act = member.role == MemberRole::Owner && !suspended;
    let members = Members {
        desk_url: paths::desk(id),
        may_act,
        may_invite: may_act && invitation::may_invite(&member.employer).is_ok(),
        suspended,
        refused: shown.refused,
        seats: rows(&taken, &member),
        waiting: waiting.iter().map(|one| waits(one, now)).collect(),
        employer: member.employer.name,
    };
    let form = FormView::new(paths::employer_part(id, "invitations"), input, shown.errors)
        .in_order(&["email", "role"])
        .option("roles", roles(MemberRole::parse(input.text("role")), true));
    Page::new("employers/members.html", "Members", View { members, form })
        .status(status)
        .nav("hire")
        .no_index()
        .notice(shown.said)
        .framed(chrome)
        .respond(site)
}

fn rows(taken: &[Taken], member: &Member) -> Vec<Row> {
    let owners = taken.iter().filter(|seat| seat.role == MemberRole::Owner).count();
    let employer = member.employer.id;
    let row = |seat: &Taken| Row {
        id: seat.id.0,
        name: seat.name.clone(),
        email: seat.email.clone(),
        role: seat.role.label(),
        role_text: seat.role.means(),
        since_text: day(seat.since),
        own: seat.account == member.account.id,
        last_owner: seat.role == MemberRole::Owner && owners == 1,
        roles: roles(Some(seat.role), false),
        role_url: paths::seat_part(employer, seat.id, "role"),
        removal_url: paths::seat_part(employer, seat.id, "removal"),
    };
    taken.iter().map(row).collect()
}

fn roles(chosen: Option<MemberRole>, at_length: bool) -> Vec<Choice> {
    let choice = |role: &MemberRole| Choice {
        value: role.as_str(),
        label: match at_length {
            true => format!("{}. {}", role.label(), role.means()),
            false => role.label().to_owned(),
        },
        chosen: chosen == Some(*role),
    };
    MemberRole::ALL.iter().map(choice).collect()
}

fn waits(invitation: &Invitation, now: Moment) -> Waiting {
    Waiting {
        email: invitation.email.clone(),
        role: invitation.role.label(),
        expires_text: day(invitation.expires_at),
        expired: !invitation.is_open(now),
        withdrawal_url: paths::withdraw_invitation(invitation.employer_id, invitation.id),
    }
}

fn day(at: Moment) -> String {
    at.utc().format("%B %-d, %Y").to_string()
}
