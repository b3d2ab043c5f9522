//! Handing one letter over: rendered now, from what is true now; then written down what became of
//! it.

use std::time::Duration;

use crate::board;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::mail::outbox::{self, Post};
use crate::mail::render::Words;
use crate::mail::{Letter, Outcome, suppression};
use crate::queue::{self, Claimed};
use crate::site::Site;

/// How often, a second apart, what became of a letter is written down before it is given up: a
/// letter the server has taken and we know nothing of is sent twice.
const WRITES: u32 = 15;

/// Renders and hands over one letter, then writes down what became of it.
pub(super) fn send(site: &Site, claimed: &Claimed, id: i64) -> Result<()> {
    let Some(mut post) = site.db.read_now(|conn| outbox::waiting(conn, id))? else {
        // Dealt with already.
        let now = site.clock.now();
        return site.db.write_now(|conn| queue::finish(conn, claimed, now).map(|_| ()));
    };
    let outcome = match site.db.read_now(|conn| words(conn, site, &post))? {
        Ok(words) => {
            if let Some(to) = words.to.as_deref().filter(|to| *to != post.recipient) {
                site.db.write_now(|conn| outbox::readdress(conn, id, to))?;
                post.recipient = to.to_owned();
            }
            site.mailer.send(&letter(site, post, words))
        }
        Err(dropped) => dropped,
    };
    write_down(site, claimed, id, &outcome)
}

/// What a letter says, or why it is not sent.
fn words(conn: &mut Conn, site: &Site, post: &Post) -> Result<std::result::Result<Words, Outcome>> {
    let words = board::words(conn, site, post.id, post.kind, &post.payload)?;
    let to = words.as_ref().and_then(|words| words.to.as_ref()).unwrap_or(&post.recipient);
    if post.kind.is_subscribed()
        && let Some(found) = suppression::find(conn, to)?
    {
        let why = format!("The address is suppressed: {}", found.reason);
        return Ok(Err(Outcome::Dropped(why)));
    }
    Ok(words.ok_or_else(|| Outcome::Dropped("There was nothing left to say.".into())))
}

/// Another try later: it could not even be rendered.
pub(super) fn postpone(site: &Site, claimed: &Claimed, id: i64, error: &Error) -> Result<()> {
    write_down(site, claimed, id, &Outcome::Later(format!("could not be written: {error}")))
}

fn write_down(site: &Site, claimed: &Claimed, id: i64, outcome: &Outcome) -> Result<()> {
    let mut left = WRITES;
    loop {
        let now = site.clock.now();
        match site.db.write_now(|conn| outbox::settle(conn, now, claimed, id, outcome)) {
            Err(error) if left > 0 => {
                tracing::warn!(letter = id, %error, "what became of a letter is not written yet");
                left -= 1;
                std::thread::sleep(Duration::from_secs(1));
            }
            done => return done,
        }
    }
}

fn letter(site: &Site, post: Post, words: Words) -> Letter {
    let stable = crate::token::sign(&site.config.secret, "message-id", &post.id.to_string());
    let host = site.config.base_url.host_str().unwrap_or("localhost");
    Letter {
        to: post.recipient,
        subject: words.subject,
        text: words.text,
        html: words.html,
        list: words.list,
        message_id: format!("<{}@{host}>", &stable[..32]),
        at: site.clock.now(),
    }
}
