//! Files that were taken in: whole on the disk, named in the database, handed out, swept.

use std::fs;

use careercenter::accounts::AccountId;
use careercenter::applicants::{Holder, Resume};
use careercenter::schema::stored_file;
use careercenter::web::{FormWithFile, Input, Upload};
use chrono::TimeDelta;
use diesel::prelude::*;

use super::profile_with;
use crate::support::World;
use crate::support::document::{docx, pdf};

fn accept(world: &World, name: &str, bytes: Vec<u8>) -> Result<Resume, String> {
    accept_of(world, None, name, bytes)
}

fn accept_of(
    world: &World,
    account: Option<AccountId>,
    name: &str,
    bytes: Vec<u8>,
) -> Result<Resume, String> {
    let upload = Upload::new(name, bytes);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.expect("a runtime can be made");
    runtime.block_on(Resume::accept(&world.site, account, upload)).expect("nothing breaks")
}

fn rows(world: &World) -> Vec<(String, String, i64)> {
    let columns = (stored_file::name, stored_file::text, stored_file::bytes);
    let rows = stored_file::table.order(stored_file::name).select(columns);
    world.site.db.read_now(|conn| Ok(rows.load(conn)?)).expect("they are read")
}

/// Every file below the folder of uploads.
pub fn files(world: &World) -> Vec<String> {
    let folder = world.site.config.data.join("files");
    let mut names = Vec::new();
    for below in fs::read_dir(folder).expect("the folder is there").flatten() {
        for file in fs::read_dir(below.path()).expect("it is a folder").flatten() {
            names.push(file.file_name().to_string_lossy().into_owned());
        }
    }
    names
}

on_both! {
    fn a_file_is_kept_as_it_came(world: World) {
        let bytes = docx("Jane Doe, CPC");
        let resume = accept(&world, "Jane Doe.exe", bytes.clone()).expect("it is right");
        assert_eq!(resume.name, "Jane Doe.docx");
        assert_eq!(resume.contents(&world.site).expect("it is there"), bytes);
        assert_eq!(rows(&world), [(resume.name.clone(), "Jane Doe, CPC".into(), bytes.len() as i64)]);
        assert_eq!(files(&world), std::slice::from_ref(&resume.key));
        let held = world.site.db.read_now(|conn| Resume::held(conn, &resume.key));
        assert_eq!(held.expect("it is read"), Some(resume.clone()));
        assert_eq!(resume.note(), None);
        use std::os::unix::fs::PermissionsExt;
        let folder = world.site.config.data.join("files");
        let mode = fs::metadata(&folder).expect("it is there").permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }

    fn what_is_refused_leaves_nothing(world: World) {
        assert!(accept(&world, "cv.pdf", b"MZ\x90\x00".to_vec()).is_err());
        assert!(accept(&world, "cv.pdf", Vec::new()).is_err());
        assert!(accept(&world, "cv.pdf", pdf("Jane")[..300].to_vec()).is_err());
        assert!(rows(&world).is_empty() && files(&world).is_empty());
    }

    fn what_nothing_refers_to_is_swept_after_a_day(world: World) {
        let dana = world.account("dana@riverbend.example");
        let kept = accept(&world, "kept.pdf", pdf("Jane Doe")).expect("it is right");
        let scan = accept_of(&world, Some(dana), "scan.pdf", pdf("")).expect("it is right");
        let guests = accept(&world, "guest.pdf", pdf("Cleo")).expect("it is right");
        assert!(scan.note().is_some_and(|note| note.contains("could not read text")));
        profile_with(&world, dana, Some(&kept.key));
        // A file whose row was never written, one never finished, and one that is no file of ours.
        let stray = world.site.files.put(b"%PDF-", world.now()).expect("it is kept");
        let folder = world.site.config.data.join("files").join(&stray[..2]);
        for name in ["unfinished.part", "something else"] {
            let file = fs::File::create(folder.join(name)).expect("a file can be made");
            let then = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1);
            file.set_modified(then).expect("a file has a time");
        }
        world.advance(TimeDelta::minutes(115));
        world.work();
        assert!(files(&world).contains(&guests.key));
        world.advance(TimeDelta::minutes(60 * 23 - 115));
        world.work();
        assert!(!files(&world).contains(&guests.key), "two hours are enough without an account");
        let mut left = files(&world);
        left.sort();
        let mut expected = vec![kept.key.clone(), scan.key, stray, "something else".to_owned()];
        expected.sort();
        assert_eq!(left, expected);
        world.advance(TimeDelta::hours(2));
        world.work();
        let mut left = files(&world);
        left.sort();
        assert_eq!(left, [kept.key.clone(), "something else".to_owned()]);
        assert_eq!(rows(&world).len(), 1);
        assert_eq!(kept.contents(&world.site).expect("it is there"), pdf("Jane Doe"));
    }
}

