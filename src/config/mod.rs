//! What an operator decides, read once at start from the environment and an optional TOML file
//! (the environment wins). Every problem is named at once; secrets never appear in any output.

mod address;
mod dkim;
mod location;
mod reader;
mod secret;

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use url::Url;

use crate::token::Keys;
use address::{addresses, base_url, smtp_url};
pub use dkim::{Dkim, DkimKey};
pub use location::Location;
use reader::{Reader, read_file};
use secret::former_secrets;
pub use secret::{Secret, private_folder};

/// Where mail goes.
#[derive(Clone, Debug)]
pub enum MailTo {
    /// `smtps://user:password@host:port`, or `smtp://` for a server on this machine.
    Smtp(Secret),
    /// One `.eml` file a message: for the demo and for development.
    Folder(PathBuf),
    /// Kept in memory: for tests.
    Memory,
}

/// How log lines look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    Text,
    Json,
}

#[derive(Clone, Debug)]
pub struct Config {
    /// Folder for everything that is not in the database.
    pub data: PathBuf,
    pub database: Location,
    pub listen: SocketAddr,
    /// Address people type; decides links, cookies and canonical URLs.
    pub base_url: Url,
    /// Signs form tokens and links; at least 32 characters.
    pub secret: Secret,
    /// This machine made the secret for itself: what it signs holds on no other.
    pub own_secret: bool,
    /// The secret and those of former days: for links in letters, which outlive a change.
    pub keys: Keys,
    pub mail: MailTo,
    pub mail_from: String,
    /// The address people write to, and answers to our letters go to.
    pub contact: String,
    /// Where whoever runs the board can be reached by post; stands under letters one subscribed
    /// to. Empty on a board nobody else can reach.
    pub postal_address: String,
    /// Our domain vouches for letters, if there is a key.
    pub dkim: Option<Dkim>,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Web threads; 0 means one a core.
    pub threads: usize,
    pub log: String,
    pub log_format: LogFormat,
    /// Our own program: files of strangers are taken apart by a process of it.
    pub program: PathBuf,
}

/// The settings there are, as they are named in the environment; in TOML in lower case.
pub const KEYS: &[(&str, &str)] = &[
    ("DATA_DIR", "folder for the database, mail files and secrets; default: data"),
    ("DATABASE_URL", "sqlite:PATH or postgres://...; default: sqlite:DATA_DIR/careercenter.db"),
    ("LISTEN", "HOST:PORT to serve on; default: 127.0.0.1:8080"),
    ("BASE_URL", "the address people use; default: http://LISTEN"),
    ("SECRET_KEY", "at least 32 characters; default: made once and kept in DATA_DIR/secret"),
    ("FORMER_SECRET_KEYS", "secrets of former days, separated by commas: links in old mail hold"),
    ("SMTP_URL", "smtps://user:password@host:port; without it mail is written to DATA_DIR/mail"),
    ("MAIL_FROM", "sender of all mail; default: CareerCenter <careercenter@HOST OF BASE_URL>"),
    ("CONTACT", "the address people write to and answers go to; default: that of MAIL_FROM"),
    ("POSTAL_ADDRESS", "name and address of whoever runs the board; under alert mail"),
    ("DKIM_KEY_FILE", "private key, RSA or Ed25519, in PEM: letters are signed; default: none"),
    ("DKIM_SELECTOR", "the key's name in the DNS; required with DKIM_KEY_FILE"),
    ("DKIM_DOMAIN", "the domain that signs; default: that of MAIL_FROM"),
    ("TRUSTED_PROXIES", "addresses of proxies, separated by commas; default: none"),
    ("THREADS", "web threads; default: one a core"),
    ("LOG", "log filter, such as info or careercenter=debug; default: info"),
    ("LOG_FORMAT", "text or json; default: text"),
];

/// Nobody's: it stands under the sample board's letters as an operator's would.
const DEMO_ADDRESS: &str = "CareerCenter, 1 Example Street, Columbus, OH 43004";

/// Everything wrong with the configuration, one line each.
#[derive(Debug, thiserror::Error)]
#[error("the configuration has {} problem(s):\n  {}", .0.len(), .0.join("\n  "))]
pub struct Problems(pub Vec<String>);

