//! A saved search that is being changed: its filters are chosen on the listing, and a cookie says
//! for an hour which one they are meant for.

use actix_web::HttpRequest;
use actix_web::cookie::{Cookie, SameSite, time::Duration};

use crate::site::Site;

/// What the cookie carries, if it is there. Whoever set it reads it.
pub fn changing(request: &HttpRequest, site: &Site) -> Option<String> {
    let cookie = request.cookie(cookie_name(site))?;
    Some(cookie.value().to_owned()).filter(|value| !value.is_empty())
}

/// The cookie that begins it.
pub fn changing_cookie(site: &Site, carried: String) -> Cookie<'static> {
    Cookie::build(cookie_name(site), carried)
        .path("/")
        .http_only(true)
        .secure(site.config.is_https())
        .same_site(SameSite::Lax)
        .max_age(Duration::hours(1))
        .finish()
}

/// The cookie that ends it.
pub fn changed_cookie(site: &Site) -> Cookie<'static> {
    let mut cookie = changing_cookie(site, String::new());
    cookie.make_removal();
    cookie
}

fn cookie_name(site: &Site) -> &'static str {
    if site.config.is_https() { "__Host-alert" } else { "alert" }
}
