//! How often a member hears of new applications: each one for themselves.

use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::employers::guards::Seat;
use crate::employers::telling::Telling;
use crate::error::Result;
use crate::paths;
use crate::site::Site;
use crate::web::{FormErrors, FormView, Input, Page, see_other};

#[derive(Deserialize)]
pub struct Query {
    #[serde(default)]
    done: String,
}

/// What `employers/mail.html` shows.
#[derive(Serialize)]
struct MailPage {
    form: FormView,
    employer: String,
    desk_url: String,
}

#[derive(Serialize)]
struct Choice {
    value: &'static str,
    label: &'static str,
    chosen: bool,
}

pub async fn form(
    site: web::Data<Site>,
    seat: Seat,
    query: web::Query<Query>,
) -> Result<HttpResponse> {
    let member = seat.member.clone();
    let often = site.db.read(move |conn| member.telling(conn)).await?;
    let said = (query.done == "saved").then_some("Saved.");
    page(&site, seat, Some(often), FormErrors::default(), said)
}

pub async fn save(site: web::Data<Site>, seat: Seat, input: Input) -> Result<HttpResponse> {
    let Some(often) = Telling::parse(input.text("mail")) else {
        return page(&site, seat, None, FormErrors::one("mail", "Choose how often."), None);
    };
    let (now, member) = (site.clock.now(), seat.member);
    let id = member.employer.id;
    site.db.write(move |conn| member.choose_telling(conn, now, often)).await?;
    Ok(see_other(&paths::employer_mail_after(id, "saved")))
}

fn page(
    site: &Site,
    seat: Seat,
    often: Option<Telling>,
    errors: FormErrors,
    said: Option<&str>,
) -> Result<HttpResponse> {
    let employer = &seat.member.employer;
    let bad = !errors.is_empty();
    let choice = |(telling, label): (Telling, &'static str)| Choice {
        value: telling.as_str(),
        label,
        chosen: often == Some(telling),
    };
    let choices = [
        (Telling::Daily, "Once a day, at 8 in the morning, if there are any"),
        (Telling::Each, "For each one, at once"),
        (Telling::Never, "Never: I look at the desk"),
    ];
    let action = paths::employer_part(employer.id, "mail");
    let view = MailPage {
        form: FormView::new(action, &Input::default(), errors).option("mail", choices.map(choice)),
        employer: employer.name.clone(),
        desk_url: paths::desk(employer.id),
    };
    Page::new("employers/mail.html", "Letters about applications", view)
        .framed(seat.chrome)
        .nav("hire")
        .no_index()
        .notice(said)
        .unprocessable_if(bad)
        .respond(site)
}
