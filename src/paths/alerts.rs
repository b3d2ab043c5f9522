//! Where alerts are changed, by a session or by the token of a letter.

use std::fmt::Display;

use super::{ALERTS, with_token};

/// An alert, to be changed by its subscriber.
pub fn alert(id: impl Display) -> String {
    format!("{ALERTS}/{id}")
}

/// Parts of an alert its subscriber acts on: `filters`.
pub fn alert_part(id: impl Display, part: &str) -> String {
    format!("{ALERTS}/{id}/{part}")
}

/// An address that carries a letter's token along, where there is one.
pub fn also_with_token(path: &str, token: &str) -> String {
    match (token, path.contains('?')) {
        ("", _) => path.to_owned(),
        (token, true) => format!("{path}&token={token}"),
        (token, false) => with_token(path, token),
    }
}
