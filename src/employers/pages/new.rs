//! A new employer.

use actix_web::{HttpResponse, web};

use super::{Form, View, with_choices};
use crate::accounts::SignedIn;
use crate::employers::{Employer, NewEmployer};
use crate::error::Result;
use crate::paths;
use crate::site::Site;
use crate::web::{Chrome, FormErrors, FormView, Input, Limit, Page, see_other};

pub async fn form(site: web::Data<Site>, who: SignedIn) -> Result<HttpResponse> {
    show(&site, who.chrome, &Input::default(), FormErrors::default())
}

/// Makes it and leads to its desk.
pub async fn create(site: web::Data<Site>, who: SignedIn, input: Input) -> Result<HttpResponse> {
    let new = match NewEmployer::parse(&input) {
        Ok(new) => new,
        Err(errors) => return show(&site, who.chrome, &input, errors),
    };
    site.limits.check(Limit::Write, who.account.id.to_string())?;
    let (now, by) = (site.clock.now(), who.account);
    let id = site.db.write(move |conn| Employer::create_once(conn, now, &by, &new)).await?;
    Ok(see_other(&paths::desk(id)))
}

pub(super) fn show(
    site: &Site,
    chrome: Chrome,
    input: &Input,
    errors: FormErrors,
) -> Result<HttpResponse> {
    let form = with_choices(FormView::new(paths::HIRE_EMPLOYERS, input, errors), input);
    let problems = form.has_problems();
    let form = Form {
        form,
        heading: "Set up your employer page",
        lead: Some("Postings appear under this name. You can change it later."),
        version: "0".into(),
        cancel_url: None,
        conflict: None,
    };
    Page::new("employers/new.html", "Set up your employer page", View { form })
        .nav("hire")
        .no_index()
        .unprocessable_if(problems)
        .framed(chrome)
        .respond(site)
}
