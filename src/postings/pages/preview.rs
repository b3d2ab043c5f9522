//! A posting as readers will see it, what it still lacks, and the button that publishes it.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use crate::employers::{Member, Standing};
use crate::error::{Error, Result};
use crate::paths;
use crate::postings::article::Article;
use crate::postings::content::Content;
use crate::postings::guards::{Look, Write};
use crate::postings::loaded::{Loaded, load_one};
use crate::postings::posting::{Posting, Stage};
use crate::postings::stages::{LISTED_CHOICES, LISTED_DAYS};
use crate::postings::{forms, lint};
use crate::site::Site;
use crate::web::{FormErrors, FormView, Input, Page, see_other};

#[derive(Serialize)]
struct PreviewPage {
    posting: Article,
    preview: Preview,
}

#[derive(Serialize)]
struct Preview {
    heading: &'static str,
    text: String,
    publish_url: Option<String>,
    publish_label: Option<&'static str>,
    /// For how many days it can be listed; the first is what most choose.
    days: [i64; 3],
    edit_url: String,
    missing: Vec<Lack>,
    advice: Vec<String>,
}

#[derive(Serialize)]
struct Lack {
    message: String,
    url: String,
}

pub async fn preview(site: web::Data<Site>, look: Look) -> Result<HttpResponse> {
    let (id, now) = (look.posting.id, site.clock.now());
    let loaded = site.db.read(move |conn| load_one(conn, id)).await?;
    let mut article = loaded.article(now, 0);
    // What is not public has no markup and cannot be reported.
    (article.json_ld, article.report_url, article.apply) = (None, None, None);
    let view = PreviewPage { preview: bar(&loaded, &look.member, now.date()), posting: article };
    let title = format!("Preview of {}", loaded.posting.title);
    Page::new("postings/preview.html", title, view)
        .framed(look.chrome)
        .nav("hire")
        .no_index()
        .respond(&site)
}

fn bar(loaded: &Loaded, member: &Member, today: chrono::NaiveDate) -> Preview {
    let is_draft = loaded.posting.stage == Stage::Draft;
    let missing = if is_draft { lacks(loaded, today) } else { Vec::new() };
    let ready = is_draft && missing.is_empty() && member.may_write();
    Preview {
        heading: match loaded.posting.stage {
            Stage::Draft => "Preview: only you and your team see this",
            Stage::Held => "It waits for an administrator",
            Stage::Live => "This is how readers see it",
            Stage::Closed | Stage::Expired | Stage::TakenDown => "It is no longer listed",
        },
        text: match member.employer.standing {
            Standing::New => "Your first posting is looked at by an administrator before it appears, usually within one working day.".to_owned(),
            Standing::Suspended => "This employer is suspended; nothing can be published.".to_owned(),
            Standing::Approved => {
                "Published, it is listed for the days you choose and can be renewed.".to_owned()
            }
        },
        publish_url: ready.then(|| paths::posting_part(loaded.posting.id, "publication")),
        publish_label: ready.then_some("Publish"),
        days: LISTED_CHOICES,
        edit_url: paths::edit_posting(loaded.posting.id),
        missing,
        advice: lint::advice(&loaded.content.title, &said(&loaded.content)),
    }
}

/// All that was written in sentences.
fn said(content: &Content) -> String {
    let questions = content.questions.iter().map(|question| &question.text);
    let parts: Vec<&str> =
        [&content.description].into_iter().chain(questions).map(String::as_str).collect();
    parts.join("\n")
}

/// What stands between a draft and the public, each with the field to go to.
fn lacks(loaded: &Loaded, today: chrono::NaiveDate) -> Vec<Lack> {
    let mut errors = FormErrors::default();
    loaded.content.check(today, &mut errors);
    if loaded.posting.attested_at.is_none() {
        errors
            .add("attestation", "Confirm that the job exists and the pay is meant in good faith.");
    }
    let edit = paths::edit_posting(loaded.posting.id);
    let view = FormView::new("", &Input::default(), errors).in_order(forms::FIELDS);
    let lacking = view
        .summary
        .into_iter()
        .map(|problem| Lack { url: format!("{edit}#{}", problem.name), message: problem.message });
    marked(loaded, &edit).into_iter().chain(lacking).collect()
}

/// Facts read from text that nobody has agreed with, as one line.
fn marked(loaded: &Loaded, edit: &str) -> Option<Lack> {
    let marks = forms::marks(&loaded.facts);
    let first = marks.keys().next()?;
    let message = match marks.len() {
        1 => "Check the fact that was read from your text.".to_owned(),
        count => format!("Check {count} facts that were read from your text."),
    };
    Some(Lack { url: format!("{edit}#{first}"), message })
}

/// Publishes a draft. Sent twice, the second leads where the first did.
pub async fn publish(site: web::Data<Site>, write: Write, input: Input) -> Result<HttpResponse> {
    let (id, employer) = (write.posting.id, write.member.employer.id);
    let (now, by) = (site.clock.now(), write.member.account);
    let asked = input.text("days").parse().ok();
    let days = asked.filter(|days| LISTED_CHOICES.contains(days)).unwrap_or(LISTED_DAYS);
    let done = site
        .db
        .write(move |conn| {
            let posting = Posting::by_id(conn, id)?;
            match posting.stage {
                Stage::Draft => posting.publish_for(conn, now, &by, days),
                stage => Ok(stage),
            }
        })
        .await;
    let stage = match done {
        Ok(stage) => stage,
        // The preview names what is missing.
        Err(Error::Invalid(_)) => return Ok(see_other(&paths::posting_part(id, "preview"))),
        Err(Error::Conflict(text)) => {
            let now_at = site.db.read(move |conn| Posting::by_id(conn, id)).await?.stage;
            if now_at == Stage::Draft {
                return Err(Error::Conflict(text));
            }
            now_at
        }
        Err(error) => return Err(error),
    };
    site.pages.renew();
    let said = match stage {
        Stage::Live => "published",
        Stage::Held => "held",
        Stage::Draft | Stage::Closed | Stage::Expired | Stage::TakenDown => "ended",
    };
    Ok(see_other(&paths::desk_after(employer, said)))
}
