//! Everything somebody has applied to, and where they are asked whether they did.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::timeline::Badge;
use crate::accounts::{Account, SignedIn};
use crate::applications::Application;
use crate::applications::outside::{self, Answer, Departure};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Result;
use crate::paths;
use crate::postings::{self, Loaded, Local, PostingId, When};
use crate::site::Site;
use crate::web::{Page, Pager, csrf};

const PAGE_SIZE: usize = 20;
/// The last page that can be asked for.
const PAGES: usize = 10_000;
/// How many departures are shown.
const DEPARTURES: i64 = 20;

#[derive(Serialize)]
struct ListPage {
    list: List,
}

/// What `applications/list.html` shows.
#[derive(Serialize)]
struct List {
    applications: Vec<Row>,
    /// Where they are asked.
    open: Vec<Away>,
    /// Where they said that they applied.
    elsewhere: Vec<Away>,
    pager: Option<Pager>,
}

#[derive(Serialize)]
struct Row {
    url: String,
    title: String,
    employer_name: String,
    where_text: String,
    stage: Badge,
    applied: When,
    moved: Option<When>,
    /// The posting has ended.
    over: bool,
}

#[derive(Serialize)]
struct Away {
    title: String,
    employer_name: String,
    posting_url: String,
    left: When,
    action: String,
}

/// `GET /applications`
pub async fn list(
    site: web::Data<Site>,
    request: HttpRequest,
    who: SignedIn,
    query: web::Query<Vec<(String, String)>>,
) -> Result<HttpResponse> {
    let page = page_number(&query);
    let (now, account) = (site.clock.now(), who.account.clone());
    let list = site.db.read(move |conn| load(conn, &account, page, now)).await?;
    Page::new("applications/list.html", "Your applications", ListPage { list })
        .no_index()
        .framed(who.chrome)
        .with_token(csrf::token(&request, &site))
        .respond(&site)
}

/// Anything that is no page is the first.
fn page_number(query: &[(String, String)]) -> usize {
    let asked = query.iter().find(|(name, _)| name == "page");
    let page = asked.and_then(|(_, page)| page.parse().ok()).unwrap_or(1);
    if (1..=PAGES).contains(&page) { page } else { 1 }
}

fn load(conn: &mut Conn, who: &Account, page: usize, now: Moment) -> Result<List> {
    let offset = i64::try_from((page - 1) * PAGE_SIZE).unwrap_or(0);
    let (sent, total) = Application::all_of(conn, who.id, offset, PAGE_SIZE as i64)?;
    let ids: Vec<PostingId> = sent.iter().map(|one| one.posting_id).collect();
    // In the order of the ids, and none missing: applications refer to their postings.
    let about = postings::load_contents(conn, &ids)?;
    let rows = sent.iter().zip(&about).map(|(one, loaded)| row(one, loaded, who, now));
    let total = usize::try_from(total).unwrap_or(0);
    let url = |page| format!("{}?page={page}", paths::APPLICATIONS);
    Ok(List {
        applications: rows.collect(),
        open: away(conn, who, Answer::Unknown)?,
        elsewhere: away(conn, who, Answer::Applied)?,
        pager: Pager::new(page, total.min(PAGES * PAGE_SIZE), PAGE_SIZE, url),
    })
}

fn row(one: &Application, loaded: &Loaded, who: &Account, now: Moment) -> Row {
    Row {
        url: paths::application(&one.public_id),
        title: loaded.posting.title.clone(),
        employer_name: loaded.employer_name().to_owned(),
        where_text: loaded.where_text(),
        stage: Badge::of(one.stage),
        applied: Local::of(who).day(one.applied_at),
        moved: (one.moved_at > one.applied_at).then(|| Local::of(who).day(one.moved_at)),
        over: loaded.stage_at(now) != postings::Stage::Live,
    }
}

fn away(conn: &mut Conn, who: &Account, said: Answer) -> Result<Vec<Away>> {
    let gone: Vec<Departure> = outside::departures(conn, who.id, said, DEPARTURES)?;
    let ids: Vec<PostingId> = gone.iter().map(|one| one.posting_id).collect();
    let about = postings::load_contents(conn, &ids)?;
    let row = |(one, loaded): (&Departure, &Loaded)| Away {
        title: loaded.posting.title.clone(),
        employer_name: loaded.employer_name().to_owned(),
        posting_url: loaded.url(),
        left: Local::of(who).day(one.left_at),
        action: paths::posting_deed(one.posting_id, "departure"),
    };
    let shown = gone.iter().zip(&about).filter(|(_, loaded)| loaded.posting.has_page());
    Ok(shown.map(row).collect())
}
