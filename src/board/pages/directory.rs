//! The employers' directory: those with an account here, and how much each has open. Imported
//! postings name employers that have none; they are not in it.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::employers::{kind, open_jobs, place, verified};
use super::lists;
use crate::accounts::Visitor;
use crate::board::listed::{self, Listed};
use crate::error::Result;
use crate::paths;
use crate::search::thousands;
use crate::site::Site;
use crate::web::{Page, Pager};

/// What `employers/directory.html` shows.
#[derive(Serialize)]
struct DirectoryPage {
    directory: Directory,
}

#[derive(Serialize)]
struct Directory {
    action: &'static str,
    q: String,
    total: usize,
    heading: String,
    employers: Vec<Entrant>,
    pager: Option<Pager>,
}

/// One employer in the directory.
#[derive(Serialize)]
struct Entrant {
    name: String,
    url: String,
    verified: Option<&'static str>,
    agency: bool,
    kind_text: Option<&'static str>,
    place_text: Option<String>,
    live_text: String,
}

/// `GET /employers`
pub async fn directory(
    site: web::Data<Site>,
    visitor: Visitor,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let asked = lists::asked(&request);
    let q: String = asked.text("q").chars().take(120).collect();
    let page = lists::page_number(&asked);
    let searched = q.clone();
    let read = site.db.read(move |conn| {
        lists::read(page, |offset, most| listed::listed(conn, &searched, offset, most))
    });
    let lists::Read { rows, total, page } = read.await?;
    let url = |page| lists::address(paths::EMPLOYERS, &q, page);
    let canonical = url(page);
    let directory = Directory {
        action: paths::EMPLOYERS,
        total,
        heading: if total == 1 {
            "1 employer".into()
        } else {
            format!("{} employers", thousands(total))
        },
        employers: rows.iter().map(Entrant::of).collect(),
        pager: lists::pager(page, total, url),
        q,
    };
    let by_name = !directory.q.is_empty();
    let page = Page::new("employers/directory.html", "Employers", DirectoryPage { directory })
        .description("Employers and agencies that hire medical coders here, and how many jobs each has open.")
        .canonical(&canonical)
        .nav("employers")
        .framed(visitor.chrome);
    if by_name { page.no_index().respond(&site) } else { page.respond(&site) }
}

impl Entrant {
    fn of(listed: &Listed) -> Entrant {
        let employer = &listed.employer;
        Entrant {
            name: employer.name.clone(),
            url: paths::employer(employer.id, &employer.name),
            verified: verified(employer),
            agency: employer.agency,
            kind_text: kind(employer),
            place_text: place(employer),
            live_text: match listed.live {
                0 => "no open jobs".to_owned(),
                live => open_jobs(usize::try_from(live).unwrap_or(0)),
            },
        }
    }
}
