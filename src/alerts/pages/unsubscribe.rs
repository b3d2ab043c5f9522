//! The way out of every letter. A person opens the link and presses a button; a mail program sends
//! the request by itself (RFC 8058), without a cookie, and is answered with nothing.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::confirm::TokenQuery;
use crate::accounts::Visitor;
use crate::alerts::guards::Came;
use crate::alerts::links::ended;
use crate::alerts::{AlertId, Subscriber, SubscriberId, describe, end, of};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::paths;
use crate::site::Site;
use crate::web::Page;

/// More than any mail program sends.
const LARGEST: usize = 16 * 1024;
/// What the button of our own page adds, so that it is answered with a page.
const BY_HAND: &[u8] = b"page=yes";

#[derive(Serialize)]
struct UnsubscribePage {
    unsubscribe: View,
}

/// What `alerts/unsubscribe.html` shows.
#[derive(Serialize)]
struct View {
    /// What would end, in words.
    ending: Vec<String>,
    /// Alerts that have just ended; none before the button.
    ended: Option<Vec<i64>>,
    action: String,
    token: String,
    manage_url: String,
}

/// `GET /alerts/unsubscribe`
pub async fn show(
    site: web::Data<Site>,
    visitor: Visitor,
    query: web::Query<TokenQuery>,
) -> Result<HttpResponse> {
    let (whose, ids) = opened(&site, &query.token)?;
    let ending = site.db.read(move |conn| words(conn, whose, &ids)).await?;
    let view = View::of(&site, whose, &query.token, ending);
    respond(&site, visitor, "Unsubscribe", view)
}

/// `POST /alerts/unsubscribe`: whatever the body is, and whoever's cookies come with it. What ended
/// before ends once more.
pub async fn unsubscribe(
    site: web::Data<Site>,
    visitor: Visitor,
    query: web::Query<TokenQuery>,
    body: web::Payload,
) -> Result<HttpResponse> {
    let (whose, ids) = opened(&site, &query.token)?;
    let body = body.to_bytes_limited(LARGEST).await;
    let by_hand = body.is_ok_and(|body| {
        body.is_ok_and(|bytes| bytes.split(|byte| *byte == b'&').any(|pair| pair == BY_HAND))
    });
    let now = site.clock.now();
    let named = ids.clone();
    let done = site.db.write(move |conn| {
        let ending = words(conn, whose, &named)?;
        // Whoever has left gets nothing anyway.
        match end(conn, now, whose, &named) {
            Ok(_) | Err(Error::NotFound) => Ok(ending),
            Err(error) => Err(error),
        }
    });
    let ending = done.await?;
    if !by_hand {
        return Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "no-store")).finish());
    }
    let mut view = View::of(&site, whose, &query.token, ending);
    view.ended = Some(ids.iter().map(|id| id.0).collect());
    respond(&site, visitor, "Unsubscribed", view)
}

fn opened(site: &Site, token: &str) -> Result<(SubscriberId, Vec<AlertId>)> {
    ended(&site.config.keys, token).ok_or(Error::NotFound)
}

/// Those of them that still write.
fn words(conn: &mut Conn, whose: SubscriberId, ids: &[AlertId]) -> Result<Vec<String>> {
    let subscriber = match Subscriber::by_id(conn, whose) {
        Err(Error::NotFound) => return Ok(Vec::new()),
        found => found?,
    };
    let alerts = of(conn, subscriber.id)?;
    let named = alerts.iter().filter(|alert| ids.contains(&alert.id));
    Ok(named.map(|alert| describe(&alert.criteria, alert.fit.as_ref())).collect())
}

impl View {
    fn of(site: &Site, whose: SubscriberId, token: &str, ending: Vec<String>) -> View {
        let came = Came::led(site, whose);
        View {
            ending,
            ended: None,
            action: paths::with_token(paths::UNSUBSCRIBE, token),
            manage_url: came.to(paths::ALERTS),
            token: came.token().to_owned(),
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
