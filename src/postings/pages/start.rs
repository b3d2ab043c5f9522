//! Where a new posting begins: an empty form, the text of an ad, or a copy.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::{answer, new_form, show};
use crate::db::Conn;
use crate::employers::Desk;
use crate::error::{Error, Result};
use crate::paths;
use crate::postings::forms::{self, input_of, saving};
use crate::postings::posting::{Posting, Stage, of_employer};
use crate::postings::{Content, LONGEST_DESCRIPTION, phrases};
use crate::site::Site;
use crate::token;
use crate::web::{FormErrors, FormView, Input, Limit, Page, see_other};

#[derive(Serialize)]
struct StartPage {
    form: FormView,
    start: Start,
}

#[derive(Serialize)]
struct Start {
    lead: &'static str,
    from_text_url: String,
    blank_url: String,
    blank_text: &'static str,
    earlier: Vec<Earlier>,
}

/// A posting to copy.
#[derive(Serialize)]
struct Earlier {
    title: String,
    note: String,
    duplicate_url: String,
    key: String,
}

pub async fn start(site: web::Data<Site>, desk: Desk) -> Result<HttpResponse> {
    page(&site, desk, &Input::default(), FormErrors::default()).await
}

async fn page(site: &Site, desk: Desk, input: &Input, errors: FormErrors) -> Result<HttpResponse> {
    let id = desk.member.employer.id;
    let postings = site.db.read(move |conn| of_employer(conn, id, 10)).await?;
    let bad = !errors.is_empty();
    let view = StartPage {
        form: FormView::new(paths::drafts_from_text(id), input, errors),
        start: Start {
            lead: "Choose where to begin. Nothing is public until you publish it.",
            from_text_url: paths::drafts_from_text(id),
            blank_url: paths::blank_posting(id),
            blank_text: "Twelve questions; the rest is optional.",
            earlier: postings
                .iter()
                .filter(|posting| !posting.title.is_empty())
                .map(earlier)
                .collect(),
        },
    };
    Page::new("postings/start.html", "New posting", view)
        .framed(desk.chrome)
        .nav("hire")
        .no_index()
        .unprocessable_if(bad)
        .respond(site)
}

fn earlier(posting: &Posting) -> Earlier {
    let day = |moment: Option<crate::clock::Moment>| {
        moment.map(|moment| phrases::short_day(moment.date())).unwrap_or_default()
    };
    let note = match posting.stage {
        Stage::Draft => "draft".to_owned(),
        Stage::Held => "waiting".to_owned(),
        Stage::Live => format!("live, published {}", day(posting.published_at)),
        Stage::Closed => format!("closed {}", day(posting.ended_at)),
        Stage::Expired => format!("expired {}", day(posting.ended_at)),
        Stage::TakenDown => format!("taken down {}", day(posting.ended_at)),
    };
    Earlier {
        title: posting.title.clone(),
        note,
        duplicate_url: paths::posting_part(posting.id, "copy"),
        key: token::fresh(),
    }
}

/// The empty form, filled with what rarely changes.
pub async fn blank(site: web::Data<Site>, desk: Desk) -> Result<HttpResponse> {
    let id = desk.member.employer.id;
    let last = site.db.read(move |conn| saving::defaults(conn, id)).await?;
    let (from, content) = last.unzip();
    let first = Content { apply_here: true, ..Content::default() };
    let input = input_of(&content.unwrap_or(first), false);
    let mut form = new_form(id, &token::fresh(), &input, FormErrors::default());
    form.origin_text = from.map(|title| {
        format!("Place, employment and benefits are filled in from your last posting, {title}.")
    });
    show(&site, desk.chrome, form, StatusCode::OK)
}

/// Takes the form of a new posting. Sent twice, it still makes one draft.
pub async fn create(site: web::Data<Site>, desk: Desk, input: Input) -> Result<HttpResponse> {
    let id = desk.member.employer.id;
    if forms::asks_for_rows(&input) {
        let form = new_form(id, input.text("draft_key"), &input, FormErrors::default());
        return show(&site, desk.chrome, form, StatusCode::OK);
    }
    site.limits.check(Limit::Write, desk.member.account.id.to_string())?;
    let now = site.clock.now();
    let attempt = || {
        let (by, input) = (desk.member.account.clone(), input.clone());
        let work = move |conn: &mut Conn| saving::create(conn, now, id, &by, &input);
        site.db.write(work)
    };
    let saved = match attempt().await {
        // The same form was quicker on another connection: now its draft is there to find.
        Err(Error::Conflict(_)) => attempt().await?,
        saved => saved?,
    };
    answer(&site, desk.chrome, id, saved, &input)
}

/// Takes the text of an ad and leads to a filled draft, each fact marked.
pub async fn from_text(site: web::Data<Site>, desk: Desk, input: Input) -> Result<HttpResponse> {
    let problem = match input.text("text") {
        "" => Some("Paste the text of the ad first.".to_owned()),
        text if text.len() > LONGEST_DESCRIPTION => {
            Some(format!("At most 20 KB of text; this has {} KB.", text.len() / 1024 + 1))
        }
        _ => None,
    };
    if let Some(problem) = problem {
        return page(&site, desk, &input, FormErrors::one("text", problem)).await;
    }
    site.limits.check(Limit::Write, desk.member.account.id.to_string())?;
    let (now, id, text) =
        (site.clock.now(), desk.member.employer.id, input.text("text").to_owned());
    let draft = site.db.write(move |conn| saving::from_text(conn, now, id, &text)).await?;
    Ok(see_other(&paths::edit_posting(draft)))
}
