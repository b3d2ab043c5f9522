//! Writing XML that any parser takes, whatever people wrote.

use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::error::{Error, Result};

pub type Out = Writer<Vec<u8>>;

/// A whole document.
pub fn document(root: impl FnOnce(&mut Out) -> io::Result<()>) -> Result<String> {
    let mut out = Writer::new_with_indent(Vec::new(), b' ', 1);
    let write = |out: &mut Out| {
        out.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
        root(out)
    };
    write(&mut out).map_err(Error::internal)?;
    String::from_utf8(out.into_inner()).map_err(Error::internal)
}

/// An element that holds text alone.
pub fn element(out: &mut Out, name: &str, text: &str) -> io::Result<()> {
    out.create_element(name).write_text_content(BytesText::new(&sound(text)))?;
    Ok(())
}

/// The text without characters XML has no way to write, not even as a number.
pub fn sound(text: &str) -> Cow<'_, str> {
    match text.chars().all(is_sound) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.chars().filter(|c| is_sound(*c)).collect()),
    }
}

/// XML 1.0, production 2. A line break of old is left out too: parsers make another one of it.
fn is_sound(c: char) -> bool {
    matches!(c, '\t' | '\n' | ' '..='\u{7E}' | '\u{A0}'..='\u{FFFD}' | '\u{10000}'..)
        && !matches!(u32::from(c) & 0xFFFF, 0xFFFE | 0xFFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        assert_eq!(sound("a\0b\u{1b}\r\n\tc\u{FFFE}\u{85}d\u{1FFFF}é😀"), "ab\n\tcdé😀");
        let text = document(|out| element(out, "t", "]]> <b> & \u{8} \"é\"")).expect("written");
        assert!(text.ends_with("<t>]]&gt; &lt;b&gt; &amp;  &quot;é&quot;</t>"), "{text}");
    }
}
