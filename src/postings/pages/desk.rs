//! The desk: an employer's postings by stage, and what can be done with each.

use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use std::collections::HashMap;

use super::actions::{Action, actions, can_write};
use crate::clock::Moment;
use crate::db::Conn;
use crate::employers::{Member, MemberRole, Seat, Standing};
use crate::error::Result;
use crate::paths;
use crate::postings::applied::Applicants;
use crate::postings::loaded::{Loaded, load_contents};
use crate::postings::phrases::{self, short_day};
use crate::postings::posting::{Stage, at_stage, counts};
use crate::postings::review::{Decision, Review, last_review};
use crate::site::Site;
use crate::web::{Page, Pager};

const PAGE: usize = 25;

#[derive(Deserialize)]
pub struct Query {
    #[serde(default)]
    stage: String,
    #[serde(default)]
    page: String,
    /// What has just been done.
    #[serde(default)]
    done: String,
}

#[derive(Serialize)]
struct DeskPage {
    desk: DeskView,
}

#[derive(Serialize)]
struct DeskView {
    employer: EmployerView,
    new_url: Option<String>,
    held: Option<Notice>,
    tabs: Vec<Tab>,
    postings: Vec<Row>,
    empty_text: Option<&'static str>,
    pager: Option<Pager>,
}

#[derive(Serialize)]
struct EmployerView {
    name: String,
    url: Option<String>,
    edit_url: Option<String>,
    members_url: String,
    /// Where people choose how often they hear of applications.
    mail_url: String,
}

#[derive(Serialize)]
struct Notice {
    title: &'static str,
    text: &'static str,
}

#[derive(Serialize)]
struct Tab {
    label: &'static str,
    url: String,
    count_text: String,
    current: bool,
}

#[derive(Serialize)]
struct Row {
    id: i64,
    title: String,
    url: String,
    where_text: String,
    pay_text: Option<String>,
    note: Option<String>,
    /// Who has applied here.
    applications: Option<Applications>,
    stage: Badge,
    dates: Vec<String>,
    actions: Vec<Action>,
}

#[derive(Serialize)]
struct Applications {
    text: String,
    /// Nobody has applied yet.
    none: bool,
    url: String,
}

#[derive(Serialize)]
struct Badge {
    label: &'static str,
    tone: &'static str,
}

/// What one read brings.
struct Found {
    counts: Vec<(Stage, i64)>,
    postings: Vec<(Loaded, Option<Review>)>,
    applicants: HashMap<i64, Applicants>,
}

const TABS: [(&str, Option<Stage>, &str); 7] = [
    ("all", None, "All"),
    ("live", Some(Stage::Live), "Live"),
    ("held", Some(Stage::Held), "Waiting"),
    ("draft", Some(Stage::Draft), "Drafts"),
    ("closed", Some(Stage::Closed), "Closed"),
    ("expired", Some(Stage::Expired), "Expired"),
    ("taken_down", Some(Stage::TakenDown), "Taken down"),
];

pub async fn desk(
    site: web::Data<Site>,
    seat: Seat,
    query: web::Query<Query>,
) -> Result<HttpResponse> {
    let stage = Stage::parse(&query.stage);
    let page: usize = query.page.parse().unwrap_or(1).clamp(1, 10_000);
    let (id, now) = (seat.member.employer.id, site.clock.now());
    let found = site
        .db
        .read(move |conn| {
            let offset = ((page - 1) * PAGE) as i64;
            let ids = at_stage(conn, id, stage, offset, PAGE as i64)?;
            let applicants = Applicants::of(conn, &ids)?;
            let postings = load_contents(conn, &ids)?;
            let postings = postings.into_iter().map(|loaded| reviewed(conn, loaded));
            let postings = postings.collect::<Result<Vec<_>>>()?;
            Ok(Found { counts: counts(conn, id)?, postings, applicants })
        })
        .await?;
    let view = DeskPage { desk: view(&seat.member, found, stage, page, now) };
    Page::new("postings/desk.html", "Your postings", view)
        .framed(seat.chrome)
        .nav("hire")
        .no_index()
        .notice(said(&query.done))
        .respond(&site)
}

/// What an administrator said last, where it matters now.
fn reviewed(conn: &mut Conn, loaded: Loaded) -> Result<(Loaded, Option<Review>)> {
    let review = match loaded.posting.stage {
        Stage::Draft => last_review(conn, loaded.posting.id)?
            .filter(|review| review.decision == Decision::Returned),
        Stage::Held | Stage::Live | Stage::Closed | Stage::Expired | Stage::TakenDown => None,
    };
    Ok((loaded, review))
}

fn said(done: &str) -> Option<&'static str> {
    match done {
        "published" => Some("Published. It is on the board now."),
        "held" => Some("Sent. An administrator looks at it before it appears."),
        "closed" => Some("Closed. Its page stays and says why."),
        "renewed" => Some("Renewed. Its dates say until when it is listed."),
        "saved" => Some("Saved."),
        "ended" => Some("This posting had ended before."),
        _ => None,
    }
}

