//! Whoever looks for work, with or without an account: who they are and what the board knows of
//! what they meet.

use std::sync::Arc;

use actix_web::cookie::Cookie;
use actix_web::{FromRequest, HttpRequest, dev::Payload};
use futures_util::future::LocalBoxFuture;

use super::fit::fit_of;
use super::hidden::hidden_ids;
use super::visit::Visit;
use crate::accounts::{Account, Caller, Person, site_of};
use crate::clock::Moment;
use crate::db::Conn;
use crate::eligibility::Fit;
use crate::error::{Error, Result};
use crate::postings::Shelf;
use crate::site::Site;
use crate::web::{Chrome, OurCookie};

/// Anybody who looks at postings. A profile answers before the cookie of a visit does.
#[derive(Clone, Debug)]
pub struct Seeker {
    pub account: Option<Account>,
    pub chrome: Chrome,
    /// None as long as they have said nothing a verdict could rest on.
    pub fit: Option<Fit>,
    /// Where the fit comes from; of a visit also where there is none.
    pub by: FitBy,
    /// Postings they do not want to see.
    pub hidden: Vec<i64>,
    /// What lists have shown lately.
    pub shelf: Arc<Shelf>,
}

/// Where somebody said what they hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FitBy {
    Profile,
    Visit,
}

/// Of an account: the fit of its profile, if there is one, and what it has hidden.
type Known = (Option<Fit>, Vec<i64>);

async fn seeker(request: HttpRequest) -> Result<Seeker> {
    let site = site_of(&request)?;
    let visit = visit_of(&request, &site).map(|visit| visit.fit());
    let (caller, now) = (Caller::of(&request, &site), site.clock.now());
    let found = match caller.is_known() {
        true => site.db.read(move |conn| look_up(conn, &caller, now)).await?,
        false => None,
    };
    let shelf = site.kept.of::<Shelf>();
    let Some((person, (profile, hidden))) = found else {
        let chrome = Chrome::default();
        return Ok(Seeker {
            account: None,
            chrome,
            fit: visit,
            by: FitBy::Visit,
            hidden: Vec::new(),
            shelf,
        });
    };
    person.seen(&site).await?;
    let by = if profile.is_some() { FitBy::Profile } else { FitBy::Visit };
    let fit = profile.or(visit);
    let (account, chrome) = (Some(person.account), person.chrome);
    Ok(Seeker { account, chrome, fit, by, hidden, shelf })
}

fn look_up(conn: &mut Conn, caller: &Caller, now: Moment) -> Result<Option<(Person, Known)>> {
    let Some(person) = caller.find(conn, now)? else { return Ok(None) };
    let fit = fit_of(conn, person.account.id, now.date())?.filter(|fit| !fit.is_blank());
    let hidden = hidden_ids(conn, person.account.id)?;
    Ok(Some((person, (fit, hidden))))
}

impl FromRequest for Seeker {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Seeker>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        Box::pin(seeker(request.clone()))
    }
}

/// What was said for this visit.
pub(super) fn visit_of(request: &HttpRequest, site: &Site) -> Option<Visit> {
    Visit::read(&OurCookie::Fit.read(request, site)?)
}

/// The cookie of a visit: it ends with the browser's session.
pub(super) fn visit_cookie(site: &Site, text: String) -> Cookie<'static> {
    OurCookie::Fit.bake(site, text).finish()
}

/// The cookie that ends it.
pub(super) fn ended_cookie(site: &Site) -> Cookie<'static> {
    OurCookie::Fit.end(site)
}
