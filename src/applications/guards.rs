//! Who may look at the application in the path, and who may act on it: whoever sent it, and the
//! people of the employer that received it. For everybody else it does not exist.

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use futures_util::future::LocalBoxFuture;

use super::application::{Application, PublicId};
use crate::accounts::{Account, Caller, site_of};
use crate::employers::Member;
use crate::error::{Error, Result};
use crate::postings::Posting;
use crate::web::Chrome;

/// Whoever sent it.
#[derive(Clone, Debug)]
pub struct Mine {
    pub application: Application,
    pub account: Account,
    pub chrome: Chrome,
}

/// Any member of the employer that received it: may look.
#[derive(Clone, Debug)]
pub struct Received {
    pub application: Application,
    pub posting: Posting,
    pub member: Member,
    pub chrome: Chrome,
}

/// A member who writes, of an employer that is not suspended: may open the résumé, move the
/// application and write notes.
#[derive(Clone, Debug)]
pub struct Handling(pub Received);

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

async fn received(request: HttpRequest) -> Result<Received> {
    let site = site_of(&request)?;
    let (caller, named) = (Caller::of(&request, &site), named(&request));
    let now = site.clock.now();
    let (person, application, posting, member) = site
        .db
        .read(move |conn| {
            let person = caller.find(conn, now)?.ok_or(Error::SignInFirst)?;
            let application = Application::by_public_id(conn, &named.ok_or(Error::NotFound)?)?;
            let of = application.posting_id;
            let (posting, member) = Posting::with_member(conn, &person.account, of)?;
            Ok((person, application, posting, member))
        })
        .await?;
    person.seen(&site).await?;
    Ok(Received { application, posting, member, chrome: person.chrome })
}

impl FromRequest for Received {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Received>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        Box::pin(received(request.clone()))
    }
}

impl FromRequest for Handling {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Handling>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let received = received(request).await?;
            received.member.refuse_lookers()?;
            Ok(Handling(received))
        })
    }
}
