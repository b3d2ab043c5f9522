//! `GET /admin/mail`: letters, newest first, and how many there are of each stage.

use actix_web::{HttpResponse, web};
use serde::Serialize;
use url::form_urlencoded::Serializer;

use super::{badge, kind_label, times};
use crate::accounts::Administrator;
use crate::alerts;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Result;
use crate::mail::outbox::{self, Kind, Row, Stage, Which};
use crate::mail::suppression;
use crate::moderation::{Badge, Room, Tabs, counted, moment, tabs};
use crate::paths;
use crate::postings::{When, thousands};
use crate::site::Site;
use crate::web::{Input, Page};

const PAGE_SIZE: usize = 50;

#[derive(Serialize)]
struct View {
    mail: Mail,
}

#[derive(Serialize)]
struct Mail {
    tabs: Tabs,
    stages: Vec<Pile>,
    oldest: Option<When>,
    behind: Option<Behind>,
    kinds: Vec<Choice>,
    stage: &'static str,
    to: String,
    action: &'static str,
    letters: Vec<Shown>,
    newest_url: Option<String>,
    older_url: Option<String>,
    suppressed_url: &'static str,
    suppressed_text: String,
}

/// New postings that not every alert has seen, though it should have.
#[derive(Serialize)]
struct Behind {
    text: String,
    since: When,
}

/// All letters of one stage.
#[derive(Serialize)]
struct Pile {
    label: &'static str,
    tone: &'static str,
    count_text: String,
    url: String,
    current: bool,
}

#[derive(Serialize)]
struct Choice {
    value: &'static str,
    label: String,
    chosen: bool,
}

#[derive(Serialize)]
struct Shown {
    id: i64,
    url: String,
    kind: String,
    recipient: String,
    stage: Badge,
    when: When,
    note: Option<String>,
    reply: Option<String>,
}

pub async fn list(
    site: web::Data<Site>,
    administrator: Administrator,
    query: web::Query<Vec<(String, String)>>,
) -> Result<HttpResponse> {
    let input = Input::from_pairs(query.into_inner());
    let which = which(&input);
    let now = site.clock.now();
    let mail = site.db.read(move |conn| load(conn, &which, now)).await?;
    Page::new("board/mail.html", "Mail", View { mail })
        .nav("admin")
        .no_index()
        .framed(administrator.chrome)
        .respond(&site)
}

/// What cannot be read asks for nothing.
fn which(input: &Input) -> Which {
    Which {
        stage: Stage::parse(input.text("stage")),
        kind: Kind::parse(input.text("kind")),
        recipient: input.text("to").trim().to_lowercase().chars().take(320).collect(),
        before: input.text("before").parse().ok(),
    }
}

/// The address of a list.
fn url(which: &Which) -> String {
    let mut query = Serializer::new(String::new());
    let stage = which.stage.map(|stage| stage.as_str()).unwrap_or_default();
    let kind = which.kind.map(|kind| kind.as_str()).unwrap_or_default();
    let before = which.before.map(|id| id.to_string()).unwrap_or_default();
    for (key, value) in
        [("stage", stage), ("kind", kind), ("to", &which.recipient), ("before", &before)]
    {
        if !value.is_empty() {
            query.append_pair(key, value);
        }
    }
    paths::admin_mail(&query.finish())
}

fn load(conn: &mut Conn, which: &Which, now: Moment) -> Result<Mail> {
    let mut rows = outbox::list(conn, which, PAGE_SIZE as i64 + 1)?;
    let more = rows.len() > PAGE_SIZE;
    rows.truncate(PAGE_SIZE);
    let last = rows.last().map(|row| row.id).filter(|_| more);
    let suppressed = suppression::count(conn)?;
    Ok(Mail {
        tabs: tabs(conn, Room::Mail)?,
        stages: piles(conn, which)?,
        oldest: outbox::oldest_waiting(conn)?.map(moment),
        behind: alerts::behind(conn, now)?.map(behind),
        kinds: kinds(which.kind),
        stage: which.stage.map(|stage| stage.as_str()).unwrap_or_default(),
        to: which.recipient.clone(),
        action: paths::ADMIN_MAIL,
        letters: rows.into_iter().map(shown).collect(),
        newest_url: which.before.map(|_| url(&Which { before: None, ..which.clone() })),
        older_url: last.map(|id| url(&Which { before: Some(id), ..which.clone() })),
        suppressed_url: paths::ADMIN_SUPPRESSED,
        suppressed_text: match suppressed {
            1 => "1 suppressed address".into(),
            count => format!("{} suppressed addresses", thousands(count)),
        },
    })
}

fn behind((many, since): (i64, Moment)) -> Behind {
    let text = match many {
        1 => "1 batch of new postings is not matched yet".into(),
        many => format!("{} batches of new postings are not matched yet", thousands(many)),
    };
    Behind { text, since: moment(since) }
}

fn piles(conn: &mut Conn, which: &Which) -> Result<Vec<Pile>> {
    let mut piles = Vec::new();
    for stage in Stage::ALL {
        let Badge { label, tone } = badge(*stage);
        let current = which.stage == Some(*stage);
        let wanted = if current { None } else { Some(*stage) };
        piles.push(Pile {
            label,
            tone,
            count_text: counted(outbox::count(conn, *stage)?),
            url: url(&Which { stage: wanted, before: None, ..which.clone() }),
            current,
        });
    }
    Ok(piles)
}

fn kinds(chosen: Option<Kind>) -> Vec<Choice> {
    let mut all: Vec<Choice> = Kind::ALL
        .iter()
        .map(|kind| Choice {
            value: kind.as_str(),
            label: kind_label(*kind),
            chosen: chosen == Some(*kind),
        })
        .collect();
    all.sort_by(|one, other| one.label.cmp(&other.label));
    all
}

fn shown(row: Row) -> Shown {
    let at = |when: Moment| moment(when).text;
    let note = match (row.stage, row.next_at) {
        (Stage::Waiting, Some(next)) if row.attempts > 0 => {
            Some(format!("Tried {}, next {}", times(row.attempts), at(next)))
        }
        (Stage::Failed, _) => Some(format!("Tried {}", times(row.attempts))),
        _ => None,
    };
    let said = !row.reply.is_empty() && row.stage != Stage::Sent;
    Shown {
        id: row.id,
        url: paths::admin_letter(row.id),
        kind: kind_label(row.kind),
        recipient: row.recipient,
        stage: badge(row.stage),
        when: moment(row.created_at),
        note,
        reply: said.then_some(row.reply),
    }
}
