//! A coder's own words, to take along: all of them in our shape, and as a JSON Résumé.

use actix_web::http::header::{self, ContentDisposition, DispositionParam, DispositionType};
use actix_web::{HttpResponse, web};
use serde::Serialize;

use crate::accounts::SignedIn;
use crate::applicants::export::{self, Export};
use crate::applicants::profile::Profile;
use crate::error::{Error, Result};
use crate::paths;
use crate::site::Site;
use crate::web::see_other;

/// Everything we know of somebody as a job seeker.
pub async fn json(site: web::Data<Site>, who: SignedIn) -> Result<HttpResponse> {
    let (now, secret) = (site.clock.now(), site.config.secret.clone());
    let read = move |conn: &mut _| Export::of(conn, now, &secret, &who.account);
    attachment("careercenter-profile.json", &site.db.read(read).await?)
}

/// The profile in the JSON Résumé schema, version 1; without one, the page that makes it.
pub async fn json_resume(site: web::Data<Site>, who: SignedIn) -> Result<HttpResponse> {
    let (now, id) = (site.clock.now(), who.account.id);
    let profile = site.db.read(move |conn| Profile::of(conn, id)).await?;
    let Some(profile) = profile else { return Ok(see_other(paths::PROFILE)) };
    attachment("resume.json", &export::json_resume(&profile, &who.account, now.date()))
}

fn attachment(name: &str, content: &impl Serialize) -> Result<HttpResponse> {
    let text = serde_json::to_string_pretty(content).map_err(Error::internal)?;
    let disposition = ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![DispositionParam::Filename(name.to_owned())],
    };
    Ok(HttpResponse::Ok()
        .content_type("application/json; charset=utf-8")
        .insert_header(disposition)
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(text))
}
