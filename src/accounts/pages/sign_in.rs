//! Coming in and going out.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::{Message, Step, count_mail, count_try};
use crate::accounts::chrome::chrome;
use crate::accounts::forms::Credentials;
use crate::accounts::guards::{Caller, Visitor, ended_cookie, session_cookie};
use crate::accounts::{Account, password, registration, session};
use crate::error::{Error, Result};
use crate::paths;
use crate::site::Site;
use crate::web::{
    Chrome, FormErrors, FormView, Input, Limit, Page, csrf, device, network, see_other,
};

/// Where to go on to.
#[derive(Deserialize, Default)]
pub struct Next {
    #[serde(default)]
    next: String,
}

#[derive(Serialize)]
struct View {
    form: Form,
}

#[derive(Serialize)]
struct Form {
    #[serde(flatten)]
    form: FormView,
    /// Why somebody was led here.
    reason: Option<&'static str>,
}

pub async fn form(
    site: web::Data<Site>,
    request: HttpRequest,
    visitor: Visitor,
    query: Option<web::Query<Next>>,
) -> Result<HttpResponse> {
    let next = query.map(|query| query.into_inner().next).unwrap_or_default();
    if visitor.account.is_some() {
        return Ok(see_other(paths::safe_return(&next)));
    }
    let mut input = Input::default();
    input.set("next", next);
    show(&site, &request, visitor.chrome, &input, FormErrors::default())
}

/// A wrong password and an unknown address get the same answer after the same work.
pub async fn sign_in(
    site: web::Data<Site>,
    request: HttpRequest,
    visitor: Visitor,
    input: Input,
) -> Result<HttpResponse> {
    csrf::check(&request, &site, input.text("csrf_token"))?;
    count_try(&request, &site)?;
    let typed = match Credentials::parse(&input) {
        Ok(typed) => typed,
        Err(errors) => return show(&site, &request, visitor.chrome, &input, errors),
    };
    let network = network(&request, &site);
    site.limits.check(Limit::SignInAccount, format!("{} {network}", typed.email.as_str()))?;
    site.limits.check(Limit::SignInAnywhere, typed.email.as_str())?;
    match check(&site, typed).await? {
        None => wrong(&site, &request, visitor.chrome, &input),
        Some((account, _)) if account.verified_at.is_none() => {
            unproved(&site, &request, visitor.chrome, &account).await
        }
        Some((account, hash)) => match begin(&site, &request, account, hash).await {
            Err(Error::NotFound) => wrong(&site, &request, visitor.chrome, &input),
            begun => {
                let (token, hires) = begun?;
                let mut response = see_other(landing(input.text("next"), hires));
                response.add_cookie(&session_cookie(&site, token)).map_err(Error::internal)?;
                Ok(response)
            }
        },
    }
}

/// The account and its password's hash, if the password is right.
async fn check(site: &Site, typed: Credentials) -> Result<Option<(Account, String)>> {
    let Credentials { email, password } = typed;
    let known = site.db.read(move |conn| Account::with_hash(conn, &email)).await?;
    let work = move || {
        let kept = known.as_ref().map(|(_, hash)| hash.as_str());
        password::is_right(&password, kept).then_some(known).flatten()
    };
    site.hashing.run(work).await
}

/// The session's token, and whether they have a desk to come to.
async fn begin(
    site: &Site,
    request: &HttpRequest,
    account: Account,
    hash: String,
) -> Result<(String, bool)> {
    let device = device(request);
    let before = Caller::of(request, site);
    let now = site.clock.now();
    site.db
        .write(move |conn| {
            let token = registration::sign_in(conn, now, &account, &hash, &device, before.token())?;
            let frame = chrome(conn, &account)?;
            Ok((token, frame.signed_in.is_some_and(|who| who.employer.is_some())))
        })
        .await
}

/// Right password, but nobody has proved that the address is theirs. The mail is counted like
/// any other: when too many were asked for, the page still says where to look.
async fn unproved(
    site: &Site,
    request: &HttpRequest,
    chrome: Chrome,
    account: &Account,
) -> Result<HttpResponse> {
    let email = crate::accounts::Email::parse(&account.email).ok_or(Error::NotFound)?;
    let text = match count_mail(request, site, &email) {
        Ok(()) => {
            let (now, to) = (site.clock.now(), email.clone());
            site.db.write(move |conn| registration::verify_again(conn, now, &to)).await?;
            format!("We have just sent another link to {email}. Open it, then sign in.")
        }
        Err(Error::TooMany { .. }) => {
            format!("We have sent several links to {email}. Look into that mailbox and its spam.")
        }
        Err(other) => return Err(other),
    };
    let link = Step { label: "Back to sign in", url: paths::SIGN_IN.into() };
    Message::new("warn", "Confirm your address first", text, link).respond(
        request,
        site,
        chrome,
        StatusCode::FORBIDDEN,
    )
}

/// Ends the session; fine if there was none.
pub async fn sign_out(site: web::Data<Site>, request: HttpRequest) -> Result<HttpResponse> {
    let caller = Caller::of(&request, &site);
    site.db
        .write(move |conn| match caller.token() {
            Some(token) => session::end(conn, token),
            None => Ok(()),
        })
        .await?;
    let mut response = see_other(paths::FRONT);
    response.add_cookie(&ended_cookie(&site)).map_err(Error::internal)?;
    Ok(response)
}

/// Where somebody goes who came from nowhere: to their desk, or to the jobs.
fn landing(next: &str, hires: bool) -> &str {
    match (next, hires) {
        ("", true) => paths::HIRE,
        ("", false) => paths::LISTING,
        (next, _) => paths::safe_return(next),
    }
}

fn wrong(
    site: &Site,
    request: &HttpRequest,
    chrome: Chrome,
    input: &Input,
) -> Result<HttpResponse> {
    let said = "Email and password do not fit together. Check both, or reset the password.";
    show(site, request, chrome, input, FormErrors::one("", said))
}

fn show(
    site: &Site,
    request: &HttpRequest,
    chrome: Chrome,
    input: &Input,
    errors: FormErrors,
) -> Result<HttpResponse> {
    let values = input.clone().without(&["password", "csrf_token"]);
    let reason = input.text("next").starts_with(paths::HIRE).then_some("Sign in to post a job.");
    let form = FormView::new(paths::SIGN_IN, &values, errors);
    let problems = form.has_problems();
    Page::new("accounts/sign_in.html", "Sign in", View { form: Form { form, reason } })
        .no_index()
        .unprocessable_if(problems)
        .framed(chrome)
        .with_token(csrf::token(request, site))
        .respond(site)
}
