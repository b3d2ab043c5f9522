//! The pages, each with its handler, its view and how one is made of the other.

mod about;
mod closing;
mod directory;
mod employers;
mod export;
mod front;
mod lists;
pub mod mail;
mod postings;
mod saved;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};

pub use about::{about, robots};
pub use closing::{close, form as closure_form};
pub use directory::directory;
pub use employers::employer;
pub use export::export;
pub use front::front;
pub use postings::posting;
pub use saved::saved;

/// To the address a thing is known by, with the query that came along.
fn moved(path: &str, request: &HttpRequest) -> HttpResponse {
    let target = match request.query_string() {
        "" => path.to_owned(),
        query => format!("{path}?{query}"),
    };
    // Names may change back: nobody keeps where this one led.
    HttpResponse::MovedPermanently()
        .insert_header((header::LOCATION, target))
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .finish()
}
