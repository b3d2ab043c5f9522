//! Where the letter to a guest leads. The link shows a page with a button, because mail scanners
//! open links; only the button sends the application.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::sheet::Sheet;
use crate::accounts::{self, Visitor, session_cookie};
use crate::applicants::{Contact, Resume};
use crate::applications::guest::{self, Confirmed, Guest, Opened};
use crate::applications::{Landed, takes_applications};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::paths;
use crate::postings::{self, PostingId};
use crate::site::Site;
use crate::web::{Chrome, Input, Page, TokenQuery, csrf, device, see_other};

#[derive(Serialize)]
struct ConfirmPage {
    confirm: View,
}

/// What `applications/confirm.html` shows.
#[derive(Serialize)]
struct View {
    state: State,
    title: String,
    employer_name: String,
    posting_url: String,
    apply_url: String,
    /// What is sent; none where there is nothing to send any more.
    sheet: Option<Sheet>,
    token: String,
    /// Where it can be followed.
    follow_url: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum State {
    /// It waits for the button.
    Ready,
    Used,
    Expired,
    /// The posting has ended.
    Closed,
    /// It has just been sent for an account that was there before.
    Sent,
    /// That account had applied before.
    Already,
}

/// `GET /applications/confirmation`
pub async fn show(
    site: web::Data<Site>,
    request: HttpRequest,
    visitor: Visitor,
    query: web::Query<TokenQuery>,
) -> Result<HttpResponse> {
    let token = query.into_inner().token;
    let id = guest::id_in(&site.config.secret, &token)?;
    let now = site.clock.now();
    let view = site.db.read(move |conn| View::of(conn, now, id, token)).await?;
    view.respond(&site, &request, visitor.chrome)
}

/// `POST /applications/confirmation`
pub async fn confirm(
    site: web::Data<Site>,
    request: HttpRequest,
    visitor: Visitor,
    input: Input,
) -> Result<HttpResponse> {
    csrf::check(&request, &site, input.text("csrf_token"))?;
    let token = input.text("token").to_owned();
    let id = guest::id_in(&site.config.secret, &token)?;
    let device = match &visitor.account {
        Some(_) => None,
        None => Some(device(&request)),
    };
    let now = site.clock.now();
    let done = match write(&site, now, id, device.clone()).await {
        // Somebody was quicker: a new transaction finds what they did.
        Err(Error::Conflict(_)) => write(&site, now, id, device).await,
        done => done,
    };
    let (confirmed, session) = match done {
        Ok(Some(done)) => done,
        Ok(None) | Err(Error::Conflict(_)) => {
            let view = site.db.read(move |conn| View::of(conn, now, id, token)).await?;
            return view.respond(&site, &request, visitor.chrome);
        }
        Err(error) => return Err(error),
    };
    let follow = paths::application_after(confirmed.landed.id(), "sent");
    if let Some(session) = session {
        let mut response = see_other(&follow);
        response.add_cookie(&session_cookie(&site, session)).map_err(Error::internal)?;
        return Ok(response);
    }
    if visitor.account.is_some_and(|account| account.id == confirmed.account) {
        return Ok(see_other(&follow));
    }
    let mut view = site.db.read(move |conn| View::of(conn, now, id, token)).await?;
    view.done(&confirmed);
    view.respond(&site, &request, visitor.chrome)
}

/// What was sent, and the session of an account this made; nothing if there is nothing to send.
type Done = Option<(Confirmed, Option<String>)>;

async fn write(site: &Site, now: Moment, id: i64, device: Option<String>) -> Result<Done> {
    site.db
        .write(move |conn| {
            let Opened::Live(guest) = guest::open(conn, now, id)? else { return Ok(None) };
            let confirmed = guest.confirm(conn, now)?;
            let session = match device.filter(|_| confirmed.is_new) {
                Some(device) => Some(accounts::welcome(conn, now, confirmed.account, &device)?),
                None => None,
            };
            Ok(Some((confirmed, session)))
        })
        .await
}

impl View {
    /// What the link says now.
    fn of(conn: &mut Conn, now: Moment, id: i64, token: String) -> Result<View> {
        match guest::open(conn, now, id)? {
            Opened::Used(posting) => View::about(conn, now, posting, State::Used, token),
            Opened::Expired(posting) => View::about(conn, now, posting, State::Expired, token),
            Opened::Live(guest) => {
                let mut view = View::about(conn, now, guest.posting, State::Ready, token)?;
                view.sheet = Some(sheet(conn, &guest)?);
                Ok(view)
            }
        }
    }

    fn about(
        conn: &mut Conn,
        now: Moment,
        posting: PostingId,
        state: State,
        token: String,
    ) -> Result<View> {
        let loaded = postings::load_one(conn, posting)?;
        let open = takes_applications(&loaded, now);
        Ok(View {
            state: if state == State::Ready && !open { State::Closed } else { state },
            title: loaded.posting.title.clone(),
            employer_name: loaded.employer_name().to_owned(),
            posting_url: loaded.url(),
            apply_url: paths::apply(posting),
            sheet: None,
            token,
            follow_url: paths::sign_in(paths::APPLICATIONS),
        })
    }

    /// After the button, for an account that was there before: no session is given.
    fn done(&mut self, confirmed: &Confirmed) {
        self.state = match &confirmed.landed {
            Landed::Already(_) => State::Already,
            Landed::New(_) | Landed::Reopened(_) => State::Sent,
        };
        self.follow_url = paths::sign_in(&paths::application(confirmed.landed.id()));
    }

    fn respond(self, site: &Site, request: &HttpRequest, chrome: Chrome) -> Result<HttpResponse> {
        let (title, status) = match self.state {
            State::Ready => ("Send your application", StatusCode::OK),
            State::Sent => ("Your application is sent", StatusCode::OK),
            State::Already => ("You had applied before", StatusCode::OK),
            State::Used => ("Your application is sent already", StatusCode::GONE),
            State::Expired => ("This link no longer works", StatusCode::GONE),
            State::Closed => ("This job is closed", StatusCode::CONFLICT),
        };
        Page::new("applications/confirm.html", title, ConfirmPage { confirm: self })
            .status(status)
            .nav("jobs")
            .no_index()
            .framed(chrome)
            .with_token(csrf::token(request, site))
            .respond(site)
    }
}

fn sheet(conn: &mut Conn, guest: &Guest) -> Result<Sheet> {
    let key = guest.sent.resume_key.as_deref();
    let resume = key.map(|key| Resume::held(conn, key)).transpose()?.flatten();
    Ok(Sheet::of(&guest.name, guest.email.as_str(), &guest.profile)
        .reached(Contact::Email, &guest.phone)
        .saying(&guest.sent.note, &guest.sent.answers)
        .with_file(resume.as_ref(), None))
}
