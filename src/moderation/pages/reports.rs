//! Reporting a posting, and looking at what was reported.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::queue::page_number;
use super::record::{self, Badge};
use super::tabs::{Room, Tabs, tabs};
use crate::accounts::{Administrator, Visitor};
use crate::audit::{self, Deed};
use crate::db::Conn;
use crate::error::Result;
use crate::moderation::report::{self, Open, Reason};
use crate::paths;
use crate::postings::{self, Loaded, PostingId, When};
use crate::site::Site;
use crate::web::{FormErrors, FormView, Input, Limit, Page, Pager, network, see_other};

const PAGE_SIZE: usize = 20;
const LONGEST_NOTE: usize = 1_000;

#[derive(Serialize)]
struct FormPage {
    report: About,
    form: FormView,
}

/// The posting a report is about.
#[derive(Serialize)]
struct About {
    title: String,
    employer_name: String,
    posting_url: String,
    action: String,
    /// The report has just been sent.
    sent: bool,
}

#[derive(Serialize)]
struct Choice {
    value: &'static str,
    label: &'static str,
    chosen: bool,
}

/// `GET /jobs/{posting}/report`.
pub async fn form(
    site: web::Data<Site>,
    visitor: Visitor,
    posting: web::Path<i64>,
    query: web::Query<Vec<(String, String)>>,
) -> Result<HttpResponse> {
    let sent = Input::from_pairs(query.into_inner()).ticked("sent");
    show(&site, visitor, PostingId(*posting), &Input::default(), FormErrors::default(), sent).await
}

/// `POST /jobs/{posting}/report`: from anybody, but not without end.
pub async fn file(
    request: HttpRequest,
    site: web::Data<Site>,
    visitor: Visitor,
    posting: web::Path<i64>,
    input: Input,
) -> Result<HttpResponse> {
    let (now, id) = (site.clock.now(), PostingId(*posting));
    let (reason, note) = match parse(&input) {
        Ok(parsed) => parsed,
        Err(errors) => return show(&site, visitor, id, &input, errors, false).await,
    };
    site.limits.check(Limit::Report, network(&request, &site))?;
    let by = visitor.account.map(|account| account.id);
    site.db.write(move |conn| report::file(conn, now, id, by, reason, &note)).await?;
    Ok(see_other(&format!("{}?sent=1", paths::report(id))))
}

fn parse(input: &Input) -> std::result::Result<(Reason, String), FormErrors> {
    let mut errors = FormErrors::default();
    let reason = Reason::parse(input.text("reason"));
    if reason.is_none() {
        errors.add("reason", "Choose what is wrong.");
    }
    let note = errors.optional(input, "text", LONGEST_NOTE).to_owned();
    match reason {
        Some(reason) => errors.or((reason, note)),
        None => Err(errors),
    }
}

async fn show(
    site: &Site,
    visitor: Visitor,
    id: PostingId,
    input: &Input,
    errors: FormErrors,
    sent: bool,
) -> Result<HttpResponse> {
    let loaded = site
        .db
        .read(move |conn| {
            let loaded = postings::load_one(conn, id)?;
            loaded.posting.refuse_unseen(conn)?;
            Ok(loaded)
        })
        .await?;
    let action = paths::report(id);
    let choices = Reason::ALL.iter().map(|reason| Choice {
        value: reason.as_str(),
        label: reason.label(),
        chosen: input.text("reason") == reason.as_str(),
    });
    let problems = !errors.is_empty();
    let form = FormView::new(&action, input, errors).option("reasons", choices.collect::<Vec<_>>());
    let report = About {
        title: loaded.posting.title.clone(),
        employer_name: loaded.employer_name().to_owned(),
        posting_url: loaded.url(),
        action,
        sent,
    };
    Page::new("postings/report.html", "Report a posting", FormPage { report, form })
        .nav("jobs")
        .no_index()
        .unprocessable_if(problems)
        .framed(visitor.chrome)
        .respond(site)
}

#[derive(Serialize)]
struct ListPage {
    review: Frame,
    reports: Vec<Shown>,
}

#[derive(Serialize)]
struct Frame {
    tabs: Tabs,
    pager: Option<Pager>,
}

#[derive(Serialize)]
struct Shown {
    id: i64,
    reason_text: &'static str,
    when: When,
    count_text: Option<String>,
    posting: Subject,
    text: Option<String>,
    by_text: String,
    dismiss_url: String,
    review_url: String,
}

#[derive(Serialize)]
struct Subject {
    title: String,
    url: String,
    employer_name: String,
    stage: Badge,
}

/// `GET /admin/reports`: open reports, oldest first.
pub async fn list(
    site: web::Data<Site>,
    administrator: Administrator,
    query: web::Query<Vec<(String, String)>>,
) -> Result<HttpResponse> {
    let page = page_number(query.into_inner());
    let view = site.db.read(move |conn| load(conn, page)).await?;
    Page::new("moderation/reports.html", "Reports", view)
        .nav("admin")
        .no_index()
        .framed(administrator.chrome)
        .respond(&site)
}

fn load(conn: &mut Conn, page: usize) -> Result<ListPage> {
    let offset = i64::try_from((page - 1) * PAGE_SIZE).unwrap_or(0);
    let (open, total) = report::open(conn, offset, PAGE_SIZE as i64)?;
    let mut reports = Vec::with_capacity(open.len());
    for report in open {
        let about = postings::load_one(conn, report.posting)?;
        let same = report::count_of(conn, report.posting)?;
        reports.push(shown(report, &about, same));
    }
    let pages = usize::try_from(total).unwrap_or(0);
    let url = |page| format!("{}?page={page}", paths::ADMIN_REPORTS);
    let pager = Pager::new(page, pages, PAGE_SIZE, url);
    Ok(ListPage { review: Frame { tabs: tabs(conn, Room::Reports)?, pager }, reports })
}

fn shown(report: Open, about: &Loaded, same: i64) -> Shown {
    let by = report.by.as_deref().map(|name| format!("From {name}"));
    Shown {
        id: report.id,
        reason_text: report.reason.label(),
        when: record::moment(report.created_at),
        count_text: (same > 1).then(|| format!("{same} reports of this posting")),
        posting: Subject {
            title: about.posting.title.clone(),
            url: about.url(),
            employer_name: about.employer_name().to_owned(),
            stage: record::posting_badge(&about.posting),
        },
        text: Some(report.note).filter(|note| !note.is_empty()),
        by_text: by.unwrap_or_else(|| "From a visitor without an account".into()),
        dismiss_url: paths::settle_report(report.id),
        review_url: paths::admin_posting(report.posting),
    }
}

/// `POST /admin/reports/{report}/settlement`: nothing is wrong.
pub async fn settle(
    site: web::Data<Site>,
    administrator: Administrator,
    report: web::Path<i64>,
) -> Result<HttpResponse> {
    let (now, id) = (site.clock.now(), *report);
    site.db
        .write(move |conn| {
            let by = &administrator.account;
            let posting = report::dismiss(conn, now, id, by.id)?;
            let deed = Deed {
                happened_at: now,
                account_id: Some(by.id.0),
                actor: &by.name,
                deed: "dismissed a report",
                subject: "posting",
                subject_id: posting.0,
                detail: "",
            };
            audit::record(conn, deed)
        })
        .await?;
    Ok(see_other(paths::ADMIN_REPORTS))
}
