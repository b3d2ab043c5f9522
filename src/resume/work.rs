//! How much work a PDF is to read, found out before it is done: a page may show another, and a
//! small file may show the same many times over.

use pdf_extract::content::Content;
use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream};

use super::Refusal;

/// Bytes of content of all pages together, counted as often as they are shown.
const MOST_BYTES: usize = 2_000_000;
/// What these bytes ask to be done, counted the same way.
const MOST_OPERATORS: usize = 400_000;
/// Operands of one operator: none of PDF's own has as many.
const MOST_OPERANDS: usize = 64;
/// How deep what is shown may lie within what is shown, and a page within groups of pages.
const DEEPEST: usize = 32;

/// Empties pictures: no text is in them, and they would be unpacked each time they are shown.
pub(super) fn without_pictures(document: &mut Document) {
    let pictures: Vec<ObjectId> = document
        .objects
        .iter()
        .filter(|(_, object)| object.as_stream().is_ok_and(|stream| is_picture(document, stream)))
        .map(|(id, _)| *id)
        .collect();
    for id in pictures {
        if let Some(Object::Stream(picture)) = document.objects.get_mut(&id) {
            picture.set_plain_content(Vec::new());
        }
    }
}

fn is_picture(document: &Document, stream: &Stream) -> bool {
    let kind = stream.dict.get_deref(b"Subtype", document).and_then(Object::as_name);
    kind.is_ok_and(|kind| kind == b"Image")
}

/// Refuses a document whose pages together are too much work.
pub(super) fn refuse_excess(document: &Document) -> Result<(), Refusal> {
    let mut work = Work { document, bytes: 0, operators: 0 };
    document.page_iter().try_for_each(|page| work.count_page(page))
}

struct Work<'a> {
    document: &'a Document,
    bytes: usize,
    operators: usize,
}

impl<'a> Work<'a> {
    fn count_page(&mut self, page: ObjectId) -> Result<(), Refusal> {
        let mut content = Vec::new();
        for id in self.document.get_page_contents(page) {
            let stream = self.document.get_object(id).and_then(Object::as_stream);
            if let Ok(stream) = stream {
                content.extend(self.unpack(stream)?);
                content.push(b'\n');
            }
        }
        let resources = self.resources_of(page)?;
        self.count(&content, resources, 0)
    }

    /// A page without resources has those of the group it is in.
    fn resources_of(&self, page: ObjectId) -> Result<Option<&'a Dictionary>, Refusal> {
        let mut node = self.document.get_dictionary(page).ok();
        for _ in 0..DEEPEST {
            let Some(known) = node else { return Ok(None) };
            let own = known.get_deref(b"Resources", self.document).and_then(Object::as_dict);
            if let Ok(own) = own {
                return Ok(Some(own));
            }
            node = known.get_deref(b"Parent", self.document).and_then(Object::as_dict).ok();
        }
        Err(Refusal::Complex)
    }

    /// What a stream holds, as the library that reads the text will see it.
    fn unpack(&mut self, stream: &Stream) -> Result<Vec<u8>, Refusal> {
        let content = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
        self.bytes += content.len().max(stream.content.len()) + 1;
        if self.bytes > MOST_BYTES { Err(Refusal::Complex) } else { Ok(content) }
    }

    fn count(
        &mut self,
        content: &[u8],
        resources: Option<&'a Dictionary>,
        depth: usize,
    ) -> Result<(), Refusal> {
        if depth > DEEPEST {
            return Err(Refusal::Complex);
        }
        // What is no content is not read either.
        let Ok(content) = Content::decode(content) else { return Ok(()) };
        for operation in &content.operations {
            self.operators += 1;
            if self.operators > MOST_OPERATORS || operation.operands.len() > MOST_OPERANDS {
                return Err(Refusal::Complex);
            }
            if operation.operator != "Do" {
                continue;
            }
            let name = operation.operands.first().and_then(|name| name.as_name().ok());
            let shown = name.and_then(|name| self.shown(resources?, name));
            if let Some(form) = shown {
                let own =
                    form.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict);
                let content = self.unpack(form)?;
                self.count(&content, own.ok().or(resources), depth + 1)?;
            }
        }
        Ok(())
    }

    fn shown(&self, resources: &'a Dictionary, name: &[u8]) -> Option<&'a Stream> {
        let all = resources.get_deref(b"XObject", self.document).ok()?.as_dict().ok()?;
        all.get_deref(name, self.document).ok()?.as_stream().ok()
    }
}
