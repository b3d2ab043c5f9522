//! Who may act on the posting in the path: a member of its employer. For everybody else it does
//! not exist.

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use futures_util::future::LocalBoxFuture;

use super::posting::{Posting, PostingId};
use crate::accounts::{Caller, site_of};
use crate::employers::Member;
use crate::error::{Error, Result};
use crate::web::Chrome;

/// Any member of the posting's employer: may look.
#[derive(Clone, Debug)]
pub struct Look {
    pub posting: Posting,
    pub member: Member,
    pub chrome: Chrome,
}

/// A member who writes postings, of an employer that is not suspended: may change it.
#[derive(Clone, Debug)]
pub struct Write {
    pub posting: Posting,
    pub member: Member,
    pub chrome: Chrome,
}

async fn look(request: HttpRequest) -> Result<Look> {
    let site = site_of(&request)?;
    let caller = Caller::of(&request, &site);
    let named = request.match_info().get("posting").and_then(|id| id.parse().ok());
    let now = site.clock.now();
    let (person, posting, member) = site
        .db
        .read(move |conn| {
            let person = caller.find(conn, now)?.ok_or(Error::SignInFirst)?;
            let id = PostingId(named.ok_or(Error::NotFound)?);
            let (posting, member) = Posting::with_member(conn, &person.account, id)?;
            Ok((person, posting, member))
        })
        .await?;
    person.seen(&site).await?;
    Ok(Look { posting, member, chrome: person.chrome })
}

impl FromRequest for Look {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Look>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        Box::pin(look(request.clone()))
    }
}

impl FromRequest for Write {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Write>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let Look { posting, member, chrome } = look(request).await?;
            member.refuse_lookers()?;
            Ok(Write { posting, member, chrome })
        })
    }
}
