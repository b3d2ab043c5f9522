//! The employer's desk: its postings, the form, the preview, and what can be done to each.

mod actions;
mod desk;
mod edit;
mod ending;
mod history;
mod preview;
mod start;

pub use desk::desk;
pub use edit::{form as edit_form, save};
pub use ending::{close, close_form, copy, renew};
pub use history::history;
pub use preview::{preview, publish};
pub use start::{blank, create, from_text, start};

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use super::forms::saving::Saved;
use super::forms::{self, FormPage, PostingForm};
use super::lint;
use super::loaded::Loaded;
use super::posting::Stage;
use crate::employers::EmployerId;
use crate::error::Result;
use crate::paths;
use crate::site::Site;
use crate::web::{Chrome, FormErrors, Input, Page, see_other};

/// The form of a posting that exists.
fn form_of(loaded: &Loaded, input: &Input, errors: FormErrors) -> PostingForm {
    let posting = &loaded.posting;
    let action = paths::edit_posting(posting.id);
    let mut form =
        PostingForm::new(action, input, errors, forms::marks(&loaded.facts), posting.version);
    form.published = posting.stage != Stage::Draft;
    form.heading = match (form.published, form.read.is_empty()) {
        (true, _) => format!("Edit {}", posting.title),
        (false, false) => "Check the draft".to_owned(),
        (false, true) => "Edit the draft".to_owned(),
    };
    if !form.read.is_empty() {
        let said = "Read from your text. Check each marked fact; nothing is published yet.";
        form.origin_text = Some(said.to_owned());
    }
    let said = [input.all("description"), input.all("question")].concat().join("\n");
    form.advice = lint::advice(input.text("title"), &said);
    form.cancel_url = posting.employer_id.map(paths::desk);
    form
}

/// The form of a posting that does not exist yet.
fn new_form(employer: EmployerId, key: &str, input: &Input, errors: FormErrors) -> PostingForm {
    let action = paths::drafts(employer);
    let mut form = PostingForm::new(action, input, errors, BTreeMap::new(), 0);
    form.heading = "New posting".to_owned();
    form.draft_key = key.to_owned();
    form.cancel_url = Some(paths::desk(employer));
    form
}

fn show(
    site: &Site,
    chrome: Chrome,
    form: PostingForm,
    status: StatusCode,
) -> Result<HttpResponse> {
    let title = form.heading.clone();
    Page::new("postings/form.html", title, FormPage { form })
        .framed(chrome)
        .nav("hire")
        .no_index()
        .status(status)
        .respond(site)
}

/// Answers what became of a form: onwards, or the same page with every value kept.
fn answer(
    site: &Site,
    chrome: Chrome,
    employer: EmployerId,
    saved: Saved,
    input: &Input,
) -> Result<HttpResponse> {
    match saved {
        Saved::Done(id) if input.text("action") == "preview" => {
            Ok(see_other(&paths::posting_part(id, "preview")))
        }
        Saved::Done(_) => Ok(see_other(&paths::desk_after(employer, "saved"))),
        Saved::Problems { loaded, errors } => {
            let form = match &loaded {
                Some(loaded) => form_of(loaded, input, errors),
                None => new_form(employer, input.text("draft_key"), input, errors),
            };
            show(site, chrome, form, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Saved::Stale { loaded, conflict } => {
            let mut form = form_of(&loaded, input, FormErrors::default());
            form.conflict = Some(conflict);
            show(site, chrome, form, StatusCode::CONFLICT)
        }
    }
}
