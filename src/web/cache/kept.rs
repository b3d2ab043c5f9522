//! One page as it is kept: packed, with all its headers.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::http::StatusCode;
use actix_web::http::header::{self, EntityTag, HeaderName, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web::Bytes};

use super::KnownBy;
use super::pages::{Key, Stamp};
use crate::web::{encoding, etag};

/// What a page takes beside its bytes: headers, its key, places in tables.
const BESIDE: usize = 1024;

#[derive(Debug)]
pub struct Kept {
    /// When it was begun.
    stamp: Stamp,
    tag: EntityTag,
    /// All but how it is packed.
    headers: Vec<(HeaderName, HeaderValue)>,
    /// By gzip.
    packed: Bytes,
}

impl Kept {
    /// The page of an answer that may be kept: whole, found, for everybody, and asked for by the
    /// address it is known by. Else the answer as it was.
    pub fn of(key: &Key, stamp: Stamp, response: HttpResponse) -> Result<Kept, Box<HttpResponse>> {
        let is_known = response.extensions().get::<KnownBy>().is_some_and(|by| key.is(&by.0));
        let is_open = response.status() == StatusCode::OK
            && !etag::is_private(&response)
            && !response.headers().contains_key(header::SET_COOKIE);
        if !is_known || !is_open {
            return Err(Box::new(response));
        }
        let (response, body) = response.into_parts();
        let bytes = match body.try_into_bytes() {
            Ok(bytes) => bytes,
            Err(body) => return Err(Box::new(response.set_body(body))),
        };
        let Ok(packed) = encoding::gzip(&bytes, encoding::Effort::Quick) else {
            return Err(Box::new(response.set_body(BoxBody::new(bytes))));
        };
        let tag = etag::of(&packed);
        let mut headers: Vec<(HeaderName, HeaderValue)> =
            response.headers().iter().map(|(name, value)| (name.clone(), value.clone())).collect();
        headers.push((header::ETAG, etag::value(&tag)));
        headers.push((header::VARY, HeaderValue::from_static("Accept-Encoding")));
        headers.extend(etag::vary(&response).map(|vary| (header::VARY, vary)));
        Ok(Kept { stamp, tag, headers, packed: packed.into() })
    }

    /// Whether it still holds.
    pub fn is_of(&self, stamp: Stamp) -> bool {
        self.stamp == stamp
    }

    /// The bytes it takes in memory, nearly.
    pub fn size(&self) -> usize {
        self.packed.len() + BESIDE
    }

    /// The answer to a request for it.
    pub fn answer(&self, request: &HttpRequest) -> HttpResponse {
        let has_it = etag::is_known(request, &self.tag);
        let mut response = if has_it { HttpResponse::NotModified() } else { HttpResponse::Ok() };
        for (name, value) in &self.headers {
            if !has_it || *name != header::CONTENT_TYPE {
                response.append_header((name.clone(), value.clone()));
            }
        }
        if has_it {
            return response.finish();
        }
        if encoding::takes(request.headers(), "gzip") {
            response.insert_header((header::CONTENT_ENCODING, "gzip"));
            return response.body(self.packed.clone());
        }
        encoding::as_it_is(request.headers(), &mut response);
        match encoding::unzip(&self.packed) {
            Ok(plain) => response.body(plain),
            Err(error) => HttpResponse::from_error(crate::error::Error::internal(error)),
        }
    }
}
