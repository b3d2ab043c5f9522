//! One application, for the people of the employer that received it: all that was sent, what the
//! board said of it then, and what has happened since.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::past::{Line, NoteView};
use super::phrases::{Badge, ReasonView, answer_tone, badge, headline, reason};
use super::received_list::Words;
use super::sheet::Sheet;
use crate::applicants::{Resume, number_of};
use crate::applications::guards::Received;
use crate::applications::received::{Order, Picked, beside, closed};
use crate::applications::stages::{Note, notes};
use crate::applications::{Application, ApplicationId, Event, Said, Stage};
use crate::db::Conn;
use crate::employers::Standing;
use crate::error::Result;
use crate::paths;
use crate::postings::{Local, When};
use crate::site::Site;
use crate::web::{FormErrors, FormView, Input, Page};

/// How the page is shown again after a form.
#[derive(Clone, Debug)]
pub struct Again {
    pub picked: Picked,
    pub note: String,
    /// Why nothing was done.
    pub problem: Option<String>,
    pub errors: FormErrors,
    pub status: StatusCode,
    /// What has just been done.
    pub said: Option<&'static str>,
}

impl Default for Again {
    fn default() -> Again {
        Again {
            picked: Picked { stage: None, answer: None, order: Order::Newest },
            note: String::new(),
            problem: None,
            errors: FormErrors::default(),
            status: StatusCode::OK,
            said: None,
        }
    }
}

/// What `applications/received.html` shows.
#[derive(Serialize)]
struct ReceivedPage {
    form: FormView,
    received: View,
}

#[derive(Serialize)]
struct View {
    title: String,
    list_url: String,
    desk_url: String,
    name: String,
    gone: Option<&'static str>,
    problem: Option<String>,
    stage: Badge,
    applied: When,
    verdict: Option<VerdictView>,
    sent: Option<Sheet>,
    handling: Option<HandlingView>,
    only_looks: Option<&'static str>,
    notes: Vec<NoteView>,
    history: Vec<Line>,
    previous_url: Option<String>,
    next_url: Option<String>,
}

#[derive(Serialize)]
struct VerdictView {
    headline: String,
    tone: &'static str,
    reasons: Vec<ReasonView>,
}

/// What a writer can do.
#[derive(Serialize)]
struct HandlingView {
    version: i64,
    note_url: String,
    moves: Vec<Move>,
    /// Whether the applicant can still be declined.
    declines: bool,
    /// Which applications they were working through.
    in_stage: &'static str,
    in_verdict: &'static str,
    in_sort: &'static str,
}

#[derive(Serialize)]
struct Move {
    stage: &'static str,
    label: &'static str,
    current: bool,
}

/// What one read brings.
struct Found {
    application: Application,
    closed: bool,
    said: Said,
    resume: Option<Resume>,
    /// Numbers of credentials by slug, from an offer on.
    numbers: Vec<(String, String)>,
    notes: Vec<Note>,
    events: Vec<Event>,
    beside: (Option<String>, Option<String>),
}

/// `GET /hire/applications/{application}`
pub async fn received(
    site: web::Data<Site>,
    received: Received,
    words: web::Query<Words>,
) -> Result<HttpResponse> {
    let said = match words.done.as_str() {
        "moved" => Some("Done. The applicant is told where the application stands."),
        "noted" => Some("The note is written."),
        _ => None,
    };
    show(&site, received, Again { picked: words.picked(), said, ..Again::default() }).await
}

/// The page, as the application is now.
pub async fn show(site: &Site, received: Received, again: Again) -> Result<HttpResponse> {
    let (id, picked) = (received.application.id, again.picked);
    let acts = received.member.only_looks().is_none();
    let shared = site.clone();
    let found = site.db.read(move |conn| find(conn, &shared, id, acts, picked)).await?;
    let mut input = Input::default();
    input.set("note", again.note.as_str());
    let (status, said) = (again.status, again.said);
    let stage = paths::received_part(&found.application.public_id, "stage");
    let form = FormView::new(stage, &input, again.errors.clone());
    let title = format!("{} for {}", name(&found.application), received.posting.title);
    let view = ReceivedPage { form, received: view(&received, found, again) };
    Page::new("applications/received.html", title, view)
        .framed(received.chrome)
        .nav("hire")
        .no_index()
        .status(status)
        .notice(said)
        .respond(site)
}

