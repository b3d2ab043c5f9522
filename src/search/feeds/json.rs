//! JSON Feed 1.1.

use serde::Serialize;

use super::{Entry, Feed};
use crate::error::{Error, Result};

#[derive(Serialize)]
struct Whole<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    language: &'static str,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    summary: &'a str,
    content_html: &'a str,
    date_published: String,
    date_modified: String,
    authors: [Author<'a>; 1],
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
}

pub fn write(feed: &Feed) -> Result<String> {
    let whole = Whole {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: &feed.page_url,
        feed_url: &feed.own_url,
        language: "en-US",
        items: feed.entries.iter().map(item).collect(),
    };
    serde_json::to_string_pretty(&whole).map_err(Error::internal)
}

fn item(entry: &Entry) -> Item<'_> {
    Item {
        id: &entry.id,
        url: &entry.url,
        title: &entry.title,
        summary: &entry.summary,
        content_html: &entry.html,
        date_published: entry.published_at.rfc3339(),
        date_modified: entry.changed_at.rfc3339(),
        authors: [Author { name: &entry.employer }],
    }
}
