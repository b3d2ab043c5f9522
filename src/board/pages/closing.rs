//! Closing an account: a page that says plainly what happens, and the button.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use crate::accounts::{self, Account, SignedIn, ended_cookie, knew_password};
use crate::board::closing;
use crate::employers;
use crate::error::{Error, Result};
use crate::paths;
use crate::site::Site;
use crate::web::{FormErrors, FormView, Input, Page, csrf, network, see_other};

#[derive(Serialize)]
struct View {
    closure: Closure,
    form: FormView,
}

#[derive(Serialize)]
struct Closure {
    email: String,
    /// The day by which everything is gone.
    erased_on: String,
    /// Guests have none, and choose one first: then it is surely them.
    has_password: bool,
    last_administrator: bool,
    /// Employers only this person owns.
    owned: Vec<Owned>,
    /// Why it was not done.
    refused: Option<String>,
    account_url: &'static str,
    export_url: String,
}

#[derive(Serialize)]
struct Owned {
    name: String,
    members_url: String,
    desk_url: String,
    /// There is somebody to hand over to.
    others: bool,
}

/// What is said when it is over.
#[derive(Serialize)]
struct Closed {
    closed: Goodbye,
}

#[derive(Serialize)]
struct Goodbye {
    erased_on: String,
}

pub async fn form(
    site: web::Data<Site>,
    request: HttpRequest,
    who: SignedIn,
) -> Result<HttpResponse> {
    show(&site, &request, who, FormErrors::default(), None).await
}

pub async fn close(
    site: web::Data<Site>,
    request: HttpRequest,
    who: SignedIn,
    input: Input,
) -> Result<HttpResponse> {
    let typed = input.text("password");
    let knew = knew_password(&site, &who.account, &network(&request, &site), typed).await?;
    let Some(knew) = knew else {
        let errors = FormErrors::one("password", "This is not your password.");
        return show(&site, &request, who, errors, None).await;
    };
    let (now, account) = (site.clock.now(), who.account.clone());
    match site.db.write(move |conn| closing::close(conn, now, &account, &knew)).await {
        Ok(()) => {
            let closed = Goodbye { erased_on: day(&site) };
            Page::new("board/closed.html", "Your account is closed", Closed { closed })
                .no_index()
                .cookie(ended_cookie(&site))
                .respond(&site)
        }
        Err(Error::Conflict(text)) => {
            show(&site, &request, who, FormErrors::default(), Some(text)).await
        }
        // Another press was quicker.
        Err(Error::NotFound) => Ok(see_other(paths::FRONT)),
        Err(other) => Err(other),
    }
}

async fn show(
    site: &Site,
    request: &HttpRequest,
    who: SignedIn,
    errors: FormErrors,
    refused: Option<String>,
) -> Result<HttpResponse> {
    let (email, account) = (who.account.email.clone(), who.account);
    let read = site.db.read(move |conn| {
        let owned = employers::only_owned_by(conn, &account)?;
        let last = accounts::is_last_administrator(conn, &account)?;
        Ok((owned, last, Account::has_password(conn, account.id)?))
    });
    let (owned, last_administrator, has_password) = read.await?;
    let status = match (errors.is_empty(), &refused) {
        (false, _) => StatusCode::UNPROCESSABLE_ENTITY,
        (true, Some(_)) => StatusCode::CONFLICT,
        (true, None) => StatusCode::OK,
    };
    let owned = owned.into_iter().map(|(employer, others)| Owned {
        members_url: paths::employer_part(employer.id, "members"),
        desk_url: paths::desk(employer.id),
        name: employer.name,
        others,
    });
    let closure = Closure {
        email,
        erased_on: day(site),
        has_password,
        last_administrator,
        owned: owned.collect(),
        refused,
        account_url: paths::ACCOUNT,
        export_url: paths::profile_part("export"),
    };
    let form = FormView::new(paths::CLOSURE, &Input::default(), errors);
    Page::new("board/closure.html", "Close your account", View { closure, form })
        .status(status)
        .no_index()
        .framed(who.chrome)
        .with_token(csrf::token(request, site))
        .respond(site)
}

fn day(site: &Site) -> String {
    closing::erased_on(site.clock.now()).format("%B %-d, %Y").to_string()
}
