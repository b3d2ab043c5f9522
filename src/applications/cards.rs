//! Cards that say what somebody has sent for their postings.

use super::application::{Application, Applied, Stage};
use crate::applicants::Looker;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Result;
use crate::paths;
use crate::postings::{Card, Link, PostingId};

/// Cards for these postings as this person sees them, in this order.
pub fn cards(
    conn: &mut Conn,
    looker: &Looker,
    ids: &[PostingId],
    now: Moment,
) -> Result<Vec<Card>> {
    let mut cards = looker.cards(conn, ids, now)?;
    if let Some(account) = looker.account {
        let sent = Application::sent(conn, account, ids)?;
        for card in &mut cards {
            let applied = sent.iter().find(|applied| applied.posting.0 == card.id);
            card.applied = applied.map(words);
        }
    }
    Ok(cards)
}

/// What somebody has sent to a posting: how it stands, and its page.
pub fn applied_to(conn: &mut Conn, looker: &Looker, id: PostingId) -> Result<Option<Link>> {
    let Some(account) = looker.account else { return Ok(None) };
    let sent = Application::to_posting(conn, account, id)?;
    Ok(sent.map(|sent| {
        let applied = Applied { posting: id, stage: sent.stage, at: sent.applied_at };
        Link { url: paths::application(sent.public()), label: words(&applied) }
    }))
}

/// "Applied Nov 20", "Applied Nov 20: interview".
fn words(applied: &Applied) -> String {
    let day = applied.at.utc().format("%b %-d");
    match applied.stage {
        Stage::New => format!("Applied {day}"),
        stage => format!("Applied {day}: {}", stage.as_str()),
    }
}
