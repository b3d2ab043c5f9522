//! Applying on the employer's own site: a page of ours with a plain link, because a form or
//! redirect from a form may not lead to another site; the way there is counted.

use actix_web::http::{Method, header};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::ground::Ground;
use crate::accounts::{SignedIn, Visitor};
use crate::applicants::VerdictView;
use crate::applications::outside::{self, Answer};
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::paths;
use crate::postings::{self, PostingId};
use crate::site::Site;
use crate::web::{Chrome, Input, Limit, Page, asks_itself, network, see_other};

#[derive(Serialize)]
pub(super) struct ElsewherePage {
    apply: Elsewhere,
}

/// What `applications/elsewhere.html` shows.
#[derive(Serialize)]
struct Elsewhere {
    title: String,
    employer_name: String,
    deadline_text: Option<String>,
    host: String,
    /// As people read it.
    url: String,
    /// Where the link leads: to us, who count it, and on.
    departure_url: String,
    back_url: String,
    report_url: String,
    verdict: Option<VerdictView>,
    /// They went there before: `unknown`, `applied` or `not_applied`.
    departed: Option<&'static str>,
}

/// Nothing where the board has nowhere to send people: not live, or not by the employer.
pub(super) fn page(ground: &Ground, chrome: Chrome, now: Moment) -> Option<Page<ElsewherePage>> {
    let loaded = &ground.loaded;
    let id = loaded.posting.id;
    let (url, host) = outside::elsewhere(loaded, now)?;
    let apply = Elsewhere {
        title: loaded.posting.title.clone(),
        employer_name: loaded.employer_name().to_owned(),
        deadline_text: loaded.deadline_text(),
        host,
        url,
        departure_url: paths::posting_deed(id, "departure"),
        back_url: loaded.url(),
        report_url: paths::report(id),
        verdict: ground.verdict.clone(),
        departed: ground.departure.map(|departure| match departure.answer {
            Answer::Unknown => "unknown",
            Answer::Applied => "applied",
            Answer::NotApplied => "not_applied",
        }),
    };
    let title = format!("Apply for {}", apply.title);
    Some(
        Page::new("applications/elsewhere.html", title, ElsewherePage { apply })
            .canonical(&loaded.url())
            .nav("jobs")
            .no_index()
            .framed(chrome),
    )
}

/// `GET /jobs/{posting}/departure`: on to the address the employer gave, and to no other.
pub async fn depart(
    site: web::Data<Site>,
    request: HttpRequest,
    visitor: Visitor,
    posting: web::Path<i64>,
) -> Result<HttpResponse> {
    let (id, now) = (PostingId(posting.into_inner()), site.clock.now());
    let loaded = site
        .db
        .read(move |conn| {
            postings::shown(conn, id, now)?;
            postings::load_one(conn, id)
        })
        .await?;
    let Some((url, _)) = outside::elsewhere(&loaded, now) else {
        return Ok(see_other(&loaded.url()));
    };
    let network = network(&request, &site);
    if is_somebody(&request) && site.limits.check(Limit::Depart, network.as_str()).is_ok() {
        // Who looks again on the same day has not gone twice.
        if site.limits.check(Limit::DepartAgain, format!("{id} {network}")).is_ok() {
            site.db.write(move |conn| outside::count(conn, now, id)).await?;
        }
        if let Some(who) = visitor.account {
            site.db.write(move |conn| outside::remember(conn, now, id, who.id)).await?;
        }
    }
    let mut response = see_other(&url);
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    headers.insert(
        header::HeaderName::from_static("x-robots-tag"),
        header::HeaderValue::from_static("noindex, nofollow"),
    );
    Ok(response)
}

/// A person who goes, and no browser or program that only looks ahead, or that another site has
/// made to ask.
fn is_somebody(request: &HttpRequest) -> bool {
    let ahead = ["sec-purpose", "purpose", "x-moz"];
    let ahead = ahead.iter().filter_map(|name| request.headers().get(*name)?.to_str().ok());
    request.method() == Method::GET
        && asks_itself(request.headers()).unwrap_or(true)
        && !ahead.into_iter().any(|said| said.contains("prefetch"))
}

/// `POST /jobs/{posting}/departure`: "Did you apply?"
pub async fn said(
    site: web::Data<Site>,
    who: SignedIn,
    posting: web::Path<i64>,
    input: Input,
) -> Result<HttpResponse> {
    let (id, now) = (PostingId(posting.into_inner()), site.clock.now());
    let answer = match input.text("applied") {
        "yes" => Some(Answer::Applied),
        "no" => Some(Answer::NotApplied),
        _ => None,
    };
    site.db
        .write(move |conn| {
            postings::shown(conn, id, now)?;
            let answer = answer.ok_or_else(|| Error::Invalid("Say yes or no.".into()))?;
            outside::answer(conn, who.account.id, id, answer)
        })
        .await?;
    let next = input.text("next");
    Ok(see_other(if next.is_empty() { paths::APPLICATIONS } else { paths::safe_return(next) }))
}
