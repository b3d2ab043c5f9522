//! A PostgreSQL cluster of our own: made with `initdb`, reached by a socket alone, safe from nothing
//! (no fsync), and gone when it is dropped.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};

use super::leash::Leash;
use super::programs;

const MISSING: &str =
    "PostgreSQL is not installed: install Debian's postgresql-15, or run `make test` as root";

/// The account the server runs as: PostgreSQL refuses to run as root.
const ACCOUNT: &str = "postgres";

/// Nothing has to survive.
const SETTINGS: &[&str] = &[
    "listen_addresses=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "max_wal_senders=0",
    "wal_level=minimal",
];

/// A running server and the folder it lives in.
pub struct Cluster {
    folder: PathBuf,
    _leash: Leash,
}

impl Cluster {
    /// Makes one in a new folder and starts it with `settings` beside the usual ones. The error says what is
    /// missing on this machine.
    pub fn start(folder: &Path, settings: &[&str]) -> Result<Cluster, &'static str> {
        let (initdb, postgres) = (program("initdb")?, program("postgres")?);
        fs::create_dir(folder).expect("the run's folder takes a folder");
        let data = folder.join("data");
        let servant = servant(folder)?;
        let log = File::create(folder.join("log")).expect("a log can be made");
        let options = ["-A", "trust", "-U", ACCOUNT, "-E", "UTF8", "--no-locale", "-N", "-D"];
        let mut line = servant.iter().map(String::as_str).chain([initdb.as_str()]).chain(options);
        let made = Command::new(line.next().expect("a command line has a first word"))
            .args(line)
            .arg(&data)
            .current_dir(folder)
            .output()
            .unwrap_or_else(|error| panic!("{initdb}: {error}"));
        assert!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
        let mut server = servant;
        server.extend([postgres, "-D".into(), data.display().to_string()]);
        let socket = format!("unix_socket_directories={}", folder.display());
        for setting in SETTINGS.iter().chain(settings).copied().chain([socket.as_str()]) {
            server.extend(["-c".into(), setting.into()]);
        }
        let leash = Leash::start(server, "QUIT", folder, log);
        let cluster = Cluster { folder: folder.to_owned(), _leash: leash };
        cluster.wait();
        Ok(cluster)
    }

    fn wait(&self) {
        let patience = Instant::now() + Duration::from_secs(60);
        while let Err(error) = PgConnection::establish(&self.url("postgres")) {
            if Instant::now() > patience {
                let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
                panic!("PostgreSQL did not start: {error}\n{log}");
            }
            std::thread::sleep(Duration::from_millis(30));
        }
    }

    /// Where a database of it is.
    pub fn url(&self, database: &str) -> String {
        format!("postgres:///{database}?host={}&user={ACCOUNT}", self.folder.display())
    }

    /// Runs statements as its owner.
    pub fn execute(&self, sql: &str) {
        let mut conn = PgConnection::establish(&self.url("postgres")).expect("the cluster answers");
        conn.batch_execute(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
    }
}

/// Debian keeps the programs of each version apart and off the PATH; 15 is what we promise.
fn program(name: &str) -> Result<String, &'static str> {
    let debian = PathBuf::from(format!("/usr/lib/postgresql/15/bin/{name}"));
    let found = Some(debian).filter(|program| program.is_file()).or_else(|| programs::find(name));
    found.map(|program| program.display().to_string()).ok_or(MISSING)
}

/// The words before a command that make it run as the right account in its own folder.
fn servant(folder: &Path) -> Result<Vec<String>, &'static str> {
    let owner = fs::metadata(folder).map(|about| std::os::unix::fs::MetadataExt::uid(&about));
    if owner.expect("our own folder can be looked at") != 0 {
        return Ok(Vec::new());
    }
    let passwd = fs::read_to_string("/etc/passwd").expect("/etc/passwd can be read");
    let line = passwd.lines().find_map(|line| line.strip_prefix("postgres:")).ok_or(MISSING)?;
    let id = |field: usize| line.split(':').nth(field).and_then(|id| id.parse::<u32>().ok());
    let (user, group) = (id(1).expect("a user has an id"), id(2).expect("a user has a group"));
    std::os::unix::fs::chown(folder, Some(user), Some(group)).expect("root may give a folder away");
    let line =
        ["setpriv", &format!("--reuid={user}"), &format!("--regid={group}"), "--clear-groups"];
    Ok(line.map(str::to_owned).to_vec())
}
