//! One application as its applicant follows it: where it stands, what happened, what was sent.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::sheet::Sheet;
use crate::accounts::Account;
use crate::applicants::{Resume, VerdictView};
use crate::applications::{Application, Deed, Event, Mine, Said, Side, Stage, takes_applications};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::paths;
use crate::postings::{self, Local, When};
use crate::site::Site;
use crate::web::{Input, Page, csrf, download, see_other};

#[derive(Serialize)]
struct TimelinePage {
    timeline: Timeline,
}

/// What `applications/timeline.html` shows.
#[derive(Serialize)]
struct Timeline {
    title: String,
    employer_name: String,
    where_text: String,
    /// None where the posting has no page any more.
    posting_url: Option<String>,
    stage: Badge,
    /// What the stage means for the applicant.
    stage_text: String,
    steps: Vec<Step>,
    /// None once it was erased.
    sheet: Option<Sheet>,
    verdict: Option<VerdictView>,
    erase_text: Option<String>,
    withdraw_url: Option<String>,
    again_url: Option<String>,
    /// Of an account without a password: where a link to set one is sent.
    password_email: Option<String>,
}

/// A stage in words; the tone is good, warn, bad or empty.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Badge {
    label: &'static str,
    tone: &'static str,
}

/// One thing that happened.
#[derive(Serialize)]
struct Step {
    when: When,
    text: String,
    tone: &'static str,
}

/// `GET /applications/{application}`
pub async fn show(
    site: web::Data<Site>,
    request: HttpRequest,
    mine: Mine,
    query: web::Query<Vec<(String, String)>>,
) -> Result<HttpResponse> {
    let now = site.clock.now();
    let Mine { application, account, chrome } = mine;
    let stage = application.stage;
    let timeline =
        site.db.read(move |conn| Timeline::of(conn, &application, &account, now)).await?;
    let query = Input::from_pairs(query.into_inner());
    // An address that is kept says it no longer once it has moved on.
    let notice = match (query.text("done"), stage) {
        ("sent", Stage::New) => {
            Some(format!("Your application is with {}.", timeline.employer_name))
        }
        ("withdrawn", Stage::Withdrawn) => Some("Your application is withdrawn.".to_owned()),
        _ => None,
    };
    let title = format!("Your application for {}", timeline.title);
    Page::new("applications/timeline.html", title, TimelinePage { timeline })
        .no_index()
        .notice(notice.as_deref())
        .framed(chrome)
        .with_token(csrf::token(&request, &site))
        .respond(&site)
}

/// `GET /applications/{application}/resume`: what was sent comes back.
pub async fn resume(site: web::Data<Site>, mine: Mine) -> Result<HttpResponse> {
    let key = mine.application.resume_key.ok_or(Error::NotFound)?;
    let read = site.clone();
    let (resume, bytes) = site
        .db
        .read(move |conn| {
            let resume = Resume::held(conn, &key)?.ok_or(Error::NotFound)?;
            let bytes = resume.contents(&read)?;
            Ok((resume, bytes))
        })
        .await?;
    Ok(download(&resume.name, &resume.media_type, bytes))
}

/// `POST /applications/{application}/withdrawal`
pub async fn withdraw(site: web::Data<Site>, mine: Mine) -> Result<HttpResponse> {
    let (now, public) = (site.clock.now(), mine.application.public());
    site.db.write(move |conn| mine.application.withdraw(conn, now)).await?;
    Ok(see_other(&paths::application_after(&public, "withdrawn")))
}

impl Timeline {
    fn of(
        conn: &mut Conn,
        application: &Application,
        who: &Account,
        now: Moment,
    ) -> Result<Timeline> {
        let loaded = postings::load_one(conn, application.posting_id)?;
        let said = application.said(conn)?;
        let key = application.resume_key.as_deref();
        let resume = key.map(|key| Resume::held(conn, key)).transpose()?.flatten();
        let employer = loaded.employer_name();
        let steps = Event::all_of(conn, application.id)?;
        let again = application.stage == Stage::Withdrawn && takes_applications(&loaded, now);
        let open = application.stage.is_open();
        Ok(Timeline {
            title: loaded.posting.title.clone(),
            employer_name: employer.to_owned(),
            where_text: loaded.where_text(),
            posting_url: loaded.posting.has_page().then(|| loaded.url()),
            stage: Badge::of(application.stage),
            stage_text: meaning(application.stage, employer),
            steps: steps.iter().filter_map(|event| Step::of(event, employer, who)).collect(),
            verdict: said.verdict.as_ref().map(VerdictView::told),
            sheet: sheet(application, &said, resume.as_ref()),
            erase_text: erase_text(application, who),
            withdraw_url: open
                .then(|| paths::application_part(&application.public_id, "withdrawal")),
            again_url: again.then(|| paths::apply(application.posting_id)),
            password_email: (!Account::has_password(conn, who.id)?).then(|| who.email.clone()),
        })
    }
}