impl Config {
    /// Reads the environment, and the TOML file named by CONFIG (or given) beneath it. Settings
    /// given by name (from a command's arguments) win over both.
    pub fn load(file: Option<&Path>, given: &[(&str, String)]) -> Result<Config, Problems> {
        let mut problems = Vec::new();
        let file =
            file.map(PathBuf::from).or_else(|| std::env::var_os("CONFIG").map(PathBuf::from));
        let mut values = file.map(|file| read_file(&file, &mut problems)).unwrap_or_default();
        for (key, _) in KEYS {
            match std::env::var(key) {
                Ok(value) => {
                    values.insert(key.to_string(), value);
                }
                Err(std::env::VarError::NotPresent) => {}
                Err(std::env::VarError::NotUnicode(_)) => {
                    problems.push(format!("{key} is not UTF-8"))
                }
            }
        }
        values.extend(given.iter().map(|(key, value)| (key.to_string(), value.clone())));
        Config::from_values(&values, problems)
    }

    /// The sample board's: a folder of its own, and nothing of the environment but the log.
    pub fn demo(data: &Path, listen: &str) -> Result<Config, Problems> {
        let mut values = BTreeMap::from([
            ("DATA_DIR".to_string(), data.display().to_string()),
            ("LISTEN".to_string(), listen.to_string()),
            ("POSTAL_ADDRESS".to_string(), DEMO_ADDRESS.to_string()),
        ]);
        values.extend(std::env::var("LOG").ok().map(|filter| ("LOG".to_string(), filter)));
        Config::from_values(&values, Vec::new())
    }

    /// A configuration from named values; what is missing takes its default.
    pub fn from_values(
        values: &BTreeMap<String, String>,
        problems: Vec<String>,
    ) -> Result<Config, Problems> {
        let mut read = Reader { values, problems };
        let data = PathBuf::from(read.text("DATA_DIR", "data"));
        let database_url = read
            .text("DATABASE_URL", &format!("sqlite:{}", data.join("careercenter.db").display()));
        let database = read.parsed("DATABASE_URL", Location::parse(&database_url));
        let listen_text = read.text("LISTEN", "127.0.0.1:8080");
        let listen = address::listen(&listen_text);
        let listen = read.parsed("LISTEN", listen);
        let base = read.text("BASE_URL", &format!("http://{listen_text}"));
        let base_url = read.parsed("BASE_URL", base_url(&base));
        let host =
            base_url.as_ref().and_then(|url| url.host_str()).unwrap_or("localhost").to_owned();
        read.refuse_unfinished(&host);
        let secret = read.secret(&data, &host);
        let former = former_secrets(&read.text("FORMER_SECRET_KEYS", ""));
        let former = read.parsed("FORMER_SECRET_KEYS", former);
        let keys = secret.clone().zip(former).map(|(now, former)| Keys::new(now, former));
        let mail = match read.values.get("SMTP_URL") {
            Some(url) => read.parsed("SMTP_URL", smtp_url(url)).map(MailTo::Smtp),
            None => Some(MailTo::Folder(data.join("mail"))),
        };
        let (mail_from, sender) = read.sender(&host);
        let contact = read.contact(&sender);
        let postal_address = read.postal_address();
        let dkim = read.dkim(&sender);
        let proxies = read.text("TRUSTED_PROXIES", "");
        let proxies = read.parsed("TRUSTED_PROXIES", addresses(&proxies));
        let threads = read.text("THREADS", "0").parse().map_err(|_| "must be a number".to_string());
        let threads = read.parsed("THREADS", threads);
        let format = match read.text("LOG_FORMAT", "text").as_str() {
            "text" => Ok(LogFormat::Text),
            "json" => Ok(LogFormat::Json),
            other => Err(format!("must be text or json, not {other:?}")),
        };
        let log_format = read.parsed("LOG_FORMAT", format);
        let log = read.text("LOG", "info");
        let filter = tracing_subscriber::EnvFilter::try_new(&log);
        let filter =
            filter.map_err(|_| "must be a filter such as info or careercenter=debug".into());
        read.parsed("LOG", filter);
        let program = std::env::current_exe().map_err(|e| format!("cannot be found: {e}"));
        let program = read.parsed("the program itself", program);
        match (
            database, listen, base_url, secret, keys, mail, proxies, threads, log_format, program,
        ) {
            (
                Some(database),
                Some(listen),
                Some(base_url),
                Some(secret),
                Some(keys),
                Some(mail),
                Some(trusted_proxies),
                Some(threads),
                Some(log_format),
                Some(program),
            ) if read.problems.is_empty() => Ok(Config {
                data,
                database,
                listen,
                base_url,
                secret,
                own_secret: !values.contains_key("SECRET_KEY"),
                keys,
                mail,
                mail_from,
                contact,
                postal_address,
                dkim,
                trusted_proxies,
                threads,
                log,
                log_format,
                program,
            }),
            _ => Err(Problems(read.problems)),
        }
    }

    /// True if people reach us over TLS, so cookies must be too.
    pub fn is_https(&self) -> bool {
        self.base_url.scheme() == "https"
    }
}
