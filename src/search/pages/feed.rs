//! Feeds: read by programs, over and over, so whoever has one already is told so.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};

use crate::error::Result;
use crate::search::asked::Asked;
use crate::search::feeds::{Feed, Shape, newest};
use crate::site::Site;
use crate::web::{absolute, known_by};

/// For how many seconds nobody needs to ask again.
const LASTS: &str = "public, max-age=300";

/// `GET /jobs/feed.rss`
pub async fn rss(site: web::Data<Site>, request: HttpRequest) -> Result<HttpResponse> {
    answer(site, request, Shape::Rss).await
}

/// `GET /jobs/feed.atom`
pub async fn atom(site: web::Data<Site>, request: HttpRequest) -> Result<HttpResponse> {
    answer(site, request, Shape::Atom).await
}

/// `GET /jobs/feed.json`
pub async fn json(site: web::Data<Site>, request: HttpRequest) -> Result<HttpResponse> {
    answer(site, request, Shape::Json).await
}

/// What a listing would leave out is left out here too; there is nobody to tell.
async fn answer(site: web::Data<Site>, request: HttpRequest, shape: Shape) -> Result<HttpResponse> {
    let criteria = Asked::read(request.query_string()).criteria;
    let (now, own) = (site.clock.now(), shape.path(&criteria));
    let ids = newest(&site.index.load(), &criteria, now);
    let of = site.clone();
    let feed = site.db.read(move |conn| {
        Feed::of(conn, (shape, &criteria, &ids), now, |path| absolute(&of, path))
    });
    let body = shape.write(&feed.await?)?;
    let response = HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, LASTS))
        // A search has its page; its feeds are found there.
        .insert_header(("X-Robots-Tag", "noindex"))
        .content_type(format!("{}; charset=utf-8", shape.media_type()))
        .body(body);
    Ok(known_by(response, own))
}
