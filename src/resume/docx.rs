//! Text of a Word document (DOCX): its headers, its body, its notes and its footers.

use quick_xml::events::BytesStart;

use super::Refusal;
use super::package::Package;
use super::xml::{Step, walk};

const MAIN: &str = "wordprocessingml.document.main+xml";
const MACROS: &str = "macroenabled";

/// What is left out with all it holds: it was deleted, or stands there a second time for older
/// programs.
const LEFT_OUT: [&str; 4] = ["del", "moveFrom", "Fallback", "instrText"];

pub(super) fn text(package: &Package) -> Result<String, Refusal> {
    let types = package.part("[Content_Types].xml").unwrap_or_default();
    let types = String::from_utf8_lossy(types);
    if types.to_ascii_lowercase().contains(MACROS) {
        return Err(Refusal::Active);
    }
    if !types.contains(MAIN) {
        return Err(Refusal::Other);
    }
    refuse_foreign_templates(package)?;
    let main = main_part(package)?;
    let body = package.part(&main).ok_or(Refusal::Damaged)?;
    let mut out = String::new();
    for (_, header) in package.parts("word/header") {
        paragraphs(header, &mut out)?;
    }
    paragraphs(body, &mut out)?;
    for start in ["word/footnotes.xml", "word/endnotes.xml", "word/footer"] {
        for (_, part) in package.parts(start) {
            paragraphs(part, &mut out)?;
        }
    }
    Ok(out)
}

/// The name of the main part: the package says which it is.
fn main_part(package: &Package) -> Result<String, Refusal> {
    let mut main = None;
    let relations = package.part("_rels/.rels").ok_or(Refusal::Damaged)?;
    relationships(relations, |tag| {
        if attribute(tag, "Type").is_some_and(|kind| kind.ends_with("/officeDocument")) {
            main = attribute(tag, "Target");
        }
    })?;
    let main = main.unwrap_or_else(|| "word/document.xml".to_owned());
    Ok(main.trim_start_matches('/').to_owned())
}

/// A template on another machine is fetched when the document is opened, with its macros.
fn refuse_foreign_templates(package: &Package) -> Result<(), Refusal> {
    let mut foreign = false;
    for (name, part) in package.parts("word/_rels/") {
        if !name.ends_with(".rels") {
            continue;
        }
        relationships(part, |tag| {
            let kind = attribute(tag, "Type").unwrap_or_default();
            let target = attribute(tag, "Target").unwrap_or_default().to_ascii_lowercase();
            let elsewhere = ["http:", "https:", "ftp:", "\\\\", "mhtml:"];
            let fetched = ["/attachedTemplate", "/oleObject", "/frame", "/subDocument"];
            foreign |= fetched.iter().any(|end| kind.ends_with(end))
                && elsewhere.iter().any(|start| target.starts_with(start));
        })?;
    }
    if foreign { Err(Refusal::Outside) } else { Ok(()) }
}

fn relationships(part: &[u8], mut each: impl FnMut(&BytesStart<'_>)) -> Result<(), Refusal> {
    walk(part, &mut String::new(), |step, _| {
        if let Step::Opens("Relationship", tag) = step {
            each(tag);
        }
    })
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok()??;
    Some(found.normalized_value(quick_xml::XmlVersion::default()).ok()?.into_owned())
}

fn paragraphs(part: &[u8], out: &mut String) -> Result<(), Refusal> {
    let (mut left_out, mut in_text) = (0usize, false);
    walk(part, out, |step, out| match step {
        Step::Opens(name, _) if LEFT_OUT.contains(&name) => left_out += 1,
        Step::Closes(name) if LEFT_OUT.contains(&name) => left_out = left_out.saturating_sub(1),
        _ if left_out > 0 => {}
        Step::Opens("t", _) => in_text = true,
        Step::Closes("t") => in_text = false,
        Step::Says(said) if in_text => out.push_str(said),
        Step::Closes("tab" | "tc") => out.push('\t'),
        Step::Closes("p" | "br" | "cr" | "tr") => out.push('\n'),
        _ => {}
    })
}
