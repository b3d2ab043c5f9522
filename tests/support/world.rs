//! One running site for one test: its own database, folder, clock and mailbox. Nothing in it
//! happens by itself: time passes when `advance` says so, and background work when `work` does.

use std::collections::BTreeMap;
use std::net::TcpListener;
use std::thread::JoinHandle;

use actix_web::dev::ServerHandle;
use careercenter::clock::{Clock, Moment};
use careercenter::config::{Config, MailTo};
use careercenter::db::Location;
use careercenter::mail::Letter;
use careercenter::site::Site;
use careercenter::{applicants, routes, search, worker};
use chrono::{NaiveDate, TimeDelta};

use super::browser::Browser;
use super::client::Client;
use super::database::{Database, Kind, OnBoth};

/// How a server is stopped, and the thread it runs on.
type Running = (ServerHandle, JoinHandle<std::io::Result<()>>);

pub struct World {
    pub site: Site,
    server: Option<Running>,
    database: Database,
}

impl OnBoth for World {
    fn on(kind: Kind) -> World {
        World::at(Database::on(kind), Clock::manual(noon()))
    }
}

/// When every story begins: 2026-11-23T12:00:00Z.
fn noon() -> Moment {
    let day = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day of the calendar");
    Moment::at_midnight(day).plus(TimeDelta::hours(12))
}

impl World {
    /// A second server on the same database with the same clock, as another machine would be.
    /// Drop it before the first.
    pub fn neighbour(&self) -> Neighbour {
        let (site, listener) = open(&self.database, self.site.clock.clone());
        let server = Some(serve(site.clone(), listener));
        Neighbour { site, server }
    }

    fn at(database: Database, clock: Clock) -> World {
        let (site, listener) = open(&database, clock);
        let server = Some(serve(site.clone(), listener));
        World { site, server, database }
    }

    /// A visitor nobody knows.
    pub fn client(&self) -> Client {
        Client::new(&self.site.config.base_url)
    }

    /// A browser that shows this site.
    pub fn browser(&self) -> Browser {
        Browser::start(&self.site.config.base_url)
    }

    /// Does everything that is due: tasks, duties of the schedule, letters, views; the index
    /// follows.
    pub fn work(&self) {
        worker::work_until_idle(&self.site).expect("the work gets done");
        applicants::write_views(&self.site).expect("what people look at is written down");
        search::refresh(&self.site).expect("the index follows");
    }

    /// Lets time pass. What becomes due waits for `work`.
    pub fn advance(&self, span: TimeDelta) {
        self.site.clock.advance(span);
    }

    pub fn now(&self) -> Moment {
        self.site.clock.now()
    }

    /// Letters sent so far, oldest first.
    pub fn mails(&self) -> Vec<Letter> {
        self.site.mailer.sent()
    }

    /// The last letter to an address.
    #[track_caller]
    pub fn mail_to(&self, address: &str) -> Letter {
        let all = self.mails();
        let subjects: Vec<_> = all.iter().map(|mail| (&mail.to, &mail.subject)).collect();
        let last = all.iter().rfind(|mail| mail.to.contains(address));
        assert!(last.is_some(), "no letter to {address}, only {subjects:?}");
        last.expect("just looked at").clone()
    }

    /// Path and query of the first link into the site in a letter.
    #[track_caller]
    pub fn link_in(&self, letter: &Letter) -> String {
        let base = self.site.config.base_url.as_str();
        let found = letter.text.split_whitespace().find_map(|word| word.strip_prefix(base));
        let Some(path) = found else { panic!("no link in: {}", letter.text) };
        format!("/{path}")
    }
}

impl Drop for World {
    fn drop(&mut self) {
        stop(self.server.take());
    }
}

/// Another server of the same board: see `World::neighbour`.
pub struct Neighbour {
    pub site: Site,
    server: Option<Running>,
}

impl Neighbour {
    pub fn client(&self) -> Client {
        Client::new(&self.site.config.base_url)
    }
}

impl Drop for Neighbour {
    fn drop(&mut self) {
        stop(self.server.take());
    }
}

/// The site of a database, and the socket it will be served on.
fn open(database: &Database, clock: Clock) -> (Site, TcpListener) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("there is a free port");
    let address = listener.local_addr().expect("a bound socket has an address");
    let url = match &database.location {
        Location::Sqlite(path) => format!("sqlite:{}", path.display()),
        Location::Postgres(url) => url.clone(),
    };
    let values = BTreeMap::from(
        [
            ("DATA_DIR", database.folder.display().to_string()),
            ("DATABASE_URL", url),
            ("LISTEN", address.to_string()),
            ("POSTAL_ADDRESS", "CareerCenter, 12 Main Street, Columbus, OH 43215".into()),
            ("THREADS", "1".into()),
        ]
        .map(|(key, value)| (key.to_owned(), value)),
    );
    let mut config = Config::from_values(&values, Vec::new()).expect("the values are good");
    config.mail = MailTo::Memory;
    config.program = env!("CARGO_BIN_EXE_careercenter").into();
    let site = Site::open(config, clock).expect("the site opens");
    search::refresh(&site).expect("the index is filled");
    (site, listener)
}

/// Serves on a thread of its own.
fn serve(site: Site, listener: TcpListener) -> Running {
    let (tell, told) = std::sync::mpsc::channel();
    let thread = std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let server = routes::server(&site, listener)?;
            tell.send(server.handle()).expect("the test waits for the server");
            server.await
        })
    });
    (told.recv().expect("the server starts"), thread)
}

fn stop(server: Option<Running>) {
    let Some((handle, thread)) = server else { return };
    // The request to stop is sent here; only its answer would have to be awaited.
    drop(handle.stop(false));
    match thread.join() {
        Ok(Ok(())) => {}
        ended => eprintln!("the server of a test ended badly: {ended:?}"),
    }
}
