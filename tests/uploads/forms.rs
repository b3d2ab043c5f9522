//! Files in forms, through the server, as browsers and others send them.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use chrono::TimeDelta;

use super::profile_with;
use super::real::files_below;
use crate::support::document::{docx, odt, pdf};
use crate::support::{Client, Kind, OnBoth, Page, World, shared};

const RESUME: &str = "/profile/resume";

/// Somebody signed in with a profile.
fn jane(world: &World) -> Client {
    profile_with(world, world.account("jane@coder.example"), None);
    world.sign_in("jane@coder.example")
}

fn send(client: &Client, called: &str, bytes: Vec<u8>) -> Page {
    client.upload(RESUME, NONE, &[("resume".to_owned(), called.to_owned(), bytes)])
}

const NONE: &[(&str, &str)] = &[];

/// What stands beside the field.
fn said(page: Page) -> String {
    page.expect(422).text("#resume-error")
}

on_both! {
    fn a_file_is_sent_taken_and_handed_back(world: World) {
        let client = jane(&world);
        for (called, kept, media_type, bytes) in [
            ("Jane Doe.pdf", "Jane Doe.pdf", "application/pdf", pdf("Jane Doe")),
            ("../cv/réSumé.odt", "r_Sum_.odt", "application/vnd.oasis.opendocument.text", odt("J")),
            ("a\r\nSet-Cookie: x\".docx", "a_0D_0ASet-Cookie_ x_22.docx", "application/vnd.openxml", docx("J")),
        ] {
            send(&client, called, bytes.clone()).expect(303);
            let file = client.get(RESUME).expect(200);
            assert_eq!(file.body, bytes);
            let disposition = file.header("content-disposition").expect("it is to be saved");
            let start = format!("attachment; filename=\"{kept}\"; filename*=UTF-8''");
            assert!(disposition.starts_with(&start), "{disposition}");
            assert!(file.header("content-type").is_some_and(|kind| kind.starts_with(media_type)));
            assert_eq!(file.header("x-content-type-options"), Some("nosniff"));
            assert!(file.header("content-security-policy").is_some_and(|policy| policy.contains("sandbox")));
            assert_eq!(file.header("cache-control"), Some("private, no-store"));
            assert!(file.header("set-cookie").is_none());
        }
    }

    fn what_is_not_taken_is_said_beside_the_field(world: World) {
        let client = jane(&world);
        let large = |bytes: usize| [pdf("Jane"), vec![b' '; bytes]].concat();
        for (called, bytes, words) in [
            ("", Vec::new(), "Choose a file."),
            ("cv.pdf", Vec::new(), "This file is empty."),
            ("cv.pdf", b"MZ\x90\x00".to_vec(), "This is a program, not a document."),
            ("cv.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), "Save it as PDF or DOCX."),
            ("cv.pdf", large(5 << 20), "This file is larger than 5 MB."),
            ("cv.pdf", large(20 << 20), "This file is larger than 5 MB."),
        ] {
            let said = said(send(&client, called, bytes));
            assert!(said.contains(words), "{called}: {said}");
        }
        // So large that nobody waits for its end: the answer may not be seen, but there is one.
        match client.try_upload(RESUME, NONE, &[("resume".into(), "cv.pdf".into(), large(60 << 20))]) {
            Ok(page) => assert!(said(page).contains("larger than 5 MB")),
            Err(error) => assert!(error.is_request(), "{error:?}"),
        }
        send(&client, "cv.pdf", pdf("Jane Doe")).expect(303);
    }

    fn a_form_that_is_none_is_refused_politely(world: World) {
        let client = jane(&world);
        let whole = |boundary: &str, head: &str, body: &[u8]| {
            let start = format!("--{boundary}\r\n{head}\r\n\r\n");
            [start.as_bytes(), body, format!("\r\n--{boundary}--\r\n").as_bytes()].concat()
        };
        let field = "Content-Disposition: form-data; name=\"a\"";
        let file = "Content-Disposition: form-data; name=\"resume\"; filename=\"cv.pdf\"";
        let kind = "multipart/form-data; boundary=b";
        let right = whole("b", file, &pdf("Jane"));
        let fields = format!("--b\r\n{field}\r\n\r\nx\r\n").repeat(2_000) + "--b--\r\n";
        let bodies: Vec<(&str, Vec<u8>)> = vec![
            (kind, Vec::new()),
            (kind, right[..right.len() / 2].to_vec()),
            (kind, right[..right.len() - 4].to_vec()),
            (kind, whole("other", file, b"%PDF-")),
            (kind, whole("b", "", b"x")),
            (kind, whole("b", "Content-Disposition: form-data", b"x")),
            (kind, whole("b", "Content-Disposition: attachment; name=\"a\"", b"x")),
            (kind, whole("b", "\u{0}\u{7}: :", b"x")),
            (kind, whole("b", &format!("{field}\r\nX: {}", "y".repeat(200_000)), b"x")),
            (kind, whole("b", &format!("{field}\r\nContent-Type: multipart/mixed; boundary=c"), b"x")),
            (kind, whole("b", field, b"\xFF\xFE")),
            (kind, whole("b", field, &vec![b'x'; 600 * 1024])),
            (kind, fields.into_bytes()),
            ("multipart/form-data", right.clone()),
            ("multipart/form-data; boundary=", right.clone()),
            ("multipart/mixed; boundary=b", right.clone()),
            ("application/pdf", pdf("Jane")),
            ("application/x-www-form-urlencoded", b"resume=%25PDF-".to_vec()),
        ];
        for (number, (kind, body)) in bodies.into_iter().enumerate() {
            let page = client.post_body(RESUME, kind, body);
            assert!((400..500).contains(&page.status), "{number}: {}", page.shown());
            assert!(page.has("h1"), "{number}: {}", page.shown());
            assert!(!page.says("multipart"), "{number}, no internals: {}", page.shown());
        }
        client.post_body(RESUME, kind, right).expect(303);
    }

    fn files_without_end_are_too_many(world: World) {
        let client = jane(&world);
        let refused: Vec<String> =
            (0..70).map(|_| said(send(&client, "cv.pdf", b"MZ".to_vec()))).collect();
        let many = refused.iter().filter(|said| said.contains("Too many files")).count();
        assert_eq!(many, 10, "{refused:?}");
        world.advance(TimeDelta::seconds(30));
        send(&client, "cv.pdf", pdf("Jane Doe")).expect(303);
    }
}

/// Looks at pages until told to stop; the longest anybody waited for one.
fn longest_wait(world: &World, stop: &AtomicBool, looked: &AtomicUsize) -> Duration {
    let client = world.client();
    let mut longest = Duration::ZERO;
    while !stop.load(Ordering::Relaxed) {
        let begun = Instant::now();
        client.get("/jobs").expect(200);
        longest = longest.max(begun.elapsed());
        looked.fetch_add(1, Ordering::Relaxed);
        std::thread::sleep(Duration::from_millis(20));
    }
    longest
}

#[test]
fn every_real_file_is_answered_while_others_are_served() {
    let (Some(resumes), Some(hostile)) = (shared("resumes"), shared("hostile")) else { return };
    let world = World::on(Kind::Sqlite);
    let client = jane(&world);
    let (stop, looked) = (AtomicBool::new(false), AtomicUsize::new(0));
    let (mut taken, mut refused, mut slowest) = (0, 0, Duration::ZERO);
    let longest = std::thread::scope(|threads| {
        let watching = threads.spawn(|| longest_wait(&world, &stop, &looked));
        for path in files_below(&resumes).into_iter().chain(files_below(&hostile)) {
            let called = path.file_name().expect("a name").to_string_lossy().into_owned();
            let begun = Instant::now();
            let page = send(&client, &called, fs::read(&path).expect("it can be read"));
            slowest = slowest.max(begun.elapsed());
            match page.status {
                303 => taken += 1,
                422 => {
                    assert!(!page.text("#resume-error").is_empty(), "{called}: {}", page.shown());
                    refused += 1;
                }
                _ => panic!("{called}: {}", page.shown()),
            }
            world.advance(TimeDelta::seconds(10));
        }
        stop.store(true, Ordering::Relaxed);
        watching.join().expect("others are served")
    });
    println!(
        "{taken} files taken, {refused} refused, {slowest:?} for the slowest; others waited for a \
         page {longest:?} at most, of {} looks",
        looked.load(Ordering::Relaxed)
    );
    assert!(longest < Duration::from_secs(5), "{longest:?}");
    assert!(taken > 20 && refused > 300, "{taken} taken, {refused} refused");
}

/// The piece of a file somebody sends who then falls silent: 4 MB.
fn stalled(world: &World) -> TcpStream {
    let address = world.site.config.base_url.socket_addrs(|| None).expect("an address")[0];
    let mut stream = TcpStream::connect(address).expect("it takes a connection");
    let head = "POST /jobs/1/guest-application HTTP/1.1\r\nHost: board\r\nContent-Length: 5000000\r\n\
                Content-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\nContent-Disposition: \
                form-data; name=\"resume\"; filename=\"cv.pdf\"\r\n\r\n";
    stream.write_all(head.as_bytes()).expect("it takes a head");
    stream.write_all(&vec![b'x'; 4 << 20]).expect("it takes a body");
    stream
}

#[test]
fn those_who_fall_silent_hold_little_and_not_for_long() {
    let world = World::on(Kind::Sqlite);
    let client = jane(&world);
    let begun = Instant::now();
    let mut silent: Vec<TcpStream> = (0..16).map(|_| stalled(&world)).collect();
    let mut answer = said(send(&client, "cv.pdf", b"MZ".to_vec()));
    while !answer.contains("Too many files") {
        assert!(begun.elapsed() < Duration::from_secs(15), "{answer}");
        std::thread::sleep(Duration::from_millis(50));
        world.advance(TimeDelta::seconds(10));
        answer = said(send(&client, "cv.pdf", b"MZ".to_vec()));
    }
    client.get("/jobs").expect(200);
    for stream in &mut silent {
        let patience = Some(Duration::from_secs(40));
        stream.set_read_timeout(patience).expect("a socket has a timeout");
        let mut answer = [0; 12];
        stream.read_exact(&mut answer).expect("there is an answer");
        assert!(answer.starts_with(b"HTTP/1.1 4"), "{}", String::from_utf8_lossy(&answer));
    }
    println!("sixteen who fell silent were answered after {:?}", begun.elapsed());
    world.advance(TimeDelta::seconds(60));
    send(&client, "cv.pdf", pdf("Jane Doe")).expect(303);
}
