//! The profile's page before it is shown: form, résumé, and how long it is kept.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use serde::Serialize;

use crate::accounts::{Account, AccountId};
use crate::applicants::export::File;
use crate::applicants::forms::{Conflict, ProfileForm, Writer, input_of};
use crate::applicants::profile::Profile;
use crate::db::Conn;
use crate::error::Result;
use crate::files::size;
use crate::paths;
use crate::postings::long_day;
use crate::site::Site;
use crate::web::{Chrome, FormErrors, Input, Page};

#[derive(Serialize)]
struct View {
    form: ProfileForm,
    /// None before the first save.
    kept: Option<Kept>,
    /// None before the first save, too.
    resume: Option<ResumePart>,
}

/// The part that keeps a résumé.
#[derive(Serialize)]
struct ResumePart {
    action: String,
    removal_url: String,
    file: Option<FilePart>,
}

/// The résumé that is kept.
#[derive(Serialize)]
struct FilePart {
    name: String,
    url: String,
    /// "120 KB, saved November 23, 2026".
    note: String,
}

impl ResumePart {
    fn of(file: Option<&File>) -> ResumePart {
        let shown = |file: &File| FilePart {
            note: format!("{}, saved {}", size(file.bytes), long_day(file.uploaded_at.date())),
            name: file.name.clone(),
            url: paths::profile_part("resume"),
        };
        ResumePart {
            action: paths::profile_part("resume"),
            removal_url: paths::profile_part("resume/removal"),
            file: file.map(shown),
        }
    }
}

/// A profile that is there, and what its résumé is called.
pub(super) struct Saved {
    pub profile: Profile,
    file: Option<File>,
}

impl Saved {
    pub(super) fn of(conn: &mut Conn, id: AccountId) -> Result<Option<Saved>> {
        let Some(profile) = Profile::of(conn, id)? else { return Ok(None) };
        let file = match &profile.resume_key {
            Some(key) => File::of(conn, key)?,
            None => None,
        };
        Ok(Some(Saved { profile, file }))
    }

    /// What the form's boxes hold for somebody.
    pub(super) fn typed(saved: Option<&Saved>, name: &str) -> Input {
        input_of(name, saved.map(|saved| &saved.profile))
    }
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

/// The page before it is shown.
pub(super) struct Sheet<'a> {
    site: &'a Site,
    writer: Writer<'a>,
    input: &'a Input,
    saved: Option<&'a Saved>,
    errors: FormErrors,
    pub conflict: Option<Conflict>,
    status: Option<StatusCode>,
    notice: Option<&'static str>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(
        site: &'a Site,
        account: &Account,
        input: &'a Input,
        saved: Option<&'a Saved>,
    ) -> Sheet<'a> {
        let writer = Writer { secret: &site.config.secret, account: account.id };
        let errors = FormErrors::default();
        Sheet { site, writer, input, saved, errors, conflict: None, status: None, notice: None }
    }

    pub(super) fn problems(mut self, errors: FormErrors) -> Self {
        self.errors = errors;
        self
    }

    pub(super) fn status(mut self, status: StatusCode) -> Self {
        self.status = Some(status);
        self
    }

    pub(super) fn notice(mut self, notice: Option<&'static str>) -> Self {
        self.notice = notice;
        self
    }

    pub(super) fn show(self, chrome: Chrome) -> Result<HttpResponse> {
        let profile = self.saved.map(|saved| &saved.profile);
        let mut form = ProfileForm::new(self.input, self.errors, self.writer, profile);
        form.conflict = self.conflict;
        let status = match form.has_problems() {
            true => StatusCode::UNPROCESSABLE_ENTITY,
            false => StatusCode::OK,
        };
        let kept = self.saved.map(|saved| Kept::of(&saved.profile));
        let resume = self.saved.map(|saved| ResumePart::of(saved.file.as_ref()));
        let view = View { form, kept, resume };
        Page::new("applicants/profile.html", "Your profile", view)
            .status(self.status.unwrap_or(status))
            .notice(self.notice)
            .no_index()
            .framed(chrome)
            .respond(self.site)
    }
}
