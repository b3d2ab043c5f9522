//! What somebody keeps, and what they have hidden, each with its way back.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::lists;
use crate::accounts::AccountId;
use crate::applicants::{self, Looker, Looking, Seeker};
use crate::applications;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::paths;
use crate::postings::Card;
use crate::search::counted_jobs;
use crate::site::Site;
use crate::web::{Page, Pager};

/// What `board/saved.html` shows.
#[derive(Serialize)]
struct SavedPage {
    saved: Shown,
    cards: Vec<Card>,
    looking: Looking,
}

#[derive(Serialize)]
struct Shown {
    total: usize,
    total_text: String,
    pager: Option<Pager>,
    hidden: Vec<Hidden>,
    listing_url: &'static str,
}

/// A posting or an employer that is hidden.
#[derive(Serialize)]
struct Hidden {
    name: String,
    /// Of a posting: its employer. Of an employer: that it is one.
    note: String,
    url: String,
    show_url: String,
}

/// `GET /saved`
pub async fn saved(
    site: web::Data<Site>,
    seeker: Seeker,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let account = seeker.account.as_ref().ok_or(Error::SignInFirst)?.id;
    let asked = lists::asked(&request);
    let (page, now, looker) = (lists::page_number(&asked), site.clock.now(), seeker.looker());
    let (cards, total, hidden) =
        site.db.read(move |conn| read(conn, account, &looker, page, now)).await?;
    let total = usize::try_from(total).unwrap_or(0);
    let url = |page| lists::address(paths::SAVED, "", page);
    let looking = seeker.looking(&url(page), asked.text("done"));
    let saved = Shown {
        total,
        total_text: counted_jobs(total),
        pager: lists::pager(page, total, url),
        hidden,
        listing_url: paths::LISTING,
    };
    Page::new("board/saved.html", "Saved", SavedPage { saved, cards, looking })
        .nav("saved")
        .no_index()
        .framed(seeker.chrome)
        .respond(&site)
}

type Read = (Vec<Card>, i64, Vec<Hidden>);

fn read(
    conn: &mut Conn,
    account: AccountId,
    looker: &Looker,
    page: usize,
    now: Moment,
) -> Result<Read> {
    let most = lists::PAGE_SIZE as i64;
    let (ids, total) = applicants::saved(conn, account, lists::offset(page), most)?;
    let cards = applications::cards(conn, looker, &ids, now)?;
    let postings = applicants::hidden_postings(conn, account)?;
    let employers = applicants::hidden_employers(conn, account)?;
    let employers = employers.into_iter().map(|(id, name)| Hidden {
        url: paths::employer(id, &name),
        show_url: paths::employer_deed(id, "hidden"),
        note: "everything of this employer".to_owned(),
        name,
    });
    let postings = postings.into_iter().map(|(id, title, by)| Hidden {
        url: paths::posting(id, &title),
        show_url: paths::posting_deed(id, "hidden"),
        note: by,
        name: title,
    });
    Ok((cards, total, employers.chain(postings).collect()))
}
