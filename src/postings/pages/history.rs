//! Every published version of a posting, and what changed from one to the next.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use crate::error::Result;
use crate::paths;
use crate::postings::forms::{Difference, between};
use crate::postings::guards::Look;
use crate::postings::local::Local;
use crate::postings::phrases::When;
use crate::postings::posting::Stage;
use crate::postings::versions::{Version, versions};
use crate::site::Site;
use crate::web::Page;

/// More versions than anybody reads.
const MOST: i64 = 100;

#[derive(Serialize)]
struct HistoryPage {
    history: History,
}

#[derive(Serialize)]
struct History {
    title: String,
    posting_url: String,
    versions: Vec<Shown>,
}

#[derive(Serialize)]
struct Shown {
    heading: String,
    when: When,
    by: Option<String>,
    note: Option<&'static str>,
    changes: Vec<Difference>,
}

pub async fn history(site: web::Data<Site>, look: Look) -> Result<HttpResponse> {
    let id = look.posting.id;
    let kept = site.db.read(move |conn| versions(conn, id, MOST)).await?;
    let zone = Local::named(&look.member.employer.time_zone);
    let live = look.posting.stage == Stage::Live;
    let shown = kept.iter().enumerate().map(|(index, version)| {
        let before = kept.get(index + 1);
        shown(version, before, live && index == 0, zone)
    });
    let view = HistoryPage {
        history: History {
            title: look.posting.title.clone(),
            posting_url: match look.posting.has_page() {
                true => paths::posting(id, &look.posting.title),
                false => paths::posting_part(id, "preview"),
            },
            versions: shown.collect(),
        },
    };
    Page::new("postings/history.html", format!("History of {}", look.posting.title), view)
        .framed(look.chrome)
        .nav("hire")
        .no_index()
        .respond(&site)
}

fn shown(version: &Version, before: Option<&Version>, live: bool, zone: Local) -> Shown {
    let live_now = if live { ", live now" } else { "" };
    Shown {
        heading: format!("Version {}{live_now}", version.number),
        when: zone.moment(version.published_at),
        by: version.by.clone(),
        note: before.is_none().then_some("First published"),
        changes: before
            .map(|before| between(&before.content, &version.content))
            .unwrap_or_default(),
    }
}
