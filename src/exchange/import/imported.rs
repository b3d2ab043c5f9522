//! From a row to an unclaimed posting: who, when, and what the reader finds in title and text.

use chrono::TimeDelta;
use sha2::{Digest, Sha256};

use super::dates;
use super::description;
use super::row::Row;
use crate::clock::Moment;
use crate::postings::{Imported, content_of};
use crate::reader::{self, Reading, Source};

const LONGEST_TITLE: usize = 200;
const LONGEST_NAME: usize = 200;
/// In bytes: both databases find a posting again by its key, and PostgreSQL's index takes 2,704.
const LONGEST_KEY: usize = 2_000;
/// How long a posting without a closing date is listed.
const UNDATED: TimeDelta = TimeDelta::days(30);
/// What pages show where the source does not say who hires.
const UNNAMED: &str = "Employer not named";

/// The reason is in words for the person who runs the import.
pub(super) fn from_row(row: &Row, at: Moment) -> Result<Imported, String> {
    let title = row.title.as_deref().map(one_line).unwrap_or_default();
    if title.is_empty() {
        return Err("it has no title".into());
    }
    if title.chars().count() > LONGEST_TITLE {
        return Err(format!("its title is longer than {LONGEST_TITLE} characters"));
    }
    let source_name = row.source.as_deref().or(row.repo.as_deref()).map(one_line);
    let source_name = source_name.unwrap_or_default();
    let own = row.source_id.clone().or_else(|| row.url.clone()).or_else(|| row.id.clone());
    let own = own.ok_or("it has neither source_id nor url nor id to know it by again")?;
    let source_key = format!("{source_name}\u{1f}{own}");
    if source_key.len() > LONGEST_KEY {
        return Err(format!("its source and id are longer than {LONGEST_KEY} bytes"));
    }
    let text = row.description.as_deref().map(description::markdown).unwrap_or_default();
    let period = row.open_period.as_deref().map(dates::open_period).unwrap_or_default();
    let posted = row.posted.as_deref().and_then(dates::moment);
    let reading = read(row, &title, &text);
    let (mut content, facts) = content_of(&title, &text, &reading);
    content.requisition_id =
        row.announcement.as_deref().map(one_line).unwrap_or_default().chars().take(64).collect();
    let employer_name = row.company.as_deref().map(one_line).unwrap_or_default();
    let mut imported = Imported {
        source_key,
        source_name,
        url: row.url.as_deref().and_then(web_address).unwrap_or_default(),
        employer_name: match employer_name.is_empty() {
            true => UNNAMED.into(),
            false => employer_name.chars().take(LONGEST_NAME).collect(),
        },
        content,
        facts,
        first_published_at: posted.or(period.opens).unwrap_or(at),
        expires_at: period.closes.unwrap_or_else(|| at.plus(UNDATED)),
        as_of: at,
        content_hash: String::new(),
    };
    imported.content_hash = hash(&imported, posted.or(period.opens), period.closes);
    Ok(imported)
}

fn read(row: &Row, title: &str, text: &str) -> Reading {
    // A figure somebody made up to fill a column is no pay.
    let invented = row.salary_note.is_some();
    reader::read(&Source {
        title,
        location: row.location.as_deref(),
        text,
        remote: row.remote,
        employment_type: row.employment_type.as_deref(),
        pay_min: row.salary_min.filter(|_| !invented),
        pay_max: row.salary_max.filter(|_| !invented),
        pay_unit: row.salary_unit.as_deref(),
        pay_text: row.salary.as_deref().or(row.compensation.as_deref()).filter(|_| !invented),
    })
}

fn one_line(text: &str) -> String {
    let visible: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Only addresses a browser may be sent to.
fn web_address(text: &str) -> Option<String> {
    let url = url::Url::parse(text).ok()?;
    let web = matches!(url.scheme(), "http" | "https") && url.host_str().is_some();
    (web && url.username().is_empty() && text.len() <= 2_000).then(|| url.to_string())
}

/// What the source said, so that an equal row changes nothing. The day of the import is no part
/// of it: only dates the source itself gives.
fn hash(imported: &Imported, published: Option<Moment>, closes: Option<Moment>) -> String {
    let mut hasher = Sha256::new();
    let content = serde_json::to_string(&imported.content).unwrap_or_default();
    for part in [&imported.employer_name, &imported.url, &content] {
        hasher.update(part.as_bytes());
        hasher.update([0]);
    }
    hasher.update(format!("{:?} {:?}", published.map(Moment::micros), closes.map(Moment::micros)));
    crate::token::hex(&hasher.finalize())
}
