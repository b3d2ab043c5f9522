//! Where the letter to somebody invited leads. The page says who invites to what; only its button
//! gives the seat, and only to whoever is signed in with the address that was invited.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Serialize;

use crate::accounts::{Account, Email, Visitor};
use crate::db::Conn;
use crate::employers::invitation::{self, Invitation, InvitationId, Outcome};
use crate::employers::{Employer, Member, Standing};
use crate::error::{Error, Result};
use crate::paths;
use crate::site::Site;
use crate::web::{Input, Page, TokenQuery, see_other};

#[derive(Serialize)]
struct View {
    invitation: Shown,
}

#[derive(Serialize, Default)]
struct Shown {
    title: String,
    /// good, warn, or empty.
    tone: &'static str,
    text: String,
    role_text: &'static str,
    /// The button, and what it sends.
    accept: Option<Accept>,
    sign_out: bool,
    links: Vec<Link>,
}

#[derive(Serialize)]
struct Accept {
    action: &'static str,
    token: String,
}

#[derive(Serialize)]
struct Link {
    label: String,
    url: String,
}

/// What one read brings.
struct Found {
    invitation: Invitation,
    employer: Employer,
    inviter: Option<String>,
    /// Whoever invites owns the employer.
    stands: bool,
    /// Somebody can sign in with the address that was invited.
    known: bool,
    seated: bool,
}

pub async fn show(
    site: web::Data<Site>,
    visitor: Visitor,
    query: Option<web::Query<TokenQuery>>,
) -> Result<HttpResponse> {
    let token = query.map(|query| query.into_inner().token).unwrap_or_default();
    if token.is_empty() {
        return list(&site, visitor).await;
    }
    let id = invitation::id_in(&site.config.secret, &token)?;
    let account = visitor.account.clone();
    let found = site.db.read(move |conn| find(conn, id, account.as_ref())).await?;
    let (shown, status) = said(&site, &found, visitor.account.as_ref(), token);
    respond(&site, visitor, shown, status)
}

pub async fn accept(site: web::Data<Site>, visitor: Visitor, input: Input) -> Result<HttpResponse> {
    let token = input.text("token").to_owned();
    let id = invitation::id_in(&site.config.secret, &token)?;
    let Some(account) = visitor.account.clone() else { return Err(Error::SignInFirst) };
    let (now, who) = (site.clock.now(), account.clone());
    let accepted = site.db.write(move |conn| {
        Invitation::accept(conn, now, id, &who)?;
        Invitation::find(conn, id)
    });
    match accepted.await {
        Ok(invitation) => Ok(see_other(&paths::members_after(invitation.employer_id, "joined"))),
        // The page says why.
        Err(Error::Conflict(_)) => {
            let found = site.db.read(move |conn| find(conn, id, Some(&account))).await?;
            if found.seated {
                return Ok(see_other(&paths::members_after(found.employer.id, "joined")));
            }
            let (shown, status) = said(&site, &found, visitor.account.as_ref(), token);
            let status = if status == StatusCode::OK { StatusCode::CONFLICT } else { status };
            respond(&site, visitor, shown, status)
        }
        Err(other) => Err(other),
    }
}

fn find(conn: &mut Conn, id: InvitationId, who: Option<&Account>) -> Result<Found> {
    let invitation = Invitation::find(conn, id)?;
    let employer = Employer::by_id(conn, invitation.employer_id)?;
    let known = match Email::parse(&invitation.email) {
        Some(email) => Account::by_email(conn, &email)?.is_some_and(|a| a.verified_at.is_some()),
        None => false,
    };
    let seated = match who.map(|who| Member::of(conn, who, employer.id)) {
        Some(Ok(_)) => true,
        None | Some(Err(Error::NotFound)) => false,
        Some(Err(error)) => return Err(error),
    };
    let (inviter, stands) = (invitation.inviter(conn)?, invitation.stands(conn)?);
    Ok(Found { invitation, employer, inviter, stands, known, seated })
}

