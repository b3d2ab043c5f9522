//! Where the letter to a guest leads. The link shows a page with a button, because mail scanners
//! open links; only the button begins anything.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::accounts::Visitor;
use crate::alerts::forms;
use crate::alerts::guards::Came;
use crate::alerts::links;
use crate::alerts::{Alert, Subscriber, SubscriberId, confirm as confirm_these, describe, waiting};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::paths;
use crate::site::Site;
use crate::web::{Chrome, FormErrors, FormView, Input, Page, csrf, see_other};

/// What a link carries.
#[derive(Deserialize)]
pub struct TokenQuery {
    #[serde(default)]
    pub token: String,
}

#[derive(Serialize)]
struct ConfirmPage {
    confirm: View,
    form: FormView,
}

/// What `alerts/confirm.html` shows.
#[derive(Serialize)]
struct View {
    email: String,
    /// What waits; none where it was answered before.
    waiting: Vec<Pick>,
    token: String,
    manage_url: String,
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
    let whose = opened(&site, &token)?;
    let shown = site.db.read(move |conn| read(conn, whose)).await?;
    respond(
        &site,
        &request,
        visitor.chrome,
        shown,
        token,
        (Input::default(), FormErrors::default()),
    )
}

/// `POST /alerts/confirm`
pub async fn confirm(
    site: web::Data<Site>,
    request: HttpRequest,
    visitor: Visitor,
    input: Input,
) -> Result<HttpResponse> {
    let token = input.text("token").to_owned();
    let whose = opened(&site, &token)?;
    csrf::check(&request, &site, input.text("csrf_token"))?;
    let (now, ids) = (site.clock.now(), forms::alerts(&input));
    let said = match ids.is_empty() {
        true => Err(Error::Conflict("Tick at least one, or close this page.".into())),
        false => site.db.write(move |conn| confirm_these(conn, now, whose, &ids)).await,
    };
    match said {
        Ok(()) => {
            let list = paths::with_done(paths::ALERTS, "confirmed");
            Ok(see_other(&paths::also_with_token(&list, Came::led(&site, whose).token())))
        }
        Err(Error::Conflict(said)) => {
            let shown = site.db.read(move |conn| read(conn, whose)).await?;
            let errors = FormErrors::one("", said);
            respond(&site, &request, visitor.chrome, shown, token, (input, errors))
        }
        Err(error) => Err(error),
    }
}

fn opened(site: &Site, token: &str) -> Result<SubscriberId> {
    links::confirmed(&site.config.keys, token).ok_or(Error::NotFound)
}

type Shown = (Subscriber, String, Vec<Alert>);

/// Not found where whoever it was has left.
fn read(conn: &mut Conn, whose: SubscriberId) -> Result<Shown> {
    let subscriber = Subscriber::by_id(conn, whose)?;
    let (email, _) = subscriber.reached_at(conn)?.ok_or(Error::NotFound)?;
    let waiting = waiting(conn, whose)?;
    Ok((subscriber, email, waiting))
}

fn respond(
    site: &Site,
    request: &HttpRequest,
    chrome: Chrome,
    (subscriber, email, waiting): Shown,
    token: String,
    (input, errors): (Input, FormErrors),
) -> Result<HttpResponse> {
    let chosen = forms::alerts(&input);
    let pick = |alert: &Alert| Pick {
        id: alert.id.0,
        words: describe(&alert.criteria, alert.fit.as_ref()),
        frequency_text: alert.frequency.in_words(),
        everything: alert.criteria.is_everything(),
        chosen: errors.is_empty() || chosen.contains(&alert.id),
    };
    let (title, status) = match (waiting.is_empty(), errors.is_empty()) {
        (true, _) => ("Nothing waits for your answer", StatusCode::GONE),
        (false, true) => ("Shall we email you new jobs?", StatusCode::OK),
        (false, false) => ("Shall we email you new jobs?", StatusCode::UNPROCESSABLE_ENTITY),
    };
    let confirm = View {
        email,
        waiting: waiting.iter().map(pick).collect(),
        token,
        manage_url: Came::led(site, subscriber.id).to(paths::ALERTS),
    };
    let form = FormView::new(paths::CONFIRM_ALERTS, &Input::default(), errors);
    Page::new("alerts/confirm.html", title, ConfirmPage { confirm, form })
        .status(status)
        .nav("jobs")
        .no_index()
        .framed(chrome)
        .with_token(csrf::token(request, site))
        .respond(site)
}
