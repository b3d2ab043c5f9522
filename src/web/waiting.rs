//! The form once more for those who only have to wait.

use actix_web::HttpResponse;
use actix_web::http::{StatusCode, header};

use super::FormErrors;
use crate::error::Result;

/// More emails were asked for than go out; `wait` is in seconds. `show` shows the form with
/// everything in it.
pub fn too_many_emails(
    wait: u64,
    show: impl FnOnce(FormErrors) -> Result<HttpResponse>,
) -> Result<HttpResponse> {
    let minutes = wait.div_ceil(60);
    let said = format!(
        "Too many emails were asked for. Nothing is lost: send this again in {minutes} min."
    );
    let mut page = show(FormErrors::one("", said))?;
    *page.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    page.headers_mut().insert(header::RETRY_AFTER, wait.into());
    Ok(page)
}
