//! A coder's own words, to take along as a JSON Résumé.

use actix_web::{HttpResponse, web};

use crate::accounts::SignedIn;
use crate::applicants::export;
use crate::applicants::profile::Profile;
use crate::error::{Error, Result};
use crate::paths;
use crate::site::Site;
use crate::web::{download, see_other};

/// The profile in the JSON Résumé schema, version 1; without one, the page that makes it.
pub async fn json_resume(site: web::Data<Site>, who: SignedIn) -> Result<HttpResponse> {
    let (now, id) = (site.clock.now(), who.account.id);
    let profile = site.db.read(move |conn| Profile::of(conn, id)).await?;
    let Some(profile) = profile else { return Ok(see_other(paths::PROFILE)) };
    let resume = export::json_resume(&profile, &who.account, now.date());
    let text = serde_json::to_vec_pretty(&resume).map_err(Error::internal)?;
    Ok(download("resume.json", "application/json; charset=utf-8", text))
}
