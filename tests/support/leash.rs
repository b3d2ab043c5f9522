//! Programs that must not outlive the tests. Each runs in a session of its own beside a shell that
//! waits for the end of a pipe only we hold: when we let go, or die in any way at all, the shell
//! ends the program with everything it started, and removes its folder.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// `$1` is the signal that ends the program kindly, `$2` the folder to remove, the rest its command.
/// The program is started before the trap: what a shell ignores, its children ignore too.
/// `/proc/N/stat` names the session after the command in brackets; nothing else is asked, so this
/// works where `ps` and `pkill` are not installed.
const SHELL: &str = r#"
signal=$1 folder=$2
shift 2
"$@" </dev/null &
program=$!
trap '' HUP INT TERM
cat >/dev/null
(sleep 10; kill -KILL "$program" 2>/dev/null) &
kill -"$signal" "$program" 2>/dev/null && wait "$program"
for stat in /proc/[0-9]*/stat; do
    read -r line 2>/dev/null <"$stat" || continue
    process=${line%% *}
    set -- ${line##*) }
    [ "$4" = "$$" ] && [ "$process" != "$$" ] && kill -KILL "$process" 2>/dev/null
done
attempts=100
until rm -rf -- "$folder" 2>/dev/null || [ "$attempts" = 0 ]; do
    attempts=$((attempts - 1))
    sleep 0.2
done
"#;

/// A running program; dropping it ends the program and waits until all is cleared away.
pub struct Leash(Child);

impl Leash {
    /// Starts `command`. What it prints goes to `log`.
    pub fn start<S: AsRef<OsStr>>(
        command: impl IntoIterator<Item = S>,
        signal: &str,
        folder: &Path,
        log: std::fs::File,
    ) -> Leash {
        let errors = log.try_clone().expect("an open log can be shared");
        let child = Command::new("setsid")
            .args(["sh", "-c", SHELL, "leash", signal])
            .arg(folder)
            .args(command)
            .stdin(Stdio::piped())
            .stdout(log)
            .stderr(errors)
            .spawn()
            .expect("`setsid` (Debian's util-linux) starts");
        Leash(child)
    }
}

impl Drop for Leash {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        if let Err(error) = self.0.wait() {
            eprintln!("a program of the tests could not be waited for: {error}");
        }
    }
}
