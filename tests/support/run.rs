//! The folder of this run of the tests: everything they write lies in it, and it goes when the run
//! ends. Folders of runs that ended with the whole machine are removed by the next run.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use super::leash::Leash;

/// Sockets of PostgreSQL lie below it and their paths hold 107 bytes, so it is not `TMPDIR`.
const PARENT: &str = "/tmp";
const PREFIX: &str = "careercenter-tests-";

struct Run {
    folder: PathBuf,
    /// Locked as long as we live; the kernel lets go of it whatever happens.
    _lock: File,
    _leash: Leash,
}

/// The folder, made on first use.
pub fn folder() -> &'static Path {
    static RUN: OnceLock<Run> = OnceLock::new();
    &RUN.get_or_init(start).folder
}

fn start() -> Run {
    for entry in fs::read_dir(PARENT).expect("/tmp can be read").flatten() {
        if entry.file_name().to_string_lossy().starts_with(PREFIX) && is_left_over(&entry.path()) {
            clear(&entry.path());
        }
    }
    let folder = PathBuf::from(format!("{PARENT}/{PREFIX}{}", std::process::id()));
    fs::create_dir(&folder).expect("a folder can be made in /tmp");
    let lock = File::create(folder.join("lock")).expect("a file can be made in a new folder");
    lock.lock().expect("a new file can be locked");
    let log = File::create(folder.join("leash.log")).expect("a log can be made");
    let leash = Leash::start(["true"], "TERM", &folder, log);
    Run { folder, _lock: lock, _leash: leash }
}

/// A folder whose lock nobody holds, and that is not only just being made.
fn is_left_over(folder: &Path) -> bool {
    let old = fs::metadata(folder)
        .and_then(|about| about.modified())
        .is_ok_and(|at| at.elapsed().is_ok_and(|age| age > Duration::from_secs(60)));
    old && File::open(folder.join("lock")).map_or(true, |lock| lock.try_lock().is_ok())
}

/// Ends a PostgreSQL that still works in the folder (and in no other), then removes the folder.
fn clear(folder: &Path) {
    let data = folder.join("postgres/data");
    let server = fs::read_to_string(data.join("postmaster.pid")).unwrap_or_default();
    let server = server.lines().next().unwrap_or_default();
    if fs::read_link(format!("/proc/{server}/cwd")).is_ok_and(|works_in| works_in == data) {
        let mut kill = std::process::Command::new("sh");
        kill.args(["-c", "kill -QUIT \"$1\"", "kill", server]);
        kill.status().expect("`sh` starts");
    }
    if let Err(error) = fs::remove_dir_all(folder) {
        eprintln!("{} of an earlier run stays: {error}", folder.display());
    }
}
