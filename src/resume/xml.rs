//! XML of documents, read forwards and without any meaning of its own: no DOCTYPE, so no entities
//! and nothing fetched.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};

use super::Refusal;
use super::text::MOST;

/// What happens in a document, by names without their prefixes.
pub(super) enum Step<'a> {
    Opens(&'a str, &'a BytesStart<'a>),
    Closes(&'a str),
    Says(&'a str),
}

/// Walks through a part from its start to its end, or until `MOST` bytes of text are written.
pub(super) fn walk(
    part: &[u8],
    out: &mut String,
    mut each: impl FnMut(Step<'_>, &mut String),
) -> Result<(), Refusal> {
    let text = std::str::from_utf8(part).map_err(|_| Refusal::Damaged)?;
    let mut reader = Reader::from_str(text);
    let (mut opened, mut depth) = (false, 0usize);
    while out.len() < 2 * MOST {
        match reader.read_event().map_err(|_| Refusal::Damaged)? {
            Event::Start(tag) => {
                (opened, depth) = (true, depth + 1);
                each(Step::Opens(local(&tag), &tag), out);
            }
            Event::Empty(tag) => {
                opened = true;
                each(Step::Opens(local(&tag), &tag), out);
                each(Step::Closes(local(&tag)), out);
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                let name = tag.local_name();
                each(Step::Closes(name.into_inner()), out);
            }
            Event::Text(said) => each(Step::Says(&said), out),
            Event::CData(said) => each(Step::Says(&said), out),
            Event::GeneralRef(named) => {
                let known = match &*named {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => named.resolve_char_ref().map_err(|_| Refusal::Damaged)?,
                };
                let known = known.ok_or(Refusal::Damaged)?;
                each(Step::Says(known.encode_utf8(&mut [0; 4])), out);
            }
            Event::DocType(_) => return Err(Refusal::Outside),
            // Cut off, or nothing at all.
            Event::Eof if depth > 0 || !opened => return Err(Refusal::Damaged),
            Event::Eof => return Ok(()),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
    }
    Ok(())
}

fn local<'a>(tag: &'a BytesStart<'_>) -> &'a str {
    tag.local_name().into_inner()
}

/// What an attribute says; nothing if it cannot be read.
pub(super) fn value(attribute: &Attribute<'_>) -> Option<String> {
    Some(attribute.normalized_value(XmlVersion::default()).ok()?.into_owned())
}
