//! One alert, to be changed: words, pay, how often, a pause.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::mended::Mended;
use super::sure::{pace, preview};
use crate::accounts::Visitor;
use crate::alerts::forms;
use crate::alerts::guards::Came;
use crate::alerts::{Alert, AlertId, Change, change, fit_behind, one};
use crate::clock::Moment;
use crate::db::Conn;
use crate::eligibility::Fit;
use crate::error::{Error, Result};
use crate::paths;
use crate::site::Site;
use crate::web::{Chrome, FormErrors, FormView, Input, Page, see_other};

#[derive(Serialize)]
struct ChangePage {
    change: View,
    form: FormView,
}

/// What `alerts/change.html` shows.
#[derive(Serialize)]
struct View {
    words: String,
    preview: String,
    token: String,
    version: i64,
    list_url: String,
    listing_url: String,
    filters_action: String,
    id: i64,
    /// How much comes without a filter, where what was typed leaves none.
    everything: Option<String>,
}

/// What an address of the form says.
#[derive(Deserialize)]
pub struct ChangeQuery {
    #[serde(default)]
    token: String,
    /// Why filters chosen on the listing were not taken over: `everything`, `unsaid` or `refused`.
    #[serde(default)]
    done: String,
}

/// `GET /alerts/{alert}`
pub async fn show(
    site: web::Data<Site>,
    visitor: Visitor,
    alert: web::Path<i64>,
    query: web::Query<ChangeQuery>,
) -> Result<HttpResponse> {
    let came = Came::with(&site, &visitor, &query.token)?;
    let found = Found::read(&site, &came, AlertId(alert.into_inner())).await?;
    let (input, said) = (found.input(), not_saved(&query.done));
    found.respond(&site, (&came, visitor.chrome), input, said, StatusCode::OK)
}

/// `POST /alerts/{alert}`
pub async fn save(
    site: web::Data<Site>,
    visitor: Visitor,
    alert: web::Path<i64>,
    input: Input,
) -> Result<HttpResponse> {
    let came = Came::with(&site, &visitor, input.text("token"))?;
    let mut found = Found::read(&site, &came, AlertId(alert.into_inner())).await?;
    let frame = (&came, visitor.chrome.clone());
    let today = site.clock.now().date_in(found.zone);
    let to = match forms::change(&input, &found.alert, today, found.zone) {
        Ok(to) => to,
        Err(errors) => {
            return found.respond(&site, frame, input, errors, StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    let reworded = to.criteria.q() != found.alert.criteria.q();
    if let Some(mended) = Mended::of(&site, &to.criteria).filter(|_| reworded) {
        let mut input = input;
        input.set("q", mended.criteria.q());
        let errors = FormErrors::one("q", mended.said());
        return found.respond(&site, frame, input, errors, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let narrowed = !found.alert.criteria.is_everything() || found.alert.is_outdated;
    if to.criteria.is_everything() && narrowed && !input.ticked("all") {
        found.everything = Some(pace(&site, &to.criteria));
        return found.respond(&site, frame, input, FormErrors::default(), StatusCode::OK);
    }
    // The version the form was shown with: somebody else's change is not written over unseen.
    found.alert.version = input.text("version").parse().unwrap_or(found.alert.version);
    let (now, of) = (site.clock.now(), found.alert.clone());
    match site.db.write(move |conn| change(conn, now, &of, &to)).await {
        Ok(()) => {
            let list = paths::with_done(paths::ALERTS, &format!("changed-{}", found.alert.id));
            Ok(see_other(&paths::also_with_token(&list, came.token())))
        }
        Err(Error::Conflict(said)) => {
            let found = Found::read(&site, &came, found.alert.id).await?;
            let errors = FormErrors::one("", said);
            found.respond(&site, frame, input, errors, StatusCode::CONFLICT)
        }
        Err(error) => Err(error),
    }
}

/// Why what was chosen on the listing is not here.
fn not_saved(done: &str) -> FormErrors {
    let said = match done {
        "everything" => {
            "Not saved: that search has no filter left. Empty the words and pay here if you want every new job."
        }
        "unsaid" => {
            "Not saved: that search asks about you. Say your state and credentials first; with an account, in your profile."
        }
        "partial" => {
            "Not saved: part of that search could not be used. Choose the filters once more."
        }
        "refused" => {
            "Not saved: another alert of yours is that search, or this one has changed meanwhile."
        }
        _ => return FormErrors::default(),
    };
    FormErrors::one("", said)
}

/// The alert and whose it is.
struct Found {
    alert: Alert,
    zone: Tz,
    /// What stands behind its personal switches.
    fit: Option<Fit>,
    everything: Option<String>,
}

impl Found {
    async fn read(site: &Site, came: &Came, id: AlertId) -> Result<Found> {
        let (came, now) = (came.clone(), site.clock.now());
        site.db.read(move |conn| Found::look_up(conn, &came, id, now)).await
    }

    fn look_up(conn: &mut Conn, came: &Came, id: AlertId, now: Moment) -> Result<Found> {
        let subscriber = came.whose(conn)?;
        let (_, zone) = subscriber.reached_at(conn)?.ok_or(Error::NotFound)?;
        let alert = one(conn, subscriber.id, id)?;
        let fit = fit_behind(conn, &subscriber, alert.fit.as_ref(), now)?;
        Ok(Found { alert, zone, fit, everything: None })
    }

    /// The form as it stands before anything was typed.
    fn input(&self) -> Input {
        let Change { frequency, criteria, paused_until } = Change::of(&self.alert);
        let mut input = Input::default();
        input.set("q", criteria.q());
        let floor = criteria.pairs().into_iter().find(|(name, _)| name == "pay_floor");
        input.set("pay_floor", floor.map(|(_, value)| value).unwrap_or_default());
        input.set("frequency", frequency.as_str());
        let until = paused_until.map(|at| at.date_in(self.zone).to_string());
        input.set("paused_until", until.unwrap_or_default());
        input
    }

    fn respond(
        self,
        site: &Site,
        (came, chrome): (&Came, Chrome),
        mut input: Input,
        errors: FormErrors,
        status: StatusCode,
    ) -> Result<HttpResponse> {
        // A pause that is over is none.
        if self.alert.paused_until.is_some()
            && !self.alert.is_paused(site.clock.now())
            && errors.is_empty()
        {
            input.set("paused_until", "");
        }
        let (alert, id) = (&self.alert, self.alert.id);
        let change = View {
            words: alert.words(),
            preview: preview(site, &alert.criteria, self.fit.as_ref()),
            token: came.token().to_owned(),
            version: alert.version,
            list_url: came.to(paths::ALERTS),
            listing_url: paths::listing(&alert.criteria.query_string()),
            filters_action: paths::alert_part(id, "filters"),
            id: id.0,
            everything: self.everything,
        };
        let form = FormView::new(paths::alert(id), &input, errors).in_order(&[
            "q",
            "pay_floor",
            "frequency",
            "paused_until",
        ]);
        Page::new("alerts/change.html", "Change an alert", ChangePage { change, form })
            .status(status)
            .nav("alerts")
            .no_index()
            .personal_if(true)
            .framed(chrome)
            .respond(site)
    }
}
