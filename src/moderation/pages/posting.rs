//! `GET /admin/postings/{posting}`: a posting as people would see it, and what can be decided.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::queue::flags;
use super::record::{self, Badge, Line};
use crate::accounts::Administrator;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::moderation::report;
use crate::paths;
use crate::postings::{self, Article, Loaded, PostingId, Stage};
use crate::site::Site;
use crate::web::{FormErrors, FormView, Input, Page};

#[derive(Serialize)]
struct View {
    posting: Article,
    review: Review,
    form: FormView,
}

#[derive(Serialize)]
struct Review {
    stage: Badge,
    text: String,
    employer_url: String,
    flags: Vec<String>,
    approve_url: Option<String>,
    approve_text: &'static str,
    /// What was read: approving something newer is refused.
    version: i64,
    return_url: Option<String>,
    take_down_url: Option<String>,
    record: Vec<Line>,
}

pub async fn posting(
    site: web::Data<Site>,
    administrator: Administrator,
    posting: web::Path<i64>,
) -> Result<HttpResponse> {
    let form = FormView::default();
    show(&site, administrator, PostingId(*posting), form).await
}

/// The page once more, with what was typed and what is wrong with it.
pub(super) async fn again(
    site: &Site,
    administrator: Administrator,
    id: PostingId,
    input: &Input,
    errors: FormErrors,
) -> Result<HttpResponse> {
    show(site, administrator, id, FormView::new("", input, errors)).await
}

async fn show(
    site: &Site,
    administrator: Administrator,
    id: PostingId,
    form: FormView,
) -> Result<HttpResponse> {
    let now = site.clock.now();
    let problems = form.has_problems();
    let view = site.db.read(move |conn| load(conn, now, id, form)).await?;
    let title = format!("Review: {}", view.posting.title);
    Page::new("moderation/posting.html", title, view)
        .nav("admin")
        .no_index()
        .unprocessable_if(problems)
        .framed(administrator.chrome)
        .respond(site)
}

fn load(conn: &mut Conn, now: Moment, id: PostingId, form: FormView) -> Result<View> {
    let loaded = postings::load_one(conn, id)?;
    // What an employer has not sent yet is nobody else's business.
    if loaded.posting.stage == Stage::Draft && loaded.posting.published_at.is_none() {
        return Err(Error::NotFound);
    }
    let review = review(conn, &loaded)?;
    let article = Article {
        report_url: None,
        apply: None,
        json_ld: None,
        ..postings::article_of(conn, &loaded, now)?
    };
    Ok(View { posting: article, review, form })
}

fn review(conn: &mut Conn, loaded: &Loaded) -> Result<Review> {
    let posting = &loaded.posting;
    let held = posting.stage == Stage::Held;
    let part = |part| Some(paths::admin_posting_part(posting.id, part));
    let reports = report::count_of(conn, posting.id)?;
    let mut flags: Vec<String> = flags(&loaded.content).into_iter().map(str::to_owned).collect();
    flags.extend((reports > 0).then(|| format!("open reports: {reports}")));
    let employer_url = match posting.employer_id {
        Some(employer) => paths::admin_employer(employer),
        None => paths::ADMIN.to_owned(),
    };
    Ok(Review {
        stage: record::posting_badge(posting),
        text: who(loaded),
        employer_url,
        flags,
        approve_url: part("approval").filter(|_| held),
        approve_text: "Publishes it as shown here and lifts the hold: what this employer posts later appears at once.",
        version: posting.version,
        return_url: part("return").filter(|_| held),
        take_down_url: part("takedown")
            .filter(|_| posting.has_page() && posting.stage != Stage::TakenDown),
        record: record::record(conn, "posting", posting.id.0)?,
    })
}

fn who(loaded: &Loaded) -> String {
    match &loaded.employer {
        Some(employer) => {
            let since = employer.created_at.date().format("%B %-d, %Y");
            format!("Posted by {}, here since {since}.", employer.name)
        }
        None => format!(
            "Imported; nobody has claimed it. Employer as named there: {}.",
            loaded.employer_name()
        ),
    }
}
