//! Who may come in: types that stand in a handler's signature and say who is asking.

use actix_web::cookie::{Cookie, time::Duration};
use actix_web::{FromRequest, HttpRequest, dev::Payload, web};
use futures_util::future::LocalBoxFuture;

use super::account::Account;
use super::{chrome, session};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::site::Site;
use crate::web::{Chrome, OurCookie};

/// What a request brings that says who is asking, before the database is looked at. Guards of
/// other slices use it to find the person and their seat in one read.
#[derive(Clone, Debug)]
pub struct Caller(Option<String>);

/// A person who is signed in, and the frame around their pages.
#[derive(Clone, Debug)]
pub struct Person {
    pub account: Account,
    pub chrome: Chrome,
    session: i64,
    /// It is time to mark the session as seen.
    stale: bool,
}

impl Caller {
    pub fn of(request: &HttpRequest, site: &Site) -> Caller {
        let token = OurCookie::Session.read(request, site);
        Caller(token.filter(|token| token.len() == 64))
    }

    /// Whether there is anybody to look up.
    pub fn is_known(&self) -> bool {
        self.0.is_some()
    }

    /// The session token, for ending it.
    pub(super) fn token(&self) -> Option<&str> {
        self.0.as_deref()
    }

    /// Who it is; nobody without a live session.
    pub fn find(&self, conn: &mut Conn, now: Moment) -> Result<Option<Person>> {
        let Some(token) = self.token() else { return Ok(None) };
        let Some(session) = session::find(conn, now, token)? else { return Ok(None) };
        let stale = session.is_stale(now);
        let chrome = chrome::chrome(conn, &session.account)?;
        Ok(Some(Person { account: session.account, chrome, session: session.id, stale }))
    }
}

impl Person {
    /// Writes down that they were here, at most every ten minutes.
    pub async fn seen(&self, site: &Site) -> Result<()> {
        if !self.stale {
            return Ok(());
        }
        let (now, session) = (site.clock.now(), self.session);
        site.db.write(move |conn| session::touch(conn, now, session)).await
    }
}

/// The cookie that signs a browser in.
pub(crate) fn session_cookie(site: &Site, token: String) -> Cookie<'static> {
    // The session's own end decides; the cookie only has to outlast it.
    OurCookie::Session.bake(site, token).max_age(Duration::days(400)).finish()
}

/// The cookie that signs it out.
pub(crate) fn ended_cookie(site: &Site) -> Cookie<'static> {
    OurCookie::Session.end(site)
}

/// The shared state every request is given.
pub(crate) fn site_of(request: &HttpRequest) -> Result<web::Data<Site>> {
    let site = request.app_data::<web::Data<Site>>();
    site.cloned().ok_or_else(|| Error::internal("routes.rs gives every request the site"))
}

/// Anybody, signed in or not.
#[derive(Clone, Debug)]
pub struct Visitor {
    pub account: Option<Account>,
    pub chrome: Chrome,
}

/// Somebody signed in; others are led to sign in first.
#[derive(Clone, Debug)]
pub struct SignedIn {
    pub account: Account,
    pub chrome: Chrome,
    /// The session that asks.
    pub(super) session: i64,
}

/// An administrator; for everybody else the page does not exist.
#[derive(Clone, Debug)]
pub struct Administrator {
    pub account: Account,
    pub chrome: Chrome,
}

async fn person(request: HttpRequest) -> Result<Option<Person>> {
    let site = site_of(&request)?;
    let caller = Caller::of(&request, &site);
    if caller.token().is_none() {
        return Ok(None);
    }
    let now = site.clock.now();
    let person = site.db.read(move |conn| caller.find(conn, now)).await?;
    if let Some(person) = &person {
        person.seen(&site).await?;
    }
    Ok(person)
}

impl FromRequest for Visitor {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Visitor>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            Ok(match person(request).await? {
                Some(Person { account, chrome, .. }) => Visitor { account: Some(account), chrome },
                None => Visitor { account: None, chrome: Chrome::default() },
            })
        })
    }
}

impl FromRequest for SignedIn {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<SignedIn>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let person = person(request).await?.ok_or(Error::SignInFirst)?;
            let Person { account, chrome, session, .. } = person;
            Ok(SignedIn { account, chrome, session })
        })
    }
}

impl FromRequest for Administrator {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Administrator>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let person = person(request).await?.ok_or(Error::SignInFirst)?;
            if !person.account.administrator {
                return Err(Error::NotFound);
            }
            Ok(Administrator { account: person.account, chrome: person.chrome })
        })
    }
}
