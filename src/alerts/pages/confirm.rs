//! Where the letter to a guest leads. The link shows a page with a button, because mail scanners
//! open links; only the button begins anything.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use crate::accounts::Visitor;
use crate::alerts::forms;
use crate::alerts::guards::Came;
use crate::alerts::links;
use crate::alerts::{Addressee, Alert, AlertId, confirm as confirm_these, waiting};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::paths;
use crate::site::Site;
use crate::web::{Chrome, FormErrors, FormView, Input, Page, TokenQuery, csrf, see_other};

#[derive(Serialize)]
struct ConfirmPage {
    confirm: View,
    form: FormView,
}

/// What `alerts/confirm.html` shows.
#[derive(Serialize)]
struct View {
    /// A guest's; that of an account is not told.
    email: Option<String>,
    /// What waits; none where it was answered before.
    waiting: Vec<Pick>,
    token: String,
}

/// A search that waits, to be ticked.
#[derive(Serialize)]
struct Pick {
    id: i64,
    words: String,
    frequency_text: &'static str,
    /// It is every job there is.
    everything: bool,
    chosen: bool,
}

/// `GET /alerts/confirm`
pub async fn show(
    site: web::Data<Site>,
    request: HttpRequest,
    visitor: Visitor,
    query: web::Query<TokenQuery>,
) -> Result<HttpResponse> {
    let token = query.into_inner().token;
    let to = opened(&site, &token)?;
    let shown = site.db.read(move |conn| read(conn, &to)).await?;
    respond(
        &site,
        &request,
        visitor.chrome,
        shown,
        token,
        (Input::default(), FormErrors::default()),
    )
}

/// `POST /alerts/confirm`: where nothing waits any more, only on to the list.
pub async fn confirm(
    site: web::Data<Site>,
    request: HttpRequest,
    visitor: Visitor,
    input: Input,
) -> Result<HttpResponse> {
    let token = input.text("token").to_owned();
    let to = opened(&site, &token)?;
    csrf::check(&request, &site, input.text("csrf_token"))?;
    let (now, by, ids, zone) =
        (site.clock.now(), to.clone(), forms::alerts(&input), forms::zone(&input));
    let said = site.db.write(move |conn| {
        let whose = by.subscriber(conn)?;
        if ids.is_empty() && !waiting(conn, whose.id)?.is_empty() {
            return Err(Error::Conflict("Tick at least one, or close this page.".into()));
        }
        if let Some(zone) = zone {
            whose.lives_in(conn, zone)?;
        }
        confirm_these(conn, now, whose.id, &ids).map(|()| ids.is_empty())
    });
    match said.await {
        Ok(nothing) => {
            let list = match nothing {
                true => paths::ALERTS.to_owned(),
                false => paths::with_done(paths::ALERTS, "confirmed"),
            };
            Ok(see_other(&paths::also_with_token(&list, Came::led(&site, to).token())))
        }
        Err(Error::Conflict(said)) => {
            let shown = site.db.read(move |conn| read(conn, &to)).await?;
            let errors = FormErrors::one("", said);
            respond(&site, &request, visitor.chrome, shown, token, (input, errors))
        }
        Err(error) => Err(error),
    }
}

fn opened(site: &Site, token: &str) -> Result<Addressee> {
    links::confirmed(&site.config.keys, token).ok_or(Error::NotFound)
}

type Shown = (Option<String>, Vec<Alert>);

/// Not found where whoever it was has left.
fn read(conn: &mut Conn, to: &Addressee) -> Result<Shown> {
    let subscriber = to.subscriber(conn)?;
    let waiting = waiting(conn, subscriber.id)?;
    Ok((subscriber.email, waiting))
}

/// What is ticked before anybody has chosen: what was asked for last, which is what most who open
/// the letter are here for. Others may be a stranger's, and every job there is never comes by itself.
fn asked_last(waiting: &[Alert]) -> Option<AlertId> {
    let last = waiting.iter().max_by_key(|alert| alert.id)?;
    (!last.criteria.is_everything()).then_some(last.id)
}

fn respond(
    site: &Site,
    request: &HttpRequest,
    chrome: Chrome,
    (email, waiting): Shown,
    token: String,
    (input, errors): (Input, FormErrors),
) -> Result<HttpResponse> {
    let chosen = match errors.is_empty() {
        true => asked_last(&waiting).into_iter().collect(),
        false => forms::alerts(&input),
    };
    let pick = |alert: &Alert| Pick {
        id: alert.id.0,
        words: alert.words(),
        frequency_text: alert.frequency.in_words(),
        everything: alert.criteria.is_everything(),
        chosen: chosen.contains(&alert.id),
    };
    let (title, status) = match (waiting.is_empty(), errors.is_empty()) {
        (true, _) => ("Nothing waits for your answer", StatusCode::GONE),
        (false, true) => ("Shall we email you new jobs?", StatusCode::OK),
        (false, false) => ("Shall we email you new jobs?", StatusCode::UNPROCESSABLE_ENTITY),
    };
    let confirm = View { email, waiting: waiting.iter().map(pick).collect(), token };
    let form = FormView::new(paths::CONFIRM_ALERTS, &Input::default(), errors);
    Page::new("alerts/confirm.html", title, ConfirmPage { confirm, form })
        .status(status)
        .nav("jobs")
        .no_index()
        .framed(chrome)
        .with_token(csrf::token(request, site))
        .respond(site)
}