fn view(member: &Member, found: Found, stage: Option<Stage>, page: usize, now: Moment) -> DeskView {
    let employer = &member.employer;
    let owns = member.role == MemberRole::Owner;
    let count = |wanted: Option<Stage>| -> i64 {
        let matching =
            found.counts.iter().filter(|(at, _)| wanted.is_none_or(|stage| stage == *at));
        matching.map(|(_, count)| count).sum()
    };
    let total = count(stage);
    let tabs = TABS.iter().filter(|(_, tab, _)| tab.is_none() || count(*tab) > 0 || *tab == stage);
    let tab = |(slug, tab, label): &(&str, Option<Stage>, &'static str)| Tab {
        label,
        url: paths::desk_stage(employer.id, slug, 1),
        count_text: count(*tab).to_string(),
        current: *tab == stage,
    };
    let slug = stage.map_or("all", |stage| stage.as_str());
    DeskView {
        employer: EmployerView {
            name: employer.name.clone(),
            url: Some(paths::employer(employer.id, &employer.name)),
            edit_url: owns.then(|| paths::edit_employer(employer.id)),
            members_url: paths::employer_part(employer.id, "members"),
            mail_url: paths::employer_part(employer.id, "mail"),
        },
        new_url: can_write(member).then(|| paths::start_posting(employer.id)),
        held: notice(member, count(Some(Stage::Held))),
        tabs: if count(None) > 0 { tabs.map(tab).collect() } else { Vec::new() },
        empty_text: (total == 0).then_some("No postings yet").filter(|_| found.postings.is_empty()),
        postings: found
            .postings
            .iter()
            .map(|(loaded, review)| {
                let applicants = found.applicants.get(&loaded.posting.id.0).copied();
                row(loaded, review.as_ref(), applicants, member, now)
            })
            .collect(),
        pager: Pager::new(page, total.max(0) as usize, PAGE, |page| {
            paths::desk_stage(employer.id, slug, page)
        }),
    }
}

fn notice(member: &Member, held: i64) -> Option<Notice> {
    match member.employer.standing {
        Standing::Suspended => Some(Notice {
            title: "This employer is suspended",
            text: "Its postings are not shown and nothing can be changed. Answer the message we sent you.",
        }),
        Standing::New if held > 0 => Some(Notice {
            title: "Your first posting is being looked at",
            text: "An administrator reads the first posting of every new employer, usually within one working day. We send you a message.",
        }),
        Standing::New | Standing::Approved => None,
    }
}

fn row(
    loaded: &Loaded,
    review: Option<&Review>,
    applicants: Option<Applicants>,
    member: &Member,
    now: Moment,
) -> Row {
    let posting = &loaded.posting;
    let untitled = posting.title.is_empty();
    let gone = applicants.and_then(Applicants::gone_text);
    Row {
        id: posting.id.0,
        title: if untitled { "Draft without a title".into() } else { posting.title.clone() },
        url: match posting.has_page() {
            true => loaded.url(),
            false => paths::posting_part(posting.id, "preview"),
        },
        where_text: phrases::where_text(&loaded.content),
        pay_text: phrases::pay_view(&loaded.content)
            .map(|pay| format!("{} {}", pay.text, pay.unit_text)),
        note: review.map(|review| format!("Returned: {}", review.reason)),
        applications: applications(loaded, applicants),
        stage: badge(posting.stage),
        dates: dates(loaded, now).into_iter().chain(gone).collect(),
        actions: actions(loaded, member),
    }
}

/// Nothing for a posting nobody can have applied to on the board.
fn applications(loaded: &Loaded, applicants: Option<Applicants>) -> Option<Applications> {
    let posting = &loaded.posting;
    let takes = loaded.content.apply_here && posting.has_page();
    let any = applicants.is_some_and(|applicants| applicants.all > 0);
    (takes || any).then(|| Applications {
        text: applicants.unwrap_or_default().text(),
        none: !any,
        url: paths::posting_part(posting.id, "applications"),
    })
}

fn badge(stage: Stage) -> Badge {
    let (label, tone) = match stage {
        Stage::Draft => ("Draft", ""),
        Stage::Held => ("Waiting", "warn"),
        Stage::Live => ("Live", "good"),
        Stage::Closed => ("Closed", ""),
        Stage::Expired => ("Expired", "warn"),
        Stage::TakenDown => ("Taken down", "bad"),
    };
    Badge { label, tone }
}

fn dates(loaded: &Loaded, now: Moment) -> Vec<String> {
    let posting = &loaded.posting;
    let day = |moment: Moment| short_day(moment.date());
    let mut lines = Vec::new();
    match posting.stage {
        Stage::Draft => lines.push(format!("saved {}", phrases::ago(posting.updated_at, now).text)),
        Stage::Held => lines.extend(posting.published_at.map(|at| format!("sent {}", day(at)))),
        Stage::Live => {
            lines.extend(posting.first_published_at.map(|at| format!("published {}", day(at))));
            lines.extend(posting.expires_at.map(|at| format!("listed until {}", day(at))));
        }
        Stage::Closed | Stage::Expired | Stage::TakenDown => {
            lines.extend(posting.first_published_at.map(|at| format!("published {}", day(at))));
            lines.extend(posting.ended_at.map(|at| format!("ended {}", day(at))));
        }
    }
    lines.extend(loaded.content.deadline.map(|last| format!("apply by {}", short_day(last))));
    lines
}
