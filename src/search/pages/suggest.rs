//! What the boxes of the search suggest while somebody types: for the script beside them alone.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};

use crate::search::suggestions::{Suggestions, Typed};
use crate::site::Site;

/// For how many seconds nobody needs to ask again.
const LASTS: &str = "public, max-age=60";

/// `GET /jobs/suggest?q=`, or `?near=` for places alone.
pub async fn suggest(site: web::Data<Site>, request: HttpRequest) -> HttpResponse {
    let typed = Typed::read(request.query_string());
    HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, LASTS))
        .insert_header(("X-Robots-Tag", "noindex"))
        .json(Suggestions::of(&site.index.load(), &typed))
}
