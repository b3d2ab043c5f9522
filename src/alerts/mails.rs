//! The letters of alerts: the one that asks whether somebody wants them, and those they wanted.

mod line;
mod posting;

use serde::{Deserialize, Serialize};

use super::alert::Alert;
use super::asking::Waiting;
use super::links::{change_url, confirm_url, end_url, manage_url};
use super::mailing::Mailing;
use super::{Addressee, AlertId, waiting};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::mail::outbox::{self, Kind};
use crate::mail::render::{self, List, Words};
use crate::paths;
use crate::search::thousands;
use crate::site::Site;
use crate::web::absolute;
use line::shortened;
use posting::PostingView;

/// Which of our lists these letters are.
const LIST: &str = "alerts";
/// Characters of a subject; phones show about half.
const LONGEST_SUBJECT: usize = 110;

/// What the letter that asks shows.
#[derive(Serialize)]
struct Asking {
    alerts: Vec<Asked>,
    url: String,
    board_url: String,
    postal_address: String,
}

/// A search that waits for an answer.
#[derive(Serialize)]
struct Asked {
    words: String,
    frequency_text: &'static str,
}

/// What a letter of alerts shows.
#[derive(Serialize)]
struct Told {
    subject: String,
    /// What mail programs show beside the subject.
    preview: String,
    /// "5 new jobs".
    heading: String,
    /// Below it where there are several alerts.
    heading_note: String,
    several: bool,
    alerts: Vec<AlertLine>,
    postings: Vec<PostingView>,
    more: Option<More>,
    manage_url: String,
    unsubscribe_url: String,
    board_url: String,
    postal_address: String,
}

/// Why somebody gets it.
#[derive(Serialize)]
struct AlertLine {
    words: String,
    frequency_text: &'static str,
    change_url: String,
    end_url: String,
}

/// What the letter has no room for.
#[derive(Serialize)]
struct More {
    text: String,
    url: String,
}

/// What a letter says; nothing if things have moved on and there is nothing to say.
pub fn letter(
    conn: &mut Conn,
    site: &Site,
    kind: Kind,
    (id, payload): (i64, &str),
) -> Result<Option<Words>> {
    match kind {
        Kind::ConfirmAlert => asking(conn, site, (id, payload)),
        Kind::Alert => told(conn, site, id),
        other => Err(Error::internal(format!("alerts write no letter of kind {other}"))),
    }
}

/// Whoever gets this may never have heard of us: it says nothing a stranger has typed.
fn asking(conn: &mut Conn, site: &Site, (id, payload): (i64, &str)) -> Result<Option<Words>> {
    let Waiting { subscriber } = read(payload)?;
    let alerts = match waiting(conn, subscriber) {
        Err(Error::NotFound) => Vec::new(),
        found => found?,
    };
    if alerts.is_empty() {
        return Ok(None);
    }
    let asked = |alert: &Alert| Asked {
        words: without_words(alert),
        frequency_text: alert.frequency.in_words(),
    };
    let to = Addressee::new(subscriber, &outbox::recipient(conn, id)?);
    let view = Asking {
        alerts: alerts.iter().map(asked).collect(),
        url: confirm_url(site, &to),
        board_url: absolute(site, paths::FRONT),
        postal_address: site.config.postal_address.clone(),
    };
    render::words(&site.templates, Kind::ConfirmAlert, &view).map(Some)
}

/// The search without the words that were typed.
fn without_words(alert: &Alert) -> String {
    let bare = alert.criteria.clone().without_words();
    match (alert.criteria.q().is_empty(), bare.is_everything()) {
        (true, _) => alert.words(),
        (false, true) => "Words you typed into the search".to_owned(),
        (false, false) => {
            format!("{}, and words you typed", bare.describe(alert.fit.as_ref()))
        }
    }
}

fn told(conn: &mut Conn, site: &Site, id: i64) -> Result<Option<Words>> {
    let now = site.clock.now();
    let Some(mailing) = Mailing::of(conn, now, id)? else { return Ok(None) };
    let postings = PostingView::all(conn, site, &mailing)?;
    if postings.is_empty() {
        return Ok(None);
    }
    let to = Addressee::new(mailing.subscriber.id, &mailing.email);
    let view = Told::of(site, &to, &mailing, postings);
    let mut words = render::words(&site.templates, Kind::Alert, &view)?;
    words.to = Some(mailing.email);
    words.list = Some(List { unsubscribe_url: view.unsubscribe_url, id: LIST });
    Ok(Some(words))
}

impl Told {
    fn of(site: &Site, to: &Addressee, mailing: &Mailing, postings: Vec<PostingView>) -> Told {
        let ids: Vec<AlertId> = mailing.alerts.iter().map(|alert| alert.id).collect();
        let line = |alert: &Alert| AlertLine {
            words: alert.words(),
            frequency_text: alert.frequency.in_words(),
            change_url: change_url(site, to, alert.id),
            end_url: end_url(site, to, &[alert.id]),
        };
        let alerts: Vec<AlertLine> = mailing.alerts.iter().map(line).collect();
        let heading = match mailing.total {
            1 => "1 new job".to_owned(),
            many => format!("{} new jobs", thousands(many)),
        };
        Told {
            subject: subject(&heading, &alerts, &postings, mailing.total),
            preview: preview(&postings),
            heading_note: format!("From {} of your alerts.", alerts.len()),
            heading,
            several: alerts.len() > 1,
            more: More::of(site, to, mailing),
            postings,
            alerts,
            manage_url: manage_url(site, to),
            unsubscribe_url: end_url(site, to, &ids),
            board_url: absolute(site, paths::FRONT),
            postal_address: site.config.postal_address.clone(),
        }
    }
}

impl More {
    /// The listing of a single alert shows the rest; that of several begins with their list.
    fn of(site: &Site, to: &Addressee, mailing: &Mailing) -> Option<More> {
        let left = mailing.total.saturating_sub(mailing.postings.len());
        let url = match &mailing.alerts[..] {
            [one] => absolute(site, &paths::listing(&one.criteria.query_string())),
            _ => manage_url(site, to),
        };
        (left > 0).then(|| More { text: format!("and {} more", thousands(left)), url })
    }
}

/// "5 new jobs: Remote, CPC, at least $26 an hour"; of a single one its title.
fn subject(heading: &str, alerts: &[AlertLine], postings: &[PostingView], total: usize) -> String {
    let about = match (total, postings, alerts) {
        (1, [posting], _) => format!("{} at {}", posting.title, posting.employer),
        (_, _, [one]) => one.words.clone(),
        (_, _, [first, ..]) => format!("{} and more", first.words),
        _ => String::new(),
    };
    shortened(&format!("{heading}: {about}"), LONGEST_SUBJECT)
}

/// Titles, as far as there is room.
fn preview(postings: &[PostingView]) -> String {
    let titles: Vec<String> = postings
        .iter()
        .take(4)
        .map(|posting| format!("{} ({})", posting.title, posting.pay_text))
        .collect();
    shortened(&titles.join(" · "), 180)
}

fn read<'a, T: Deserialize<'a>>(payload: &'a str) -> Result<T> {
    serde_json::from_str(payload).map_err(Error::internal)
}
