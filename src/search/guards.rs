//! A saved search that is being changed: its filters are chosen on the listing, and a cookie says
//! for an hour which one they are meant for.

use actix_web::HttpRequest;
use actix_web::cookie::{Cookie, time::Duration};

use crate::site::Site;
use crate::web::OurCookie;

/// What the cookie carries, if it is there. Whoever set it reads it.
pub fn changing(request: &HttpRequest, site: &Site) -> Option<String> {
    OurCookie::Alert.read(request, site).filter(|value| !value.is_empty())
}

/// The cookie that begins it.
pub fn changing_cookie(site: &Site, carried: String) -> Cookie<'static> {
    OurCookie::Alert.bake(site, carried).max_age(Duration::hours(1)).finish()
}

/// The cookie that ends it.
pub fn changed_cookie(site: &Site) -> Cookie<'static> {
    OurCookie::Alert.end(site)
}
