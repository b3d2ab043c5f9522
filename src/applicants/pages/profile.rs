//! The one page where a coder says who they are.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};

use super::sheet::{Saved, Sheet};
use crate::accounts::{Account, SignedIn};
use crate::applicants::forms::{Conflict, Writer, between, parse};
use crate::applicants::guards::visit_of;
use crate::applicants::saving::NewProfile;
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::paths;
use crate::postings::long_day;
use crate::site::Site;
use crate::web::{FormErrors, Input, see_other};

/// What the address says about how somebody came here.
#[derive(Default, serde::Deserialize)]
pub struct Asked {
    #[serde(default)]
    done: String,
    #[serde(default)]
    next: String,
}

pub async fn form(
    site: web::Data<Site>,
    request: HttpRequest,
    who: SignedIn,
    asked: Option<web::Query<Asked>>,
) -> Result<HttpResponse> {
    let asked = asked.map(web::Query::into_inner).unwrap_or_default();
    let id = who.account.id;
    let saved = site.db.read(move |conn| Saved::of(conn, id)).await?;
    let mut input = Saved::typed(saved.as_ref(), &who.account.name);
    if let (None, Some(visit)) = (&saved, visit_of(&request, &site)) {
        visit.begin_profile(&mut input);
    }
    input.set("next", asked.next.as_str());
    let notice = match asked.done.as_str() {
        "saved" => Some("Your profile is saved."),
        "deleted" => Some("Your profile is deleted."),
        "resume" => Some("Your résumé is saved."),
        "resume-removed" => Some("Your résumé is removed."),
        _ => None,
    };
    Sheet::new(&site, &who.account, &input, saved.as_ref()).notice(notice).show(who.chrome)
}

pub async fn save(site: web::Data<Site>, who: SignedIn, input: Input) -> Result<HttpResponse> {
    let (now, id) = (site.clock.now(), who.account.id);
    let writer = Writer { secret: &site.config.secret, account: id };
    let version = input.text("version").to_owned();
    let parsed = match input.text("action") {
        // A row more, and everything as it is.
        "more_credentials" | "more_experience" => Err(FormErrors::default()),
        _ => parse(&input, writer, now.date(), version.is_empty()),
    };
    let new = match parsed {
        Ok(new) => new,
        Err(errors) => {
            let saved = site.db.read(move |conn| Saved::of(conn, id)).await?;
            let sheet = Sheet::new(&site, &who.account, &input, saved.as_ref());
            return sheet.problems(errors).show(who.chrome);
        }
    };
    match store(&site, now, &who.account, version, new.clone()).await {
        Ok(()) => Ok(see_other(&onward(&input))),
        Err(Error::Conflict(_)) => conflict(&site, now, who, input, &new).await,
        Err(other) => Err(other),
    }
}

async fn store(
    site: &Site,
    now: Moment,
    by: &Account,
    version: String,
    new: NewProfile,
) -> Result<()> {
    let (by, secret) = (by.clone(), site.config.secret.clone());
    let work = move |conn: &mut _| match version.as_str() {
        "" => new.create(conn, now, &secret, &by),
        // What is no number was never a version.
        version => new.save(conn, now, &secret, &by, version.parse().unwrap_or(-1)),
    };
    site.db.write(work).await
}

/// Where somebody came from, if they came from a page of ours.
fn onward(input: &Input) -> String {
    match paths::safe_return(input.text("next")) {
        paths::FRONT => paths::profile_after("saved"),
        next => next.to_owned(),
    }
}

/// The form again with what was typed, what is saved beside it, and the newest version: saving
/// once more is a decision. A form that was sent twice has nothing to decide.
async fn conflict(
    site: &Site,
    now: Moment,
    who: SignedIn,
    mut input: Input,
    new: &NewProfile,
) -> Result<HttpResponse> {
    let id = who.account.id;
    let read = move |conn: &mut _| Ok((Account::by_id(conn, id)?, Saved::of(conn, id)?));
    let (account, saved) = site.db.read(read).await?;
    let Some(saved) = saved else {
        input.set("version", "");
        let errors = FormErrors::one(
            "consent",
            "Your profile was deleted meanwhile. Agree again to make a new one.",
        );
        let sheet = Sheet::new(site, &account, &input, None).problems(errors);
        return sheet.status(StatusCode::CONFLICT).show(who.chrome);
    };
    let fields = between(new, &saved.profile, &account.name);
    if fields.is_empty() {
        return Ok(see_other(&onward(&input)));
    }
    input.set("version", saved.profile.version.to_string());
    let when_text = ago(now, saved.profile.updated_at);
    let conflict = Conflict { by: "You", when_text, fields };
    let mut sheet = Sheet::new(site, &account, &input, Some(&saved));
    sheet.conflict = Some(conflict);
    sheet.status(StatusCode::CONFLICT).show(who.chrome)
}

fn ago(now: Moment, then: Moment) -> String {
    match now.since(then).num_minutes() {
        ..=0 => "just now".to_owned(),
        1 => "a minute ago".to_owned(),
        minutes @ 2..=90 => format!("{minutes} minutes ago"),
        _ => format!("on {}", long_day(then.date())),
    }
}