/// What the page says to whoever opened the link.
fn said(site: &Site, found: &Found, who: Option<&Account>, token: String) -> (Shown, StatusCode) {
    let Found { invitation, employer, .. } = found;
    if found.seated {
        let link = Link { label: "Go to its desk".into(), url: paths::desk(employer.id) };
        let title = format!("You are a member of {}", employer.name);
        let text = "There is nothing left to accept.".into();
        return (Shown { title, text, links: vec![link], ..Shown::default() }, StatusCode::OK);
    }
    let over = |title: &str, text: &str| {
        let (title, text) = (title.to_owned(), text.to_owned());
        (Shown { title, tone: "warn", text, ..Shown::default() }, StatusCode::GONE)
    };
    match invitation.outcome {
        Outcome::Accepted => over(
            "This invitation was used",
            "Each works once. If you need a seat again, ask an owner for another invitation.",
        ),
        Outcome::Withdrawn => over(
            "This invitation was withdrawn",
            "An owner took it back. If that was a mistake, ask them for another one.",
        ),
        Outcome::Open if !invitation.is_open(site.clock.now()) => over(
            "This invitation has expired",
            "It worked for seven days. Ask whoever sent it to send it again.",
        ),
        Outcome::Open if employer.standing == Standing::Suspended => {
            over("Not possible now", "This employer is suspended: nobody can join it for now.")
        }
        Outcome::Open if !found.stands => over(
            "This invitation no longer works",
            "Whoever sent it does not own the employer any more. Ask an owner for another one.",
        ),
        Outcome::Open => (open(found, who, token), StatusCode::OK),
    }
}

fn open(found: &Found, who: Option<&Account>, token: String) -> Shown {
    let Found { invitation, employer, .. } = found;
    let role = invitation.role.label().to_lowercase();
    let text = match &found.inviter {
        Some(inviter) => {
            format!("{inviter} invites you to work on the postings of {} as {role}.", employer.name)
        }
        None => format!("You are invited to work on the postings of {} as {role}.", employer.name),
    };
    let shown = Shown {
        title: format!("Join {}", employer.name),
        text,
        role_text: invitation.role.means(),
        ..Shown::default()
    };
    match who {
        Some(who) if who.email == invitation.email => {
            Shown { accept: Some(Accept { action: paths::INVITATION, token }), ..shown }
        }
        Some(who) => Shown {
            tone: "warn",
            text: format!(
                "You are signed in as {}, and this invitation was sent to another address. Sign out, then open the link again and sign in with the address it was sent to.",
                who.email
            ),
            role_text: "",
            sign_out: true,
            ..shown
        },
        None => Shown { links: ways_in(found, &token), ..shown },
    }
}

/// Signing in with the address, or making an account for it; the first is the likely one.
fn ways_in(found: &Found, token: &str) -> Vec<Link> {
    let back = paths::with_token(paths::INVITATION, token);
    let sign_in = Link { label: "Sign in to accept".into(), url: paths::sign_in(&back) };
    let register = Link {
        label: "Create an account to accept".into(),
        url: paths::register(&found.invitation.email, paths::INVITATION),
    };
    if found.known { vec![sign_in] } else { vec![register, sign_in] }
}

/// Without a link: whoever is signed in has proved the address the letters went to.
async fn list(site: &Site, visitor: Visitor) -> Result<HttpResponse> {
    let Some(account) = visitor.account.clone() else { return Err(Error::SignInFirst) };
    let now = site.clock.now();
    let open = site.db.read(move |conn| Invitation::open_to(conn, now, &account)).await?;
    let url = |one: &Invitation| {
        paths::with_token(paths::INVITATION, &invitation::token(&site.config.secret, one.id))
    };
    if let [(only, _)] = open.as_slice() {
        return Ok(see_other(&url(only)));
    }
    let links = open.iter().map(|(one, employer)| Link {
        label: format!("{employer}, as {}", one.role.label().to_lowercase()),
        url: url(one),
    });
    let links: Vec<Link> = links.collect();
    let (title, text) = match links.is_empty() {
        true => ("No invitation", "No invitation to your address is open."),
        false => ("You are invited", "Each of these employers offers you a seat."),
    };
    let (title, text) = (title.to_owned(), text.to_owned());
    respond(site, visitor, Shown { title, text, links, ..Shown::default() }, StatusCode::OK)
}

fn respond(
    site: &Site,
    visitor: Visitor,
    shown: Shown,
    status: StatusCode,
) -> Result<HttpResponse> {
    Page::new("employers/invitation.html", shown.title.clone(), View { invitation: shown })
        .status(status)
        .nav("hire")
        .no_index()
        .framed(visitor.chrome)
        .respond(site)
}
