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
    })
}