fn find(
    conn: &mut Conn,
    site: &Site,
    id: ApplicationId,
    acts: bool,
    picked: Picked,
) -> Result<Found> {
    let application = Application::by_id(conn, id)?;
    let said = application.said(conn)?;
    let withdrawn = application.stage == Stage::Withdrawn;
    let resume = match application.resume_key.as_ref().filter(|_| acts && !withdrawn) {
        Some(key) => Resume::held(conn, key)?,
        None => None,
    };
    let person: Vec<_> = application.account_id.into_iter().collect();
    // A guest's words are not those of the account they were attached to.
    let own = said.profile.as_ref().filter(|profile| profile.from_profile && acts);
    let mut numbers = Vec::new();
    if let (Some(own), Stage::Offer | Stage::Hired, [account]) =
        (own, application.stage, &person[..])
    {
        for held in &own.credentials {
            let number = number_of(conn, site, *account, &held.credential)?;
            numbers.extend(number.map(|number| (held.credential.clone(), number)));
        }
    }
    Ok(Found {
        closed: !closed(conn, &person)?.is_empty(),
        notes: notes(conn, id)?,
        events: Event::all_of(conn, id)?,
        beside: beside(conn, &application, picked)?,
        application,
        said,
        resume,
        numbers,
    })
}

/// What is said of somebody who is gone.
pub fn gone(application: &Application, closed: bool) -> Option<&'static str> {
    match (closed, application.erased_at) {
        (true, _) => Some("This applicant closed their account"),
        (false, Some(_)) => Some("What this applicant sent was erased when its time was over"),
        (false, None) => None,
    }
}

fn name(application: &Application) -> &str {
    if application.name.is_empty() { "An application" } else { &application.name }
}

/// What was sent; nothing once it was erased.
fn sheet(found: &Found) -> Option<Sheet> {
    let (application, said) = (&found.application, &found.said);
    let profile = said.profile.as_ref().filter(|_| application.erased_at.is_none())?;
    let url = paths::received_part(&application.public_id, "resume");
    Some(
        Sheet::of(&application.name, &application.email, profile)
            .reached(application.contact, &application.phone)
            .saying(&said.note, &said.answers)
            .with_file(found.resume.as_ref(), Some(url))
            .for_receivers(application.stage, &found.numbers, application.resume_key.is_some()),
    )
}

fn view(received: &Received, found: Found, again: Again) -> View {
    let (posting, member) = (&received.posting, &received.member);
    let application = &found.application;
    let zone = Local::of(&member.account);
    let query = again.picked.query();
    let one = |id: &String| paths::received_among(id, &query);
    let verdict = found.said.verdict.as_ref().map(|verdict| VerdictView {
        headline: headline(verdict),
        tone: answer_tone(verdict.answer),
        reasons: verdict.reasons.iter().map(reason).collect(),
    });
    View {
        title: posting.title.clone(),
        list_url: paths::applications_to(posting.id, &query),
        desk_url: paths::desk(member.employer.id),
        name: name(application).to_owned(),
        gone: gone(application, found.closed),
        problem: again.problem.clone(),
        stage: badge(application.stage),
        applied: zone.moment(application.applied_at),
        verdict,
        sent: sheet(&found).filter(|_| member.employer.standing != Standing::Suspended),
        handling: handling(received, application, again.picked),
        only_looks: received.member.only_looks().map(|_| "You may look at applications. Résumés, notes and moving belong to owners and recruiters."),
        history: found.events.iter().rev().map(|event| Line::of(event, zone)).collect(),
        previous_url: found.beside.0.as_ref().map(one),
        next_url: found.beside.1.as_ref().map(one),
        notes: found.notes.into_iter().map(|note| NoteView::of(note, zone)).collect(),
    }
}

/// Nothing where nothing can be done: for those who only look, and with what is over.
fn handling(
    received: &Received,
    application: &Application,
    picked: Picked,
) -> Option<HandlingView> {
    if received.member.only_looks().is_some() || application.erased_at.is_some() {
        return None;
    }
    let withdrawn = application.stage == Stage::Withdrawn;
    let stages = [Stage::New, Stage::Reviewed, Stage::Interview, Stage::Offer, Stage::Hired];
    let moved = |stage: Stage| Move {
        stage: stage.as_str(),
        label: stage.label(),
        current: stage == application.stage,
    };
    let [in_stage, in_verdict, in_sort] = picked.words();
    Some(HandlingView {
        version: application.version,
        note_url: paths::received_part(&application.public_id, "notes"),
        moves: if withdrawn { Vec::new() } else { stages.map(moved).into() },
        declines: !withdrawn && application.stage != Stage::Declined,
        in_stage,
        in_verdict,
        in_sort,
    })
}
