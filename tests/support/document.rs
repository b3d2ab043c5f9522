//! Documents made for a test: small ones that are right in every way, and the parts to make wrong
//! ones of.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A Word document with one paragraph a line.
pub fn docx(text: &str) -> Vec<u8> {
    archive(&docx_parts(text))
}

/// An OpenDocument text with one paragraph a line.
pub fn odt(text: &str) -> Vec<u8> {
    archive(&odt_parts(text))
}

/// The parts of an OpenDocument text, to be changed before they are packed.
pub fn odt_parts(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let lines: String = text.lines().map(|line| format!("<text:p>{line}</text:p>")).collect();
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body>\
         <office:text>{lines}</office:text></office:body></office:document-content>"
    );
    let manifest = "<?xml version=\"1.0\"?><manifest:manifest \
                    xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    vec![
        ("mimetype", b"application/vnd.oasis.opendocument.text".to_vec()),
        ("content.xml", content.into_bytes()),
        ("META-INF/manifest.xml", manifest.as_bytes().to_vec()),
    ]
}

/// The parts of a Word document, to be changed before they are packed.
pub fn docx_parts(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let lines: String =
        text.lines().map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>")).collect();
    let body = format!(
        "<?xml version=\"1.0\"?><w:document \
         xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{lines}\
         </w:body></w:document>"
    );
    let types = "<?xml version=\"1.0\"?><Types \
                 xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
                 <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.\
                 openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let relations = "<?xml version=\"1.0\"?><Relationships \
                     xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
                     <Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/\
                     officeDocument/2006/relationships/officeDocument\" \
                     Target=\"word/document.xml\"/></Relationships>";
    vec![
        ("[Content_Types].xml", types.as_bytes().to_vec()),
        ("_rels/.rels", relations.as_bytes().to_vec()),
        ("word/document.xml", body.into_bytes()),
    ]
}

/// A zip archive of parts by name.
pub fn archive<N: AsRef<str>>(parts: &[(N, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        writer.start_file(name.as_ref(), options).expect("a part can be named");
        writer.write_all(bytes).expect("memory takes bytes");
    }
    writer.finish().expect("an archive can be ended").into_inner()
}

/// A PDF of one page with one line of text a line.
pub fn pdf(text: &str) -> Vec<u8> {
    pdf_of(1, text, "")
}

/// A PDF of pages that all show the same text. `trailer` is put into the trailer's dictionary.
pub fn pdf_of(pages: usize, text: &str, trailer: &str) -> Vec<u8> {
    let lines: String = text.lines().map(|line| format!("({line}) Tj 0 -16 Td ")).collect();
    let content = format!("BT /F1 12 Tf 72 720 Td {lines}ET");
    let kids: String = (0..pages).map(|page| format!("{} 0 R ", page + 5)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Count {pages} /Kids [{kids}] >>"),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
    ];
    let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R \
                /Resources << /Font << /F1 3 0 R >> >> >>";
    objects.extend((0..pages).map(|_| page.to_owned()));
    let mut pdf = String::from("%PDF-1.4\n");
    let mut table = String::from("0000000000 65535 f \n");
    for (number, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", pdf.len()));
        pdf.push_str(&format!("{} 0 obj\n{object}\nendobj\n", number + 1));
    }
    let (size, start) = (objects.len() + 1, pdf.len());
    pdf.push_str(&format!(
        "xref\n0 {size}\n{table}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\n\
         startxref\n{start}\n%%EOF\n"
    ));
    pdf.into_bytes()
}

/// A PDF of numbered objects; the first is its catalog.
pub fn pdf_objects(objects: &[(usize, String)]) -> Vec<u8> {
    let mut pdf = String::from("%PDF-1.4\n");
    let mut table = String::from("0 1\n0000000000 65535 f \n");
    for (number, object) in objects {
        table.push_str(&format!("{number} 1\n{:010} 00000 n \n", pdf.len()));
        pdf.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let last = objects.iter().map(|(number, _)| *number).max().unwrap_or(0);
    let (size, start) = (last + 1, pdf.len());
    pdf.push_str(&format!(
        "xref\n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    ));
    pdf.into_bytes()
}
