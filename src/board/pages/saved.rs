//! What somebody keeps, what they have looked at lately, and what they have hidden, each with its
//! way back.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::lists;
use crate::accounts::AccountId;
use crate::applicants::{self, Looker, Looking, Seeker, Seen};
use crate::applications;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::paths;
use crate::postings::{Card, Local, When};
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
    viewed: Vec<Viewed>,
    clear_url: &'static str,
    /// What they had looked at was forgotten just now.
    cleared: bool,
    hidden: Vec<Hidden>,
    listing_url: &'static str,
}

/// A posting they have looked at.
#[derive(Serialize)]
struct Viewed {
    url: String,
    title: String,
    employer: String,
    ended: Option<&'static str>,
    at: When,
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
    let local = looker.local;
    let Read { cards, total, page, viewed, hidden } =
        site.db.read(move |conn| read(conn, account, &looker, page, now)).await?;
    let url = |page| lists::address(paths::SAVED, "", page);
    let looking = seeker.looking(&url(page), asked.text("done"));
    let saved = Shown {
        total,
        total_text: counted_jobs(total),
        pager: lists::pager(page, total, url),
        viewed: viewed.into_iter().map(|seen| Viewed::of(seen, local)).collect(),
        clear_url: paths::VIEWED_REMOVAL,
        cleared: asked.text("done") == "cleared",
        hidden,
        listing_url: paths::LISTING,
    };
    Page::new("board/saved.html", "Saved", SavedPage { saved, cards, looking })
        .nav("saved")
        .no_index()
        .framed(seeker.chrome)
        .respond(&site)
}

struct Read {
    cards: Vec<Card>,
    total: usize,
    page: usize,
    viewed: Vec<Seen>,
    hidden: Vec<Hidden>,
}

impl Viewed {
    fn of(seen: Seen, local: Local) -> Viewed {
        Viewed {
            url: paths::posting(seen.posting, &seen.title),
            title: seen.title,
            employer: seen.employer,
            ended: seen.ended,
            at: local.day(seen.at),
        }
    }
}

fn read(
    conn: &mut Conn,
    account: AccountId,
    looker: &Looker,
    page: usize,
    now: Moment,
) -> Result<Read> {
    let saved = |offset, most| applicants::saved(conn, account, offset, most);
    let lists::Read { rows, total, page } = lists::read(page, saved)?;
    let cards = applications::cards(conn, looker, &rows, now)?;
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
    let viewed = applicants::viewed(conn, account)?;
    Ok(Read { cards, total, page, viewed, hidden: employers.chain(postings).collect() })
}
