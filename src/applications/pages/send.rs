//! Sending an application as somebody who is signed in.

use actix_web::{HttpRequest, HttpResponse, web};

use super::apply::{ground, show};
use super::ground::Ground;
use crate::accounts::Account;
use crate::applicants::{Contact, Profile, Resume, Seeker};
use crate::applications::forms::Written;
use crate::applications::{ApplyAs, Landed, NewApplication, apply};
use crate::error::{Error, Result};
use crate::paths;
use crate::postings::PostingId;
use crate::site::Site;
use crate::web::{FormErrors, FormWithFile, Input, Limit, csrf, see_other};

/// `POST /jobs/{posting}/application`: whoever presses how often lands on the one application.
pub async fn send(
    site: web::Data<Site>,
    request: HttpRequest,
    seeker: Seeker,
    posting: web::Path<i64>,
    mut form: FormWithFile,
) -> Result<HttpResponse> {
    let id = PostingId(posting.into_inner());
    let chrome = seeker.chrome.clone();
    let ground = ground(&site, seeker.clone(), id).await?;
    csrf::check(&request, &site, form.input.text("csrf_token"))?;
    let Some(account) = ground.account.clone() else {
        let said = "You are no longer signed in. Sign in and come back, or send it as a guest.";
        return show(&site, &request, chrome, ground, form.input, FormErrors::one("", said));
    };
    if let Some(before) = &ground.before {
        return Ok(see_other(&paths::application(&before.public_id)));
    }
    if !ground.is_open() {
        return show(&site, &request, chrome, ground, form.input, FormErrors::default());
    }
    if let Err(errors) = count(&site, &account, &ground) {
        return show(&site, &request, chrome, ground, form.input, errors);
    }
    let (written, file) = match read(&site, &ground, Some(&account), &mut form).await? {
        Ok(complete) => complete,
        Err(errors) => return show(&site, &request, chrome, ground, form.input, errors),
    };
    let who = who(&ground, &account, &written);
    let saves = form.input.ticked("save_resume") && ground.profile.is_some();
    let kept = ground.profile.as_ref().and_then(|profile| profile.resume_key.clone());
    let new = NewApplication {
        note: written.note,
        answers: written.answers,
        resume_key: file.as_ref().map(|file| file.key.clone()).or(kept),
    };
    let saved = file.filter(|_| saves).map(|file| file.key);
    let sending = Sending { account, who, posting: id, new, saved };
    match sending.write(&site).await {
        Ok(Landed::Already(public)) => Ok(see_other(&paths::application(&public))),
        Ok(landed) => Ok(see_other(&paths::application_after(landed.id(), "sent"))),
        // The posting has ended between reading and writing.
        Err(Error::Conflict(_)) => ended(&site, &request, seeker, id, form.input).await,
        Err(error) => Err(error),
    }
}

/// Counts one try; what was typed stays on the page of whoever tries too often.
fn count(site: &Site, account: &Account, ground: &Ground) -> std::result::Result<(), FormErrors> {
    let all = site.limits.check(Limit::Apply, account.id.to_string());
    let key = format!("{} {}", account.id, ground.loaded.posting.id);
    let again = if ground.again { site.limits.check(Limit::ApplyAgain, key) } else { Ok(()) };
    let said = "You have applied very often in a short time. Wait a while, then press again.";
    all.and(again).map_err(|_| FormErrors::one("", said))
}

/// What was written and the file that came, or words about each field; the form keeps both.
pub(super) async fn read(
    site: &Site,
    ground: &Ground,
    account: Option<&Account>,
    form: &mut FormWithFile,
) -> Result<std::result::Result<(Written, Option<Resume>), FormErrors>> {
    let file = Resume::of_form(site, account.map(|account| account.id), form).await?;
    let parsed = Written::parse(&form.input, &ground.loaded.content.questions, ground.asks());
    let (mut errors, written) = match parsed {
        Ok(written) => (FormErrors::default(), Some(written)),
        Err(errors) => (errors, None),
    };
    let file = match file {
        Ok(file) => file,
        Err(refused) => {
            errors.add("resume", refused);
            None
        }
    };
    if file.is_none() && ground.needs_file() {
        errors.add("resume", "Choose a résumé to send.");
    }
    Ok(match written {
        Some(written) => errors.or((written, file)),
        None => Err(errors),
    })
}

/// A profile says how somebody is reached; without one, what they typed does.
fn who(ground: &Ground, account: &Account, written: &Written) -> ApplyAs {
    let (name, phone, contact) = match &ground.profile {
        Some(profile) => (account.name.clone(), profile.phone.clone(), profile.contact),
        None => (written.name.clone(), written.phone.clone(), Contact::Email),
    };
    ApplyAs {
        account: account.id,
        name,
        email: account.email.clone(),
        phone,
        contact,
        profile: ground.snapshot.clone(),
    }
}

/// What is about to be written.
#[derive(Clone)]
struct Sending {
    account: Account,
    who: ApplyAs,
    posting: PostingId,
    new: NewApplication,
    /// A file to keep in the profile.
    saved: Option<String>,
}

impl Sending {
    /// Writes it. Whoever was beaten to it finds in a new transaction what the other one did.
    async fn write(self, site: &Site) -> Result<Landed> {
        match self.clone().write_once(site).await {
            Err(Error::Conflict(_)) => self.write_once(site).await,
            landed => landed,
        }
    }

    async fn write_once(self, site: &Site) -> Result<Landed> {
        let now = site.clock.now();
        site.db
            .write(move |conn| {
                let landed = apply(conn, now, &self.who, self.posting, &self.new)?;
                if let Some(key) = &self.saved {
                    Profile::keep_resume(conn, now, &self.account, key)?;
                }
                Ok(landed)
            })
            .await
    }
}

/// The page once more: it says by itself what has changed.
async fn ended(
    site: &Site,
    request: &HttpRequest,
    seeker: Seeker,
    id: PostingId,
    input: Input,
) -> Result<HttpResponse> {
    let chrome = seeker.chrome.clone();
    let ground = ground(site, seeker, id).await?;
    show(site, request, chrome, ground, input, FormErrors::default())
}
