//! Signing browsers out from another one.

use actix_web::{HttpResponse, web};

use crate::accounts::guards::SignedIn;
use crate::accounts::{registration, session};
use crate::error::{Error, Result};
use crate::paths;
use crate::site::Site;
use crate::web::see_other;

/// Ends one of one's own sessions; of others' there is none.
pub async fn end(
    site: web::Data<Site>,
    who: SignedIn,
    path: web::Path<String>,
) -> Result<HttpResponse> {
    let id = path.parse().map_err(|_| Error::NotFound)?;
    let (now, account) = (site.clock.now(), who.account);
    site.db
        .write(move |conn| {
            session::end_one(conn, account.id, id)?;
            registration::note(conn, now, account.id, &account.name, "signed a browser out")
        })
        .await?;
    Ok(see_other(&paths::account_after("session")))
}

/// Ends all but the one that asks.
pub async fn end_others(site: web::Data<Site>, who: SignedIn) -> Result<HttpResponse> {
    let (now, account, own) = (site.clock.now(), who.account, who.session);
    site.db
        .write(move |conn| {
            session::end_others(conn, account.id, own)?;
            registration::note(conn, now, account.id, &account.name, "signed other browsers out")
        })
        .await?;
    Ok(see_other(&paths::account_after("sessions")))
}
