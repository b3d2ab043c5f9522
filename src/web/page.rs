//! A page: a template, what it shows, and the frame every page has around it.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::cookie::Cookie;
use actix_web::http::{StatusCode, header};
use serde::Serialize;

use super::assets::Assets;
use super::cache::known_by;
use crate::error::Result;
use crate::paths;
use crate::site::Site;

/// Marks a response that shows a page of its own, whatever its status.
pub(super) struct Rendered;

/// Who is looking: what the frame around a page says about them.
#[derive(Clone, Debug, Default)]
pub struct Chrome {
    pub signed_in: Option<SignedInAs>,
}

#[derive(Clone, Debug, Serialize)]
pub struct SignedInAs {
    pub name: String,
    pub email: String,
    pub employer: Option<EmployerLink>,
    pub admin: bool,
}

/// The employer a member works for, and its desk.
#[derive(Clone, Debug, Serialize)]
pub struct EmployerLink {
    pub name: String,
    pub url: String,
}

/// One page before it is rendered.
pub struct Page<V> {
    template: &'static str,
    head: Head,
    view: V,
    status: StatusCode,
    personal: bool,
    cookies: Vec<Cookie<'static>>,
}

/// The `page` the template of every page sees.
#[derive(Serialize, Default)]
struct Head {
    title: String,
    description: String,
    canonical: Option<String>,
    noindex: bool,
    signed_in: Option<SignedInAs>,
    csrf_token: String,
    notice: Option<String>,
    nav: &'static str,
    request_id: String,
}

/// What every template sees.
#[derive(Serialize)]
pub struct Everywhere<'a> {
    assets: &'a BTreeMap<String, String>,
    links: &'a BTreeMap<&'static str, &'static str>,
}

impl Everywhere<'_> {
    pub fn of(assets: &Assets) -> Everywhere<'_> {
        Everywhere { assets: assets.urls(), links: &paths::LINKS }
    }
}

#[derive(Serialize)]
struct Whole<'a, V> {
    page: &'a Head,
    #[serde(flatten)]
    view: &'a V,
}

impl<V: Serialize> Page<V> {
    pub fn new(template: &'static str, title: impl Into<String>, view: V) -> Page<V> {
        let head = Head { title: title.into(), ..Head::default() };
        let status = StatusCode::OK;
        Page { template, head, view, status, personal: false, cookies: Vec::new() }
    }

    /// One sentence for search engines and link previews.
    pub fn description(mut self, text: impl Into<String>) -> Self {
        self.head.description = text.into();
        self
    }

    /// The path this page should be known by.
    pub fn canonical(mut self, path: &str) -> Self {
        self.head.canonical = Some(path.to_owned());
        self
    }

    /// The part of the main navigation it belongs to: jobs, employers, about, hire or admin.
    pub fn nav(mut self, nav: &'static str) -> Self {
        self.head.nav = nav;
        self
    }

    /// Keeps search engines away.
    pub fn no_index(mut self) -> Self {
        self.head.noindex = true;
        self
    }

    /// Says something that is true of whoever asked alone: nobody else keeps it.
    pub fn personal_if(mut self, personal: bool) -> Self {
        self.personal = personal;
        self
    }

    /// The id people quote when something went wrong.
    pub(super) fn request_id(mut self, id: String) -> Self {
        self.head.request_id = id;
        self
    }

    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// 422 if a form came back with problems.
    pub fn unprocessable_if(self, problems: bool) -> Self {
        if problems { self.status(StatusCode::UNPROCESSABLE_ENTITY) } else { self }
    }

    /// A short line on top that says what has just happened.
    pub fn notice(mut self, text: Option<&str>) -> Self {
        self.head.notice = text.map(str::to_owned);
        self
    }

    /// Frames the page for who is looking.
    pub fn framed(mut self, chrome: Chrome) -> Self {
        self.head.signed_in = chrome.signed_in;
        self
    }

    /// Gives forms on the page their token, and the browser its cookie.
    pub fn with_token(mut self, (token, cookie): (String, Option<Cookie<'static>>)) -> Self {
        self.head.csrf_token = token;
        self.cookies.extend(cookie);
        self
    }

    pub fn cookie(mut self, cookie: Cookie<'static>) -> Self {
        self.cookies.push(cookie);
        self
    }

    /// Renders and answers. A page that knows who is looking is never kept by anyone else.
    pub fn respond(mut self, site: &Site) -> Result<HttpResponse> {
        let canonical = self.head.canonical.take();
        self.head.canonical = canonical.as_deref().map(|path| absolute(site, path));
        let whole = Whole { page: &self.head, view: &self.view };
        let html = site.templates.render(self.template, &whole)?;
        let personal =
            self.personal || self.head.signed_in.is_some() || !self.head.csrf_token.is_empty();
        let mut response = HttpResponse::build(self.status);
        response.content_type("text/html; charset=utf-8").insert_header((
            header::CACHE_CONTROL,
            if personal { "private, no-store" } else { "no-cache" },
        ));
        if self.head.noindex {
            response.insert_header(("X-Robots-Tag", "noindex"));
        }
        for cookie in self.cookies {
            response.cookie(cookie);
        }
        let mut response = response.body(html);
        response.extensions_mut().insert(Rendered);
        Ok(match canonical {
            Some(path) => known_by(response, path),
            None => response,
        })
    }
}

/// A path of ours as people type it elsewhere.
pub fn absolute(site: &Site, path: &str) -> String {
    format!("{}{path}", site.config.base_url.as_str().trim_end_matches('/'))
}

/// "Done; look there now."
pub fn see_other(path: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, path)).finish()
}
