//! The program itself, as an operator starts it: a process of its own, told everything by its
//! environment, and ended without warning.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use careercenter::db::Location;
use url::Url;

use super::leash::Leash;
use super::{Client, World};

const PROGRAM: &str = env!("CARGO_BIN_EXE_careercenter");

/// How often the program is killed: 5 times, or as `CAREERCENTER_KILLS` says.
pub fn kills() -> usize {
    let asked = std::env::var("CAREERCENTER_KILLS");
    asked.map_or(5, |asked| asked.parse().expect("CAREERCENTER_KILLS is a number"))
}

/// A board that is served by a process, started any number of times.
pub struct Program {
    /// Where each process of it serves.
    pub base: Url,
    folder: PathBuf,
    settings: Vec<String>,
}

/// One process of it; dropping it is SIGKILL.
pub struct Running(#[expect(dead_code, reason = "kept for its end")] Leash);

impl Program {
    /// For the database and the folder of a world. `port` must differ among tests.
    pub fn of(world: &World, port: u16) -> Program {
        let config = &world.site.config;
        let url = match &config.database {
            Location::Sqlite(path) => format!("sqlite:{}", path.display()),
            Location::Postgres(url) => url.clone(),
        };
        // An address of this run's own: nobody takes the port while the program is down.
        let [_, a, b, c] = std::process::id().to_be_bytes();
        let listen = format!("127.{}.{b}.{c}:{port}", a.max(1));
        let base = Url::parse(&format!("http://{listen}/")).expect("an address");
        let settings = vec![
            format!("DATA_DIR={}", config.data.display()),
            format!("DATABASE_URL={url}"),
            format!("LISTEN={listen}"),
            "SECRET_KEY=the same for each process of this board".to_owned(),
            "THREADS=2".to_owned(),
            "LOG=warn".to_owned(),
        ];
        Program { base, folder: config.data.clone(), settings }
    }

    /// Runs one of its commands to its end.
    pub fn run(&self, words: &[&str]) -> Output {
        let mut command = Command::new("env");
        command.arg("-i").args(&self.settings).arg(PROGRAM).args(words);
        command.stdin(Stdio::null()).output().expect("the program runs")
    }

    /// Starts it as the `number`th process, and waits until it answers searches.
    pub fn start(&self, number: usize) -> Running {
        let folder = self.folder.join(format!("process_{number}"));
        fs::create_dir(&folder).expect("a folder can be made");
        let log = self.folder.join(format!("process_{number}.log"));
        let written = File::create(&log).expect("a log can be made");
        let words = ["env", "-i"].map(str::to_owned).into_iter();
        let words = words.chain(self.settings.iter().cloned());
        let words = words.chain([PROGRAM, "serve"].map(str::to_owned));
        let running = Running(Leash::start(words, "KILL", &folder, written));
        let (client, patience) = (Client::new(&self.base), Instant::now());
        while !client.try_get("/readyz").is_ok_and(|page| page.status == 200) {
            let log = || fs::read_to_string(&log).unwrap_or_default();
            assert!(patience.elapsed() < Duration::from_secs(60), "it does not serve: {}", log());
            std::thread::sleep(Duration::from_millis(10));
        }
        running
    }
}
