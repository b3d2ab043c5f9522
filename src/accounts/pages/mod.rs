//! The pages people come in by.

mod account;
mod email_change;
mod password;
mod password_change;
mod register;
mod sessions;
mod sign_in;
mod verify;

pub use account::{rename, show as account};
pub use email_change::{ask as change_email, confirm as confirm_email, open as open_email};
pub use password::{ask, choose, save, send};
pub use password_change::change as change_password;
pub use register::{form as register_form, register};
pub use sessions::{end as end_session, end_others as end_sessions};
pub use sign_in::{form as sign_in_form, sign_in, sign_out};
pub use verify::{again as verify_again, confirm, show as verify};

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};

use super::email::Email;
use crate::error::Result;
use crate::site::Site;
use crate::web::{Chrome, FormView, Limit, Page, csrf, network};

/// What a link carries.
#[derive(Deserialize)]
pub struct TokenQuery {
    #[serde(default)]
    token: String,
    /// Where to go on to afterwards; empty for nowhere in particular.
    #[serde(default)]
    next: String,
}

/// A page that is one form.
#[derive(Serialize)]
struct FormPage {
    form: FormView,
}

/// "Look into your mail."
#[derive(Serialize)]
struct SentPage {
    sent: Sent,
}

#[derive(Serialize)]
struct Sent {
    email: String,
    valid_text: &'static str,
    again_action: Option<&'static str>,
}

/// A page that says one thing and offers one step.
#[derive(Serialize)]
struct MessagePage {
    message: Message,
}

#[derive(Serialize)]
struct Message {
    /// good, warn, or empty.
    tone: &'static str,
    title: &'static str,
    text: String,
    link: Option<Step>,
    post: Option<Button>,
}

#[derive(Serialize)]
struct Step {
    label: &'static str,
    url: String,
}

/// A form that is only a button.
#[derive(Serialize)]
struct Button {
    action: &'static str,
    label: &'static str,
    fields: Vec<Hidden>,
}

#[derive(Serialize)]
struct Hidden {
    name: &'static str,
    value: String,
}

impl Message {
    /// Words, and a link to go on with.
    fn new(tone: &'static str, title: &'static str, text: String, link: Step) -> Message {
        Message { tone, title, text, link: Some(link), post: None }
    }

    fn respond(
        self,
        request: &HttpRequest,
        site: &Site,
        chrome: Chrome,
        status: StatusCode,
    ) -> Result<HttpResponse> {
        let title = self.title;
        Page::new("accounts/message.html", title, MessagePage { message: self })
            .status(status)
            .no_index()
            .framed(chrome)
            .with_token(csrf::token(request, site))
            .respond(site)
    }
}

/// Counts a try against the network it comes from.
fn count_try(request: &HttpRequest, site: &Site) -> Result<()> {
    let network = network(request, site);
    site.limits.check(Limit::SignInAddress, network)
}

/// Counts a mail against the network that asks for it and the mailbox it goes to.
fn count_mail(request: &HttpRequest, site: &Site, email: &Email) -> Result<()> {
    let network = network(request, site);
    site.limits.check(Limit::MailFromAddress, network)?;
    site.limits.check(Limit::MailTo, email.as_str())
}
