//! The employers of a search, to choose from: a page of its own, which the listing's script also
//! takes its list from.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use crate::applicants::Seeker;
use crate::error::Result;
use crate::paths;
use crate::search::asked::Asked;
use crate::search::employers::Choosing;
use crate::site::Site;
use crate::web::Page;

/// What `search/employers.html` shows.
#[derive(Serialize)]
struct Employers {
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
    let choosing = Choosing::of(&site.index.load(), &criteria, &seeker.eyes(&looker), now);
    Page::new("search/employers.html", "Employers of this search", Employers { choosing })
        .no_index()
        .canonical(&here)
        .nav("jobs")
        .personal_if(seeker.fit.is_some())
        .framed(seeker.chrome)
        .respond(&site)
}
