//! "Email me new ones": of a listing's search. Somebody signed in has the alert at once, a guest is
//! written to; the answer is the same for every address.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono_tz::Tz;
use serde::Serialize;

use super::mended::Mended;
use super::sure::pace;
use crate::accounts::{Account, Email, TIME_ZONE};
use crate::alerts::forms;
use crate::alerts::{ASKED_DAYS, NewAlert, ask as wait_for, subscribe};
use crate::applicants::{FitBy, Seeker};
use crate::eligibility::Fit;
use crate::error::{Error, Result};
use crate::jobindex::Criteria;
use crate::paths;
use crate::search::is_said;
use crate::site::Site;
use crate::vocabulary::State;
use crate::web::{
    Chrome, FormErrors, FormView, Input, Limit, Page, network, see_other, too_many_emails,
};

#[derive(Serialize)]
struct AskPage {
    form: FormView,
    ask: View,
}

/// What `alerts/ask.html` shows.
#[derive(Serialize)]
struct View {
    words: String,
    query: String,
    listing_url: String,
    signed_in: bool,
    /// How much a search without a filter brings, where that is to be asked about.
    everything: Option<String>,
    /// Where state and credentials are said that the search asks for.
    say_url: Option<String>,
}

#[derive(Serialize)]
struct AskedPage {
    asked: Asked,
}

/// What `alerts/asked.html` shows.
#[derive(Serialize)]
struct Asked {
    email: String,
    words: String,
    days: i64,
    listing_url: String,
}

/// `POST /alerts`
pub async fn ask(
    site: web::Data<Site>,
    request: HttpRequest,
    seeker: Seeker,
    input: Input,
) -> Result<HttpResponse> {
    let mut form = Form { site: &site, seeker: &seeker, criteria: forms::criteria(&input), input };
    let mut errors = FormErrors::default();
    form.settle(&mut errors);
    let frequency = forms::frequency(&form.input, &mut errors);
    let email = match seeker.account {
        Some(_) => None,
        None => forms::email(&form.input, &mut errors),
    };
    if !form.says_enough() {
        errors.add("", "This search asks about you: say your state and credentials first.");
    }
    if !errors.is_empty() || !form.is_sure() {
        return form.show(errors, StatusCode::OK);
    }
    let new = NewAlert { fit: form.fit(), criteria: form.criteria.clone(), frequency };
    let done = match (seeker.account.clone(), email) {
        (Some(account), _) => have(&site, account, new).await,
        (None, Some(email)) => wait(&site, &request, (form.zone(), email), new).await,
        (None, None) => Err(Error::internal("a guest is asked for an address")),
    };
    match done {
        Err(Error::Conflict(said)) => form.show(FormErrors::one("", said), StatusCode::CONFLICT),
        Err(Error::TooMany { retry_after }) => {
            too_many_emails(retry_after.as_secs(), |errors| form.show(errors, StatusCode::OK))
        }
        other => other,
    }
}

/// An account has it at once.
async fn have(site: &Site, account: Account, new: NewAlert) -> Result<HttpResponse> {
    site.limits.check(Limit::Write, account.id.to_string())?;
    let now = site.clock.now();
    let id = site.db.write(move |conn| subscribe(conn, now, &account, &new)).await?;
    Ok(see_other(&paths::with_done(paths::ALERTS, &format!("made-{id}"))))
}

/// A guest's waits for an answer.
async fn wait(
    site: &Site,
    request: &HttpRequest,
    (zone, email): (Tz, Email),
    new: NewAlert,
) -> Result<HttpResponse> {
    site.limits.check(Limit::MailFromAddress, network(request, site))?;
    site.limits.check(Limit::AlertTo, email.as_str())?;
    let asked = Asked {
        email: email.to_string(),
        words: new.criteria.describe(new.fit.as_ref()),
        days: ASKED_DAYS,
        listing_url: paths::listing(&new.criteria.query_string()),
    };
    let now = site.clock.now();
    site.db.write(move |conn| wait_for(conn, now, &email, zone.name(), &new)).await?;
    Page::new("alerts/asked.html", "Check your mail", AskedPage { asked })
        .nav("jobs")
        .no_index()
        .personal_if(true)
        .framed(Chrome::default())
        .respond(site)
}

/// What was sent, and who sent it.
struct Form<'a> {
    site: &'a Site,
    seeker: &'a Seeker,
    criteria: Criteria,
    input: Input,
}

impl Form<'_> {
    /// Goes on with what the search was taken for, and notes what of it is not as it was sent.
    fn settle(&mut self, errors: &mut FormErrors) {
        let mended = Mended::of(self.site, &self.criteria);
        let left_out = forms::left_out(&self.input);
        let said: Vec<String> =
            left_out.into_iter().chain(mended.iter().map(Mended::said)).collect();
        if !said.is_empty() {
            errors.add("", said.join(" "));
        }
        if let Some(mended) = mended {
            self.criteria = mended.criteria;
        }
    }

    /// Whether whoever asks has said what the search's switches ask. An account's alert goes by its
    /// profile, whatever was said for a visit.
    fn says_enough(&self) -> bool {
        let by_visit = self.seeker.by == FitBy::Visit;
        let no_profile = self.seeker.account.is_some() && by_visit;
        !self.criteria.is_personal() || (is_said(self.seeker, &self.criteria) && !no_profile)
    }

    /// Whether it has a filter, or none is what they want.
    fn is_sure(&self) -> bool {
        !self.criteria.is_everything() || self.input.ticked("all")
    }

    /// What stands behind a guest's switches.
    fn fit(&self) -> Option<Fit> {
        let guest = self.seeker.account.is_none() && self.criteria.is_personal();
        self.seeker.fit.clone().filter(|_| guest)
    }

    /// Where their browser is, else the state they live in, else where most people are.
    fn zone(&self) -> Tz {
        let home = || self.seeker.fit.as_ref()?.home.map(State::time_zone);
        forms::zone(&self.input).or_else(home).unwrap_or(TIME_ZONE)
    }

    /// The form on a page of its own, with everything in it.
    fn show(self, errors: FormErrors, status: StatusCode) -> Result<HttpResponse> {
        let query = self.criteria.query_string();
        let status = match errors.is_empty() || status != StatusCode::OK {
            true => status,
            false => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let say_url = (!self.says_enough()).then(|| say_url(self.seeker, &query));
        let ask = View {
            words: self.criteria.describe(self.fit().as_ref()),
            listing_url: paths::listing(&query),
            signed_in: self.seeker.account.is_some(),
            everything: (!self.is_sure()).then(|| pace(self.site, &self.criteria)),
            say_url,
            query,
        };
        let form = FormView::new(paths::ALERTS, &self.input, errors);
        Page::new("alerts/ask.html", "Email me new ones", AskPage { form, ask })
            .status(status)
            .nav("jobs")
            .no_index()
            .personal_if(true)
            .framed(self.seeker.chrome.clone())
            .respond(self.site)
    }
}

/// Where what the search asks for is said.
fn say_url(seeker: &Seeker, query: &str) -> String {
    let next = paths::listing(query);
    match seeker.account {
        Some(_) => paths::profile_for(&next),
        None => paths::fit(&next),
    }
}
