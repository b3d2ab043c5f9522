//! A coder's own copy of everything, to take along.

use actix_web::{HttpResponse, web};

use crate::accounts::SignedIn;
use crate::alerts::Export;
use crate::error::{Error, Result};
use crate::site::Site;
use crate::web::download;

/// `GET /profile/export`
pub async fn export(site: web::Data<Site>, who: SignedIn) -> Result<HttpResponse> {
    let (now, secret) = (site.clock.now(), site.config.secret.clone());
    let read = move |conn: &mut _| Export::of(conn, now, &secret, &who.account);
    let all = site.db.read(read).await?;
    let text = serde_json::to_vec_pretty(&all).map_err(Error::internal)?;
    Ok(download("careercenter.json", "application/json; charset=utf-8", text))
}
