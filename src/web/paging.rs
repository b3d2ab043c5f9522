//! Page numbers under a list.

use serde::Serialize;

/// What the pager component shows.
#[derive(Debug, Serialize, PartialEq, Eq)]
pub struct Pager {
    pub previous: Option<String>,
    pub next: Option<String>,
    pub pages: Vec<PageLink>,
}

/// One number; a gap stands for those left out and has the number 0.
#[derive(Debug, Serialize, PartialEq, Eq)]
pub struct PageLink {
    pub number: usize,
    pub url: Option<String>,
    pub current: bool,
    pub gap: bool,
}

impl Pager {
    /// For `total` rows, `size` a page; `url` gives the address of a page, counted from 1.
    /// Nothing if one page holds all.
    pub fn new(
        current: usize,
        total: usize,
        size: usize,
        url: impl Fn(usize) -> String,
    ) -> Option<Pager> {
        let last = total.div_ceil(size).max(1);
        if last == 1 {
            return None;
        }
        let current = current.clamp(1, last);
        let mut pages = Vec::new();
        for number in 1..=last {
            let near = number == 1 || number == last || number.abs_diff(current) <= 2;
            if near {
                let (url, current) = (Some(url(number)), number == current);
                pages.push(PageLink { number, url, current, gap: false });
            } else if pages.last().is_some_and(|page: &PageLink| !page.gap) {
                pages.push(PageLink { number: 0, url: None, current: false, gap: true });
            }
        }
        Some(Pager {
            previous: (current > 1).then(|| url(current - 1)),
            next: (current < last).then(|| url(current + 1)),
            pages,
        })
    }
}
