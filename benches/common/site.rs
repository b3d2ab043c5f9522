//! A site to measure: an empty one on SQLite, where time stands still.

use std::collections::BTreeMap;
use std::path::Path;

use careercenter::clock::{Clock, Moment};
use careercenter::config::{Config, MailTo};
use careercenter::site::Site;

/// A new one in a folder of its own, served by one thread.
pub fn site(folder: &Path) -> Site {
    let database = format!("sqlite:{}", folder.join("bench.db").display());
    let values = [
        ("DATA_DIR", folder.display().to_string()),
        ("DATABASE_URL", database),
        ("THREADS", "1".to_owned()),
    ];
    let values = BTreeMap::from(values.map(|(key, value)| (key.to_owned(), value)));
    let mut config = Config::from_values(&values, Vec::new()).expect("the values are good");
    config.mail = MailTo::Memory;
    config.program = env!("CARGO_BIN_EXE_careercenter").into();
    let clock = Clock::manual(Moment::from_micros(1_790_000_000_000_000));
    let site = Site::open(config, clock).expect("the site opens");
    site.db.migrate().expect("a new database migrates");
    site
}
