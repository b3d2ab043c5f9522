//! `GET /admin`: what waits for a decision, oldest first.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::record;
use super::tabs::{Room, Tabs, tabs};
use crate::accounts::Administrator;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Result;
use crate::paths;
use crate::postings::{self, Content, Loaded, PayView, When};
use crate::site::Site;
use crate::web::{Input, Page, Pager};

const PAGE_SIZE: usize = 20;
/// More than this an hour is unusual for the field, in 1/100 cent.
const UNUSUAL_PAY: i64 = 750_000;

#[derive(Serialize)]
struct View {
    review: Queue,
}

#[derive(Serialize)]
struct Queue {
    tabs: Tabs,
    items: Vec<Item>,
    pager: Option<Pager>,
}

#[derive(Serialize)]
struct Item {
    id: i64,
    url: String,
    title: String,
    where_text: String,
    pay_text: Option<String>,
    employer: About,
    flags: Vec<&'static str>,
    since: When,
    approve_url: String,
    /// What was read: approving something newer is refused.
    version: i64,
}

#[derive(Serialize)]
struct About {
    name: String,
    url: String,
    note: String,
}

pub async fn queue(
    site: web::Data<Site>,
    administrator: Administrator,
    query: web::Query<Vec<(String, String)>>,
) -> Result<HttpResponse> {
    let now = site.clock.now();
    let page = page_number(query.into_inner());
    let queue = site.db.read(move |conn| load(conn, now, page)).await?;
    Page::new("moderation/queue.html", "Review", View { review: queue })
        .nav("admin")
        .no_index()
        .framed(administrator.chrome)
        .respond(&site)
}

/// The page asked for, counted from 1.
pub(super) fn page_number(query: Vec<(String, String)>) -> usize {
    Input::from_pairs(query).text("page").parse().unwrap_or(1).clamp(1, 10_000)
}

fn load(conn: &mut Conn, now: Moment, page: usize) -> Result<Queue> {
    let offset = i64::try_from((page - 1) * PAGE_SIZE).unwrap_or(0);
    let (ids, waiting) = postings::held(conn, offset, PAGE_SIZE as i64)?;
    let loaded = postings::load_contents(conn, &ids)?;
    let total = usize::try_from(waiting).unwrap_or(0);
    Ok(Queue {
        tabs: tabs(conn, Room::Waiting)?,
        items: loaded.iter().map(|loaded| item(loaded, now)).collect(),
        pager: Pager::new(page, total, PAGE_SIZE, |page| format!("{}?page={page}", paths::ADMIN)),
    })
}

fn item(loaded: &Loaded, now: Moment) -> Item {
    let id = loaded.posting.id;
    let card = loaded.card(now);
    Item {
        id: id.0,
        url: paths::admin_posting(id),
        title: loaded.posting.title.clone(),
        where_text: card.where_text,
        pay_text: card.pay.map(|PayView { text, unit_text, .. }| format!("{text} {unit_text}")),
        employer: about(loaded),
        flags: flags(&loaded.content),
        since: record::moment(loaded.posting.updated_at),
        approve_url: paths::admin_posting_part(id, "approval"),
        version: loaded.posting.version,
    }
}

fn about(loaded: &Loaded) -> About {
    let Some(employer) = &loaded.employer else {
        return About {
            name: loaded.employer_name().to_owned(),
            url: paths::ADMIN.into(),
            note: String::new(),
        };
    };
    let site = employer.website.split("//").nth(1).unwrap_or("no website").trim_end_matches('/');
    let kind = if employer.agency { " · agency" } else { "" };
    About {
        name: employer.name.clone(),
        url: paths::admin_employer(employer.id),
        note: format!("{site}{kind}"),
    }
}

/// What a person should look at twice.
pub(super) fn flags(content: &Content) -> Vec<&'static str> {
    let asks = &content.requirements;
    let nothing = asks.credentials.is_none() && asks.experience.is_empty();
    let unusual = content.hourly().is_some_and(|pay| pay.highest > UNUSUAL_PAY);
    let contact = ["whatsapp", "telegram", "gift card", "wire transfer", "bank login", "pay a fee"];
    let text = content.description.to_lowercase();
    let suspicious = contact.iter().any(|word| text.contains(word));
    [
        (nothing, "asks nothing"),
        (unusual, "pay far above the usual"),
        (suspicious, "asks for money or a private chat"),
    ]
    .into_iter()
    .filter_map(|(found, flag)| found.then_some(flag))
    .collect()
}
