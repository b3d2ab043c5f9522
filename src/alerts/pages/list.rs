//! Somebody's alerts: by a link from a letter, without signing in, or by their session.

use std::collections::BTreeSet;

use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::view::AlertView;
use crate::accounts::Visitor;
use crate::alerts::forms;
use crate::alerts::guards::Came;
use crate::alerts::links::WayOut;
use crate::alerts::{
    Alert, AlertId, MOST, end as end_these, end_all, fit_behind, go_on as take_back, of, waiting,
};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::paths;
use crate::site::Site;
use crate::web::{Input, Page, see_other};

/// What an address of the list says.
#[derive(Deserialize)]
pub struct ListQuery {
    #[serde(default)]
    token: String,
    /// What has just been done: `made-7`, `changed-7`, `ended-7.8`, `back`, `confirmed`.
    #[serde(default)]
    done: String,
}

#[derive(Serialize)]
struct ListPage {
    list: View,
}

/// What `alerts/list.html` shows.
#[derive(Serialize)]
struct View {
    /// Of a link: whose alerts these are.
    email: Option<String>,
    alerts: Vec<AlertView>,
    /// Searches that wait for an answer to a letter, in words.
    waiting: Vec<String>,
    full: bool,
    token: String,
    done: Option<Done>,
    most: usize,
}

/// The line that says what has just been done.
#[derive(Serialize)]
struct Done {
    text: String,
    /// Alerts that go on if it was a slip.
    undo: Vec<i64>,
}

/// `GET /alerts`
pub async fn list(
    site: web::Data<Site>,
    visitor: Visitor,
    query: web::Query<ListQuery>,
) -> Result<HttpResponse> {
    let ListQuery { token, done } = query.into_inner();
    let came = Came::with(&site, &visitor, &token)?;
    let (by, of, now) = (came.clone(), site.clone(), site.clock.now());
    let found = site.db.read(move |conn| read(conn, &of, &by, now)).await?;
    let list = View {
        email: found.email,
        full: found.alerts.len() >= MOST,
        token: came.token().to_owned(),
        done: Done::read(&done, &found.alerts),
        alerts: found.alerts,
        waiting: found.waiting,
        most: MOST,
    };
    Page::new("alerts/list.html", "Your alerts", ListPage { list })
        .nav("alerts")
        .no_index()
        .personal_if(true)
        .framed(visitor.chrome)
        .respond(&site)
}

/// What the database knows of it.
#[derive(Default)]
struct Found {
    /// A guest's address; an account knows its own, and a link does not tell it.
    email: Option<String>,
    alerts: Vec<AlertView>,
    waiting: Vec<String>,
}

/// Asks the index about each alert too, so not on a thread that answers requests.
fn read(conn: &mut Conn, site: &Site, came: &Came, now: Moment) -> Result<Found> {
    let Some(subscriber) = came.subscriber(conn)? else { return Ok(Found::default()) };
    let (email, zone) = subscriber.reached_at(conn)?.ok_or(Error::NotFound)?;
    let mut alerts = Vec::new();
    for alert in of(conn, subscriber.id)? {
        let fit = fit_behind(conn, &subscriber, alert.fit.as_ref(), now)?;
        alerts.push(AlertView::of(site, &alert, (came, zone), fit.as_ref(), now));
    }
    let waiting = waiting(conn, subscriber.id)?.iter().map(Alert::words).collect();
    let email = Some(email).filter(|_| subscriber.account.is_none());
    Ok(Found { email, alerts, waiting })
}

/// `POST /alerts/end`: those that are named, or all.
pub async fn end(site: web::Data<Site>, visitor: Visitor, input: Input) -> Result<HttpResponse> {
    let came = Came::with(&site, &visitor, input.text("token"))?;
    let (by, now, named) = (came.clone(), site.clock.now(), forms::alerts(&input));
    let all = input.ticked("all");
    let ended = site.db.write(move |conn| {
        let Some(whose) = by.subscriber(conn)? else { return Ok(Vec::new()) };
        let had: BTreeSet<AlertId> = of(conn, whose.id)?.iter().map(|alert| alert.id).collect();
        if all {
            end_all(conn, now, whose.id)?;
            return Ok(had.into_iter().collect());
        }
        end_these(conn, now, whose.id, &named)?;
        Ok(named.into_iter().filter(|id| had.contains(id)).collect::<Vec<_>>())
    });
    let ids: Vec<String> = ended.await?.iter().map(ToString::to_string).collect();
    let list = paths::with_done(paths::ALERTS, &format!("ended-{}", ids.join(".")));
    Ok(see_other(&paths::also_with_token(&list, came.token())))
}

/// `POST /alerts/again`: ends that were a slip. The way out of a letter is also the way back for
/// what it names.
pub async fn go_on(site: web::Data<Site>, visitor: Visitor, input: Input) -> Result<HttpResponse> {
    let (token, mut ids) = (input.text("token"), forms::alerts(&input));
    let (came, page) = match WayOut::carried(&site.config.keys, token) {
        Some(out) => {
            ids.retain(|id| out.alerts.contains(id));
            (Came::ByLink(out.to, token.to_owned()), paths::UNSUBSCRIBE)
        }
        None => (Came::with(&site, &visitor, token)?, paths::ALERTS),
    };
    let (by, now) = (came.clone(), site.clock.now());
    let done = site.db.write(move |conn| match by.subscriber(conn)? {
        Some(whose) => take_back(conn, now, whose.id, &ids),
        None => Ok(0),
    });
    let done = match done.await {
        Ok(0) => "late",
        Ok(1) => "back",
        Ok(_) => "back-all",
        Err(Error::Conflict(_)) => "full",
        Err(error) => return Err(error),
    };
    let list = paths::with_done(page, done);
    Ok(see_other(&paths::also_with_token(&list, came.token())))
}

impl Done {
    /// Of an address: it is shown for what it says, so it says nothing of what is not theirs.
    fn read(text: &str, alerts: &[AlertView]) -> Option<Done> {
        if let Some(text) = went_on(text) {
            return Some(Done { text, undo: Vec::new() });
        }
        let (word, ids) = text.split_once('-').unwrap_or((text, ""));
        let ids: Vec<i64> =
            ids.split('.').filter_map(|id| id.parse().ok()).take(MOST * 2).collect();
        let words = alerts.iter().find(|alert| ids.contains(&alert.id)).map(|alert| &alert.words);
        let text = match (word, words) {
            ("made", Some(words)) => format!("We will email you: {words}."),
            ("changed", Some(words)) => format!("Saved: {words}."),
            ("confirmed", _) => "Thank you. We will email you what is new.".to_owned(),
            ("ended", None) if ids.is_empty() => "There was nothing to end.".to_owned(),
            ("ended", None) if ids.len() == 1 => "Ended. It sends nothing more.".to_owned(),
            ("ended", None) => format!("{} alerts ended. They send nothing more.", ids.len()),
            _ => return None,
        };
        let undo = if word == "ended" { ids } else { Vec::new() };
        Some(Done { text, undo })
    }
}

/// What came of taking an end back.
pub(super) fn went_on(done: &str) -> Option<String> {
    Some(match done {
        "back" => "Your alert is active again.".to_owned(),
        "back-all" => "Your alerts are active again.".to_owned(),
        "late" => "That has ended too long ago. Ask for it again on the listing.".to_owned(),
        "full" => format!("You have {MOST} alerts, which is as many as we keep."),
        _ => return None,
    })
}
