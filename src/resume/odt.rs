//! Text of an OpenDocument text (ODT): its headers and footers (kept among the styles), its body.

use quick_xml::events::BytesStart;

use super::Refusal;
use super::outside::{is_elsewhere, is_outside};
use super::package::Package;
use super::xml::{Step, value, walk};

const MIME: &[u8] = b"application/vnd.oasis.opendocument.text";

/// What is left out with all it holds: what was deleted, and what somebody wrote beside the text.
const LEFT_OUT: [&str; 3] = ["tracked-changes", "annotation", "scripts"];

pub(super) fn text(package: &Package) -> Result<String, Refusal> {
    if package.part("mimetype").map(<[u8]>::trim_ascii) != Some(MIME) {
        return Err(Refusal::Other);
    }
    let list = package.part("META-INF/manifest.xml").ok_or(Refusal::Damaged)?;
    let mut locked = false;
    walk(list, &mut String::new(), |step, _| {
        locked |= matches!(step, Step::Opens("encryption-data", _));
    })?;
    if locked {
        return Err(Refusal::Locked);
    }
    refuse_outside(package)?;
    let body = package.part("content.xml").ok_or(Refusal::Damaged)?;
    let mut out = String::new();
    if let Some(styles) = package.part("styles.xml") {
        paragraphs(styles, &mut out)?;
    }
    match paragraphs(body, &mut out)? {
        true => Err(Refusal::Active),
        false => Ok(out),
    }
}

/// What lies outside the file is fetched when it is opened; only a link waits until somebody follows
/// it. The template it was begun with may be named as long as it lies on a disk of its own machine.
fn refuse_outside(package: &Package) -> Result<(), Refusal> {
    let mut outside = false;
    for (name, part) in package.parts("") {
        let name = name.to_ascii_lowercase();
        if !["content.xml", "styles.xml", "meta.xml"].iter().any(|end| name.ends_with(end)) {
            continue;
        }
        walk(part, &mut String::new(), |step, _| {
            if let Step::Opens(kind, tag) = step {
                outside |= match kind {
                    "a" => false,
                    "template" => addresses(tag).any(|address| is_elsewhere(&address)),
                    _ => addresses(tag).any(|address| is_outside(&address)),
                };
                outside |= matches!(kind, "dde-source" | "dde-connection-decl");
            }
        })?;
    }
    if outside { Err(Refusal::Outside) } else { Ok(()) }
}

fn addresses(tag: &BytesStart<'_>) -> impl Iterator<Item = String> {
    tag.attributes()
        .filter_map(Result::ok)
        .filter(|one| one.key.local_name().into_inner() == "href")
        .filter_map(|one| value(&one))
}

/// Writes the text of all paragraphs; true if something in it would run.
fn paragraphs(part: &[u8], out: &mut String) -> Result<bool, Refusal> {
    let (mut left_out, mut depth, mut active) = (0usize, 0usize, false);
    walk(part, out, |step, out| match step {
        Step::Opens("event-listener", _) => active = true,
        Step::Opens(name, _) if LEFT_OUT.contains(&name) => left_out += 1,
        Step::Closes(name) if LEFT_OUT.contains(&name) => left_out = left_out.saturating_sub(1),
        _ if left_out > 0 => {}
        Step::Opens("p" | "h", _) => depth += 1,
        Step::Closes("p" | "h") => {
            depth = depth.saturating_sub(1);
            out.push('\n');
        }
        Step::Says(said) if depth > 0 => out.push_str(said),
        Step::Closes("s") => out.push(' '),
        Step::Closes("tab" | "table-cell") => out.push('\t'),
        Step::Closes("line-break" | "table-row") => out.push('\n'),
        _ => {}
    })?;
    Ok(active)
}
