//! Reading one setting after the other; what is wrong is noted, and reading goes on.

use std::collections::BTreeMap;
use std::path::Path;

use lettre::Address;
use lettre::message::Mailbox;

use super::address::{is_loopback, mail_host};
use super::dkim::{Dkim, DkimKey, dns_name};
use super::secret::kept_secret;
use super::{KEYS, Secret};

/// Longest postal address.
const LONGEST_ADDRESS: usize = 200;

/// What a board others can reach must say, and why.
const FOR_PUBLIC: [(&str, &str); 3] = [
    ("SMTP_URL", "so that mail is sent"),
    ("MAIL_FROM", "so that mail has a sender of yours"),
    ("POSTAL_ADDRESS", "because mail one subscribes to has to name one"),
];

pub(super) struct Reader<'a> {
    pub values: &'a BTreeMap<String, String>,
    pub problems: Vec<String>,
}

impl Reader<'_> {
    pub fn text(&self, key: &str, default: &str) -> String {
        self.values.get(key).map_or(default, |value| value.trim()).to_owned()
    }

    pub fn parsed<T>(&mut self, key: &str, outcome: Result<T, String>) -> Option<T> {
        outcome.map_err(|problem| self.problems.push(format!("{key} {problem}"))).ok()
    }

    pub fn secret(&mut self, data: &Path, host: &str) -> Option<Secret> {
        let given = match self.values.get("SECRET_KEY") {
            Some(key) if key.len() >= 32 => Ok(Secret::new(key.clone())),
            Some(_) => Err("must have at least 32 characters".to_string()),
            None if is_loopback(host) => kept_secret(data),
            None => Err(format!("must be set when BASE_URL is public ({host})")),
        };
        self.parsed("SECRET_KEY", given)
    }

    /// A board others can reach writes to them, or it is none.
    pub fn refuse_unfinished(&mut self, host: &str) {
        if is_loopback(host) {
            return;
        }
        for (key, why) in FOR_PUBLIC {
            if self.text(key, "").is_empty() {
                let problem = format!("must be set when BASE_URL is public ({host}), {why}");
                self.problems.push(format!("{key} {problem}"));
            }
        }
    }

    /// The sender as it is written, and their address.
    pub fn sender(&mut self, host: &str) -> (String, Option<Address>) {
        let default = format!("CareerCenter <careercenter@{}>", mail_host(host));
        let text = self.text("MAIL_FROM", &default);
        let wrong =
            || format!("must be like CareerCenter <jobs@example.com>, in ASCII, not {text:?}");
        let sender = text.parse::<Mailbox>().ok().filter(|_| text.is_ascii()).ok_or_else(wrong);
        let sender = self.parsed("MAIL_FROM", sender);
        (text, sender.map(|sender| sender.email))
    }

    pub fn contact(&mut self, sender: &Option<Address>) -> String {
        let text = self.text("CONTACT", "");
        if text.is_empty() {
            return sender.as_ref().map(ToString::to_string).unwrap_or_default();
        }
        let sound = text.is_ascii() && text.parse::<Address>().is_ok();
        let wrong = || format!("must be an address such as help@example.com, not {text:?}");
        let checked = sound.then_some(()).ok_or_else(wrong);
        self.parsed("CONTACT", checked);
        text
    }

    /// One line: lines of the setting become parts of it.
    pub fn postal_address(&mut self) -> String {
        let text = self.text("POSTAL_ADDRESS", "");
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let line = lines.collect::<Vec<_>>().join(", ");
        let short = line.chars().count() <= LONGEST_ADDRESS && !line.contains(char::is_control);
        let checked = short.then_some(()).ok_or("must be text of at most 200 characters".into());
        self.parsed("POSTAL_ADDRESS", checked);
        line
    }

    /// Nothing without a key.
    pub fn dkim(&mut self, sender: &Option<Address>) -> Option<Dkim> {
        let file = self.text("DKIM_KEY_FILE", "");
        if file.is_empty() {
            for key in ["DKIM_SELECTOR", "DKIM_DOMAIN"] {
                if !self.text(key, "").is_empty() {
                    self.problems.push(format!("{key} is of no use without DKIM_KEY_FILE"));
                }
            }
            return None;
        }
        let key = self.parsed("DKIM_KEY_FILE", DkimKey::read(Path::new(&file)));
        let selector = self.text("DKIM_SELECTOR", "");
        let selector = self.parsed("DKIM_SELECTOR", dns_name(&selector));
        let from = sender.as_ref()?.domain().to_lowercase();
        let domain = dns_name(&self.text("DKIM_DOMAIN", &from));
        let ours = |domain: String| {
            let above = from == domain || from.ends_with(&format!(".{domain}"));
            let wrong = || format!("must be the domain of MAIL_FROM ({from}) or one above it");
            above.then_some(domain).ok_or_else(wrong)
        };
        let domain = self.parsed("DKIM_DOMAIN", domain.and_then(ours));
        Some(Dkim { domain: domain?, selector: selector?, key: key? })
    }
}

pub(super) fn read_file(path: &Path, problems: &mut Vec<String>) -> BTreeMap<String, String> {
    let table = match std::fs::read_to_string(path)
        .map_err(|e| e.to_string())
        .and_then(|text| text.parse::<toml::Table>().map_err(|e| e.to_string()))
    {
        Ok(table) => table,
        Err(error) => {
            problems.push(format!("{}: {error}", path.display()));
            return BTreeMap::new();
        }
    };
    let mut values = BTreeMap::new();
    for (name, value) in table {
        let key = name.to_uppercase();
        if !KEYS.iter().any(|(known, _)| *known == key) {
            problems.push(format!("{}: {name} is not a setting", path.display()));
            continue;
        }
        let text = match value {
            toml::Value::String(text) => text,
            toml::Value::Array(list) => {
                let text =
                    |v: &toml::Value| v.as_str().map_or_else(|| v.to_string(), str::to_owned);
                list.iter().map(text).collect::<Vec<_>>().join(",")
            }
            other => other.to_string(),
        };
        values.insert(key, text);
    }
    values
}
