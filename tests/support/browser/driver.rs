//! Starting Chromium's WebDriver server, and the one command of ours it knows beyond the standard.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use url::{ParseError, Url};

use crate::support::leash::Leash;
use crate::support::{programs, run};

const MISSING: &str = "Chromium is not installed: install Debian's chromium and chromium-driver, \
                       or run `make test` as root";

/// Alone, quiet, and without anything from outside.
const OPTIONS: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--disable-breakpad",
    "--disable-crash-reporter",
    "--hide-scrollbars",
];

/// A running `chromedriver` on a port it chose itself.
pub struct Driver {
    port: u16,
    folder: PathBuf,
    chromium: PathBuf,
    _leash: Leash,
}

impl Driver {
    pub fn start() -> Driver {
        static COUNT: AtomicU32 = AtomicU32::new(1);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = run::folder().join(format!("browser_{number}"));
        fs::create_dir(&folder).expect("the run's folder takes a folder");
        let program = programs::find("chromedriver").expect(MISSING);
        let chromium = programs::find("chromium").expect(MISSING);
        let log = File::create(folder.join("log")).expect("a log can be made");
        // Asked kindly it takes ten seconds to end; the browser itself is closed before.
        // What it keeps in its home goes with the folder.
        let home = format!("HOME={}", folder.display());
        let command = ["env", &home, &program.display().to_string(), "--port=0"];
        let leash = Leash::start(command, "KILL", &folder, log);
        let port = wait_for_port(&folder.join("log"));
        Driver { port, folder, chromium, _leash: leash }
    }

    /// Opens the browser.
    pub async fn connect(&self) -> Client {
        let profile = format!("--user-data-dir={}", self.folder.join("profile").display());
        let mut options = OPTIONS.to_vec();
        options.push(&profile);
        let chrome = json!({ "binary": self.chromium.display().to_string(), "args": options });
        let capabilities = [("goog:chromeOptions".to_owned(), chrome)].into_iter().collect();
        ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{}", self.port))
            .await
            .unwrap_or_else(|error| panic!("Chromium did not start: {error}"))
    }
}

/// It says "... started successfully on port 12345."
fn wait_for_port(log: &Path) -> u16 {
    let patience = Instant::now() + Duration::from_secs(60);
    loop {
        let said = fs::read_to_string(log).unwrap_or_default();
        let port = said.split("successfully on port ").nth(1).and_then(|rest| {
            rest.split_once(|c: char| !c.is_ascii_digit()).and_then(|(port, _)| port.parse().ok())
        });
        if let Some(port) = port {
            return port;
        }
        assert!(Instant::now() < patience, "chromedriver did not start: {said}");
        std::thread::sleep(Duration::from_millis(30));
    }
}

/// A command of the DevTools protocol, which Chromium's driver passes on.
#[derive(Debug)]
pub struct DevTools {
    pub command: &'static str,
    pub parameters: Value,
}

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (reqwest::Method, Option<String>) {
        let body = json!({ "cmd": self.command, "params": self.parameters });
        (reqwest::Method::POST, Some(body.to_string()))
    }
}
