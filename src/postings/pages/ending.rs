//! Closing a posting, listing it again, and taking a copy.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::paths;
use crate::postings::guards::Write;
use crate::postings::posting::{Posting, Stage};
use crate::postings::stages::CloseReason;
use crate::site::Site;
use crate::web::{FormErrors, FormView, Input, Limit, Page, see_other};

#[derive(Serialize)]
struct ClosePage {
    close: Close,
    form: FormView,
}

#[derive(Serialize)]
struct Close {
    title: String,
    action: String,
    version: String,
    cancel_url: String,
}

#[derive(Serialize)]
struct Reason {
    value: &'static str,
    label: &'static str,
    chosen: bool,
}

const REASONS: [(CloseReason, &str); 4] = [
    (CloseReason::Filled, "The job is filled"),
    (CloseReason::Cancelled, "The opening was cancelled"),
    (CloseReason::Duplicate, "Another posting takes its place"),
    (CloseReason::Other, "Another reason"),
];

pub async fn close_form(site: web::Data<Site>, write: Write) -> Result<HttpResponse> {
    close_page(&site, write, &Input::default(), FormErrors::default())
}

fn close_page(
    site: &Site,
    write: Write,
    input: &Input,
    errors: FormErrors,
) -> Result<HttpResponse> {
    let posting = &write.posting;
    let bad = !errors.is_empty();
    let action = paths::posting_part(posting.id, "closure");
    let chosen = |reason: CloseReason| input.text("reason") == reason.as_str();
    let reasons = REASONS.map(|(reason, label)| Reason {
        value: reason.as_str(),
        label,
        chosen: chosen(reason),
    });
    let view = ClosePage {
        form: FormView::new(action.clone(), input, errors).option("reasons", reasons),
        close: Close {
            title: posting.title.clone(),
            action,
            version: posting.version.to_string(),
            cancel_url: paths::desk(write.member.employer.id),
        },
    };
    Page::new("postings/close.html", format!("Close {}", posting.title), view)
        .framed(write.chrome)
        .nav("hire")
        .no_index()
        .unprocessable_if(bad)
        .respond(site)
}

pub async fn close(site: web::Data<Site>, write: Write, input: Input) -> Result<HttpResponse> {
    let mut errors = FormErrors::default();
    let note: String =
        errors.optional(&input, "note", 300).split_whitespace().collect::<Vec<_>>().join(" ");
    let reason = CloseReason::parse(input.text("reason"));
    let Some(reason) = reason.filter(|_| errors.is_empty()) else {
        if reason.is_none() {
            errors.add("reason", "Choose why it closes.");
        }
        return close_page(&site, write, &input, errors);
    };
    act(&site, write, move |conn, now, posting, by| {
        if posting.stage != Stage::Closed {
            posting.close(conn, now, reason, &note, by)?;
        }
        Ok("closed")
    })
    .await
}

/// Lists a posting for as long as before, or opens it again.
pub async fn renew(site: web::Data<Site>, write: Write) -> Result<HttpResponse> {
    act(&site, write, |conn, now, posting, by| {
        Ok(match posting.renew(conn, now, posting.listed_days(), by)? {
            Stage::Held => "held",
            _ => "renewed",
        })
    })
    .await
}

/// One deed on the posting as it is now, which gives the word for it; then the desk says so.
async fn act(
    site: &Site,
    write: Write,
    deed: impl FnOnce(&mut Conn, Moment, &Posting, &crate::accounts::Account) -> Result<&'static str>
    + Send
    + 'static,
) -> Result<HttpResponse> {
    let (id, employer) = (write.posting.id, write.member.employer.id);
    let (now, by) = (site.clock.now(), write.member.account);
    let said = site
        .db
        .write(move |conn| {
            let posting = Posting::by_id(conn, id)?;
            deed(conn, now, &posting, &by)
        })
        .await?;
    site.pages.renew();
    Ok(see_other(&paths::desk_after(employer, said)))
}

/// A copy to write on; opens its form. A button pressed twice makes one copy.
pub async fn copy(site: web::Data<Site>, write: Write, input: Input) -> Result<HttpResponse> {
    let (id, now) = (write.posting.id, site.clock.now());
    write.posting.refuse_taken_down()?;
    site.limits.check(Limit::Write, write.member.account.id.to_string())?;
    let key: String = input.text("draft_key").chars().take(100).collect();
    let attempt = || {
        let (by, key) = (write.member.account.clone(), key.clone());
        site.db.write(move |conn| {
            let key = Some(key.as_str()).filter(|key| !key.is_empty());
            Posting::by_id(conn, id)?.duplicate(conn, now, key, &by)
        })
    };
    let made = match attempt().await {
        // The same button was quicker on another connection: now its copy is there to find.
        Err(Error::Conflict(_)) => attempt().await?,
        made => made?,
    };
    Ok(see_other(&paths::edit_posting(made)))
}
