//! Proving an address. The link shows a page with a button, because mail scanners open links;
//! only the button acts.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};

use super::register::sent;
use super::{Button, Hidden, Message, Step, count_mail};
use crate::accounts::guards::Visitor;
use crate::accounts::link::{self, Opened, Purpose};
use crate::accounts::{forms, registration};
use crate::error::{Error, Result};
use crate::paths;
use crate::site::Site;
use crate::web::{Input, csrf};

/// The page a link leads to.
pub async fn show(
    site: web::Data<Site>,
    request: HttpRequest,
    visitor: Visitor,
    query: web::Query<super::TokenQuery>,
) -> Result<HttpResponse> {
    let super::TokenQuery { token, next } = query.into_inner();
    let id = link::id_in(&site.config.secret, &token)?;
    let now = site.clock.now();
    let opened = site.db.read(move |conn| link::open(conn, now, id, Purpose::Verify)).await?;
    let (message, status) = match opened {
        Opened::Live { account, .. } => (button(&account.email, token, next), StatusCode::OK),
        other => spent(&other, &next),
    };
    message.respond(&request, &site, visitor.chrome, status)
}

/// The button on it.
pub async fn confirm(
    site: web::Data<Site>,
    request: HttpRequest,
    visitor: Visitor,
    input: Input,
) -> Result<HttpResponse> {
    csrf::check(&request, &site, input.text("csrf_token"))?;
    let id = link::id_in(&site.config.secret, input.text("token"))?;
    let now = site.clock.now();
    let opened = site
        .db
        .write(move |conn| {
            let opened = link::open(conn, now, id, Purpose::Verify)?;
            if let Opened::Live { id, account } = &opened {
                registration::verify(conn, now, *id, account)?;
            }
            Ok(opened)
        })
        .await?;
    let next = input.text("next");
    let (message, status) = match opened {
        Opened::Live { .. } => (confirmed("You can sign in now.", next), StatusCode::OK),
        other => spent(&other, next),
    };
    message.respond(&request, &site, visitor.chrome, status)
}

/// Sends another link, if one is due; the answer is always the same.
pub async fn again(
    site: web::Data<Site>,
    request: HttpRequest,
    visitor: Visitor,
    input: Input,
) -> Result<HttpResponse> {
    csrf::check(&request, &site, input.text("csrf_token"))?;
    let email = match forms::address(&input) {
        Ok(email) => email,
        Err(_) => return Err(Error::Invalid("That is not a mail address.".into())),
    };
    count_mail(&request, &site, &email)?;
    let (now, to) = (site.clock.now(), email.clone());
    site.db.write(move |conn| registration::verify_again(conn, now, &to)).await?;
    sent(&site, &request, visitor.chrome, email.to_string())
}

fn button(email: &str, token: String, next: String) -> Message {
    Message {
        tone: "",
        title: "Confirm your address",
        text: format!("Press the button to confirm {email}."),
        link: None,
        post: Some(Button {
            action: paths::VERIFY,
            label: "Confirm",
            fields: vec![
                Hidden { name: "token", value: token },
                Hidden { name: "next", value: next },
            ],
        }),
    }
}

fn confirmed(text: &str, next: &str) -> Message {
    let url = if next.is_empty() { paths::SIGN_IN.into() } else { paths::sign_in(next) };
    let link = Step { label: "Sign in", url };
    Message::new("good", "Address confirmed", text.into(), link)
}

/// What a link that no longer works says: nothing is wrong if the address is proved.
fn spent(opened: &Opened, next: &str) -> (Message, StatusCode) {
    let (Opened::Used(account) | Opened::Expired(account) | Opened::Live { account, .. }) = opened;
    if account.verified_at.is_some() {
        return (confirmed("This was done before. You can sign in.", next), StatusCode::OK);
    }
    let text = match opened {
        Opened::Expired(_) => "It worked for 48 hours.",
        _ => "A newer one has been sent since; use that, or have another sent.",
    };
    let message = Message {
        tone: "warn",
        title: "This link no longer works",
        text: text.into(),
        link: None,
        post: Some(Button {
            action: paths::VERIFY_AGAIN,
            label: "Send another",
            fields: vec![Hidden { name: "email", value: account.email.clone() }],
        }),
    };
    (message, StatusCode::GONE)
}
