//! Documents that run something or fetch something, however they hide it; and PDFs that are small
//! and endless to read.

use std::time::Duration;

use careercenter::resume::Refusal;

use super::{outcome, word};
use crate::support::document::{archive, docx_parts, odt_parts, pdf, pdf_objects};

const TEXT: &str = "Jane Doe, CPC";

/// A Word document with one relationship of a kind, in a part of its own.
fn docx_with(part: &'static str, kind: &str, mode: &str, target: &str) -> Vec<u8> {
    let list = format!(
        "<Relationships><Relationship Id=\"r9\" Type=\"a/{kind}\" Target=\"{target}\" \
         TargetMode=\"{mode}\"/></Relationships>"
    );
    let mut parts = docx_parts(TEXT);
    parts.push((part, list.into_bytes()));
    archive(&parts)
}

#[test]
fn a_word_document_fetches_nothing() {
    let (rels, web) = ("word/_rels/document.xml.rels", "https://evil.example/a");
    for (part, kind, mode, target) in [
        (rels, "attachedTemplate", "External", web),
        ("word/_rels/settings.xml.RELS", "attachedTemplate", "External", web),
        ("custom/_rels/x.xml.rels", "attachedtemplate", "EXTERNAL", "file://evil.example/a.dotm"),
        (rels, "attachedTemplate", "External", "\\\\evil.example\\a.dotm"),
        (rels, "attachedTemplate", "External", "file:///\\\\evil.example\\a.dotm"),
        (rels, "attachedTemplate", "External", "gopher:a"),
        (rels, "frame", "External", "file:///c:/a"),
        (rels, "subDocument", "external", "a.docx"),
        (rels, "oleObject", "External", "mailto:a"),
        (rels, "image", "External", web),
    ] {
        let (answer, _) = outcome(&docx_with(part, kind, mode, target));
        assert_eq!(answer, Err(Refusal::Outside), "{part} {kind} {target}: {}", word(&answer));
    }
    for (kind, mode, target) in [
        ("hyperlink", "External", web),
        ("image", "Internal", "media/image1.png"),
        ("attachedTemplate", "External", "file:///D:\\Program%20Files\\a.dotx"),
    ] {
        let (answer, _) = outcome(&docx_with(rels, kind, mode, target));
        assert!(answer.is_ok(), "{kind} {target}: {}", word(&answer));
    }
}

#[test]
fn an_open_document_fetches_nothing() {
    let with = |name: &'static str, tag: &str| {
        let mut parts = odt_parts(TEXT);
        let tag = format!("<o:x xmlns:o=\"o\" xmlns:l=\"l\">{tag}</o:x>");
        match parts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, content)) => {
                let text = String::from_utf8(content.clone()).expect("ours are plain");
                *content = text.replace("<office:text>", &format!("<office:text>{tag}")).into();
            }
            None => parts.push((name, tag.into_bytes())),
        }
        outcome(&archive(&parts)).0
    };
    for (name, tag) in [
        ("meta.xml", "<o:template l:href=\"https://evil.example/a.ott\"/>"),
        ("meta.xml", "<o:auto-reload l:href=\"https://evil.example/a.odt\"/>"),
        ("styles.xml", "<o:background-image l:href=\"file://evil.example/a.png\"/>"),
        ("content.xml", "<o:image l:href=\"http://evil.example/a.png\"/>"),
        ("content.xml", "<o:section-source l:href=\"../other.odt\"/>"),
        ("Object 1/content.xml", "<o:object l:href=\"//evil.example/a\"/>"),
        ("content.xml", "<o:dde-source/>"),
    ] {
        let answer = with(name, tag);
        assert_eq!(answer, Err(Refusal::Outside), "{name} {tag}: {}", word(&answer));
    }
    for (name, tag) in [
        ("meta.xml", "<o:template l:href=\"../../templates/a.ott\"/>"),
        ("content.xml", "<o:a l:href=\"https://jane.example/\">Jane</o:a>"),
        ("content.xml", "<o:image l:href=\"Pictures/1.png\"/>"),
        ("content.xml", "<o:form l:href=\"\"/>"),
    ] {
        let answer = with(name, tag);
        assert!(answer.is_ok(), "{name} {tag}: {}", word(&answer));
    }
}