on_both! {
    fn a_ticket_is_good_for_one_and_for_a_day(world: World) {
        let (cleo, dana) = (world.account("cleo@home.example"), world.account("dana@home.example"));
        let holders = [
            Holder::of(Some(cleo), "a"),
            Holder::of(Some(dana), "a"),
            Holder::of(None, "a"),
            Holder::of(None, "b"),
            Holder::of(None, ""),
        ];
        let key = "0".repeat(64);
        for (number, holder) in holders.iter().enumerate() {
            let ticket = holder.ticket(&world.site, &key);
            for (other, of) in holders.iter().enumerate() {
                let found = of.key(&world.site, &ticket);
                assert_eq!(found.is_some(), other == number, "{number} {other}");
            }
            for forged in [key.clone(), format!("{key}."), ticket.replace('.', "0."), String::new()] {
                assert_eq!(holder.key(&world.site, &forged), None, "{forged}");
            }
        }
        let ticket = holders[0].ticket(&world.site, &key);
        world.advance(TimeDelta::hours(23));
        assert_eq!(holders[0].key(&world.site, &ticket), Some(key));
        world.advance(TimeDelta::hours(1));
        assert_eq!(holders[0].key(&world.site, &ticket), None);
    }

    fn files_without_an_account_are_few(world: World) {
        for _ in 0..10 {
            accept(&world, "cv.pdf", pdf("Jane")).expect("it is taken");
        }
        let refused = accept(&world, "cv.pdf", pdf("Jane"));
        assert!(refused.expect_err("too many").contains("Too many files from your network"));
        let dana = world.account("dana@riverbend.example");
        accept_of(&world, Some(dana), "cv.pdf", pdf("Dana")).expect("accounts have more");
        world.advance(TimeDelta::minutes(2));
        accept(&world, "cv.pdf", pdf("Jane")).expect("it is taken");
    }

    fn a_form_brings_its_file_once(world: World) {
        let brought = form_with(&world, Some(("cv.docx", docx("Jane Doe"))), &[("name", "Jane")]);
        let (resume, first) = (brought.0.expect("it is right").expect("a file"), brought.1);
        assert_eq!((first.text("name"), first.text("resume_name")), ("Jane", "cv.docx"));
        // The form comes back for another reason, and is sent again without the file.
        let ticket = first.text("resume_key").to_owned();
        let again = form_with(&world, None, &[("resume_key", &ticket), ("resume_name", "x.exe")]);
        assert_eq!(again.0.expect("it is kept"), Some(resume.clone()));
        assert_eq!(again.1.text("resume_name"), "cv.docx", "what the row says");
        // Another file takes its place; one that is refused does not, and says so.
        let other = form_with(&world, Some(("b.pdf", pdf("J"))), &[("resume_key", &ticket)]);
        assert_eq!(other.0.expect("it is right").expect("a file").name, "b.pdf");
        let refused = form_with(&world, Some(("b.pdf", b"MZ".to_vec())), &[("resume_key", &ticket)]);
        assert!(refused.0.expect_err("a program").contains("program"));
        assert_eq!(form_with(&world, None, &[]).0.expect("no file is no mistake"), None);
        for forged in [format!("{}.{}", resume.key, "0".repeat(64)), "x".into(), ".".into()] {
            let forged = form_with(&world, None, &[("resume_key", &forged)]);
            assert!(forged.0.is_err() && forged.1.text("resume_key").is_empty());
        }
        world.advance(TimeDelta::hours(25));
        world.work();
        let gone = form_with(&world, None, &[("resume_key", &ticket)]).0;
        assert!(gone.expect_err("it was swept").contains("Choose it again"));
    }
}

/// What a form with these fields and this file comes to, and the form as it would be shown again.
fn form_with(
    world: &World,
    file: Option<(&str, Vec<u8>)>,
    fields: &[(&str, &str)],
) -> (Result<Option<Resume>, String>, Input) {
    let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let file = file.map(|(name, bytes)| Upload::new(name, bytes));
    let mut form = FormWithFile { input: Input::from_pairs(fields), file, ..Default::default() };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.expect("a runtime can be made");
    let came_to = runtime.block_on(Resume::of_form(&world.site, None, &mut form));
    (came_to.expect("nothing breaks"), form.input)
}
