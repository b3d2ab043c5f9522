//! A search as a feed, for programs people read news with. A feed is the same for everybody: what
//! a search asks about whoever searches is no part of it.

mod atom;
mod entry;
mod json;
mod rss;
mod xml;

pub use entry::Entry;

use serde::Serialize;

use super::words::cut;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Result;
use crate::jobindex::{Criteria, Eyes, Snapshot, Sort};
use crate::paths;
use crate::postings::{PostingId, load_contents};

/// Postings in a feed.
const MOST: usize = 50;
/// Characters of a search in a feed's title.
const LONGEST_TITLE: usize = 120;

/// The shapes a feed comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Rss,
    Atom,
    Json,
}

/// A link to a feed, as a listing shows it.
#[derive(Debug, Serialize)]
pub struct FeedLink {
    pub label: &'static str,
    pub media_type: &'static str,
    pub url: String,
}

/// The newest postings of a search.
#[derive(Debug)]
pub struct Feed {
    pub title: String,
    /// The listing of the same search, absolute.
    pub page_url: String,
    /// Its own address, absolute.
    pub own_url: String,
    /// Newest first.
    pub entries: Vec<Entry>,
}

impl Shape {
    pub const ALL: [Shape; 3] = [Shape::Rss, Shape::Atom, Shape::Json];

    pub fn label(self) -> &'static str {
        match self {
            Shape::Rss => "RSS",
            Shape::Atom => "Atom",
            Shape::Json => "JSON Feed",
        }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Shape::Rss => "application/rss+xml",
            Shape::Atom => "application/atom+xml",
            Shape::Json => "application/feed+json",
        }
    }

    /// Where the feed of a search is.
    pub fn path(self, criteria: &Criteria) -> String {
        let base = match self {
            Shape::Rss => paths::FEED_RSS,
            Shape::Atom => paths::FEED_ATOM,
            Shape::Json => paths::FEED_JSON,
        };
        paths::with_query(base, &asked(criteria).query_string())
    }

    /// Writes a feed.
    pub fn write(self, feed: &Feed) -> Result<String> {
        match self {
            Shape::Rss => rss::write(feed),
            Shape::Atom => atom::write(feed),
            Shape::Json => json::write(feed),
        }
    }
}

/// The feeds of a search.
pub fn links(criteria: &Criteria) -> Vec<FeedLink> {
    let link = |shape: Shape| FeedLink {
        label: shape.label(),
        media_type: shape.media_type(),
        url: shape.path(criteria),
    };
    Shape::ALL.into_iter().map(link).collect()
}

/// What a feed asks: the search for everybody, from the start. Its own order is always the newest first.
pub fn asked(criteria: &Criteria) -> Criteria {
    criteria.clone().for_everybody().with_usual_sort()
}

/// The postings of the feed of a search, as of `now`.
pub fn newest(index: &Snapshot, criteria: &Criteria, now: Moment) -> Vec<PostingId> {
    let newest = asked(criteria).with_sort(Sort::Newest);
    let found = index.search(&newest, &Eyes::default(), MOST, now.micros());
    found.ids.into_iter().map(PostingId).collect()
}

impl Feed {
    /// Of postings read whole; `at` makes an address of a path.
    pub fn of(
        conn: &mut Conn,
        (shape, criteria, ids): (Shape, &Criteria, &[PostingId]),
        now: Moment,
        at: impl Fn(&str) -> String,
    ) -> Result<Feed> {
        let (path, asked) = (shape.path(criteria), asked(criteria));
        let loaded = load_contents(conn, ids)?;
        Ok(Feed {
            title: title(&asked),
            page_url: at(&paths::listing(&asked.query_string())),
            own_url: at(&path),
            entries: loaded.iter().map(|loaded| Entry::of(loaded, now, &at)).collect(),
        })
    }

    /// When anything in it changed last; nothing for an empty one.
    fn changed_at(&self) -> Option<Moment> {
        self.entries.iter().map(|entry| entry.changed_at).max()
    }
}

fn title(criteria: &Criteria) -> String {
    match criteria.is_everything() {
        true => "Medical coding jobs · CareerCenter".to_owned(),
        false => format!("{} · CareerCenter", cut(&criteria.describe(None), LONGEST_TITLE)),
    }
}
