//! What a letter says: `templates/mail/<kind>/{subject.txt, body.txt, body.html}` and a view.

use serde::Serialize;

use super::outbox::Kind;
use crate::error::Result;
use crate::templates::Templates;

/// Subject and both bodies of a letter.
#[derive(Clone, Debug)]
pub struct Words {
    pub subject: String,
    pub text: String,
    pub html: String,
    /// Where it goes, if its reader has another address since it was put down.
    pub to: Option<String>,
    /// What mail programs need to offer their own way out; letters one asked for have none.
    pub list: Option<List>,
}

/// A letter that keeps coming says where it can be ended (RFC 2369, RFC 8058) and which list it
/// belongs to (RFC 2919).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// Absolute; a POST to it ends the list for its reader, without a page or a cookie.
    pub unsubscribe_url: String,
    /// Which of our lists: the first label of its `List-Id`.
    pub id: &'static str,
}

/// Renders the three templates of a kind. The subject becomes one line: a title with a line
/// break in it must not become a header.
pub fn words(templates: &Templates, kind: Kind, view: &impl Serialize) -> Result<Words> {
    let part = |name: &str| templates.render(&format!("mail/{kind}/{name}"), view);
    let subject = part("subject.txt")?;
    let visible = subject.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
    Ok(Words {
        subject: visible
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .chars()
            .take(180)
            .collect(),
        text: part("body.txt")?,
        html: part("body.html")?,
        to: None,
        list: None,
    })
}
