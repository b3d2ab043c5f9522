//! `GET /admin/mail/{letter}`: one letter, what became of it, and another try.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::preview::{Preview, preview};
use super::{badge, kind_label, times};
use crate::accounts::Administrator;
use crate::audit::{self, Deed};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::mail::outbox::{self, Row, Stage};
use crate::moderation::{Badge, Line, moment, record};
use crate::paths;
use crate::postings::When;
use crate::site::Site;
use crate::web::{Page, csp, see_other};

#[derive(Serialize)]
struct View {
    letter: Shown,
}

#[derive(Serialize)]
struct Shown {
    kind: String,
    stage: Badge,
    facts: Vec<Fact>,
    list_url: &'static str,
    try_url: Option<String>,
    try_label: &'static str,
    preview: Preview,
    body_url: Option<String>,
    record: Vec<Line>,
}

/// One line about it; a time is a `time` element.
#[derive(Serialize)]
struct Fact {
    label: &'static str,
    text: String,
    when: Option<When>,
}

pub async fn letter(
    site: web::Data<Site>,
    administrator: Administrator,
    letter: web::Path<i64>,
) -> Result<HttpResponse> {
    let (id, shared) = (*letter, site.clone());
    let shown = site.db.read(move |conn| load(conn, &shared, id)).await?;
    let title = format!("Mail: {}", shown.kind);
    let page = Page::new("board/mail_letter.html", title, View { letter: shown })
        .nav("admin")
        .no_index()
        .framed(administrator.chrome)
        .respond(&site)?;
    Ok(csp::framing(page))
}

fn load(conn: &mut Conn, site: &Site, id: i64) -> Result<Shown> {
    let row = outbox::by_id(conn, id)?;
    let preview = preview(conn, site, &row)?;
    let part = |part| paths::admin_letter_part(id, part);
    Ok(Shown {
        kind: kind_label(row.kind),
        stage: badge(row.stage),
        list_url: paths::ADMIN_MAIL,
        try_url: (!row.recipient.is_empty()).then(|| part("try")),
        try_label: if row.stage == Stage::Waiting { "Try now" } else { "Send again" },
        body_url: preview.html.as_ref().map(|_| part("body")),
        record: record(conn, "letter", id)?,
        facts: facts(row),
        preview,
    })
}

fn facts(row: Row) -> Vec<Fact> {
    let text = |label, text: String| Fact { label, text, when: None };
    let when = |label, at| Fact { label, text: String::new(), when: Some(moment(at)) };
    let to = match row.recipient.is_empty() {
        true => "An address that is no longer kept".to_owned(),
        false => row.recipient,
    };
    let mut facts = vec![text("To", to), when("Written", row.created_at)];
    if let Some(tried) = row.tried_at {
        facts.push(text("Tried", times(row.attempts)));
        facts.push(when("Last try", tried));
    }
    if let Some(next) = row.next_at.filter(|_| row.stage == Stage::Waiting) {
        facts.push(when("Next try", next));
    }
    if !row.reply.is_empty() {
        facts.push(text("Answer", row.reply));
    }
    facts
}

/// `GET /admin/mail/{letter}/body`: its HTML alone, for the frame.
pub async fn body(
    site: web::Data<Site>,
    _: Administrator,
    letter: web::Path<i64>,
) -> Result<HttpResponse> {
    let (id, shared) = (*letter, site.clone());
    let read = move |conn: &mut Conn| {
        let row = outbox::by_id(conn, id)?;
        preview(conn, &shared, &row)
    };
    let preview = site.db.read(read).await?;
    Ok(csp::framed(preview.html.ok_or(Error::NotFound)?))
}

/// `POST /admin/mail/{letter}/try`: another try, now.
pub async fn try_again(
    site: web::Data<Site>,
    administrator: Administrator,
    letter: web::Path<i64>,
) -> Result<HttpResponse> {
    let (now, id) = (site.clock.now(), *letter);
    let write = move |conn: &mut Conn| {
        outbox::try_again(conn, now, id)?;
        let by = &administrator.account;
        let deed = Deed {
            happened_at: now,
            account_id: Some(by.id.0),
            actor: &by.name,
            deed: "asked for another try",
            subject: "letter",
            subject_id: id,
            detail: "",
        };
        audit::record(conn, deed)
    };
    site.db.write(write).await?;
    Ok(see_other(&paths::admin_letter(id)))
}
