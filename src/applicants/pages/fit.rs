//! State and credentials for one visit: asked on a page of their own, kept in a cookie.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use crate::applicants::guards::{FitBy, Seeker, ended_cookie, visit_cookie, visit_of};
use crate::applicants::visit;
use crate::error::{Error, Result};
use crate::paths;
use crate::site::Site;
use crate::web::{FormErrors, FormView, Input, Page, see_other};

/// What `applicants/fit.html` shows.
#[derive(Serialize)]
struct FitPage {
    fit: Asked,
    form: FormView,
}

#[derive(Serialize)]
struct Asked {
    /// Their profile says it already, and counts.
    by_profile: bool,
    signed_in: bool,
    next: String,
}

/// `GET /fit`
pub async fn fit_form(
    site: web::Data<Site>,
    request: HttpRequest,
    seeker: Seeker,
    query: web::Query<Vec<(String, String)>>,
) -> Result<HttpResponse> {
    let known = visit_of(&request, &site);
    let mut input = known.map(|visit| visit.input()).unwrap_or_default();
    input.set("next", Input::from_pairs(query.into_inner()).text("next"));
    show(&site, seeker, &input, FormErrors::default())
}

/// `POST /fit`
pub async fn set_fit(site: web::Data<Site>, seeker: Seeker, input: Input) -> Result<HttpResponse> {
    match visit::parse(&input) {
        Err(errors) => show(&site, seeker, &input, errors),
        Ok(visit) => {
            let mut response = see_other(back(&input));
            let cookie = visit_cookie(&site, visit.text());
            response.add_cookie(&cookie).map_err(Error::internal)?;
            Ok(response)
        }
    }
}

/// `POST /fit/end`: forgets it.
pub async fn end(site: web::Data<Site>, input: Input) -> Result<HttpResponse> {
    let mut response = see_other(back(&input));
    response.add_cookie(&ended_cookie(&site)).map_err(Error::internal)?;
    Ok(response)
}

fn show(site: &Site, seeker: Seeker, input: &Input, errors: FormErrors) -> Result<HttpResponse> {
    let problems = !errors.is_empty();
    let form = visit::view(input, errors, back(input));
    let fit = Asked {
        by_profile: seeker.by == FitBy::Profile,
        signed_in: seeker.account.is_some(),
        next: back(input).to_owned(),
    };
    Page::new("applicants/fit.html", "Your state and credentials", FitPage { fit, form })
        .description("Say where you live and which credentials you hold, and see which medical coding jobs you meet. No account.")
        .canonical(paths::FIT)
        .nav("jobs")
        .unprocessable_if(problems)
        .personal_if(seeker.fit.is_some() || problems)
        .framed(seeker.chrome)
        .respond(site)
}

/// Where they came from, else the listing.
fn back(input: &Input) -> &str {
    paths::own(input.text("next")).unwrap_or(paths::LISTING)
}
