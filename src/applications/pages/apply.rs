//! The page people apply on. Whoever has a profile is asked nothing again; a guest for a name, an
//! address and a résumé.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::elsewhere;
use super::ground::Ground;
use super::sheet::Sheet;
use crate::applicants::{Seeker, VerdictView, fit_words};
use crate::applications::forms::{ASKED, Asks, field, fingerprint};
use crate::error::Result;
use crate::paths;
use crate::postings::{PostingId, Question, QuestionKind};
use crate::site::Site;
use crate::web::{Chrome, FormErrors, FormView, Input, Page, csrf, see_other};

#[derive(Serialize)]
struct ApplyPage {
    apply: Apply,
    form: FormView,
}

/// What `applications/apply.html` shows.
#[derive(Serialize)]
struct Apply {
    title: String,
    employer_name: String,
    where_text: String,
    deadline_text: Option<String>,
    back_url: String,
    report_url: String,
    verdict: Option<VerdictView>,
    /// What is sent without being asked for; none for a guest.
    sheet: Option<Sheet>,
    asks_name: bool,
    asks_email: bool,
    has_profile: bool,
    /// The profile, leading back here.
    profile_url: String,
    /// What was said for the visit and goes along: "Ohio · CPC, CCS · 3 to 5 years".
    also: Option<String>,
    fit_url: String,
    sign_in_url: String,
    questions: Vec<Asked>,
    /// The posting has ended: what was written can be read and no longer sent.
    closed: bool,
}

/// A question of the posting.
#[derive(Serialize)]
struct Asked {
    name: String,
    text: String,
    optional: bool,
    is_yes_no: bool,
    options: Vec<Choice>,
}

#[derive(Serialize)]
struct Choice {
    value: &'static str,
    label: &'static str,
    chosen: bool,
}

/// `GET /jobs/{id}/apply`
pub async fn apply(
    site: web::Data<Site>,
    request: HttpRequest,
    seeker: Seeker,
    id: web::Path<i64>,
) -> Result<HttpResponse> {
    let id = PostingId(id.into_inner());
    let chrome = seeker.chrome.clone();
    let ground = ground(&site, seeker, id).await?;
    if let Some(before) = &ground.before {
        return Ok(see_other(&paths::application(&before.public_id)));
    }
    if ground.is_open() {
        let mut input = Input::default();
        if let Some(account) = &ground.account {
            input.set("name", account.name.as_str());
        }
        return show(&site, &request, chrome, ground, input, FormErrors::default());
    }
    match elsewhere::page(&ground, chrome, site.clock.now()) {
        Some(page) => page.with_token(csrf::token(&request, &site)).respond(&site),
        None => Ok(see_other(&ground.loaded.url())),
    }
}

/// Reads what the page stands on.
pub(super) async fn ground(site: &Site, seeker: Seeker, id: PostingId) -> Result<Ground> {
    let (now, looker) = (site.clock.now(), seeker.looker());
    site.db
        .read(move |conn| Ground::of(conn, now, id, seeker.account, &looker, seeker.fit.as_ref()))
        .await
}

/// The page with what was typed and what is wrong with it; a posting that has ended meanwhile
/// lets people take what they wrote with them.
pub(super) fn show(
    site: &Site,
    request: &HttpRequest,
    chrome: Chrome,
    ground: Ground,
    input: Input,
    errors: FormErrors,
) -> Result<HttpResponse> {
    let id = ground.loaded.posting.id;
    let action = match ground.asks() {
        Asks::NameAndEmail => paths::posting_deed(id, "guest-application"),
        Asks::Name | Asks::Little => paths::posting_deed(id, "application"),
    };
    let questions = &ground.loaded.content.questions;
    let (problems, asked) = (!errors.is_empty(), fingerprint(questions));
    let apply = Apply::of(&ground, &input);
    let mut values = input.without(&["csrf_token"]);
    values.set(ASKED, asked);
    let order: Vec<String> = (0..questions.len()).map(field).collect();
    let order = ["name", "email", "phone"].into_iter().chain(order.iter().map(String::as_str));
    let order: Vec<&str> = order.chain(["note", "resume"]).collect();
    let form = FormView::new(action, &values, errors).in_order(&order);
    let closed = apply.closed;
    let title = format!("Apply for {}", apply.title);
    let page = Page::new("applications/apply.html", title, ApplyPage { apply, form })
        .canonical(&ground.loaded.url())
        .nav("jobs")
        .no_index()
        .unprocessable_if(problems)
        .framed(chrome)
        .with_token(csrf::token(request, site));
    let page = if closed { page.status(StatusCode::CONFLICT) } else { page };
    page.respond(site)
}

impl Apply {
    fn of(ground: &Ground, input: &Input) -> Apply {
        let (loaded, asks) = (&ground.loaded, ground.asks());
        let posting = &loaded.posting;
        let here = paths::apply(posting.id);
        let asked = loaded.content.questions.iter().enumerate();
        Apply {
            title: posting.title.clone(),
            employer_name: loaded.employer_name().to_owned(),
            where_text: loaded.where_text(),
            deadline_text: loaded.deadline_text(),
            back_url: loaded.url(),
            report_url: paths::report(posting.id),
            verdict: ground.verdict.clone(),
            sheet: sheet(ground),
            asks_name: asks != Asks::Little,
            asks_email: asks == Asks::NameAndEmail,
            has_profile: ground.profile.is_some(),
            profile_url: paths::profile_for(&here),
            also: also(ground),
            fit_url: paths::fit(&here),
            sign_in_url: paths::sign_in(&here),
            questions: asked.map(|(number, one)| Asked::of(number, one, input)).collect(),
            closed: !ground.is_open(),
        }
    }
}

/// What the board knows and sends along.
fn sheet(ground: &Ground) -> Option<Sheet> {
    let account = ground.account.as_ref()?;
    let sheet = Sheet::of(&account.name, &account.email, &ground.snapshot);
    let sheet = sheet.with_file(ground.resume.as_ref(), None);
    Some(match &ground.profile {
        Some(profile) => sheet.reached(profile.contact, &profile.phone),
        None => sheet,
    })
}

/// Without a profile, what was said for the visit is sent along: all of it is named.
fn also(ground: &Ground) -> Option<String> {
    let said = fit_words(&ground.snapshot.fit);
    (ground.profile.is_none() && !said.is_empty()).then_some(said)
}

impl Asked {
    fn of(number: usize, question: &Question, input: &Input) -> Asked {
        let name = field(number);
        let choice = |value: &'static str, label: &'static str| Choice {
            value,
            label,
            chosen: input.text(&name) == value,
        };
        Asked {
            options: vec![choice("yes", "Yes"), choice("no", "No")],
            is_yes_no: question.kind == QuestionKind::YesNo,
            optional: !question.required,
            text: question.text.clone(),
            name,
        }
    }
}
