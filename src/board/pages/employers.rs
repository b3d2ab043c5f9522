//! An employer as everybody sees it: what it says about itself, and what it has open.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::{lists, moved};
use crate::accounts::Account;
use crate::applicants::{Looking, Seeker};
use crate::applications;
use crate::db::Conn;
use crate::employers::{Employer, EmployerId, Member, MemberRole, Standing};
use crate::error::{Error, Result};
use crate::paths;
use crate::postings::{self, Card};
use crate::search::thousands;
use crate::site::Site;
use crate::vocabulary::{Entry, State, vocabulary};
use crate::web::{Page, Pager, markdown};

/// What `employers/show.html` shows.
#[derive(Serialize)]
struct EmployerPage {
    employer: Shown,
    cards: Vec<Card>,
    looking: Looking,
}

#[derive(Serialize)]
struct Shown {
    name: String,
    verified: Option<&'static str>,
    agency: bool,
    kind_text: Option<&'static str>,
    place_text: Option<String>,
    website: Option<Website>,
    since_text: String,
    edit_url: Option<String>,
    /// For whoever has an account to hide it from.
    hide_url: Option<String>,
    hidden: bool,
    about_html: String,
    total: usize,
    live_heading: String,
    pager: Option<Pager>,
}

#[derive(Serialize)]
struct Website {
    url: String,
    host: String,
}

/// `GET /employers/{id}-{name}`
pub async fn employer(
    site: web::Data<Site>,
    seeker: Seeker,
    key: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let id = EmployerId(paths::id_of(&key).ok_or(Error::NotFound)?);
    let asked = lists::asked(&request);
    let (page, now, looker) = (lists::page_number(&asked), site.clock.now(), seeker.looker());
    let account = seeker.account.clone();
    let (employer, edits, hidden, cards, lists::Read { total, page, .. }) = site
        .db
        .read(move |conn| {
            let (employer, edits) = visible(conn, id, account.as_ref())?;
            let read = lists::read(page, |offset, most| postings::live_of(conn, id, offset, most))?;
            let cards = applications::cards(conn, &looker, &read.rows, now)?;
            Ok((employer, edits, looker.hides(conn, id)?, cards, read))
        })
        .await?;
    let base = paths::employer(id, &employer.name);
    if request.path() != base {
        return Ok(moved(&base, &request));
    }
    let url = |page| lists::address(&base, "", page);
    let pager = lists::pager(page, total, url);
    let known = employer.standing == Standing::Approved;
    let hide = seeker.account.as_ref().filter(|_| known).map(|_| hidden);
    let shown = Shown::of(&employer, edits, hide, total, pager);
    let looking = seeker.looking(&url(page), asked.text("done"));
    let page = Page::new(
        "employers/show.html",
        employer.name.clone(),
        EmployerPage { employer: shown, cards, looking },
    )
    .description(format!("Open medical coding jobs at {}.", employer.name))
    .canonical(&url(page))
    .nav("employers")
    .personal_if(seeker.fit.is_some())
    .framed(seeker.chrome);
    if known { page.respond(&site) } else { page.no_index().respond(&site) }
}

/// Until the board knows an employer only its members and administrators see its page; when it is
/// suspended, administrators alone. Also whether this account may edit it.
fn visible(conn: &mut Conn, id: EmployerId, account: Option<&Account>) -> Result<(Employer, bool)> {
    let employer = Employer::by_id(conn, id)?;
    let seat = match account {
        Some(account) => match Member::of(conn, account, id) {
            Ok(member) => Some(member.role),
            Err(Error::NotFound) => None,
            Err(error) => return Err(error),
        },
        None => None,
    };
    let seen = match employer.standing {
        Standing::Approved => true,
        Standing::New | Standing::Suspended => {
            seat.is_some() || account.is_some_and(|account| account.administrator)
        }
    };
    if !seen {
        return Err(Error::NotFound);
    }
    Ok((employer, seat == Some(MemberRole::Owner)))
}

impl Shown {
    /// `hides` says whether whoever looks has hidden it; none if they cannot.
    fn of(
        employer: &Employer,
        edits: bool,
        hides: Option<bool>,
        total: usize,
        pager: Option<Pager>,
    ) -> Shown {
        Shown {
            name: employer.name.clone(),
            verified: verified(employer),
            agency: employer.agency,
            kind_text: kind(employer),
            place_text: place(employer),
            website: website(employer),
            since_text: format!("here since {}", employer.created_at.utc().format("%B %Y")),
            edit_url: edits.then(|| paths::edit_employer(employer.id)),
            hide_url: hides.map(|_| paths::employer_deed(employer.id, "hidden")),
            hidden: hides.unwrap_or(false),
            about_html: markdown::html(&employer.about),
            total,
            live_heading: open_jobs(total),
            pager,
        }
    }
}

pub(super) fn verified(employer: &Employer) -> Option<&'static str> {
    employer.verified_at.map(|_| "Domain verified")
}

pub(super) fn kind(employer: &Employer) -> Option<&'static str> {
    vocabulary().employer_kinds.get(&employer.kind).map(|kind| kind.label())
}

pub(super) fn place(employer: &Employer) -> Option<String> {
    let state = State::parse(&employer.state)?;
    Some(match employer.city.as_str() {
        "" => state.name().to_owned(),
        city => format!("{city}, {}", state.name()),
    })
}

fn website(employer: &Employer) -> Option<Website> {
    let url = url::Url::parse(&employer.website).ok()?;
    let host = url.host_str()?.trim_start_matches("www.").to_owned();
    matches!(url.scheme(), "http" | "https").then(|| Website { url: url.to_string(), host })
}

pub(super) fn open_jobs(count: usize) -> String {
    match count {
        1 => "1 open job".to_owned(),
        count => format!("{} open jobs", thousands(count)),
    }
}
