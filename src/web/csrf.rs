//! A request that changes something must come from our own pages. Browsers say where a request
//! comes from (Fetch Metadata, else Origin); sign-in and its kin carry a signed token as well,
//! because there the harm is done before anybody has a session.

use actix_web::body::MessageBody;
use actix_web::cookie::Cookie;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::{HttpRequest, web};

use super::client;
use super::cookies::OurCookie;
use crate::error::{Error, Result};
use crate::paths;
use crate::site::Site;
use crate::token;

/// Addresses a mail program asks by itself, wherever it runs and whatever cookies it has: what
/// their address carries is signed, and they look at nothing else.
const OPEN: [&str; 1] = [paths::UNSUBSCRIBE];

/// Refuses unsafe requests that a browser sends on behalf of another site.
pub async fn guard(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> std::result::Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS)
        || OPEN.contains(&request.path());
    if !safe && !is_same_origin(&request).unwrap_or(!client::has_cookie(&request)) {
        let refused = Error::Forbidden("this form was sent from another site");
        return Ok(request.error_response(refused).map_into_right_body());
    }
    Ok(next.call(request).await?.map_into_left_body())
}

/// Nothing if the request does not say where it comes from: then it is refused only if it brings
/// cookies, because what has none acts for nobody.
fn is_same_origin(request: &ServiceRequest) -> Option<bool> {
    if let Some(ours) = client::asks_itself(request.headers()) {
        return Some(ours);
    }
    let origin = request.headers().get("origin")?;
    let Some(site) = request.app_data::<web::Data<Site>>() else { return Some(false) };
    Some(origin.as_bytes() == site.config.base_url.origin().ascii_serialization().as_bytes())
}

const PURPOSE: &str = "form";

/// The token for the forms of one browser, and the cookie to set if it has none yet.
pub fn token(request: &HttpRequest, site: &Site) -> (String, Option<Cookie<'static>>) {
    let known = browser(request, site).filter(|value| value.len() == 64);
    let fresh = known.is_none();
    let browser = known.unwrap_or_else(token::fresh);
    let signature = token::sign(&site.config.secret, PURPOSE, &browser);
    let cookie = fresh.then(|| OurCookie::Form.bake(site, browser).finish());
    (signature, cookie)
}

/// What tells one browser from another, if it has been shown a form.
pub(super) fn browser(request: &HttpRequest, site: &Site) -> Option<String> {
    OurCookie::Form.read(request, site)
}

/// Checks the token a form brought back.
pub fn check(request: &HttpRequest, site: &Site, given: &str) -> Result<()> {
    let genuine = browser(request, site)
        .is_some_and(|browser| token::is_signed(&site.config.secret, PURPOSE, &browser, given));
    if genuine {
        return Ok(());
    }
    Err(Error::Forbidden(
        "this form is no longer valid: load the page again and send it once more. Cookies must be allowed",
    ))
}
