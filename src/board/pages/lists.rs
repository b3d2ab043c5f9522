//! Lists in pages: which page is asked for, and the addresses of the others.

use actix_web::HttpRequest;

use crate::error::Result;
use crate::web::{Input, Pager};

/// Entries on a page.
const PAGE_SIZE: usize = 20;
/// The last page that can be asked for.
const PAGES: usize = 10_000;

/// The query as fields.
pub fn asked(request: &HttpRequest) -> Input {
    let pairs = url::form_urlencoded::parse(request.query_string().as_bytes());
    Input::from_pairs(pairs.map(|(name, value)| (name.into_owned(), value.into_owned())))
}

/// Anything that is no page is the first; beyond the last is the last.
pub fn page_number(asked: &Input) -> usize {
    let page = asked.text("page").parse::<usize>().unwrap_or(1);
    page.clamp(1, PAGES)
}

/// What is read of a list: one page of it.
pub struct Read<T> {
    pub rows: Vec<T>,
    /// Of all pages.
    pub total: usize,
    pub page: usize,
}

/// Reads a page of a list; one beyond the last page is the last. `rows` reads some, from an offset on, and how many
/// there are in all.
pub fn read<T>(
    page: usize,
    mut rows: impl FnMut(i64, i64) -> Result<(Vec<T>, i64)>,
) -> Result<Read<T>> {
    let mut of = |page: usize| {
        let (rows, total) = rows(((page - 1) * PAGE_SIZE) as i64, PAGE_SIZE as i64)?;
        Ok(Read { rows, total: usize::try_from(total).unwrap_or(0), page })
    };
    let read: Read<T> = of(page)?;
    let last = read.total.div_ceil(PAGE_SIZE).max(1);
    if page > last { of(last) } else { Ok(read) }
}

/// The address of a page of a list, the first without its number.
pub fn address(base: &str, q: &str, page: usize) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    if !q.is_empty() {
        query.append_pair("q", q);
    }
    if page > 1 {
        query.append_pair("page", &page.to_string());
    }
    match query.finish().as_str() {
        "" => base.to_owned(),
        query => format!("{base}?{query}"),
    }
}

pub fn pager(page: usize, total: usize, url: impl Fn(usize) -> String) -> Option<Pager> {
    Pager::new(page, total.min(PAGES * PAGE_SIZE), PAGE_SIZE, url)
}
