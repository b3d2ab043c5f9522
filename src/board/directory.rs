//! The employers' directory: those with an account here, and how much each has open. Imported
//! postings name employers that have none; they are not in it.

use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, web};
use diesel::dsl::count_star;
use diesel::prelude::*;
use serde::Serialize;

use super::employers::{kind, open_jobs, place, verified};
use super::lists;
use crate::accounts::Visitor;
use crate::db::Conn;
use crate::employers::{Employer, EmployerId, Standing};
use crate::error::Result;
use crate::paths;
use crate::postings::Stage;
use crate::schema::{employer, posting};
use crate::search::thousands;
use crate::site::Site;
use crate::vocabulary::fold;
use crate::web::{Page, Pager};

/// An employer and its live postings.
struct Listed {
    employer: Employer,
    live: i64,
}

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
    let (listed, total) = site.db.read(move |conn| listed(conn, &searched, page)).await?;
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
        employers: listed.iter().map(Entrant::of).collect(),
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

/// One page of the employers the board knows, by name, and how many there are. `q` is any part of
/// a name.
fn listed(conn: &mut Conn, q: &str, page: usize) -> Result<(Vec<Listed>, usize)> {
    let pattern = format!("%{}%", escaped(&fold(q)));
    let known = || {
        employer::table
            .filter(employer::standing.eq(Standing::Approved))
            .filter(employer::name_folded.like(pattern.clone()).escape('!'))
    };
    let employers: Vec<Employer> = known()
        .order((employer::name_folded, employer::id))
        .offset(lists::offset(page))
        .limit(lists::PAGE_SIZE as i64)
        .select(Employer::as_select())
        .load(conn)?;
    let total: i64 = known().count().get_result(conn)?;
    let live = live(conn, employers.iter().map(|employer| employer.id))?;
    let listed = |employer: Employer| Listed {
        live: live.get(&employer.id).copied().unwrap_or(0),
        employer,
    };
    Ok((employers.into_iter().map(listed).collect(), usize::try_from(total).unwrap_or(0)))
}

/// How many employers the directory lists.
pub fn total(conn: &mut Conn) -> Result<usize> {
    let known = employer::table.filter(employer::standing.eq(Standing::Approved));
    let total: i64 = known.count().get_result(conn)?;
    Ok(usize::try_from(total).unwrap_or(0))
}

/// What each of them has open; those with nothing open are missing.
fn live(
    conn: &mut Conn,
    ids: impl Iterator<Item = EmployerId>,
) -> Result<HashMap<EmployerId, i64>> {
    let counts: Vec<(Option<EmployerId>, i64)> = posting::table
        .filter(posting::employer_id.eq_any(ids.map(Some)))
        .filter(posting::stage.eq(Stage::Live))
        .group_by(posting::employer_id)
        .select((posting::employer_id, count_star()))
        .load(conn)?;
    Ok(counts.into_iter().filter_map(|(id, count)| Some((id?, count))).collect())
}

/// Text that LIKE takes for nothing but itself.
fn escaped(text: &str) -> String {
    text.replace('!', "!!").replace('%', "!%").replace('_', "!_")
}
