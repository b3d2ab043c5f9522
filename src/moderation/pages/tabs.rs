//! The lists of the administrator's room, each with how much waits in it.

use serde::Serialize;

use crate::db::Conn;
use crate::error::Result;
use crate::mail::outbox::{self, Counted, Stage};
use crate::moderation::report;
use crate::paths;
use crate::postings::{self, thousands};

/// One list.
#[derive(Serialize)]
pub struct Tab {
    label: &'static str,
    url: &'static str,
    count_text: String,
    current: bool,
}

pub type Tabs = [Tab; 3];

/// The list somebody is in.
#[derive(Clone, Copy, PartialEq)]
pub enum Room {
    Waiting,
    Reports,
    Mail,
}

pub fn tabs(conn: &mut Conn, current: Room) -> Result<Tabs> {
    let waiting = postings::held(conn, 0, 0)?.1;
    let reports = report::count(conn)?;
    let failed = match outbox::count(conn, Stage::Failed)? {
        Counted::Exactly(0) => String::new(),
        failed => format!("{} failed", counted(failed)),
    };
    Ok([
        (Room::Waiting, "Waiting", paths::ADMIN, thousands(waiting)),
        (Room::Reports, "Reports", paths::ADMIN_REPORTS, thousands(reports)),
        (Room::Mail, "Mail", paths::ADMIN_MAIL, failed),
    ]
    .map(|(room, label, url, count_text)| Tab {
        label,
        url,
        count_text,
        current: room == current,
    }))
}

/// "1,204", or "100,000+" where nobody counted on.
pub fn counted(count: Counted) -> String {
    match count {
        Counted::Exactly(count) => thousands(count),
        Counted::MoreThan(count) => format!("{}+", thousands(count)),
    }
}
