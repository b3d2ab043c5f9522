//! The route table as it is filled: beside each route it takes down which methods the path takes,
//! so that any other is answered 405 with what would do, and only an address that is nowhere 404.

use std::sync::Arc;

use actix_web::dev::ResourceDef;
use actix_web::http::header::{self, HeaderValue};
use actix_web::web::{self, ServiceConfig};
use actix_web::{FromRequest, Handler, HttpRequest, HttpResponse, Responder, Route, guard};

use super::cache;
use crate::error::{Error, Result};

/// A method's route, before and after it has a handler.
pub struct Way {
    /// As `Allow` names it.
    allows: &'static str,
    route: Route,
}

/// Reads: what answers GET answers HEAD too, for those who only look whether a page is there.
pub fn get() -> Way {
    let route = web::route().guard(guard::Any(guard::Get()).or(guard::Head()));
    Way { allows: "GET, HEAD", route }
}

/// Changes something.
pub fn post() -> Way {
    Way { allows: "POST", route: web::post() }
}

impl Way {
    /// Gives the route its handler.
    pub fn to<F, Args>(self, handler: F) -> Way
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        Way { route: self.route.to(handler), ..self }
    }

    /// The same for a page that shows everybody the same as long as they are nobody to us: it is
    /// kept, see [`cache`].
    pub fn kept<F, Args>(self, handler: F) -> Way
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.to(move |request: HttpRequest| cache::answer(request, handler.clone()))
    }
}

/// The routes of an application.
pub struct Table<'a> {
    app: &'a mut ServiceConfig,
    known: Vec<(ResourceDef, &'static str)>,
}

impl<'a> Table<'a> {
    /// Fills an application by `table`.
    pub fn fill(app: &'a mut ServiceConfig, table: impl Fn(&mut Table<'_>)) {
        let mut all = Table { app, known: Vec::new() };
        table(&mut all);
        let known = Arc::new(all.known);
        let other = move |request: HttpRequest| {
            let answer = otherwise(&known, &request);
            async move { answer }
        };
        all.app.default_service(web::route().to(other));
    }

    /// One more route.
    pub fn route(&mut self, path: &'static str, way: Way) -> &mut Self {
        self.known.push((ResourceDef::new(path), way.allows));
        self.app.route(path, way.route);
        self
    }
}

/// The answer to what no route took.
fn otherwise(known: &[(ResourceDef, &'static str)], request: &HttpRequest) -> Result<HttpResponse> {
    let mut allowed: Vec<&str> = Vec::new();
    for (path, allows) in known {
        if !allowed.contains(allows) && path.is_match(request.path()) {
            allowed.push(allows);
        }
    }
    if allowed.is_empty() {
        return Err(Error::NotFound);
    }
    let allowed = HeaderValue::from_str(&allowed.join(", ")).map_err(Error::internal)?;
    Ok(HttpResponse::MethodNotAllowed().insert_header((header::ALLOW, allowed)).finish())
}
