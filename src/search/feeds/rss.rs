//! RSS 2.0.

use std::io;

use quick_xml::events::BytesText;

use super::xml::{Out, document, element, sound};
use super::{Entry, Feed, Shape};
use crate::error::Result;

const DESCRIPTION: &str =
    "The newest jobs of a search on CareerCenter, the job board for medical coders.";
/// Minutes a reader may keep it.
const LASTS: &str = "30";

pub fn write(feed: &Feed) -> Result<String> {
    document(|out| {
        out.create_element("rss")
            .with_attribute(("version", "2.0"))
            .with_attribute(("xmlns:atom", "http://www.w3.org/2005/Atom"))
            .with_attribute(("xmlns:dc", "http://purl.org/dc/elements/1.1/"))
            .write_inner_content(|out| {
                out.create_element("channel").write_inner_content(|out| channel(out, feed))?;
                Ok(())
            })?;
        Ok(())
    })
}

fn channel(out: &mut Out, feed: &Feed) -> io::Result<()> {
    element(out, "title", &feed.title)?;
    element(out, "link", &feed.page_url)?;
    element(out, "description", DESCRIPTION)?;
    element(out, "language", "en-us")?;
    if let Some(changed) = feed.changed_at() {
        element(out, "lastBuildDate", &changed.utc().to_rfc2822())?;
    }
    element(out, "ttl", LASTS)?;
    out.create_element("atom:link")
        .with_attribute(("rel", "self"))
        .with_attribute(("type", Shape::Rss.media_type()))
        .with_attribute(("href", feed.own_url.as_str()))
        .write_empty()?;
    for entry in &feed.entries {
        out.create_element("item").write_inner_content(|out| item(out, entry))?;
    }
    Ok(())
}

fn item(out: &mut Out, entry: &Entry) -> io::Result<()> {
    element(out, "title", &entry.title)?;
    element(out, "link", &entry.url)?;
    out.create_element("guid")
        .with_attribute(("isPermaLink", "true"))
        .write_text_content(BytesText::new(&sound(&entry.id)))?;
    element(out, "pubDate", &entry.published_at.utc().to_rfc2822())?;
    element(out, "dc:creator", &entry.employer)?;
    element(out, "description", &entry.html)
}
