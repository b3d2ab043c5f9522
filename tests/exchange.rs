//! Postings read from elsewhere: what an import takes, what it refuses, and how a posting that no
//! employer has confirmed is shown.

mod lines;
mod pages;
mod real;

use careercenter::exchange::{self, Judged, Report};
use careercenter::postings::{self, PostingId};
use careercenter::schema::{posting, posting_change, posting_source};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::{Value, json};

use crate::support::{World, shared};

/// One row as sources write it.
fn row(id: &str, title: &str) -> Value {
    json!({
        "source": "jobs.example",
        "source_id": id,
        "url": format!("https://jobs.example/{id}"),
        "title": title,
        "company": "Lakeside Hospital",
        "location": "Columbus, OH",
        "posted": "2026-11-02",
        "description": "Code outpatient charts. CPC required. 2 years of experience. $28.00 - $34.00 per hour.",
    })
}

fn lines(rows: &[Value]) -> Vec<u8> {
    rows.iter().flat_map(|row| format!("{row}\n").into_bytes()).collect()
}

/// Imports as of today.
fn import(world: &World, bytes: &[u8]) -> Report {
    import_as_of(world, bytes, None)
}

fn import_as_of(world: &World, bytes: &[u8], as_of: Option<NaiveDate>) -> Report {
    let judged = Judged { now: world.now(), as_of };
    exchange::import(&world.site, bytes, judged, |_| ()).expect("the import runs to its end")
}

/// Imported, updated, unchanged, rejected.
fn did(report: &Report) -> [usize; 4] {
    [report.imported, report.updated, report.unchanged, report.rejected]
}

fn only_one(world: &World) -> PostingId {
    let ids = world.site.db.read_now(|conn| {
        Ok(posting_source::table.select(posting_source::posting_id).load(conn)?)
    });
    let ids: Vec<PostingId> = ids.expect("the sources");
    assert_eq!(ids.len(), 1);
    ids[0]
}

fn loaded(world: &World, id: PostingId) -> postings::Loaded {
    world.site.db.read_now(|conn| postings::load_one(conn, id)).expect("the posting is there")
}
