//! All values of one filter, to choose from.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use crate::applicants::Seeker;
use crate::error::{Error, Result};
use crate::jobindex::Group;
use crate::paths;
use crate::search::asked::Asked;
use crate::search::choosing::Choosing;
use crate::site::Site;
use crate::web::Page;

/// What `search/choose.html` shows.
#[derive(Serialize)]
struct Choose {
    choosing: Choosing,
}

/// `GET /jobs/employers`, with the query of a listing. What it would name, this leaves out.
pub async fn employers(
    site: web::Data<Site>,
    seeker: Seeker,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let criteria = Asked::read(request.query_string()).criteria;
    let (now, looker) = (site.clock.now().micros(), seeker.looker());
    let here = paths::listing_employers(&criteria.clone().with_page(1).query_string());
    let choosing = Choosing::employers(&site.index.load(), &criteria, &seeker.eyes(&looker), now);
    respond(&site, seeker, &here, choosing)
}

/// `GET /jobs/values/{group}`, with the query of a listing.
pub async fn values(
    site: web::Data<Site>,
    seeker: Seeker,
    group: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let group = Group::named(&group).ok_or(Error::NotFound)?;
    let criteria = Asked::read(request.query_string()).criteria;
    let (now, looker) = (site.clock.now().micros(), seeker.looker());
    let here = criteria.clone().with_page(1).query_string();
    let here = paths::listing_values(group.name(), &here);
    let eyes = seeker.eyes(&looker);
    let choosing = Choosing::group(&site.index.load(), &criteria, group, &eyes, now);
    respond(&site, seeker, &here, choosing.ok_or(Error::NotFound)?)
}

fn respond(site: &Site, seeker: Seeker, here: &str, choosing: Choosing) -> Result<HttpResponse> {
    let title = format!("{} in this search", choosing.label);
    Page::new("search/choose.html", title, Choose { choosing })
        .no_index()
        .canonical(here)
        .nav("jobs")
        .personal_if(seeker.fit.is_some())
        .framed(seeker.chrome)
        .respond(site)
}
