//! Making an account.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::{FormPage, Sent, SentPage, count_mail, count_try};
use crate::accounts::forms::Registration;
use crate::accounts::guards::Visitor;
use crate::accounts::{password, registration};
use crate::error::{Error, Result};
use crate::paths;
use crate::site::Site;
use crate::web::{Chrome, FormErrors, FormView, Input, Page, csrf};

/// What is known of somebody who is led here.
#[derive(Deserialize, Default)]
pub struct Known {
    #[serde(default)]
    email: String,
    #[serde(default)]
    next: String,
}

pub async fn form(
    site: web::Data<Site>,
    request: HttpRequest,
    visitor: Visitor,
    query: Option<web::Query<Known>>,
) -> Result<HttpResponse> {
    let Known { email, next } = query.map(web::Query::into_inner).unwrap_or_default();
    let mut input = Input::default();
    input.set("email", email);
    input.set("next", next);
    show(&site, &request, visitor.chrome, &input, FormErrors::default())
}

/// The answer is the same whether the address has an account or not; the mail is not.
pub async fn register(
    site: web::Data<Site>,
    request: HttpRequest,
    visitor: Visitor,
    input: Input,
) -> Result<HttpResponse> {
    csrf::check(&request, &site, input.text("csrf_token"))?;
    count_try(&request, &site)?;
    let parsed = Registration::parse(&input);
    let (weakness, hash) = judge(&site, &input, parsed.is_ok()).await?;
    let (new, hash) = match (parsed, weakness, hash) {
        (Ok(new), None, Some(hash)) => (new, hash),
        (parsed, weakness, _) => {
            let mut errors = parsed.err().unwrap_or_default();
            if let Some(weakness) = weakness {
                errors.add("password", weakness);
            }
            return show(&site, &request, visitor.chrome, &input, errors);
        }
    };
    count_mail(&request, &site, &new.email)?;
    let email = new.email.to_string();
    // The outbox keeps it, so what a query of it may hold is left out.
    let next = match input.text("next").split('?').next() {
        None | Some("") => "",
        Some(path) => paths::safe_return(path),
    };
    match write(&site, &new, &hash, next).await {
        // Another registration of the address was quicker: now there is one to find.
        Err(Error::Conflict(_)) => write(&site, &new, &hash, next).await?,
        other => other?,
    }
    sent(&site, &request, visitor.chrome, email)
}

/// Judges the password and, if all else is right, hashes it: both are slow.
async fn judge(
    site: &Site,
    input: &Input,
    complete: bool,
) -> Result<(Option<String>, Option<String>)> {
    let text = |name: &str| input.text(name).to_owned();
    let (password, name, email) = (text("password"), text("name"), text("email"));
    let work = move || {
        let weakness = password::weakness(&password, &[&name, &email]);
        let hash = (weakness.is_none() && complete).then(|| password::hash(&password));
        Ok((weakness, hash.transpose()?))
    };
    site.hashing.run(work).await?
}

async fn write(site: &Site, new: &Registration, hash: &str, next: &str) -> Result<()> {
    let (now, email, name) = (site.clock.now(), new.email.clone(), new.name.clone());
    let (hash, next) = (hash.to_owned(), next.to_owned());
    let work = move |conn: &mut _| registration::register(conn, now, &email, &name, &hash, &next);
    site.db.write(work).await
}

/// "Look into your mail", for known and unknown addresses alike.
pub(super) fn sent(
    site: &Site,
    request: &HttpRequest,
    chrome: Chrome,
    email: String,
) -> Result<HttpResponse> {
    let sent = Sent {
        email,
        valid_text: "The link in it works for 48 hours.",
        again_action: Some(paths::VERIFY_AGAIN),
    };
    Page::new("accounts/verify_sent.html", "Check your mail", SentPage { sent })
        .no_index()
        .framed(chrome)
        .with_token(csrf::token(request, site))
        .respond(site)
}

fn show(
    site: &Site,
    request: &HttpRequest,
    chrome: Chrome,
    input: &Input,
    errors: FormErrors,
) -> Result<HttpResponse> {
    let values = input.clone().without(&["password", "csrf_token"]);
    let form = FormView::new(paths::REGISTER, &values, errors);
    let problems = form.has_problems();
    Page::new("accounts/register.html", "Create an account", FormPage { form })
        .no_index()
        .unprocessable_if(problems)
        .framed(chrome)
        .with_token(csrf::token(request, site))
        .respond(site)
}
