//! Another address: asked for with the password, and done by a link that was sent to it.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};

use super::account::again;
use super::{Button, Hidden, Message, Step, TokenQuery, count_mail};
use crate::accounts::email_change::{self, EmailChange};
use crate::accounts::guards::{SignedIn, Visitor};
use crate::accounts::{Account, forms, knew_password};
use crate::error::{Error, Result};
use crate::paths;
use crate::site::Site;
use crate::web::{FormErrors, Input, csrf, network, see_other};

/// The answer is the same whether the new address is known here or not; the mail is not.
pub async fn ask(
    site: web::Data<Site>,
    request: HttpRequest,
    who: SignedIn,
    input: Input,
) -> Result<HttpResponse> {
    let new = match forms::new_address(&input, &who.account.email) {
        Ok(new) => new,
        Err(errors) => return again(&site, &request, who, &input, errors).await,
    };
    let typed = input.text("email_password");
    let knew = knew_password(&site, &who.account, &network(&request, &site), typed).await?;
    let Some(knew) = knew else {
        let errors = FormErrors::one("email_password", "This is not your current password.");
        return again(&site, &request, who, &input, errors).await;
    };
    count_mail(&request, &site, &new)?;
    let (now, account) = (site.clock.now(), who.account);
    site.db.write(move |conn| email_change::ask(conn, now, &account, &knew, &new)).await?;
    Ok(see_other(&paths::account_after("email")))
}

/// The page the link leads to.
pub async fn open(
    site: web::Data<Site>,
    request: HttpRequest,
    visitor: Visitor,
    query: web::Query<TokenQuery>,
) -> Result<HttpResponse> {
    let token = query.into_inner().token;
    let id = email_change::id_in(&site.config.secret, &token)?;
    let change = site.db.read(move |conn| email_change::find(conn, id)).await?;
    let (message, status) = match asked_by(&site, &visitor, &change, &token) {
        Ok(_) => (button(&change, token), StatusCode::OK),
        Err(other) => *other,
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
    let token = input.text("token");
    let id = email_change::id_in(&site.config.secret, token)?;
    let change = site.db.read(move |conn| email_change::find(conn, id)).await?;
    let (message, status) = match asked_by(&site, &visitor, &change, token) {
        Ok(who) => finish(&site, change, who).await?,
        Err(other) => *other,
    };
    message.respond(&request, &site, visitor.chrome, status)
}

async fn finish(site: &Site, change: EmailChange, who: &Account) -> Result<(Message, StatusCode)> {
    let (now, who, email) = (site.clock.now(), who.clone(), change.email.clone());
    match site.db.write(move |conn| change.confirm(conn, now, &who)).await {
        Ok(()) => Ok((done(&email), StatusCode::OK)),
        Err(Error::Conflict(text)) => Ok((back("warn", "Not changed", text), StatusCode::CONFLICT)),
        Err(other) => Err(other),
    }
}

/// The account a change is for, if it is the one signed in and the link works; else what is said.
fn asked_by<'a>(
    site: &Site,
    visitor: &'a Visitor,
    change: &EmailChange,
    token: &str,
) -> std::result::Result<&'a Account, Box<(Message, StatusCode)>> {
    let said = |message, status| Err(Box::new((message, status)));
    let own = visitor.account.as_ref().filter(|who| who.id == change.account);
    if own.is_some_and(|who| who.email == change.email) {
        return said(done(&change.email), StatusCode::OK);
    }
    if !change.is_live(site.clock.now()) {
        let text = "It worked for 24 hours, unless another address was asked for since or the password was changed.";
        return said(back("warn", "This link no longer works", text.into()), StatusCode::GONE);
    }
    match (own, &visitor.account) {
        (Some(own), _) => Ok(own),
        (None, Some(_)) => {
            let text = "You are signed in with another account. Sign in with the one you asked from, then open the link again.";
            said(back("warn", "Another account asked for this", text.into()), StatusCode::CONFLICT)
        }
        (None, None) => {
            let text = "Sign in with the address and password you have now, and you come back here to finish.";
            let url = paths::sign_in(&paths::with_token(paths::CONFIRM_EMAIL, token));
            let step = Step { label: "Sign in", url };
            said(Message::new("", "Sign in to finish", text.into(), step), StatusCode::OK)
        }
    }
}

fn button(change: &EmailChange, token: String) -> Message {
    Message {
        tone: "",
        title: "Confirm your new address",
        text: format!("From then on you sign in with {}, and our email goes there.", change.email),
        link: None,
        post: Some(Button {
            action: paths::CONFIRM_EMAIL,
            label: "Use this address",
            fields: vec![Hidden { name: "token", value: token }],
        }),
    }
}

fn done(email: &str) -> Message {
    let text = format!("You sign in with {email} now. We have told the old address too.");
    back("good", "Address changed", text)
}

fn back(tone: &'static str, title: &'static str, text: String) -> Message {
    let step = Step { label: "Your account", url: paths::ACCOUNT.into() };
    Message::new(tone, title, text, step)
}