/// A PDF of pages with the same content; `more` are objects from number 10 on.
fn pdf_showing(pages: usize, content: &str, more: &[String]) -> Vec<u8> {
    let kids: String = (0..pages).map(|page| format!("{} 0 R ", page + 100)).collect();
    let stream = format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len());
    let mut objects = vec![
        (1, "<< /Type /Catalog /Pages 2 0 R /OpenAction 10 0 R >>".to_owned()),
        (2, format!("<< /Type /Pages /Count {pages} /Kids [{kids}] >>")),
        (4, stream),
    ];
    objects.extend(more.iter().enumerate().map(|(at, object)| (at + 10, object.clone())));
    let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R \
                /Resources << /XObject << /X 11 0 R /Y 12 0 R >> >> >>";
    objects.extend((0..pages).map(|at| (at + 100, page.to_owned())));
    pdf_objects(&objects)
}

#[test]
fn a_pdf_that_runs_is_known_however_it_says_so() {
    for action in [
        "<< /S /JavaScript /JS (app.alert(1)) >>",
        "<< /S /#4AavaScript /J#53 (app.alert(1)) >>",
        "<< /S 11 0 R /JS (app.alert(1)) >>",
        "<< /S 11 0 R >>",
        "<< /S 12 0 R >>",
        "<< /S 13 0 R /F (calc.exe) >>",
        "<< /S /Rendition /JS (app.alert(1)) >>",
    ] {
        let names = ["/JavaScript", "11 0 R", "/Launch"].map(str::to_owned);
        let more = [&[action.to_owned()], names.as_slice()].concat();
        let (answer, _) = outcome(&pdf_showing(1, "q Q", &more));
        assert_eq!(answer, Err(Refusal::Active), "{action}: {}", word(&answer));
    }
    let (answer, _) = outcome(&pdf_showing(1, "q Q", &["<< /S /GoTo /D [100 0 R] >>".to_owned()]));
    assert!(answer.is_ok(), "{}", word(&answer));
}

#[test]
fn a_small_pdf_is_little_work_or_refused() {
    let form = |content: &str| {
        format!(
            "<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X 11 0 R \
             /Y 12 0 R >> >> /Length {} >>\nstream\n{content}\nendstream",
            content.len()
        )
    };
    let none = "<< >>".to_owned();
    let circle = [none.clone(), form("/Y Do"), form("/X Do")];
    let twice = [none, form(&"/Y Do ".repeat(2_000)), form(&"q Q ".repeat(1_000))];
    for (name, pages, content, more) in [
        ("one stream on fifty pages", 50, "q 1 0 0 1 0 0 cm Q ".repeat(60_000), &[][..]),
        ("forms within forms without end", 1, "/X Do".to_owned(), &circle),
        ("a form shown again and again", 1, "/X Do ".repeat(100), &twice),
        ("an operator of many operands", 1, "1 ".repeat(100_000) + "scn", &[]),
    ] {
        let (answer, took) = outcome(&pdf_showing(pages, &content, more));
        println!("{name}: {} after {took:?}", word(&answer));
        assert_eq!(answer, Err(Refusal::Complex), "{name}: {}", word(&answer));
        assert!(took < Duration::from_secs(5), "{name}: {took:?}");
    }
    let (answer, _) = outcome(&pdf_showing(50, &"q 1 0 0 1 0 0 cm Q ".repeat(500), &[]));
    assert!(answer.is_ok(), "{}", word(&answer));
    assert!(outcome(&pdf(TEXT)).0.is_ok());
}
