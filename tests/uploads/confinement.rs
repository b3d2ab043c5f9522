//! What the process that reads files has given up, as the kernel tells it.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use careercenter::extraction::extract;
use careercenter::resume::Refusal;

use super::PROGRAM;
use crate::support::document::pdf;

#[test]
fn it_has_given_up_all_but_its_memory_before_it_reads_a_byte() {
    let mut child = Command::new(PROGRAM)
        .arg("extract")
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    // It waits for its file now, or will soon.
    let proc = format!("/proc/{}", child.id());
    let patience = Instant::now();
    let status = loop {
        let status = fs::read_to_string(format!("{proc}/status")).expect("it runs");
        if status.contains("Seccomp:\t2") {
            break status;
        }
        assert!(patience.elapsed() < Duration::from_secs(20), "{status}");
        std::thread::sleep(Duration::from_millis(5));
    };
    assert!(status.contains("NoNewPrivs:\t1"), "{status}");
    assert!(status.contains("Threads:\t1"), "{status}");
    let limits = fs::read_to_string(format!("{proc}/limits")).expect("it runs");
    for (name, most) in [
        ("Max address space", "536870912"),
        ("Max data size", "536870912"),
        ("Max cpu time", "10"),
        ("Max core file size", "0"),
        ("Max file size", "0"),
        ("Max open files", "8"),
    ] {
        let line =
            limits.lines().find(|line| line.starts_with(name)).expect("a limit of that name");
        let words: Vec<&str> = line[name.len()..].split_whitespace().collect();
        assert_eq!(words[..2], [most, most], "{line}");
    }
    let environment = fs::read(format!("{proc}/environ")).expect("it runs");
    assert!(environment.is_empty(), "{}", String::from_utf8_lossy(&environment));
    child.kill().and_then(|()| child.wait()).expect("it ends");
}

#[test]
fn a_process_that_never_answers_is_ended_after_ten_seconds() {
    let program = script("exec sleep 100");
    let begun = Instant::now();
    let answer = extract(&program, &pdf("Jane Doe")).expect("it starts");
    assert_eq!(answer, Err(Refusal::Unreadable));
    let took = begun.elapsed();
    assert!((Duration::from_secs(10)..Duration::from_secs(13)).contains(&took), "{took:?}");
}

#[test]
fn a_process_that_ends_badly_or_talks_nonsense_is_a_file_that_could_not_be_read() {
    let large = [pdf("Jane Doe"), vec![b' '; 4 << 20]].concat();
    for lines in
        ["kill -SEGV $$", "kill -ABRT $$", "exit 1", "echo '{}'", "exec cat", "exec cat /dev/zero"]
    {
        let answer = extract(&script(lines), &large).expect("it starts");
        assert_eq!(answer, Err(Refusal::Unreadable), "{lines}");
    }
    assert!(extract(Path::new("/nowhere/careercenter"), &large).is_err());
}

/// A program that does other things than it should.
fn script(lines: &str) -> std::path::PathBuf {
    use std::os::unix::fs::OpenOptionsExt;
    use std::sync::atomic::{AtomicU32, Ordering};
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let name = format!("extract-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let mut options = fs::OpenOptions::new();
    let file = options.write(true).create(true).truncate(true).mode(0o700).open(&path);
    let mut file = file.expect("a file can be made");
    write!(file, "#!/bin/sh\n{lines}\n").expect("a file takes text");
    path
}