fn sheet(application: &Application, said: &Said, resume: Option<&Resume>) -> Option<Sheet> {
    let profile = said.profile.as_ref()?;
    let url = paths::application_part(&application.public_id, "resume");
    Some(
        Sheet::of(&application.name, &application.email, profile)
            .reached(application.contact, &application.phone)
            .saying(&said.note, &said.answers)
            .with_file(resume, Some(url)),
    )
}

fn erase_text(application: &Application, who: &Account) -> Option<String> {
    match (application.erased_at, application.erase_at) {
        (Some(at), _) => {
            Some(format!("What you sent was erased on {}.", Local::of(who).day(at).text))
        }
        (None, Some(at)) => Some(format!(
            "What you sent is kept until {}, then erased.",
            Local::of(who).day(at).text
        )),
        (None, None) => None,
    }
}

impl Badge {
    pub(super) fn of(stage: Stage) -> Badge {
        let (label, tone) = match stage {
            Stage::New => ("Sent", ""),
            Stage::Reviewed => ("Looked at", ""),
            Stage::Interview => ("Interview", "good"),
            Stage::Offer => ("Offer", "good"),
            Stage::Hired => ("Hired", "good"),
            Stage::Declined => ("Declined", ""),
            Stage::Withdrawn => ("Withdrawn", ""),
        };
        Badge { label, tone }
    }
}

fn meaning(stage: Stage, employer: &str) -> String {
    match stage {
        Stage::New => format!("{employer} has it and has not looked at it yet."),
        Stage::Reviewed => format!("{employer} has looked at it."),
        Stage::Interview => format!("{employer} would like to talk with you."),
        Stage::Offer => format!("{employer} is making you an offer."),
        Stage::Hired => format!("{employer} has hired you."),
        Stage::Declined => format!("{employer} has decided to move forward with other candidates."),
        Stage::Withdrawn => "You have taken it back.".to_owned(),
    }
}

impl Step {
    /// In plain words; people of the employer are named as the employer alone, and what they
    /// write to each other is not shown.
    fn of(event: &Event, employer: &str, who: &Account) -> Option<Step> {
        let by_applicant = event.side == Side::Applicant;
        let text = match (event.deed, event.stage) {
            (Deed::Noted, _) => return None,
            (Deed::Applied, _) => "You applied.".to_owned(),
            (Deed::Reopened, _) if by_applicant => "You applied again.".to_owned(),
            (Deed::Reopened, _) => format!("{employer} opened it again."),
            (Deed::Withdrew, _) => "You took it back.".to_owned(),
            (Deed::Erased, _) => "What you sent was erased.".to_owned(),
            (Deed::Moved, Some(stage)) => moved(stage, employer),
            (Deed::Moved, None) => format!("{employer} moved it."),
        };
        let tone = event.stage.map_or("", |stage| Badge::of(stage).tone);
        Some(Step { when: Local::of(who).moment(event.happened_at), text, tone })
    }
}

fn moved(stage: Stage, employer: &str) -> String {
    match stage {
        Stage::New => format!("{employer} set it back to new."),
        Stage::Reviewed => format!("{employer} looked at it."),
        Stage::Interview => format!("{employer} moved it to the interview stage."),
        Stage::Offer => format!("{employer} moved it to the offer stage."),
        Stage::Hired => format!("{employer} marked it as hired."),
        Stage::Declined => format!("{employer} decided to move forward with other candidates."),
        Stage::Withdrawn => "It was taken back.".to_owned(),
    }
}
