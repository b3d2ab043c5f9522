//! A real browser, headless, through WebDriver: for what only a browser can tell, such as scripts,
//! layout, colours and accessibility. One for each test, gone with it.

mod driver;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use fantoccini::elements::{Element, ElementRef};
use fantoccini::{Client, Locator};
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use url::Url;

use driver::{DevTools, Driver};

/// axe-core, which `make test` fetches from npm; it is never part of the project.
const AXE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/axe/axe.min.js");

const PICTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/screenshots");

/// How long a page may take to do what a test waits for.
const PATIENCE: Duration = Duration::from_secs(15);

/// The colours a visitor prefers.
#[derive(Clone, Copy, Debug)]
pub enum Scheme {
    Light,
    Dark,
}

pub struct Browser {
    base: Url,
    client: Option<Client>,
    runtime: Runtime,
    _driver: Driver,
}

impl Browser {
    /// Starts a browser for the site at `base`, 1280 by 1000 pixels, light.
    pub fn start(base: &Url) -> Browser {
        let driver = Driver::start();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime can be made");
        let client = runtime.block_on(driver.connect());
        let browser =
            Browser { base: base.clone(), client: Some(client), runtime, _driver: driver };
        browser.set_size(1280, 1000);
        browser.prefer(Scheme::Light);
        browser
    }

    /// Goes to a path of the site and waits until it is loaded.
    #[track_caller]
    pub fn goto(&self, path: &str) {
        let url = self.base.join(path).expect("a path of the site");
        self.run(self.client().goto(url.as_str()));
    }

    /// Path and query it shows.
    #[track_caller]
    pub fn path(&self) -> String {
        let url = self.run(self.client().current_url());
        url[url::Position::BeforePath..url::Position::AfterQuery].to_owned()
    }

    /// Waits for the first element a selector finds, and gives its text as it is shown.
    #[track_caller]
    pub fn text(&self, selector: &str) -> String {
        let element = self.find(selector);
        self.run(element.text())
    }

    /// True if something is there now.
    #[track_caller]
    pub fn has(&self, selector: &str) -> bool {
        !self.run(self.client().find_all(Locator::Css(selector))).is_empty()
    }

    #[track_caller]
    pub fn click(&self, selector: &str) {
        let element = self.find(selector);
        self.run(element.click());
    }

    /// Clicks, and waits until another page has come.
    #[track_caller]
    pub fn click_through(&self, selector: &str) {
        let here = self.run(self.client().find(Locator::Css("html"))).element_id();
        self.click(selector);
        let patience = Instant::now() + PATIENCE;
        while self.runtime.block_on(is_still_on(self.client(), &here)) {
            assert!(Instant::now() < patience, "{selector} led nowhere from {}", self.path());
            std::thread::sleep(Duration::from_millis(30));
        }
    }

    /// Opens a `details` that may be open.
    #[track_caller]
    pub fn open(&self, selector: &str) {
        if !self.has(&format!("{selector}[open]")) {
            self.click(&format!("{selector} > summary"));
        }
    }

    /// Types into a field after emptying it; chooses the option of that value in a select.
    #[track_caller]
    pub fn fill(&self, selector: &str, value: &str) {
        let element = self.find(selector);
        if self.run(element.tag_name()) == "select" {
            return self.run(element.select_by_value(value));
        }
        self.run(element.clear());
        self.run(element.send_keys(value));
    }

    /// Presses keys in a field, whatever is in it; WebDriver's code points stand for those without
    /// a letter.
    #[track_caller]
    pub fn press(&self, selector: &str, keys: &str) {
        let element = self.find(selector);
        self.run(element.send_keys(keys));
    }

    /// Chooses a file, by its path on this machine.
    #[track_caller]
    pub fn choose_file(&self, selector: &str, path: &Path) {
        let element = self.find(selector);
        self.run(element.send_keys(path.to_str().expect("a path of ours is text")));
    }

    /// Runs a script in the page; `return` gives its value.
    #[track_caller]
    pub fn execute(&self, script: &str) -> Value {
        self.run(self.client().execute(script, Vec::new()))
    }

    /// Sets the inner size in CSS pixels, exactly. A window cannot be made as narrow as a phone.
    #[track_caller]
    pub fn set_size(&self, width: u32, height: u32) {
        let size =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.tools("Emulation.setDeviceMetricsOverride", size);
    }

    /// Sets the colours the visitor prefers.
    #[track_caller]
    pub fn prefer(&self, scheme: Scheme) {
        let value = match scheme {
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        };
        // Nothing fades from one scheme to the other while it is looked at.
        let features = json!({ "features": [
            { "name": "prefers-color-scheme", "value": value },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ] });
        self.tools("Emulation.setEmulatedMedia", features);
    }

