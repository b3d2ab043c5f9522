//! Files of people, handed to other people: saved, never shown as a page of ours.

use actix_web::HttpResponse;
use actix_web::http::header;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What a header may hold of a name as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'-').remove(b'_');

/// A file to be saved under a name. Whatever it holds, it runs nothing and is taken for nothing
/// but its media type; nobody between us keeps it.
pub fn download(name: &str, media_type: &str, bytes: Vec<u8>) -> HttpResponse {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | '-' | '_');
    let plain: String = name.chars().map(|c| if is_plain(c) { c } else { '_' }).collect();
    let exact = utf8_percent_encode(name, PLAIN);
    let disposition = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{exact}");
    HttpResponse::Ok()
        .content_type(media_type)
        .insert_header((header::CONTENT_DISPOSITION, disposition))
        .insert_header((header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .insert_header(("X-Robots-Tag", "noindex"))
        .body(bytes)
}
