//! What a visitor got: asked by CSS selectors, and with a message that shows the page when the
//! answer is another than a test expects.

use reqwest::header::HeaderMap;
use scraper::{ElementRef, Html, Selector};
use url::Url;

use super::client::Client;
use super::form::Form;

pub struct Page {
    /// Who got it.
    pub client: Client,
    /// The address it came from.
    pub url: Url,
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
    pub html: Html,
}

impl Page {
    pub(super) fn new(
        client: Client,
        url: Url,
        status: u16,
        headers: HeaderMap,
        body: Vec<u8>,
    ) -> Page {
        let html = Html::parse_document(&String::from_utf8_lossy(&body));
        Page { client, url, status, headers, body, html }
    }

    /// Fails unless the status is the one given.
    #[track_caller]
    pub fn expect(self, status: u16) -> Page {
        assert_eq!(self.status, status, "{}", self.shown());
        self
    }

    /// Path and query it came from.
    pub fn path(&self) -> String {
        path_of(&self.url)
    }

    /// Path and query it sends the visitor on to.
    #[track_caller]
    pub fn location(&self) -> String {
        let Some(location) = self.header("location") else {
            panic!("no redirect: {}", self.shown())
        };
        path_of(&self.url.join(location).expect("a Location is an address"))
    }

    /// Goes where this page sends the visitor.
    #[track_caller]
    pub fn follow(&self) -> Page {
        self.client.get(&self.location())
    }

    /// Goes on until there is a page to read.
    #[track_caller]
    pub fn follow_all(self) -> Page {
        let mut page = self;
        for _ in 0..10 {
            if !(300..400).contains(&page.status) {
                return page;
            }
            page = page.follow();
        }
        panic!("redirects without end: {}", page.shown())
    }

    /// Follows the link a selector finds.
    #[track_caller]
    pub fn click(&self, selector: &str) -> Page {
        let link = self.url.join(&self.attr(selector, "href")).expect("a link is an address");
        self.client.get(&path_of(&link))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// True if something is there.
    pub fn has(&self, selector: &str) -> bool {
        self.select(selector).next().is_some()
    }

    /// How many there are.
    pub fn count(&self, selector: &str) -> usize {
        self.select(selector).count()
    }

    /// The text of the first one found, with single spaces.
    #[track_caller]
    pub fn text(&self, selector: &str) -> String {
        text_of(self.first(selector))
    }

    /// The text of each one found.
    pub fn all(&self, selector: &str) -> Vec<String> {
        self.select(selector).map(text_of).collect()
    }

    /// An attribute of the first one found.
    #[track_caller]
    pub fn attr(&self, selector: &str, name: &str) -> String {
        let Some(value) = self.first(selector).attr(name) else {
            panic!("{selector} has no {name}: {}", self.shown())
        };
        value.to_owned()
    }

    /// An attribute of each one found that has it.
    pub fn attrs(&self, selector: &str, name: &str) -> Vec<String> {
        self.select(selector).filter_map(|found| found.attr(name)).map(str::to_owned).collect()
    }

    /// True if the words stand in the text people read.
    pub fn says(&self, words: &str) -> bool {
        text_of(self.html.root_element()).contains(words)
    }

    /// A form with the values it shows now.
    #[track_caller]
    pub fn form(&self, selector: &str) -> Form<'_> {
        Form::new(self, self.first(selector))
    }

    /// Fills a form in and sends it with everything else it holds.
    #[track_caller]
    pub fn fill<K: AsRef<str>, V: AsRef<str>>(&self, selector: &str, values: &[(K, V)]) -> Page {
        self.form(selector).set_all(values).submit()
    }

    #[track_caller]
    fn first(&self, selector: &str) -> ElementRef<'_> {
        let Some(found) = self.select(selector).next() else {
            panic!("no {selector}: {}", self.shown())
        };
        found
    }

    pub(super) fn select(&self, selector: &str) -> impl Iterator<Item = ElementRef<'_>> {
        let selector = parse(selector);
        self.html.select(&selector).collect::<Vec<_>>().into_iter()
    }

    /// What a failed assertion shows.
    pub fn shown(&self) -> String {
        let body = match self.html.select(&parse("main")).next() {
            Some(main) => text_of(main),
            None => String::from_utf8_lossy(&self.body).into_owned(),
        };
        let body: String = body.chars().take(3000).collect();
        format!("{} answered {} {:?}:\n{body}", self.path(), self.status, self.header("location"))
    }
}

pub(super) fn parse(selector: &str) -> Selector {
    Selector::parse(selector).unwrap_or_else(|error| panic!("selector {selector}: {error}"))
}

/// Text as it is read: without scripts, with single spaces.
pub(super) fn text_of(element: ElementRef<'_>) -> String {
    element.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

fn path_of(url: &Url) -> String {
    url[url::Position::BeforePath..url::Position::AfterQuery].to_owned()
}
