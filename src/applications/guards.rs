//! Who may look at the application in the path. For everybody else it does not exist.

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use futures_util::future::LocalBoxFuture;

use super::application::{Application, PublicId};
use crate::accounts::{Account, Caller, site_of};
use crate::error::{Error, Result};
use crate::web::Chrome;

/// Whoever sent it.
#[derive(Clone, Debug)]
pub struct Mine {
    pub application: Application,
    pub account: Account,
    pub chrome: Chrome,
}

/// What the path says of an application.
fn named(request: &HttpRequest) -> Option<PublicId> {
    request.match_info().get("application").and_then(PublicId::parse)
}

async fn mine(request: HttpRequest) -> Result<Mine> {
    let site = site_of(&request)?;
    let (caller, named) = (Caller::of(&request, &site), named(&request));
    let now = site.clock.now();
    let (person, application) = site
        .db
        .read(move |conn| {
            let person = caller.find(conn, now)?.ok_or(Error::SignInFirst)?;
            let id = named.ok_or(Error::NotFound)?;
            let application = Application::of_applicant(conn, person.account.id, &id)?;
            Ok((person, application))
        })
        .await?;
    person.seen(&site).await?;
    Ok(Mine { application, account: person.account, chrome: person.chrome })
}

impl FromRequest for Mine {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Mine>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        Box::pin(mine(request.clone()))
    }
}
