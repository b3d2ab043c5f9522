//! Changing what an employer says about itself. Whoever saves second sees both texts.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::{Form, View, with_choices};
use crate::audit;
use crate::clock::Moment;
use crate::db::Conn;
use crate::employers::{Employer, EmployerId, NewEmployer, Owner, forms};
use crate::error::{Error, Result};
use crate::paths;
use crate::site::Site;
use crate::vocabulary::{Entry, vocabulary};
use crate::web::{Chrome, FormErrors, FormView, Input, Page, see_other};

/// What somebody else saved meanwhile.
#[derive(Serialize)]
pub(super) struct Conflict {
    by: String,
    when_text: String,
    fields: Vec<Difference>,
}

/// One field that differs.
#[derive(Serialize)]
struct Difference {
    label: &'static str,
    yours: String,
    theirs: String,
}

pub async fn form(site: web::Data<Site>, owner: Owner) -> Result<HttpResponse> {
    let input = forms::typed(&owner.member.employer);
    show(&site, owner.chrome, owner.member.employer.id, &input, FormErrors::default(), None)
}

pub async fn save(site: web::Data<Site>, owner: Owner, input: Input) -> Result<HttpResponse> {
    let id = owner.member.employer.id;
    let new = match NewEmployer::parse(&input) {
        Ok(new) => new,
        Err(errors) => return show(&site, owner.chrome, id, &input, errors, None),
    };
    // What is no number was never a version.
    let version = input.text("version").parse().unwrap_or(-1);
    let (now, by, name) = (site.clock.now(), owner.member.account, new.name.clone());
    let saved = site.db.write(move |conn| Employer::edit(conn, now, &by, id, version, &new)).await;
    match saved {
        Ok(()) => {
            site.pages.renew();
            Ok(see_other(&paths::employer(id, &name)))
        }
        Err(Error::Conflict(_)) => conflict(&site, owner.chrome, id, input).await,
        Err(other) => Err(other),
    }
}

/// The form again with what was typed, the other text beside it, and the newest version: saving
/// once more is a decision.
async fn conflict(
    site: &Site,
    chrome: Chrome,
    id: EmployerId,
    mut input: Input,
) -> Result<HttpResponse> {
    let now = site.clock.now();
    let yours = input.clone();
    let (version, conflict) = site.db.read(move |conn| meanwhile(conn, now, id, &yours)).await?;
    input.set("version", version.to_string());
    show(site, chrome, id, &input, FormErrors::default(), Some(conflict))
}

fn meanwhile(
    conn: &mut Conn,
    now: Moment,
    id: EmployerId,
    yours: &Input,
) -> Result<(i64, Conflict)> {
    let current = Employer::by_id(conn, id)?;
    let record = audit::of(conn, "employer", id.0, 20)?;
    let last = record.into_iter().find(|entry| entry.deed == "edited");
    let (by, when_text) = match last {
        Some(entry) => (entry.actor, ago(now, entry.happened_at)),
        None => ("Somebody else".to_owned(), "meanwhile".to_owned()),
    };
    let fields = differences(yours, &forms::typed(&current));
    Ok((current.version, Conflict { by, when_text, fields }))
}

fn differences(yours: &Input, theirs: &Input) -> Vec<Difference> {
    let fields = [
        ("name", "Name"),
        ("representation", "Who you hire for"),
        ("kind", "Kind"),
        ("website", "Website"),
        ("home_place", "Home place"),
        ("about", "About"),
    ];
    let differs = fields.into_iter().filter(|(name, _)| yours.text(name) != theirs.text(name));
    let shown = |(name, label)| Difference {
        label,
        yours: readable(name, yours.text(name)),
        theirs: readable(name, theirs.text(name)),
    };
    differs.map(shown).collect()
}

/// A choice by its label, text as it is.
fn readable(name: &str, value: &str) -> String {
    match (name, value) {
        ("kind", slug) => match vocabulary().employer_kinds.get(slug) {
            Some(kind) => kind.label().to_owned(),
            None => slug.to_owned(),
        },
        ("representation", "agency") => "For others".to_owned(),
        ("representation", _) => "For ourselves".to_owned(),
        (_, text) => text.to_owned(),
    }
}

fn ago(now: Moment, then: Moment) -> String {
    match now.since(then).num_minutes() {
        ..=0 => "just now".to_owned(),
        1 => "a minute ago".to_owned(),
        minutes @ 2..=90 => format!("{minutes} minutes ago"),
        _ => format!("on {}", then.utc().format("%B %-d, %Y")),
    }
}

fn show(
    site: &Site,
    chrome: Chrome,
    id: EmployerId,
    input: &Input,
    errors: FormErrors,
    conflict: Option<Conflict>,
) -> Result<HttpResponse> {
    let form = with_choices(FormView::new(paths::edit_employer(id), input, errors), input);
    let status = match (form.has_problems(), conflict.is_some()) {
        (true, _) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, true) => StatusCode::CONFLICT,
        (false, false) => StatusCode::OK,
    };
    let form = Form {
        form,
        heading: "Edit employer",
        lead: None,
        version: input.text("version").to_owned(),
        cancel_url: Some(paths::desk(id)),
        conflict,
    };
    Page::new("employers/edit.html", "Edit employer", View { form })
        .status(status)
        .nav("hire")
        .no_index()
        .framed(chrome)
        .respond(site)
}
