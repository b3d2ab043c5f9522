//! Real files, right and hostile, through the reader: what becomes of each.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use careercenter::resume::Refusal;

use super::{outcome, word};
use crate::support::shared;

/// Every file below a folder, in order.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let entries = fs::read_dir(folder).expect("the folder can be read");
    for path in entries.flatten().map(|entry| entry.path()) {
        match path.is_dir() {
            true => files.extend(files_below(&path)),
            false => files.push(path),
        }
    }
    files.sort();
    files
}

#[test]
fn every_real_file_ends_in_an_answer() {
    let (Some(resumes), Some(hostile)) = (shared("resumes"), shared("hostile")) else { return };
    let root = resumes.parent().expect("a folder").to_owned();
    let mut list = String::new();
    let mut times = Vec::new();
    for path in files_below(&resumes).into_iter().chain(files_below(&hostile)) {
        let bytes = fs::read(&path).expect("it can be read");
        let (answer, took) = outcome(&bytes);
        let name = path.strip_prefix(&root).expect("below the root").display().to_string();
        check(&name, &answer);
        times.push(took);
        writeln!(list, "| {name} | {} | {} | {} |", bytes.len(), word(&answer), took.as_millis())
            .expect("a text takes text");
    }
    times.sort();
    let (half, longest) = (times[times.len() / 2], times[times.len() - 1]);
    println!("{} files, {half:?} for half of them, {longest:?} at most", times.len());
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("uploads.md");
    let head = "| file | bytes | outcome | ms |\n|---|---|---|---|\n";
    fs::write(out, format!("{head}{list}")).expect("the list can be written");
}

/// What is known of a file must come out of it.
fn check(name: &str, answer: &careercenter::extraction::Answer) {
    let expected = match name {
        "resumes/fictional/opencats_test.doc" | "resumes/ugly/testWORD_multi_authors.doc" => {
            Refusal::Doc
        }
        "resumes/fictional/opencats_test.rtf" | "resumes/ugly/testRTF.rtf" => Refusal::Rtf,
        "resumes/fictional/scorelia_corrupt_file.pdf" => Refusal::Other,
        // Its table says other places than those its objects lie at.
        "resumes/fictional/coopready_sample_resume.pdf" => Refusal::Damaged,
        "resumes/ugly/EmbeddedPDF.docx" => Refusal::Smuggled,
        "hostile/pdf/pdfjs_autoprint.pdf" | "hostile/pdf/pdfjs_evaljs.pdf" => Refusal::Active,
        "hostile/zip/ok/traditional-encryption.zip" => Refusal::Locked,
        "resumes/fictional/scorelia_scanned_resume.pdf" => {
            assert!(answer.as_ref().is_ok_and(|reading| reading.text.is_empty()), "{name}");
            return;
        }
        _ if name.starts_with("resumes/")
            && (name.ends_with(".pdf") || name.ends_with(".docx")) =>
        {
            assert!(answer.is_ok(), "{name}: {}", word(answer));
            return;
        }
        _ if name.starts_with("hostile/pdf/") => return,
        _ => {
            assert!(answer.is_err(), "{name}: {}", word(answer));
            return;
        }
    };
    assert_eq!(answer, &Err(expected), "{name}");
}
