//! What people see when something went wrong: one plain page with a request id, which the log
//! repeats beside the cause.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{StatusCode, header};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpRequest, HttpResponse, ResponseError, web};
use tracing_actix_web::RequestId;

use super::page::{Page, Rendered, see_other};
use crate::error::Error;
use crate::paths;
use crate::site::Site;

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        match self {
            Error::NotFound => StatusCode::NOT_FOUND,
            Error::Gone => StatusCode::GONE,
            Error::Forbidden(_) => StatusCode::FORBIDDEN,
            Error::SignInFirst => StatusCode::SEE_OTHER,
            Error::Conflict(_) => StatusCode::CONFLICT,
            Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Error::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Error::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Error::Busy { .. } => StatusCode::SERVICE_UNAVAILABLE,
            Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::build(self.status_code());
        if let Error::TooMany { retry_after } | Error::Busy { retry_after } = self {
            response.insert_header((header::RETRY_AFTER, retry_after.as_secs().max(1)));
        }
        response.finish()
    }
}

/// Gives every failed response that has no page of its own one.
pub async fn pages(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let response = next.call(request).await?.map_into_boxed_body();
    let status = response.status();
    let cause = response.response().error().and_then(|error| error.as_error::<Error>());
    if matches!(cause, Some(Error::SignInFirst)) {
        let back = paths::sign_in(&return_path(response.request()));
        return Ok(replace(response, see_other(&back)));
    }
    let plain = status.is_client_error() || status.is_server_error();
    if !plain || response.response().extensions().get::<Rendered>().is_some() {
        return Ok(response);
    }
    let message = match cause {
        Some(Error::Conflict(text) | Error::Invalid(text)) => text.clone(),
        Some(Error::Forbidden(text)) => sentence(text),
        _ => String::new(),
    };
    log(cause, status, response.response().error());
    let wait = response.headers().get(header::RETRY_AFTER).and_then(|wait| wait.to_str().ok());
    let wait = wait.map(str::to_owned);
    let page = error_page(response.request(), status, message, wait);
    Ok(replace(response, page))
}

fn log(cause: Option<&Error>, status: StatusCode, other: Option<&actix_web::Error>) {
    match (cause, other) {
        (Some(Error::Internal(cause)), _) => tracing::error!(error = %cause, "request failed"),
        (Some(cause), _) => tracing::info!(%status, %cause, "request refused"),
        (None, Some(other)) => tracing::info!(%status, cause = %other, "request refused"),
        (None, None) => {}
    }
}

/// The reader comes back to the page a form was on, not to the address it was sent to.
fn return_path(request: &HttpRequest) -> String {
    let asked = request.uri().path_and_query().map_or("/", |path| path.as_str());
    if request.method() == actix_web::http::Method::GET {
        asked.to_owned()
    } else {
        paths::HIRE.to_owned()
    }
}

fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}.", chars.as_str())
}

/// Keeps headers that carry meaning, such as Retry-After and Allow.
fn replace(old: ServiceResponse<BoxBody>, mut new: HttpResponse) -> ServiceResponse<BoxBody> {
    let (request, old) = old.into_parts();
    for name in [header::RETRY_AFTER, header::ALLOW] {
        if let Some(value) = old.headers().get(&name) {
            new.headers_mut().insert(name, value.clone());
        }
    }
    ServiceResponse::new(request, new)
}

/// What `error.html` shows.
#[derive(serde::Serialize)]
struct ErrorView {
    error: Shown,
}

#[derive(serde::Serialize)]
struct Shown {
    code: u16,
    title: &'static str,
    text: String,
    retry_text: Option<String>,
    links: [Link; 2],
}

#[derive(serde::Serialize)]
struct Link {
    label: &'static str,
    url: &'static str,
}

fn error_page(
    request: &HttpRequest,
    status: StatusCode,
    message: String,
    wait: Option<String>,
) -> HttpResponse {
    let (title, advice) = words(status);
    let request_id = request.extensions().get::<RequestId>().map(ToString::to_string);
    let text = if message.is_empty() { advice.to_owned() } else { message };
    let Some(site) = request.app_data::<web::Data<Site>>() else {
        return HttpResponse::build(status).body(text);
    };
    let links = [
        Link { label: "Browse jobs", url: paths::LISTING },
        Link { label: "Front page", url: paths::FRONT },
    ];
    let retry_text = wait.map(|seconds| format!("Try again in {seconds} seconds."));
    let shown = Shown { code: status.as_u16(), title, text, retry_text, links };
    let page = Page::new("error.html", title, ErrorView { error: shown })
        .status(status)
        .request_id(request_id.unwrap_or_default())
        .no_index();
    page.respond(site).unwrap_or_else(|error| {
        tracing::error!(%error, "the error page itself failed");
        HttpResponse::build(status).body(title)
    })
}

fn words(status: StatusCode) -> (&'static str, &'static str) {
    match status.as_u16() {
        404 => (
            "Page not found",
            "There is nothing at this address. It may have moved, or the link may be incomplete.",
        ),
        405 => ("Not possible here", "This address does not take this kind of request."),
        410 => ("No longer here", "This page was here once and has been removed for good."),
        403 => ("Not allowed", "You may not do this."),
        409 => ("Changed meanwhile", "Somebody else changed this at the same time."),
        413 => ("Too large", "What was sent is larger than this page takes."),
        422 => ("Something is not right", "What was sent could not be understood."),
        429 => ("Too many tries", "This was tried too often. Wait a little and try again."),
        503 => ("Busy right now", "The board has more to do than it can at this moment."),
        status if status < 500 => ("Not understood", "The request could not be understood."),
        _ => (
            "Something went wrong",
            "The fault is ours and has been written down. Nothing you sent was half done.",
        ),
    }
}
