//! The cookies of this site. All of them are listed here, because whoever brings one of them is
//! somebody: what they see is no page for everybody.

use std::borrow::Cow;

use actix_web::HttpRequest;
use actix_web::cookie::{Cookie, CookieBuilder, SameSite};
use actix_web::http::header;
use percent_encoding::percent_decode;

use crate::site::Site;

/// One of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OurCookie {
    /// Signs a browser in.
    Session,
    /// What somebody said of themselves for this visit.
    Fit,
    /// The saved search that is being changed.
    Alert,
    /// Tells one browser's forms from another's.
    Form,
}

/// With it a browser takes the cookie from this host alone, and over https.
const HOST: &str = "__Host-";

impl OurCookie {
    const ALL: [OurCookie; 4] =
        [OurCookie::Session, OurCookie::Fit, OurCookie::Alert, OurCookie::Form];

    fn plain_name(self) -> &'static str {
        match self {
            OurCookie::Session => "session",
            OurCookie::Fit => "fit",
            OurCookie::Alert => "alert",
            OurCookie::Form => "form",
        }
    }

    fn name(self, site: &Site) -> String {
        let prefix = if site.config.is_https() { HOST } else { "" };
        format!("{prefix}{}", self.plain_name())
    }

    /// What came along with a request.
    pub fn read(self, request: &HttpRequest, site: &Site) -> Option<String> {
        Some(request.cookie(&self.name(site))?.value().to_owned())
    }

    /// The cookie with a value; it ends with the browser's session unless something else is said.
    pub fn bake(self, site: &Site, value: String) -> CookieBuilder<'static> {
        Cookie::build(self.name(site), value)
            .path("/")
            .http_only(true)
            .secure(site.config.is_https())
            .same_site(SameSite::Lax)
    }

    /// The cookie that ends it.
    pub fn end(self, site: &Site) -> Cookie<'static> {
        let mut cookie = self.bake(site, String::new()).finish();
        cookie.make_removal();
        cookie
    }
}

/// Whether a request brings any of them, or anything else that says who asks.
pub(super) fn is_somebody(request: &HttpRequest) -> bool {
    let headers = request.headers();
    let is_ours = |name: &[u8]| {
        // Names are decoded when cookies are read.
        let name: Cow<'_, [u8]> = percent_decode(name).into();
        let name = name.strip_prefix(HOST.as_bytes()).unwrap_or(&name);
        OurCookie::ALL.iter().any(|ours| ours.plain_name().as_bytes() == name)
    };
    let name = |pair: &'_ [u8]| {
        let end = pair.iter().position(|byte| *byte == b'=').unwrap_or(pair.len());
        is_ours(pair[..end].trim_ascii())
    };
    headers.contains_key(header::AUTHORIZATION)
        || headers
            .get_all(header::COOKIE)
            .any(|value| value.as_bytes().split(|byte| *byte == b';').any(name))
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn whoever_brings_a_cookie_of_ours_is_somebody() {
        let brings = |value: &str| {
            is_somebody(&TestRequest::get().insert_header(("cookie", value)).to_http_request())
        };
        for ours in [
            "s%65ssion=x",
            "session=x",
            "__Host-session=x",
            "a=b; fit=OH",
            "alert=1;a=b",
            " form = 7 ",
        ] {
            assert!(brings(ours), "{ours}");
        }
        for others in ["", "a=b", "sessions=1; my-fit=2", "a=session", "__cf_bm=x; _ga=y"] {
            assert!(!brings(others), "{others}");
        }
        let several = TestRequest::get()
            .append_header(("cookie", "a=b"))
            .append_header(("cookie", "__Host-fit=OH"));
        assert!(is_somebody(&several.to_http_request()));
        let key = TestRequest::get().insert_header(("authorization", "Bearer x"));
        assert!(is_somebody(&key.to_http_request()));
        assert!(!is_somebody(&TestRequest::get().to_http_request()));
    }
}
