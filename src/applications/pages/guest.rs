//! Sending an application without an account: it waits until a letter is answered.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::apply::{ground, show};
use super::ground::Ground;
use super::send::read;
use crate::accounts::Email;
use crate::applicants::{Resume, Seeker};
use crate::applications::NewApplication;
use crate::applications::forms::Written;
use crate::applications::guest::{self, NewGuest};
use crate::error::{Error, Result};
use crate::paths;
use crate::postings::PostingId;
use crate::site::Site;
use crate::web::{Chrome, FormErrors, FormWithFile, Limit, Page, csrf, network, too_many_emails};

#[derive(Serialize)]
struct SentPage {
    sent: Sent,
}

/// What `applications/guest_sent.html` shows.
#[derive(Serialize)]
struct Sent {
    email: String,
    title: String,
    employer_name: String,
    posting_url: String,
    apply_url: String,
}

/// `POST /jobs/{posting}/guest-application`: the answer is the same for every address, whether it
/// has an account or has applied before.
pub async fn send(
    site: web::Data<Site>,
    request: HttpRequest,
    seeker: Seeker,
    posting: web::Path<i64>,
    mut form: FormWithFile,
) -> Result<HttpResponse> {
    let id = PostingId(posting.into_inner());
    let chrome = seeker.chrome.clone();
    let ground = ground(&site, Seeker { account: None, ..seeker }, id).await?;
    csrf::check(&request, &site, form.input.text("csrf_token"))?;
    if !ground.is_open() {
        return show(&site, &request, chrome, ground, form.input, FormErrors::default());
    }
    let (written, file) = match read(&site, &ground, None, &mut form).await? {
        Ok(complete) => complete,
        Err(errors) => return show(&site, &request, chrome, ground, form.input, errors),
    };
    let Some(email) = written.email.clone() else {
        return Err(Error::internal("a guest is asked for an address"));
    };
    match count(&site, &request, &email) {
        Ok(()) => {}
        Err(Error::TooMany { retry_after }) => {
            let wait = retry_after.as_secs();
            let again = |errors| show(&site, &request, chrome, ground, form.input, errors);
            return too_many_emails(wait, again);
        }
        Err(error) => return Err(error),
    }
    keep(&site, &ground, written, email.clone(), file).await?;
    sent(&site, chrome, &ground, &email)
}

/// Counts a letter against the network that asks for it and the mailbox it goes to.
fn count(site: &Site, request: &HttpRequest, email: &Email) -> Result<()> {
    site.limits.check(Limit::MailFromAddress, network(request, site))?;
    site.limits.check(Limit::MailTo, email.as_str())
}

async fn keep(
    site: &Site,
    ground: &Ground,
    written: Written,
    email: Email,
    file: Option<Resume>,
) -> Result<()> {
    let (now, posting) = (site.clock.now(), ground.loaded.posting.id);
    let new = NewGuest {
        email,
        name: written.name,
        phone: written.phone,
        profile: ground.snapshot.clone(),
        sent: NewApplication {
            note: written.note,
            answers: written.answers,
            resume_key: file.map(|file| file.key),
        },
    };
    site.db.write(move |conn| guest::keep(conn, now, posting, &new)).await
}

/// "Look into your mail."
fn sent(site: &Site, chrome: Chrome, ground: &Ground, email: &Email) -> Result<HttpResponse> {
    let loaded = &ground.loaded;
    let sent = Sent {
        email: email.to_string(),
        title: loaded.posting.title.clone(),
        employer_name: loaded.employer_name().to_owned(),
        posting_url: loaded.url(),
        apply_url: paths::apply(loaded.posting.id),
    };
    Page::new("applications/guest_sent.html", "One more step", SentPage { sent })
        .nav("jobs")
        .no_index()
        .framed(chrome)
        .respond(site)
}