    /// Writes the whole page, as long as it is, to `target/screenshots/NAME.png`.
    #[track_caller]
    pub fn screenshot(&self, name: &str) -> PathBuf {
        let size = "return [innerWidth, innerHeight, document.documentElement.scrollHeight]";
        let size = self.execute(size);
        let pixels = |part: usize| size[part].as_u64().and_then(|pixels| pixels.try_into().ok());
        let [width, height, whole] = [0, 1, 2].map(|part| pixels(part).expect("a size in pixels"));
        self.set_size(width, whole);
        let picture = self.run(self.client().screenshot());
        self.set_size(width, height);
        std::fs::create_dir_all(PICTURES).expect("target can be written");
        let path = PathBuf::from(format!("{PICTURES}/{name}.png"));
        std::fs::write(&path, picture).expect("target can be written");
        path
    }

    /// Fails on anything axe finds wrong with the page as it is shown now.
    #[track_caller]
    pub fn axe(&self) {
        let axe = std::fs::read_to_string(AXE).unwrap_or_else(|error| {
            panic!("{AXE}: {error}: run `make test`, which fetches axe-core")
        });
        self.run(self.client().execute(&axe, Vec::new()));
        let verdict = self.run(self.client().execute_async(
            "const done = arguments[0];
             axe.run(document, { resultTypes: ['violations'] }).then(
                 (found) => done({ rules: found.passes.length, violations: found.violations }),
                 (error) => done({ rules: 0, violations: [{ id: String(error), nodes: [] }] }));",
            Vec::new(),
        ));
        let violations = verdict["violations"].as_array().expect("axe gives a list");
        let told: Vec<String> = violations.iter().map(told).collect();
        assert!(told.is_empty(), "{} is not accessible:\n{}", self.path(), told.join("\n"));
        assert!(verdict["rules"].as_u64() > Some(0), "axe found nothing to look at");
    }

    /// `axe` on a path, narrow and wide, light and dark; pictures are kept under `name`.
    #[track_caller]
    pub fn inspect(&self, path: &str, name: &str) {
        self.in_each_way(name, || self.goto(path));
    }

    /// `inspect` on what is shown now: a page that no address leads to.
    #[track_caller]
    pub fn inspect_shown(&self, name: &str) {
        self.in_each_way(name, || {});
    }

    #[track_caller]
    fn in_each_way(&self, name: &str, arrive: impl Fn()) {
        for (width, height) in [(1280, 1000), (390, 844)] {
            for scheme in [Scheme::Light, Scheme::Dark] {
                self.set_size(width, height);
                self.prefer(scheme);
                arrive();
                self.screenshot(&format!("{name}-{width}-{scheme:?}").to_lowercase());
                let wider =
                    self.execute("return document.documentElement.scrollWidth - window.innerWidth");
                let path = self.path();
                assert!(wider.as_i64() <= Some(0), "{path} is {wider} px wider than {width} px");
                self.axe();
            }
        }
        self.set_size(1280, 1000);
        self.prefer(Scheme::Light);
    }

    #[track_caller]
    fn find(&self, selector: &str) -> Element {
        let wait = self.client().wait().at_most(PATIENCE);
        match self.runtime.block_on(wait.for_element(Locator::Css(selector))) {
            Ok(element) => element,
            Err(error) => panic!("{selector} on {}: {error}", self.path()),
        }
    }

    #[track_caller]
    fn tools(&self, command: &'static str, parameters: Value) {
        self.run(self.client().issue_cmd(DevTools { command, parameters }));
    }

    #[track_caller]
    fn run<T>(&self, work: impl Future<Output = Result<T, fantoccini::error::CmdError>>) -> T {
        match self.runtime.block_on(work) {
            Ok(value) => value,
            Err(error) => panic!("the browser: {error}"),
        }
    }

    fn client(&self) -> &Client {
        self.client.as_ref().expect("the session lasts as long as the browser")
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(client) = self.client.take()
            && let Err(error) = self.runtime.block_on(client.close())
        {
            eprintln!("the browser did not close: {error}");
        }
    }
}

/// True until another page has come and is whole. While one page gives way to the next, neither
/// can be asked.
async fn is_still_on(client: &Client, root: &ElementRef) -> bool {
    let now = client.find(Locator::Css("html")).await;
    let ready = client.execute("return document.readyState", Vec::new()).await;
    let moved = now.is_ok_and(|now| now.element_id() != *root);
    !(moved && ready.is_ok_and(|state| state == "complete"))
}

/// One violation as a person reads it.
fn told(violation: &Value) -> String {
    let nodes = violation["nodes"].as_array().map_or(&[][..], Vec::as_slice);
    let places = nodes.iter().map(|node| {
        let summary = node["failureSummary"].as_str().unwrap_or_default();
        format!("    {} {}", node["target"], summary.replace('\n', " "))
    });
    let places: Vec<String> = places.take(5).collect();
    format!("  {}: {}\n{}", violation["id"], violation["help"], places.join("\n"))
}
