//! Finding postings: the listing, the same search as a feed, and what helps to ask.

/// The listing.
pub const LISTING: &str = "/jobs";
/// A search as a feed: RSS, Atom, JSON Feed.
pub const FEED_RSS: &str = "/jobs/feed.rss";
pub const FEED_ATOM: &str = "/jobs/feed.atom";
pub const FEED_JSON: &str = "/jobs/feed.json";
/// What may be meant by what is being typed.
pub const SUGGEST: &str = "/jobs/suggest";
/// The employers of a search, to choose from.
pub const LISTING_EMPLOYERS: &str = "/jobs/employers";

/// All values of one filter, by its parameter, to choose from.
pub const LISTING_VALUES: &str = "/jobs/values/{group}";

/// What may be meant by what has been typed so far.
pub fn suggest(typed: &str) -> String {
    let query =
        url::form_urlencoded::Serializer::new(String::new()).append_pair("q", typed).finish();
    with_query(SUGGEST, &query)
}

/// The listing for a query string in canonical form; empty means all.
pub fn listing(query: &str) -> String {
    with_query(LISTING, query)
}

/// The employers of the search of a query string.
pub fn listing_employers(query: &str) -> String {
    with_query(LISTING_EMPLOYERS, query)
}

/// The values of a filter for the search of a query string.
pub fn listing_values(group: &str, query: &str) -> String {
    with_query(&LISTING_VALUES.replace("{group}", group), query)
}

/// A path with a query string, which may be empty.
pub fn with_query(path: &str, query: &str) -> String {
    match query {
        "" => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}
