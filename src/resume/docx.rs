//! Text of a Word document (DOCX): its headers, its body, its notes and its footers.

use quick_xml::events::BytesStart;

use super::Refusal;
use super::outside::is_elsewhere;
use super::package::Package;
use super::xml::{Step, value, walk};

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
    refuse_outside(package)?;
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

/// What lies outside the file is fetched when it is opened, with its macros and by whatever way its
/// address names; only a link waits until somebody follows it. The template it was begun with may
/// be named as long as it lies on a disk of the machine itself.
fn refuse_outside(package: &Package) -> Result<(), Refusal> {
    let mut outside = false;
    for (name, part) in package.parts("") {
        if !name.to_ascii_lowercase().ends_with(".rels") {
            continue;
        }
        relationships(part, |tag| {
            let kind = attribute(tag, "Type").unwrap_or_default().to_ascii_lowercase();
            let mode = attribute(tag, "TargetMode").unwrap_or_default();
            let target = attribute(tag, "Target").unwrap_or_default();
            let waits = kind.ends_with("/hyperlink")
                || (kind.ends_with("/attachedtemplate") && !is_elsewhere(&target));
            outside |= mode.trim().eq_ignore_ascii_case("external") && !waits;
        })?;
    }
    if outside { Err(Refusal::Outside) } else { Ok(()) }
}

fn relationships(part: &[u8], mut each: impl FnMut(&BytesStart<'_>)) -> Result<(), Refusal> {
    walk(part, &mut String::new(), |step, _| {
        if let Step::Opens("Relationship", tag) = step {
            each(tag);
        }
    })
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    value(&tag.try_get_attribute(name).ok()??)
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
