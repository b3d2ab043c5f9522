//! A forgotten password: asking for a link, and choosing a new one by it.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::{FormPage, Message, Sent, SentPage, Step, TokenQuery, count_mail};
use crate::accounts::guards::Visitor;
use crate::accounts::link::{self, Opened, Purpose};
use crate::accounts::{Account, forms, password, registration};
use crate::error::{Error, Result};
use crate::paths;
use crate::site::Site;
use crate::web::{Chrome, FormErrors, FormView, Input, Page, csrf};

#[derive(Serialize)]
struct View {
    form: Form,
}

#[derive(Serialize)]
struct Form {
    #[serde(flatten)]
    form: FormView,
    /// Whose password it is.
    email: String,
}

pub async fn ask(
    site: web::Data<Site>,
    request: HttpRequest,
    visitor: Visitor,
) -> Result<HttpResponse> {
    show_ask(&site, &request, visitor.chrome, &Input::default(), FormErrors::default())
}

/// Sends a link, if the address is known; the answer is always the same.
pub async fn send(
    site: web::Data<Site>,
    request: HttpRequest,
    visitor: Visitor,
    input: Input,
) -> Result<HttpResponse> {
    csrf::check(&request, &site, input.text("csrf_token"))?;
    let email = match forms::address(&input) {
        Ok(email) => email,
        Err(errors) => return show_ask(&site, &request, visitor.chrome, &input, errors),
    };
    count_mail(&request, &site, &email)?;
    let (now, to) = (site.clock.now(), email.clone());
    site.db.write(move |conn| registration::ask_reset(conn, now, &to)).await?;
    let sent = Sent {
        email: email.to_string(),
        valid_text: "The link in it works for one hour.",
        again_action: None,
    };
    Page::new("accounts/reset_sent.html", "Check your mail", SentPage { sent })
        .no_index()
        .framed(visitor.chrome)
        .respond(&site)
}

/// The page the link leads to.
pub async fn choose(
    site: web::Data<Site>,
    request: HttpRequest,
    visitor: Visitor,
    query: web::Query<TokenQuery>,
) -> Result<HttpResponse> {
    let TokenQuery { token, .. } = query.into_inner();
    match open(&site, &token).await? {
        Some((_, account)) => {
            let mut input = Input::default();
            input.set("token", token);
            show_choose(&site, &request, visitor.chrome, &account, &input, FormErrors::default())
        }
        None => too_old(&site, &request, visitor.chrome),
    }
}

/// Saves the new password and signs every browser out.
pub async fn save(
    site: web::Data<Site>,
    request: HttpRequest,
    visitor: Visitor,
    input: Input,
) -> Result<HttpResponse> {
    csrf::check(&request, &site, input.text("csrf_token"))?;
    let Some((link, account)) = open(&site, input.text("token")).await? else {
        return too_old(&site, &request, visitor.chrome);
    };
    let (typed, name, email) =
        (input.text("password").to_owned(), account.name.clone(), account.email.clone());
    let judged = move || match password::weakness(&typed, &[&name, &email]) {
        Some(weakness) => Ok(Err(weakness)),
        None => password::hash(&typed).map(Ok),
    };
    let hash = match site.hashing.run(judged).await?? {
        Ok(hash) => hash,
        Err(weakness) => {
            let errors = FormErrors::one("password", weakness);
            return show_choose(&site, &request, visitor.chrome, &account, &input, errors);
        }
    };
    let now = site.clock.now();
    let saved =
        site.db.write(move |conn| registration::reset(conn, now, link, &account, &hash)).await;
    match saved {
        Err(Error::Conflict(_)) => return too_old(&site, &request, visitor.chrome),
        other => other?,
    }
    let step = Step { label: "Sign in", url: paths::SIGN_IN.into() };
    let text = "Sign in with it. Every browser that was signed in has been signed out.";
    // The frame is a stranger's now: this browser's session has ended too.
    Message::new("good", "Password saved", text.into(), step).respond(
        &request,
        &site,
        Chrome::default(),
        StatusCode::OK,
    )
}

/// The link in a token and its account, as long as the link works.
async fn open(site: &Site, token: &str) -> Result<Option<(i64, Account)>> {
    let id = link::id_in(&site.config.secret, token)?;
    let now = site.clock.now();
    let opened = site.db.read(move |conn| link::open(conn, now, id, Purpose::Reset)).await?;
    Ok(match opened {
        Opened::Live { id, account } => Some((id, account)),
        Opened::Used(_) | Opened::Expired(_) => None,
    })
}

fn too_old(site: &Site, request: &HttpRequest, chrome: Chrome) -> Result<HttpResponse> {
    let step = Step { label: "Send another", url: paths::RESET.into() };
    let text = "It works once, for a limited time. We can send another.";
    Message::new("warn", "This link no longer works", text.into(), step).respond(
        request,
        site,
        chrome,
        StatusCode::GONE,
    )
}

fn show_ask(
    site: &Site,
    request: &HttpRequest,
    chrome: Chrome,
    input: &Input,
    errors: FormErrors,
) -> Result<HttpResponse> {
    let values = input.clone().without(&["csrf_token"]);
    let form = FormView::new(paths::RESET, &values, errors);
    let problems = form.has_problems();
    Page::new("accounts/reset.html", "Reset your password", FormPage { form })
        .no_index()
        .unprocessable_if(problems)
        .framed(chrome)
        .with_token(csrf::token(request, site))
        .respond(site)
}

fn show_choose(
    site: &Site,
    request: &HttpRequest,
    chrome: Chrome,
    account: &Account,
    input: &Input,
    errors: FormErrors,
) -> Result<HttpResponse> {
    let values = input.clone().without(&["password", "csrf_token"]);
    let form = FormView::new(paths::NEW_PASSWORD, &values, errors);
    let problems = form.has_problems();
    let view = View { form: Form { form, email: account.email.clone() } };
    Page::new("accounts/new_password.html", "Choose a new password", view)
        .no_index()
        .unprocessable_if(problems)
        .framed(chrome)
        .with_token(csrf::token(request, site))
        .respond(site)
}
