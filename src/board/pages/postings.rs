//! The page of one posting, and the page before the employer's own site.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::TimeDelta;
use serde::Serialize;

use super::{lists, moved};
use crate::accounts::{Account, Visitor};
use crate::applicants::{Looker, Looking, Seeker, VerdictView};
use crate::applications;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::paths;
use crate::postings::{self, Article, Keep, Link, Loaded, Posting, PostingId, Stage};
use crate::site::Site;
use crate::web::{Page, see_other};

/// How long the page of a posting stays after it has ended.
const KEPT: TimeDelta = TimeDelta::days(365);

/// What `postings/show.html` shows.
#[derive(Serialize)]
struct PostingPage {
    posting: Article,
    #[serde(flatten)]
    seen: Seen,
    looking: Looking,
}

/// What of the page is true of whoever looks alone.
#[derive(Serialize)]
struct Seen {
    verdict: Option<VerdictView>,
    keep: Keep,
    /// What they have sent, and its page.
    applied: Option<Link>,
}

/// What `postings/apply.html` shows.
#[derive(Serialize)]
struct ApplyPage {
    apply: Apply,
}

#[derive(Serialize)]
struct Apply {
    title: String,
    employer_name: String,
    deadline_text: Option<String>,
    host: String,
    url: String,
    back_url: String,
    report_url: String,
}

/// `GET /jobs/{id}-{title}`
pub async fn posting(
    site: web::Data<Site>,
    seeker: Seeker,
    key: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let id = PostingId(paths::id_of(&key).ok_or(Error::NotFound)?);
    let (now, account, looker) = (site.clock.now(), seeker.account.clone(), seeker.looker());
    let (found, article, seen) = site
        .db
        .read(move |conn| {
            let found = shown(conn, id, now)?;
            let loaded = postings::load_one(conn, id)?;
            let mut article = postings::article_of(conn, &loaded, now)?;
            if edits(conn, &found, account.as_ref())? {
                article.edit_url = Some(paths::edit_posting(id));
            }
            Ok((found, article, Seen::of(conn, &loaded, &looker, now)?))
        })
        .await?;
    let canonical = paths::posting(id, &found.title);
    if request.path() != canonical {
        return Ok(moved(&canonical, &request));
    }
    let (title, description) = (title(&article), description(&article));
    let looking = seeker.looking(&canonical, lists::asked(&request).text("done"));
    let view = PostingPage { posting: article, seen, looking };
    let page = Page::new("postings/show.html", title, view)
        .description(description)
        .canonical(&canonical)
        .nav("jobs")
        .personal_if(seeker.fit.is_some())
        .framed(seeker.chrome);
    // Nobody asked us to advertise for an employer that has no account here.
    if found.employer_id.is_none() { page.no_index().respond(&site) } else { page.respond(&site) }
}

/// `GET /jobs/{id}/apply`: a form or redirect may not lead to another site, a plain link may.
pub async fn apply(
    site: web::Data<Site>,
    visitor: Visitor,
    id: web::Path<i64>,
) -> Result<HttpResponse> {
    let (id, now) = (PostingId(id.into_inner()), site.clock.now());
    let loaded = site
        .db
        .read(move |conn| {
            shown(conn, id, now)?;
            postings::load_one(conn, id)
        })
        .await?;
    let back = paths::posting(id, &loaded.posting.title);
    let Some(apply) = Apply::of(&loaded, &back, now) else { return Ok(see_other(&back)) };
    let title = format!("Apply for {}", apply.title);
    Page::new("postings/apply.html", title, ApplyPage { apply })
        .canonical(&back)
        .nav("jobs")
        .no_index()
        .framed(visitor.chrome)
        .respond(&site)
}

/// A posting that has a page: what was never public is not found, what was taken down or ended
/// long ago is gone.
fn shown(conn: &mut Conn, id: PostingId, now: Moment) -> Result<Posting> {
    let found = Posting::by_id(conn, id)?;
    match found.stage {
        Stage::Live => Ok(found),
        Stage::Draft | Stage::Held => Err(Error::NotFound),
        Stage::TakenDown if found.first_published_at.is_none() => Err(Error::NotFound),
        Stage::TakenDown => Err(Error::Gone),
        Stage::Closed | Stage::Expired => {
            found.refuse_unseen(conn)?;
            match found.ended_at {
                Some(ended) if now.since(ended) >= KEPT => Err(Error::Gone),
                _ => Ok(found),
            }
        }
    }
}

/// Whether this account may change the posting.
fn edits(conn: &mut Conn, posting: &Posting, account: Option<&Account>) -> Result<bool> {
    let Some(account) = account else { return Ok(false) };
    match Posting::with_member(conn, account, posting.id) {
        Ok((_, member)) => Ok(member.may_write()),
        Err(Error::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

impl Seen {
    fn of(conn: &mut Conn, loaded: &Loaded, looker: &Looker, now: Moment) -> Result<Seen> {
        let id = loaded.posting.id;
        Ok(Seen {
            verdict: looker.verdict(loaded, &loaded.url(), now),
            keep: looker.keep(conn, id)?,
            applied: applications::applied_to(conn, looker, id)?,
        })
    }
}

fn title(article: &Article) -> String {
    format!("{} at {}", article.title, article.employer.name)
}

/// Pay and place, as a search engine shows them.
fn description(article: &Article) -> String {
    let place = article.where_text.replace(" · ", ", ");
    match &article.pay {
        Some(pay) => format!("{} {}. {place}.", pay.text, pay.unit_text),
        None => format!("{place}."),
    }
}

impl Apply {
    /// Nothing where the board has nowhere to send people: not live, or not by the employer.
    fn of(loaded: &Loaded, back: &str, now: Moment) -> Option<Apply> {
        let (posting, content) = (&loaded.posting, &loaded.content);
        let url = url::Url::parse(&content.apply_url).ok()?;
        let host = url.host_str()?.trim_start_matches("www.").to_owned();
        let offered = loaded.stage_at(now) == Stage::Live && posting.employer_id.is_some();
        let deadline = content.deadline.map(|day| format!("apply by {}", day.format("%B %-d, %Y")));
        (offered && matches!(url.scheme(), "http" | "https")).then(|| Apply {
            title: posting.title.clone(),
            employer_name: loaded.employer_name().to_owned(),
            deadline_text: deadline,
            host,
            url: url.to_string(),
            back_url: back.to_owned(),
            report_url: paths::report(posting.id),
        })
    }
}
