//! Cards that say what somebody has sent for their postings.

use serde::Serialize;

use super::application::{Application, Applied, Stage};
use super::apply::takes_applications;
use crate::applicants::Looker;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Result;
use crate::paths;
use crate::postings::{Card, Link, Loaded, Local, PostingId};

/// Cards for these postings as this person sees them, in this order.
pub fn cards(
    conn: &mut Conn,
    looker: &Looker,
    ids: &[PostingId],
    now: Moment,
) -> Result<Vec<Card>> {
    let cards = looker.cards(conn, ids, now)?;
    attach_sent(conn, looker, ids, cards)
}

/// The same of postings the index has found.
pub fn found(
    conn: &mut Conn,
    looker: &Looker,
    ids: &[PostingId],
    now: Moment,
) -> Result<Vec<Card>> {
    let cards = looker.found(conn, ids, now)?;
    attach_sent(conn, looker, ids, cards)
}

fn attach_sent(
    conn: &mut Conn,
    looker: &Looker,
    ids: &[PostingId],
    mut cards: Vec<Card>,
) -> Result<Vec<Card>> {
    if let Some(account) = looker.account {
        let sent = Application::sent(conn, account, ids)?;
        for card in &mut cards {
            let applied = sent.iter().find(|applied| applied.posting.0 == card.id);
            card.applied = applied.map(|applied| words(applied, looker.local));
        }
    }
    Ok(cards)
}

/// What somebody has sent to a posting: how it stands, its page, and what they can do about it.
#[derive(Clone, Debug, Serialize)]
pub struct Standing {
    pub text: String,
    pub url: String,
    /// Instead of applying.
    pub button: Link,
}

/// How what somebody has sent to a posting stands; none if they have sent nothing.
pub fn applied_to(
    conn: &mut Conn,
    looker: &Looker,
    loaded: &Loaded,
    now: Moment,
) -> Result<Option<Standing>> {
    let Some(account) = looker.account else { return Ok(None) };
    let id = loaded.posting.id;
    let Some(sent) = Application::to_posting(conn, account, id)? else { return Ok(None) };
    let url = paths::application(sent.public());
    let is_over = sent.stage == Stage::Withdrawn || sent.erased_at.is_some();
    let button = match is_over && takes_applications(loaded, now) {
        true => Link { url: paths::apply(id), label: "Apply again".to_owned() },
        false => Link { url: url.clone(), label: "See your application".to_owned() },
    };
    let applied = Applied { posting: id, stage: sent.stage, at: sent.applied_at };
    Ok(Some(Standing { text: words(&applied, looker.local), url, button }))
}

/// "Applied Nov 20", "Applied Nov 20: interview".
fn words(applied: &Applied, local: Local) -> String {
    let day = local.short_day(applied.at);
    match applied.stage {
        Stage::New => format!("Applied {day}"),
        stage => format!("Applied {day}: {}", stage.as_str()),
    }
}
