//! The way out of every letter. A person opens the link and presses a button; a mail program sends
//! the request by itself (RFC 8058), without a cookie, and is answered with nothing.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::list::went_on;
use crate::accounts::{Account, Visitor};
use crate::alerts::links::WayOut;
use crate::alerts::{Alert, AlertId, Subscriber, end, of};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::paths;
use crate::site::Site;
use crate::web::Page;

/// More than any mail program sends.
const LARGEST: usize = 16 * 1024;
/// What the button of our own page adds, so that it is answered with a page.
const BY_HAND: &[u8] = b"page=yes";

/// What a link carries.
#[derive(Deserialize)]
pub struct OutQuery {
    #[serde(default)]
    token: String,
    /// What came of taking an end back.
    #[serde(default)]
    done: String,
}

#[derive(Serialize)]
struct UnsubscribePage {
    unsubscribe: View,
}

/// What `alerts/unsubscribe.html` shows. Whoever has the link may be a scanner or the provider of
/// the mailbox: nothing here leads further than the letter's own alerts.
#[derive(Serialize)]
struct View {
    #[serde(flatten)]
    found: Found,
    /// The button was pressed.
    ended: bool,
    /// Alerts whose end can be taken back.
    undo: Vec<i64>,
    /// What came of taking it back.
    done: Option<String>,
    action: String,
    token: String,
}

/// What the letter was about, as it is now.
#[derive(Default, Serialize)]
struct Found {
    /// How many of its alerts write still.
    waiting: usize,
    /// They in words, while the letter's address is still theirs.
    words: Vec<String>,
    /// The letter's address is still theirs.
    theirs: bool,
    /// They are of whoever is signed in.
    own: bool,
}

/// `GET /alerts/unsubscribe`
pub async fn show(
    site: web::Data<Site>,
    visitor: Visitor,
    query: web::Query<OutQuery>,
) -> Result<HttpResponse> {
    let out = opened(&site, &query.token)?;
    let account = visitor.account.clone();
    let found = site.db.read(move |conn| read(conn, &out, account.as_ref())).await?;
    let view = View { done: went_on(&query.done), ..View::of(&query.token, found) };
    respond(&site, visitor, "Unsubscribe", view)
}

/// `POST /alerts/unsubscribe`: whatever the body is, and whoever's cookies come with it. What ended
/// before ends once more, and nothing that is only shown can keep it from ending.
pub async fn unsubscribe(
    site: web::Data<Site>,
    visitor: Visitor,
    query: web::Query<OutQuery>,
    body: web::Payload,
) -> Result<HttpResponse> {
    let out = opened(&site, &query.token)?;
    let body = body.to_bytes_limited(LARGEST).await;
    let by_hand = body.is_ok_and(|body| {
        body.is_ok_and(|bytes| bytes.split(|byte| *byte == b'&').any(|pair| pair == BY_HAND))
    });
    if !by_hand {
        end_now(&site, out).await?;
        return Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "no-store")).finish());
    }
    let (account, of) = (visitor.account.clone(), out.clone());
    let before = site.db.read(move |conn| read(conn, &of, account.as_ref())).await;
    let ids: Vec<i64> = out.alerts.iter().map(|id| id.0).collect();
    let ended = end_now(&site, out).await?;
    let found = before.unwrap_or_else(|error| {
        tracing::error!(%error, "what has been ended cannot be shown");
        Found::default()
    });
    let undo = if ended > 0 && found.theirs { ids } else { Vec::new() };
    let view = View { ended: true, undo, ..View::of(&query.token, found) };
    respond(&site, visitor, "Unsubscribed", view)
}

/// How many ended.
async fn end_now(site: &Site, out: WayOut) -> Result<usize> {
    let now = site.clock.now();
    let ended = site.db.write(move |conn| end(conn, now, out.to.whose, &out.alerts));
    match ended.await {
        // Whoever has left gets nothing anyway.
        Err(Error::NotFound) => Ok(0),
        other => other,
    }
}

fn opened(site: &Site, token: &str) -> Result<WayOut> {
    WayOut::carried(&site.config.keys, token).ok_or(Error::NotFound)
}

fn read(conn: &mut Conn, out: &WayOut, account: Option<&Account>) -> Result<Found> {
    let subscriber = match Subscriber::by_id(conn, out.to.whose) {
        Err(Error::NotFound) => return Ok(Found::default()),
        found => found?,
    };
    let theirs = match out.to.subscriber(conn) {
        Err(Error::NotFound) => false,
        found => found.map(|_| true)?,
    };
    let waiting = named(of(conn, subscriber.id)?, &out.alerts);
    let words = waiting.iter().filter(|_| theirs).map(Alert::words).collect();
    let own = account.is_some_and(|account| subscriber.account == Some(account.id));
    Ok(Found { waiting: waiting.len(), words, theirs, own })
}

/// Those of them a letter was about.
fn named(alerts: Vec<Alert>, ids: &[AlertId]) -> Vec<Alert> {
    alerts.into_iter().filter(|alert| ids.contains(&alert.id)).collect()
}

impl View {
    fn of(token: &str, found: Found) -> View {
        View {
            found,
            ended: false,
            undo: Vec::new(),
            done: None,
            action: paths::with_token(paths::UNSUBSCRIBE, token),
            token: token.to_owned(),
        }
    }
}

fn respond(site: &Site, visitor: Visitor, title: &str, unsubscribe: View) -> Result<HttpResponse> {
    Page::new("alerts/unsubscribe.html", title, UnsubscribePage { unsubscribe })
        .no_index()
        .personal_if(true)
        .framed(visitor.chrome)
        .respond(site)
}
