//! The applications to one posting, for the people of its employer.

use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::phrases::{Badge, answer_label, answer_tone, badge, headline};
use crate::accounts::AccountId;
use crate::applications::Stage;
use crate::applications::received::{ANSWERS, Counts, Listed, Order, Picked, closed, list};
use crate::eligibility::Answer;
use crate::employers::Telling;
use crate::error::Result;
use crate::paths;
use crate::postings::{Local, Look, When};
use crate::site::Site;
use crate::web::{Page, Pager};

const PAGE: usize = 20;

/// The words of an address that pick applications.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Words {
    #[serde(default)]
    pub stage: String,
    #[serde(default)]
    pub verdict: String,
    #[serde(default)]
    pub sort: String,
    #[serde(default)]
    pub page: String,
    /// What has just been done.
    #[serde(default)]
    pub done: String,
}

impl Words {
    pub fn picked(&self) -> Picked {
        Picked::parse(&self.stage, &self.verdict, &self.sort)
    }
}

/// What `applications/received_list.html` shows.
#[derive(Serialize)]
struct ListPage {
    received: View,
}

#[derive(Serialize)]
struct View {
    title: String,
    posting_url: String,
    desk_url: String,
    mail_text: &'static str,
    mail_url: String,
    tabs: Vec<Tab>,
    verdicts: Vec<Tab>,
    orders: Vec<Tab>,
    rows: Vec<Row>,
    nobody: bool,
    empty_text: Option<&'static str>,
    pager: Option<Pager>,
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
    url: String,
    name: String,
    /// What is left of somebody who is gone.
    gone: Option<&'static str>,
    verdict: Option<String>,
    tone: &'static str,
    credentials: Vec<String>,
    applied: When,
    stage: Badge,
}

/// What one read brings.
struct Found {
    counts: Counts,
    rows: Vec<Listed>,
    closed: Vec<AccountId>,
    telling: Telling,
}

/// `GET /hire/postings/{posting}/applications`
pub async fn received_list(
    site: web::Data<Site>,
    look: Look,
    words: web::Query<Words>,
) -> Result<HttpResponse> {
    let picked = words.picked();
    let page: usize = words.page.parse().unwrap_or(1).clamp(1, 10_000);
    let (id, member) = (look.posting.id, look.member.clone());
    let found = site
        .db
        .read(move |conn| {
            let rows = list(conn, id, picked, ((page - 1) * PAGE) as i64, PAGE as i64)?;
            let people: Vec<_> = rows.iter().filter_map(|row| row.application.account_id).collect();
            Ok(Found {
                counts: Counts::of(conn, id)?,
                closed: closed(conn, &people)?,
                telling: member.telling(conn)?,
                rows,
            })
        })
        .await?;
    let title = format!("Applications for {}", look.posting.title);
    let view = ListPage { received: view(&look, &found, picked, page) };
    Page::new("applications/received_list.html", title, view)
        .framed(look.chrome)
        .nav("hire")
        .no_index()
        .respond(&site)
}

fn view(look: &Look, found: &Found, picked: Picked, page: usize) -> View {
    let (posting, employer) = (&look.posting, &look.member.employer);
    let url = |picked: Picked| paths::applications_to(posting.id, &picked.query());
    let zone = Local::of(&look.member.account);
    let total = found.counts.number(picked.stage, picked.answer).max(0) as usize;
    let order = |(order, label)| Tab {
        label,
        url: url(Picked { order, ..picked }),
        count_text: String::new(),
        current: order == picked.order,
    };
    View {
        title: posting.title.clone(),
        posting_url: match posting.has_page() {
            true => paths::posting(posting.id, &posting.title),
            false => paths::posting_part(posting.id, "preview"),
        },
        desk_url: paths::desk(employer.id),
        mail_text: match found.telling {
            Telling::Each => "You get an email for each application.",
            Telling::Daily => "You get one email a day when people apply.",
            Telling::Never => "You get no emails about applications.",
        },
        mail_url: paths::employer_part(employer.id, "mail"),
        tabs: stages(&found.counts, picked, url),
        verdicts: verdicts(&found.counts, picked, url),
        orders: [(Order::Newest, "Newest first"), (Order::Verdict, "Best fit first")]
            .map(order)
            .into(),
        rows: found.rows.iter().map(|row| self::row(row, found, picked, zone)).collect(),
        nobody: found.counts.number(None, None) == 0,
        empty_text: (total == 0).then_some("None of the applications is like this"),
        pager: Pager::new(page, total, PAGE, |page| {
            let picked = picked.query();
            let query = if picked.is_empty() { picked } else { format!("{picked}&") };
            paths::applications_to(posting.id, &format!("{query}page={page}"))
        }),
    }
}

fn stages(counts: &Counts, picked: Picked, url: impl Fn(Picked) -> String) -> Vec<Tab> {
    let all = [None].into_iter().chain(Stage::ALL.iter().copied().map(Some));
    let shown = all.filter(|stage| {
        stage.is_none() || *stage == picked.stage || counts.number(*stage, None) > 0
    });
    let tab = |stage: Option<Stage>| Tab {
        label: stage.map_or("All", Stage::label),
        url: url(Picked { stage, ..picked }),
        count_text: counts.number(stage, picked.answer).to_string(),
        current: stage == picked.stage,
    };
    shown.map(tab).collect()
}

fn verdicts(counts: &Counts, picked: Picked, url: impl Fn(Picked) -> String) -> Vec<Tab> {
    let all = [None].into_iter().chain(ANSWERS.map(Some)).filter(|answer| {
        answer.is_none() || *answer == picked.answer || counts.number(None, *answer) > 0
    });
    let tab = |answer: Option<Answer>| Tab {
        label: answer.map_or("Any fit", answer_label),
        url: url(Picked { answer, ..picked }),
        count_text: counts.number(picked.stage, answer).to_string(),
        current: answer == picked.answer,
    };
    all.map(tab).collect()
}

fn row(listed: &Listed, found: &Found, picked: Picked, zone: Local) -> Row {
    let application = &listed.application;
    let credentials = listed.profile.iter().flat_map(|profile| &profile.credentials);
    let closed = application.account_id.is_some_and(|id| found.closed.contains(&id));
    Row {
        url: paths::received_among(&application.public_id, &picked.query()),
        name: match application.name.as_str() {
            "" => "Erased".to_owned(),
            name => name.to_owned(),
        },
        gone: super::received::gone(application, closed),
        verdict: listed.verdict.as_ref().map(headline),
        tone: listed.verdict.as_ref().map_or("", |verdict| answer_tone(verdict.answer)),
        credentials: credentials.map(|one| one.short.clone()).collect(),
        applied: zone.moment(application.applied_at),
        stage: badge(application.stage),
    }
}
