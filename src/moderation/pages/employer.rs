//! `GET /admin/employers/{employer}`: who an employer is, what it posted, and whether it may stay.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::record::{self, Badge, Line};
use crate::accounts::Administrator;
use crate::db::Conn;
use crate::employers::{Employer, EmployerId, Standing, members_to_write_to};
use crate::error::Result;
use crate::paths;
use crate::postings::{self, Stage};
use crate::site::Site;
use crate::vocabulary::{Entry, vocabulary};
use crate::web::{FormErrors, FormView, Input, Page};

/// Postings listed on the page.
const POSTINGS: i64 = 100;

#[derive(Serialize)]
struct View {
    employer: Shown,
    form: FormView,
}

#[derive(Serialize)]
struct Shown {
    name: String,
    stage: Badge,
    facts: Vec<Fact>,
    postings: Vec<Posted>,
    suspend_url: Option<String>,
    lift_url: Option<String>,
    lift_text: Option<&'static str>,
    lift_label: Option<&'static str>,
    record: Vec<Line>,
}

#[derive(Serialize)]
struct Fact {
    label: &'static str,
    text: String,
    url: Option<String>,
}

#[derive(Serialize)]
struct Posted {
    title: String,
    url: String,
    stage: Badge,
}

pub async fn employer(
    site: web::Data<Site>,
    administrator: Administrator,
    employer: web::Path<i64>,
) -> Result<HttpResponse> {
    show(&site, administrator, EmployerId(*employer), FormView::default()).await
}

/// The page once more, with what was typed and what is wrong with it.
pub(super) async fn again(
    site: &Site,
    administrator: Administrator,
    id: EmployerId,
    input: &Input,
    errors: FormErrors,
) -> Result<HttpResponse> {
    show(site, administrator, id, FormView::new("", input, errors)).await
}

async fn show(
    site: &Site,
    administrator: Administrator,
    id: EmployerId,
    form: FormView,
) -> Result<HttpResponse> {
    let problems = form.has_problems();
    let shown = site.db.read(move |conn| load(conn, id)).await?;
    let title = format!("Review: {}", shown.name);
    Page::new("moderation/employer.html", title, View { employer: shown, form })
        .nav("admin")
        .no_index()
        .unprocessable_if(problems)
        .framed(administrator.chrome)
        .respond(site)
}

fn load(conn: &mut Conn, id: EmployerId) -> Result<Shown> {
    let employer = Employer::by_id(conn, id)?;
    let suspended = employer.standing == Standing::Suspended;
    let part = |part| Some(paths::admin_employer_part(id, part));
    let posted = postings::of_employer(conn, id, POSTINGS)?;
    let posted = posted.iter().filter(|posting| posting.stage != Stage::Draft);
    Ok(Shown {
        stage: record::employer_badge(employer.standing),
        facts: facts(conn, &employer)?,
        postings: posted
            .map(|posting| Posted {
                title: posting.title.clone(),
                url: paths::admin_posting(posting.id),
                stage: record::posting_badge(posting),
            })
            .collect(),
        suspend_url: part("suspension").filter(|_| !suspended),
        lift_url: part("reinstatement").filter(|_| suspended),
        lift_text: suspended
            .then_some("Its people may post again; its postings wait for review first."),
        lift_label: suspended.then_some("Lift the suspension"),
        record: record::record(conn, "employer", id.0)?,
        name: employer.name,
    })
}

fn facts(conn: &mut Conn, employer: &Employer) -> Result<Vec<Fact>> {
    let kind = vocabulary().employer_kinds.get(&employer.kind);
    let kind = kind.map_or(employer.kind.as_str(), Entry::label);
    let agency = if employer.agency { ", hires for others" } else { "" };
    let people = members_to_write_to(conn, employer.id)?;
    let people: Vec<String> =
        people.iter().map(|person| format!("{}, {}", person.name, person.email)).collect();
    let plain = |label, text: String| Fact { label, text, url: None };
    let mut facts = vec![plain("Kind", format!("{kind}{agency}"))];
    if !employer.website.is_empty() {
        let url = Some(employer.website.clone());
        facts.push(Fact { label: "Website", text: employer.website.clone(), url });
    }
    facts.push(plain("Home", format!("{}, {}", employer.city, employer.state)));
    facts.push(plain("People", people.join("; ")));
    facts.push(plain("Here since", employer.created_at.date().format("%B %-d, %Y").to_string()));
    if employer.standing != Standing::Suspended {
        let url = Some(paths::employer(employer.id, &employer.name));
        facts.push(Fact { label: "Public page", text: "Open".into(), url });
    }
    Ok(facts)
}
