//! One's own account: name, address, password, and where one is signed in.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::accounts::guards::SignedIn;
use crate::accounts::session::{self, Listed};
use crate::accounts::{Account, device, email_change, forms};
use crate::clock::Moment;
use crate::error::Result;
use crate::paths;
use crate::site::Site;
use crate::web::{FormErrors, FormView, Input, Page, csrf, see_other};

/// The fields of the page, in its order.
const FIELDS: [&str; 5] = ["name", "new_email", "email_password", "password_now", "password_new"];
/// Those that are never shown again.
const SECRETS: [&str; 4] = ["email_password", "password_now", "password_new", "csrf_token"];

#[derive(Serialize)]
struct View {
    account: Own,
    form: FormView,
}

#[derive(Serialize)]
struct Own {
    email: String,
    /// Guests have none until a link let them choose one.
    has_password: bool,
    /// An address that waits for its letter to be answered.
    waiting: Option<String>,
    sessions: Vec<Session>,
    others: bool,
    links: Links,
}

/// One browser.
#[derive(Serialize)]
struct Session {
    device: String,
    seen_text: String,
    since_text: String,
    /// Nothing for the browser that asks.
    end_url: Option<String>,
}

#[derive(Serialize)]
struct Links {
    rename: &'static str,
    email: &'static str,
    password: &'static str,
    end_others: &'static str,
    closure: &'static str,
}

const LINKS: Links = Links {
    rename: paths::ACCOUNT,
    email: paths::CHANGE_EMAIL,
    password: paths::CHANGE_PASSWORD,
    end_others: paths::END_SESSIONS,
    closure: paths::CLOSURE,
};

/// What has just been done.
#[derive(Deserialize, Default)]
pub struct Done {
    #[serde(default)]
    done: String,
}

pub async fn show(
    site: web::Data<Site>,
    request: HttpRequest,
    who: SignedIn,
    query: Option<web::Query<Done>>,
) -> Result<HttpResponse> {
    let done = query.map(|query| query.into_inner().done).unwrap_or_default();
    let said = match done.as_str() {
        "name" => Some("Name saved."),
        "email" => Some("Look into the mailbox of the new address: a link there finishes it."),
        "password" => Some("Password saved. Every other browser has been signed out."),
        "session" => Some("That browser is signed out."),
        "sessions" => Some("Every other browser is signed out."),
        _ => None,
    };
    shown(&site, &request, who, &Input::default(), FormErrors::default(), said).await
}

/// Takes another name.
pub async fn rename(
    site: web::Data<Site>,
    request: HttpRequest,
    who: SignedIn,
    input: Input,
) -> Result<HttpResponse> {
    let name = match forms::new_name(&input) {
        Ok(name) => name,
        Err(errors) => return again(&site, &request, who, &input, errors).await,
    };
    let (now, id) = (site.clock.now(), who.account.id);
    site.db.write(move |conn| Account::rename(conn, now, id, &name)).await?;
    Ok(see_other(&paths::account_after("name")))
}

/// The page with what was typed and what is wrong with it.
pub(super) async fn again(
    site: &Site,
    request: &HttpRequest,
    who: SignedIn,
    input: &Input,
    errors: FormErrors,
) -> Result<HttpResponse> {
    shown(site, request, who, input, errors, None).await
}

async fn shown(
    site: &Site,
    request: &HttpRequest,
    who: SignedIn,
    input: &Input,
    errors: FormErrors,
    said: Option<&str>,
) -> Result<HttpResponse> {
    let SignedIn { account, chrome, session } = who;
    let (now, id) = (site.clock.now(), account.id);
    let mut input = input.clone().without(&SECRETS);
    if errors.get("name").is_none() {
        input.set("name", account.name.clone());
    }
    let read = site.db.read(move |conn| {
        let has_password = Account::has_password(conn, id)?;
        let waiting = email_change::waiting(conn, now, id)?;
        Ok((has_password, waiting, session::of(conn, now, id)?))
    });
    let (has_password, waiting, sessions) = read.await?;
    let others = sessions.iter().any(|one| one.id != session);
    let sessions = sessions.into_iter().map(|one| row(one, session, &account, now)).collect();
    let form = FormView::new(paths::ACCOUNT, &input, errors).in_order(&FIELDS);
    let problems = form.has_problems();
    let email = account.email;
    let own = Own { email, has_password, waiting, sessions, others, links: LINKS };
    Page::new("accounts/account.html", "Your account", View { account: own, form })
        .no_index()
        .unprocessable_if(problems)
        .notice(said)
        .framed(chrome)
        .with_token(csrf::token(request, site))
        .respond(site)
}

fn row(session: Listed, own: i64, account: &Account, now: Moment) -> Session {
    let zone: chrono_tz::Tz = account.time_zone.parse().unwrap_or(chrono_tz::UTC);
    let day = |at: Moment| at.utc().with_timezone(&zone).format("%B %-d, %Y").to_string();
    let seen_text = match now.since(session.seen_at).num_minutes() {
        ..=10 => "in the last ten minutes".to_owned(),
        minutes @ ..=90 => format!("{minutes} minutes ago"),
        minutes @ ..=2_160 => format!("{} hours ago", (minutes + 30) / 60),
        _ => format!("on {}", day(session.seen_at)),
    };
    Session {
        device: device::words(&session.device),
        seen_text,
        since_text: day(session.created_at),
        end_url: (session.id != own).then(|| paths::end_session(session.id)),
    }
}
