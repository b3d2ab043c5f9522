//! Files of strangers are taken apart in a process of their own: our own program, started as
//! `careercenter extract`, with little memory, little time and nothing it may reach. The file goes
//! in, one answer comes out. However that process ends, this one goes on.

mod child;
mod confine;

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

pub use child::run as run_child;

use crate::error::{Error, Result};
use crate::resume::{Reading, Refusal, sniff};

/// From its start to its answer.
const TIME: Duration = Duration::from_secs(10);
/// An answer holds 200 KB of text, and JSON may write a letter as six.
const LONGEST_ANSWER: u64 = 2 * 1024 * 1024;

/// What the process answers.
pub type Answer = std::result::Result<Reading, Refusal>;

/// Takes a file apart, in at most ten seconds. Only its first bytes are looked at here. An error
/// means that the process could not even be started.
pub fn extract(program: &Path, bytes: &[u8]) -> Result<Answer> {
    if let Err(refusal) = sniff(bytes) {
        return Ok(Err(refusal));
    }
    let mut child = start(program).map_err(Error::internal)?;
    let answer = talk(&mut child, bytes);
    // Waiting for it, now that it has ended in any way, is what clears it away.
    let status = child.wait().map_err(Error::internal)?;
    Ok(answer.map_err(Error::internal)?.unwrap_or_else(|| {
        tracing::warn!(%status, "a file could not be read");
        Err(Refusal::Unreadable)
    }))
}

fn start(program: &Path) -> std::io::Result<Child> {
    Command::new(program)
        .arg("extract")
        .env_clear()
        // Memory is asked for as it is needed: the limit then counts what is used.
        .env("MIMALLOC_ARENA_RESERVE", "0")
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
}

/// Hands the file over, waits for the answer, and ends the process; no answer if it takes too
/// long or makes no sense.
fn talk(child: &mut Child, bytes: &[u8]) -> std::io::Result<Option<Answer>> {
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let (tell, told) = mpsc::channel();
    std::thread::scope(|threads| {
        threads.spawn(|| stdin.map(|stdin| hand_over(stdin, bytes)));
        threads.spawn(move || tell.send(stdout.and_then(listen)));
        let answer = told.recv_timeout(TIME).ok().flatten();
        // The threads end with the process: nothing else holds the other ends of their pipes.
        child.kill()?;
        Ok(answer.and_then(|answer| serde_json::from_slice(&answer).ok()))
    })
}

/// A process that has ended takes no more: its answer says what there is to say.
fn hand_over(mut stdin: ChildStdin, bytes: &[u8]) {
    if let Err(error) = stdin.write_all(bytes) {
        tracing::debug!(%error, "a file was not read to its end");
    }
}

fn listen(stdout: ChildStdout) -> Option<Vec<u8>> {
    let mut answer = Vec::new();
    let read = stdout.take(LONGEST_ANSWER).read_to_end(&mut answer);
    read.ok().map(|_| answer)
}
