//! Atom, RFC 4287.

use std::io;

use quick_xml::events::BytesText;

use super::xml::{Out, document, element, sound};
use super::{Entry, Feed, Shape};
use crate::clock::Moment;
use crate::error::Result;

pub fn write(feed: &Feed) -> Result<String> {
    document(|out| {
        out.create_element("feed")
            .with_attribute(("xmlns", "http://www.w3.org/2005/Atom"))
            .with_attribute(("xml:lang", "en-US"))
            .write_inner_content(|out| content(out, feed))?;
        Ok(())
    })
}

fn content(out: &mut Out, feed: &Feed) -> io::Result<()> {
    element(out, "id", &feed.own_url)?;
    element(out, "title", &feed.title)?;
    // A search that has found nothing yet has not changed since the beginning.
    element(out, "updated", &feed.changed_at().unwrap_or(Moment::from_micros(0)).rfc3339())?;
    link(out, "self", Shape::Atom.media_type(), &feed.own_url)?;
    link(out, "alternate", "text/html", &feed.page_url)?;
    author(out, "CareerCenter")?;
    for entry in &feed.entries {
        out.create_element("entry").write_inner_content(|out| item(out, entry))?;
    }
    Ok(())
}

fn item(out: &mut Out, entry: &Entry) -> io::Result<()> {
    element(out, "id", &entry.id)?;
    element(out, "title", &entry.title)?;
    link(out, "alternate", "text/html", &entry.url)?;
    element(out, "published", &entry.published_at.rfc3339())?;
    element(out, "updated", &entry.changed_at.rfc3339())?;
    author(out, &entry.employer)?;
    element(out, "summary", &entry.summary)?;
    out.create_element("content")
        .with_attribute(("type", "html"))
        .write_text_content(BytesText::new(&sound(&entry.html)))?;
    Ok(())
}

fn link(out: &mut Out, rel: &str, media_type: &str, url: &str) -> io::Result<()> {
    out.create_element("link")
        .with_attribute(("rel", rel))
        .with_attribute(("type", media_type))
        .with_attribute(("href", url))
        .write_empty()?;
    Ok(())
}

fn author(out: &mut Out, name: &str) -> io::Result<()> {
    out.create_element("author").write_inner_content(|out| element(out, "name", name))?;
    Ok(())
}
