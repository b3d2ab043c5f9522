//! The letters of alerts: the one that asks whether somebody wants them, and those they wanted.

mod line;
mod posting;

use serde::{Deserialize, Serialize};

use super::alert::Alert;
use super::asking::Waiting;
use super::links::{change_url, confirm_url, end_url, manage_url};
use super::mailing::Mailing;
use super::{AlertId, describe, waiting};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::jobindex::Criteria;
use crate::mail::outbox::Kind;
use crate::mail::render::{self, List, Words};
use crate::paths;
use crate::postings::PostingId;
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
        Kind::ConfirmAlert => asking(conn, site, payload),
        Kind::Alert => told(conn, site, id),
        other => Err(Error::internal(format!("alerts write no letter of kind {other}"))),
    }
}

/// Whoever gets this may never have heard of us: it says nothing a stranger has typed.
fn asking(conn: &mut Conn, site: &Site, payload: &str) -> Result<Option<Words>> {
    let Waiting { subscriber } = read(payload)?;
    let alerts = match waiting(conn, subscriber) {
        Err(Error::NotFound) => Vec::new(),
        found => found?,
    };
    if alerts.is_empty() {
        return Ok(None);
    }
    let asked = |alert: &Alert| Asked {
        words: without_words(&alert.criteria, alert),
        frequency_text: alert.frequency.in_words(),
    };
    let view = Asking {
        alerts: alerts.iter().map(asked).collect(),
        url: confirm_url(site, subscriber),
        board_url: absolute(site, paths::FRONT),
        postal_address: site.config.postal_address.clone(),
    };
    render::words(&site.templates, Kind::ConfirmAlert, &view).map(Some)
}

/// The search without the words that were typed.
fn without_words(criteria: &Criteria, alert: &Alert) -> String {
    let fit = alert.fit.as_ref();
    let bare = criteria.clone().without_words();
    match (criteria.q().is_empty(), bare.is_everything()) {
        (true, _) => describe(criteria, fit),
        (false, true) => "Words you typed into the search".to_owned(),
        (false, false) => format!("{}, and words you typed", describe(&bare, fit)),
    }
}

fn told(conn: &mut Conn, site: &Site, id: i64) -> Result<Option<Words>> {
    let now = site.clock.now();
    let Some(mailing) = Mailing::of(conn, now, id)? else { return Ok(None) };
    let postings = PostingView::all(conn, site, &mailing)?;
    if postings.is_empty() {
        return Ok(None);
    }
    let view = Told::of(site, &mailing, postings);
    let mut words = render::words(&site.templates, Kind::Alert, &view)?;
    words.to = Some(mailing.email);
    words.list = Some(List { unsubscribe_url: view.unsubscribe_url, id: LIST });
    Ok(Some(words))
}

impl Told {
    fn of(site: &Site, mailing: &Mailing, postings: Vec<PostingView>) -> Told {
        let whose = mailing.subscriber.id;
        let ids: Vec<AlertId> = mailing.alerts.iter().map(|alert| alert.id).collect();
        let line = |alert: &Alert| AlertLine {
            words: describe(&alert.criteria, alert.fit.as_ref()),
            frequency_text: alert.frequency.in_words(),
            change_url: change_url(site, whose, alert.id),
            end_url: end_url(site, whose, &[alert.id]),
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
            more: More::of(site, mailing, postings.len()),
            postings,
            alerts,
            manage_url: manage_url(site, whose),
            unsubscribe_url: end_url(site, whose, &ids),
            board_url: absolute(site, paths::FRONT),
            postal_address: site.config.postal_address.clone(),
        }
    }
}

impl More {
    /// The listing of the alert that found most is where the rest can be seen.
    fn of(site: &Site, mailing: &Mailing, shown: usize) -> Option<More> {
        let left = mailing.total.saturating_sub(shown);
        let found = |alert: &&Alert| {
            let by = |(_, why): &&(PostingId, Vec<AlertId>)| why.contains(&alert.id);
            mailing.postings.iter().filter(by).count()
        };
        let most = mailing.alerts.iter().max_by_key(found).filter(|_| left > 0)?;
        Some(More {
            text: format!("and {} more", thousands(left)),
            url: absolute(site, &paths::listing(&most.criteria.query_string())),
        })
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
