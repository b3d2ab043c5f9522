//! The one page where a coder says who they are.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Serialize;

use crate::accounts::{Account, SignedIn};
use crate::applicants::forms::{Conflict, ProfileForm, Writer, between, input_of, parse};
use crate::applicants::profile::Profile;
use crate::applicants::saving::NewProfile;
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::paths;
use crate::postings::long_day;
use crate::site::Site;
use crate::web::{Chrome, FormErrors, Input, Page, see_other};

#[derive(Serialize)]
struct View {
    form: ProfileForm,
    /// None before the first save.
    kept: Option<Kept>,
}

/// How long we keep a profile, and what can be done with it.
#[derive(Serialize)]
struct Kept {
    until_text: String,
    consented_text: String,
    export_url: String,
    json_resume_url: String,
    deletion_url: String,
}

impl Kept {
    fn of(profile: &Profile) -> Kept {
        Kept {
            until_text: long_day(profile.keep_until),
            consented_text: long_day(profile.consented_at.date()),
            export_url: paths::profile_part("export"),
            json_resume_url: paths::profile_part("resume.json"),
            deletion_url: paths::profile_part("deletion"),
        }
    }
}

/// What the address says about how somebody came here.
#[derive(serde::Deserialize)]
pub struct Asked {
    #[serde(default)]
    done: String,
    #[serde(default)]
    next: String,
}

pub async fn form(
    site: web::Data<Site>,
    who: SignedIn,
    asked: web::Query<Asked>,
) -> Result<HttpResponse> {
    let id = who.account.id;
    let saved = site.db.read(move |conn| Profile::of(conn, id)).await?;
    let mut input = input_of(&who.account.name, saved.as_ref());
    input.set("next", asked.next.as_str());
    let notice = match asked.done.as_str() {
        "saved" => Some("Your profile is saved."),
        "deleted" => Some("Your profile is deleted."),
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
            let saved = site.db.read(move |conn| Profile::of(conn, id)).await?;
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
    let read = move |conn: &mut _| Ok((Account::by_id(conn, id)?, Profile::of(conn, id)?));
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
    let fields = between(new, &saved, &account.name);
    if fields.is_empty() {
        return Ok(see_other(&onward(&input)));
    }
    input.set("version", saved.version.to_string());
    let when_text = ago(now, saved.updated_at);
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

/// The page before it is shown.
struct Sheet<'a> {
    site: &'a Site,
    writer: Writer<'a>,
    input: &'a Input,
    saved: Option<&'a Profile>,
    errors: FormErrors,
    conflict: Option<Conflict>,
    status: Option<StatusCode>,
    notice: Option<&'static str>,
}

impl<'a> Sheet<'a> {
    fn new(
        site: &'a Site,
        account: &Account,
        input: &'a Input,
        saved: Option<&'a Profile>,
    ) -> Sheet<'a> {
        let writer = Writer { secret: &site.config.secret, account: account.id };
        let errors = FormErrors::default();
        Sheet { site, writer, input, saved, errors, conflict: None, status: None, notice: None }
    }

    fn problems(mut self, errors: FormErrors) -> Self {
        self.errors = errors;
        self
    }

    fn status(mut self, status: StatusCode) -> Self {
        self.status = Some(status);
        self
    }

    fn notice(mut self, notice: Option<&'static str>) -> Self {
        self.notice = notice;
        self
    }

    fn show(self, chrome: Chrome) -> Result<HttpResponse> {
        let mut form = ProfileForm::new(self.input, self.errors, self.writer, self.saved);
        form.conflict = self.conflict;
        let status = match form.has_problems() {
            true => StatusCode::UNPROCESSABLE_ENTITY,
            false => StatusCode::OK,
        };
        let view = View { form, kept: self.saved.map(Kept::of) };
        Page::new("applicants/profile.html", "Your profile", view)
            .status(self.status.unwrap_or(status))
            .notice(self.notice)
            .no_index()
            .framed(chrome)
            .respond(self.site)
    }
}
