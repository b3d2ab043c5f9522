//! Who may sit at an employer's desk. The employer is the one named in the path; for people
//! without a seat there it does not exist.

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use futures_util::future::LocalBoxFuture;

use super::employer::EmployerId;
use super::member::Member;
use crate::accounts::{Caller, site_of};
use crate::error::{Error, Result};
use crate::web::Chrome;

/// Any member of the employer in the path.
#[derive(Clone, Debug)]
pub struct Seat {
    pub member: Member,
    pub chrome: Chrome,
}

/// A member who writes postings, of an employer that is not suspended.
#[derive(Clone, Debug)]
pub struct Desk {
    pub member: Member,
    pub chrome: Chrome,
}

/// A member who changes the employer itself, unless it is suspended.
#[derive(Clone, Debug)]
pub struct Owner {
    pub member: Member,
    pub chrome: Chrome,
}

async fn seat(request: HttpRequest) -> Result<Seat> {
    let site = site_of(&request)?;
    let caller = Caller::of(&request, &site);
    let named = request.match_info().get("employer").and_then(|id| id.parse().ok());
    let now = site.clock.now();
    let (person, member) = site
        .db
        .read(move |conn| {
            let person = caller.find(conn, now)?.ok_or(Error::SignInFirst)?;
            let id = EmployerId(named.ok_or(Error::NotFound)?);
            let member = Member::of(conn, &person.account, id)?;
            Ok((person, member))
        })
        .await?;
    person.seen(&site).await?;
    Ok(Seat { member, chrome: person.chrome })
}

impl FromRequest for Seat {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Seat>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        Box::pin(seat(request.clone()))
    }
}

impl FromRequest for Desk {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Desk>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let Seat { member, chrome } = seat(request).await?;
            member.refuse_lookers()?;
            Ok(Desk { member, chrome })
        })
    }
}

impl FromRequest for Owner {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Owner>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let Seat { member, chrome } = seat(request).await?;
            member.refuse_all_but_owners()?;
            Ok(Owner { member, chrome })
        })
    }
}
