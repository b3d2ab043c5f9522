//! A posting as the index sees it: slugs become the vocabulary's numbers, Markdown plain text.

use crate::db::Conn;
use crate::error::{Result, is_outage};
use crate::jobindex::Document;
use crate::postings::{self, Content, Loaded, PostingId};
use crate::vocabulary::{Entry, Table, vocabulary};
use crate::web::markdown;

/// The documents of these postings, as far as they are there and no other advertisement of the
/// same job stands for them: what the index holds.
pub fn documents(conn: &mut Conn, ids: &[PostingId]) -> Result<Vec<Document>> {
    let loaded = readable(conn, ids)?;
    Ok(loaded.iter().filter(|one| !one.is_stood_for()).map(document).collect())
}

/// The documents of these postings, whoever stands for them.
pub fn documents_of_all(conn: &mut Conn, ids: &[PostingId]) -> Result<Vec<Document>> {
    Ok(readable(conn, ids)?.iter().map(document).collect())
}

/// These postings. One that cannot be understood is not found any more, and the log says which: it
/// keeps no other off the board, nor on it.
fn readable(conn: &mut Conn, ids: &[PostingId]) -> Result<Vec<Loaded>> {
    match postings::load_contents(conn, ids) {
        Err(error) if !is_outage(&error) => {}
        read => return read,
    }
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        match postings::load_contents(conn, &[*id]) {
            Ok(one) => found.extend(one),
            Err(error) if is_outage(&error) => return Err(error),
            Err(error) => tracing::error!(posting = id.0, %error, "a posting cannot be read"),
        }
    }
    Ok(found)
}

fn document(loaded: &Loaded) -> Document {
    let (posting, content) = (&loaded.posting, &loaded.content);
    let words = vocabulary();
    Document {
        id: posting.id.0,
        first_published: posting.first_published_at.map_or(0, |at| at.micros()),
        title: content.title.clone(),
        body: body(content),
        employer: loaded.employer_name().to_owned(),
        role: number(&words.roles, content.role.as_deref()),
        settings: numbers(&words.care_settings, &content.settings),
        specialties: numbers(&words.specialties, &content.specialties),
        credentials: content.requirements.found_by(),
        code_sets: numbers(&words.code_sets, &content.code_sets),
        software: numbers(&words.software, &content.software),
        employment_type: number(&words.employment_types, content.employment_type.as_deref()),
        arrangement: number(&words.arrangements, content.arrangement.as_deref()),
        stated: loaded.stated(),
        pay: content.hourly().and_then(|pay| {
            Some((u32::try_from(pay.lowest).ok()?, u32::try_from(pay.highest).ok()?))
        }),
        agency: loaded.is_agency(),
        imported: posting.employer_id.is_none(),
    }
}

/// A slug no version of the vocabulary knows any more is left out.
fn number<E: Entry>(table: &Table<E>, slug: Option<&str>) -> Option<u16> {
    slug.and_then(|slug| table.index_of(slug))
}

fn numbers<E: Entry>(table: &Table<E>, slugs: &[String]) -> Vec<u16> {
    slugs.iter().filter_map(|slug| table.index_of(slug)).collect()
}

/// The description, and what else people may search for by words.
fn body(content: &Content) -> String {
    let mut body = markdown::text(&content.description);
    for text in [&content.benefits_text, &content.other_compensation, &content.requisition_id] {
        if !text.is_empty() {
            body.push('\n');
            body.push_str(text);
        }
    }
    if let Some(site) = &content.site {
        body.push_str(&format!("\n{}, {}", site.city, site.state.name()));
    }
    body
}
