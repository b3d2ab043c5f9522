//! Styles, scripts and pictures: embedded, named by their content, compressed once, kept by
//! browsers for good.

use std::collections::{BTreeMap, HashMap};

use actix_web::http::header::{self, EntityTag};
use actix_web::{HttpRequest, HttpResponse, web};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::{encoding, etag};
use crate::error::Error;
use crate::site::Site;

#[derive(RustEmbed)]
#[folder = "static/"]
struct Files;

struct Asset {
    kind: &'static str,
    tag: EntityTag,
    plain: web::Bytes,
    /// Absent where compression gains nothing.
    gzip: Option<web::Bytes>,
}

/// Every static file by its hashed name.
pub struct Assets {
    by_path: HashMap<String, Asset>,
    urls: BTreeMap<String, String>,
}

impl Assets {
    /// Reads and compresses all files; takes some ten milliseconds.
    pub fn load() -> Assets {
        let mut assets = Assets { by_path: HashMap::new(), urls: BTreeMap::new() };
        for name in Files::iter() {
            let Some(file) = Files::get(&name) else { continue };
            let hash = crate::token::hex(&Sha256::digest(&file.data)[..6]);
            let (stem, kind) = name.rsplit_once('.').unwrap_or((&name, ""));
            let path = format!("{stem}.{hash}.{kind}");
            assets.urls.insert(name.to_string(), format!("/assets/{path}"));
            assets.by_path.insert(path, Asset::new(media_type(kind), &file.data));
        }
        assets
    }

    /// `css/base.css` -> `/assets/css/base.1f2e3d.css`, for templates.
    pub fn urls(&self) -> &BTreeMap<String, String> {
        &self.urls
    }
}

impl Asset {
    fn new(kind: &'static str, data: &[u8]) -> Asset {
        let packed = encoding::gzip(data, encoding::Effort::Best).ok();
        let gzip = packed.filter(|packed| packed.len() < data.len() * 9 / 10);
        Asset {
            kind,
            tag: etag::of(data),
            plain: web::Bytes::copy_from_slice(data),
            gzip: gzip.map(web::Bytes::from),
        }
    }
}

fn media_type(extension: &str) -> &'static str {
    match extension {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webp" => "image/webp",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// `GET /assets/{path}`.
pub async fn serve(
    request: HttpRequest,
    site: web::Data<Site>,
    path: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let asset = site.assets.by_path.get(path.as_str()).ok_or(Error::NotFound)?;
    let has_it = etag::is_known(&request, &asset.tag);
    let mut response = if has_it { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response
        .insert_header((header::ETAG, etag::value(&asset.tag)))
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((header::VARY, "Accept-Encoding"));
    if has_it {
        return Ok(response.finish());
    }
    response.insert_header((header::CONTENT_TYPE, asset.kind));
    Ok(match &asset.gzip {
        Some(gzip) if encoding::takes(request.headers(), "gzip") => {
            response.insert_header((header::CONTENT_ENCODING, "gzip")).body(gzip.clone())
        }
        _ => {
            encoding::as_it_is(request.headers(), &mut response);
            response.body(asset.plain.clone())
        }
    })
}
