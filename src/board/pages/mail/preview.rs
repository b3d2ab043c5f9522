//! What a letter says, as far as anybody but its reader may know: never a link that opens something.

use serde::Serialize;

use crate::board;
use crate::db::Conn;
use crate::error::Result;
use crate::mail::outbox::Row;
use crate::site::Site;

/// A letter as it would be sent now, or why it is not shown.
#[derive(Serialize)]
pub(super) struct Preview {
    pub subject: String,
    pub text: String,
    #[serde(skip)]
    pub html: Option<String>,
    pub hidden: Option<&'static str>,
}

const IS_KEY: &str = "This kind of letter carries a link that opens an account, gives a seat or \
                      confirms something. Only its reader sees it.";
const IS_MOOT: &str = "There is nothing left to say: what this letter was about is over.";

/// Rendered from what is true now, as sending does.
pub(super) fn preview(conn: &mut Conn, site: &Site, row: &Row) -> Result<Preview> {
    let hidden = |why| Preview {
        subject: String::new(),
        text: String::new(),
        html: None,
        hidden: Some(why),
    };
    if row.kind.is_key() {
        return Ok(hidden(IS_KEY));
    }
    let words = board::words(conn, site, row.id, row.kind, &row.payload)?;
    Ok(words.map_or_else(
        || hidden(IS_MOOT),
        |words| Preview {
            subject: words.subject,
            text: without_tokens(&words.text),
            html: Some(without_tokens(&words.html)),
            hidden: None,
        },
    ))
}

/// Links work for their reader alone: what makes them work is left out.
fn without_tokens(text: &str) -> String {
    const NAME: &str = "token=";
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(NAME) {
        let (before, token) = rest.split_at(at + NAME.len());
        shown.push_str(before);
        shown.push_str("left-out");
        let is_token = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '%');
        rest = token.trim_start_matches(is_token);
    }
    shown.push_str(rest);
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_token_is_left() {
        let text = "<a href=\"https://b/off?token=aB-_.9f.0&amp;x=1\">x</a> /m?token=1.2\n token=";
        let shown = "<a href=\"https://b/off?token=left-out&amp;x=1\">x</a> /m?token=left-out\n token=left-out";
        assert_eq!(without_tokens(text), shown);
    }
}
