//! Answers that say by a tag what they hold, so that whoever has the same already is told so and
//! is sent nothing twice.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::http::StatusCode;
use actix_web::http::header::{self, EntityTag, Header, HeaderValue, IfNoneMatch};
use actix_web::{HttpRequest, HttpResponse};
use sha2::{Digest, Sha256};

/// The tag of some bytes.
pub(super) fn of(bytes: &[u8]) -> EntityTag {
    EntityTag::new_weak(crate::token::hex(&Sha256::digest(bytes)[..16]))
}

/// As it stands in a header.
pub(super) fn value(tag: &EntityTag) -> HeaderValue {
    HeaderValue::from_str(&tag.to_string()).expect("hexadecimal digits are ASCII")
}

/// Whether whoever asks has what a tag stands for, or whatever there is (`*`).
pub(super) fn is_known(request: &HttpRequest, tag: &EntityTag) -> bool {
    if !request.headers().contains_key(header::IF_NONE_MATCH) {
        return false;
    }
    match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Items(known)) => known.iter().any(|one| one.weak_eq(tag)),
        Ok(IfNoneMatch::Any) => true,
        Err(_) => false,
    }
}

/// Gives a page that was found its tag, unless it is for one person alone; to whoever has the
/// same already it is only said.
pub(super) fn tagged(request: &HttpRequest, response: HttpResponse) -> HttpResponse {
    if response.status() != StatusCode::OK || is_private(&response) {
        return response;
    }
    let (mut response, body) = response.into_parts();
    let bytes = match body.try_into_bytes() {
        Ok(bytes) => bytes,
        Err(body) => return response.set_body(body),
    };
    let (tag, vary) = (of(&bytes), vary(&response));
    let headers = response.headers_mut();
    headers.insert(header::ETAG, value(&tag));
    if let Some(vary) = vary {
        headers.append(header::VARY, vary);
    }
    if !is_known(request, &tag) {
        return response.set_body(BoxBody::new(bytes));
    }
    headers.remove(header::CONTENT_TYPE);
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    response.set_body(BoxBody::new(()))
}

/// Whether an answer is for one person alone.
pub(super) fn is_private<B>(response: &HttpResponse<B>) -> bool {
    says(response, "private")
}

/// What of a request decides on an answer, beside its address: what is public is the same for
/// everybody, and a page says who looks.
pub(super) fn vary<B>(response: &HttpResponse<B>) -> Option<HeaderValue> {
    (!says(response, "public")).then(|| HeaderValue::from_static("Cookie"))
}

/// Whether caches are told so.
fn says<B>(response: &HttpResponse<B>, word: &str) -> bool {
    let value = response.headers().get(header::CACHE_CONTROL);
    let value = value.and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.split(',').any(|part| part.trim() == word)
}
