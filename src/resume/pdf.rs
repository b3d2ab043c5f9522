//! Text of a PDF, page by page: a page that cannot be read leaves the others.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_extract::{Dictionary, Document, Object, PlainTextOutput, output_doc_page};

use super::Refusal;
use super::text::MOST;
use super::work::{refuse_excess, without_pictures};

const MOST_PAGES: usize = 50;
/// Dictionaries and lists within one another.
const DEEPEST: usize = 64;

pub(super) fn text(bytes: &[u8]) -> Result<String, Refusal> {
    let mut document = Document::load_mem(bytes).map_err(refusal)?;
    // One that opens without a password was opened, and no longer says that it is encrypted.
    if document.trailer.has(b"Encrypt") {
        return Err(Refusal::Locked);
    }
    let pages = document.page_iter().take(MOST_PAGES + 1).count();
    match pages {
        0 => return Err(Refusal::Damaged),
        pages if pages > MOST_PAGES => return Err(Refusal::TooLong),
        _ => {}
    }
    if document.objects.values().any(|object| is_active(&document, object, 0)) {
        return Err(Refusal::Active);
    }
    without_pictures(&mut document);
    refuse_excess(&document)?;
    let mut out = String::new();
    for number in (1..).take(pages) {
        if out.len() > MOST {
            break;
        }
        out.push_str(&page(&document, number));
        out.push('\n');
    }
    Ok(out)
}

/// The text of one page; none where the library gives up, which it does by panicking too.
fn page(document: &Document, number: u32) -> String {
    let read = catch_unwind(AssertUnwindSafe(|| {
        let mut text = String::new();
        let mut output = PlainTextOutput::new(&mut text);
        output_doc_page(document, &mut output, number).map(|()| text)
    }));
    match read {
        Ok(Ok(text)) => text,
        Ok(Err(_)) | Err(_) => String::new(),
    }
}

/// True for an action that runs a script or a program when the file is opened or clicked, and for
/// what lies too deep to be looked at.
fn is_active(document: &Document, object: &Object, depth: usize) -> bool {
    let within = |dictionary: &Dictionary| {
        let runs = dictionary.get_deref(b"S", document).and_then(Object::as_name);
        matches!(runs, Ok(b"JavaScript" | b"Launch" | b"ImportData"))
            || dictionary.has(b"JS")
            || dictionary.iter().any(|(_, value)| is_active(document, value, depth + 1))
    };
    match object {
        Object::Dictionary(_) | Object::Array(_) if depth > DEEPEST => true,
        Object::Dictionary(dictionary) => within(dictionary),
        Object::Stream(stream) => within(&stream.dict),
        Object::Array(values) => values.iter().any(|value| is_active(document, value, depth + 1)),
        _ => false,
    }
}

fn refusal(error: pdf_extract::Error) -> Refusal {
    match error {
        pdf_extract::Error::Decryption(_)
        | pdf_extract::Error::InvalidPassword
        | pdf_extract::Error::UnsupportedSecurityHandler(_) => Refusal::Locked,
        _ => Refusal::Damaged,
    }
}
