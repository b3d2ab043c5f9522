//! Markdown people write, as HTML that is safe on our pages: their words, lists, emphasis and
//! links, and nothing that runs, loads or imitates the page around it.

use std::sync::LazyLock;

use ammonia::Builder;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// In bytes; what lies beyond is not rendered. Forms allow less.
const MOST: usize = 100 * 1024;
/// Nesting beyond this is flattened: browsers and sanitizers slow down with depth.
const DEEPEST: usize = 24;

/// Sanitized HTML. Headings begin at `h3`, below the page's own; images and raw HTML show as the
/// text they were written as; links are marked as not ours.
pub fn html(markdown: &str) -> String {
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, events(markdown).into_iter());
    CLEANER.clean(&html).to_string()
}

/// The words alone, a line for each block: for search and for machines.
pub fn text(markdown: &str) -> String {
    let mut text = String::new();
    for event in events(markdown) {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::SoftBreak => text.push(' '),
            Event::HardBreak | Event::Rule => text.push('\n'),
            Event::End(tag) if is_block(tag) && !text.ends_with('\n') => text.push('\n'),
            _ => {}
        }
    }
    text.trim().to_owned()
}

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let tags = [
        "p",
        "br",
        "hr",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "strong",
        "em",
        "del",
        "code",
        "pre",
        "blockquote",
        "a",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ];
    let mut cleaner = Builder::empty();
    cleaner
        .tags(tags.into())
        .tag_attributes([("a", ["href"].into()), ("ol", ["start"].into())].into())
        .url_schemes(["http", "https", "mailto", "tel"].into())
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("nofollow noopener noreferrer"));
    cleaner
});

fn events(markdown: &str) -> Vec<Event<'_>> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let (mut kept, mut headings) = (Vec::new(), Headings::default());
    Parser::new_ext(beginning(markdown), options)
        .filter_map(|event| match event {
            Event::Start(tag) => {
                let keep = kept.len() < DEEPEST && !matches!(tag, Tag::Image { .. });
                kept.push(keep);
                keep.then(|| Event::Start(headings.start(tag)))
            }
            Event::End(tag) => kept.pop().unwrap_or(false).then(|| Event::End(headings.end(tag))),
            Event::Html(raw) | Event::InlineHtml(raw) => Some(Event::Text(raw)),
            other => Some(other),
        })
        .collect()
}

/// At most `MOST` bytes, cut between characters.
fn beginning(markdown: &str) -> &str {
    let end = (0..=MOST.min(markdown.len())).rev().find(|end| markdown.is_char_boundary(*end));
    &markdown[..end.unwrap_or(0)]
}

/// The headings a text is in the middle of, outermost first. Shown, none is more than one step below
/// the one it stands in, whatever level it was written as.
#[derive(Default)]
struct Headings(Vec<HeadingLevel>);

impl Headings {
    fn open(&mut self, written: HeadingLevel) -> HeadingLevel {
        self.0.retain(|around| *around < written);
        self.0.push(written);
        self.shown()
    }

    fn shown(&self) -> HeadingLevel {
        match self.0.len() {
            0 | 1 => HeadingLevel::H3,
            2 => HeadingLevel::H4,
            3 => HeadingLevel::H5,
            _ => HeadingLevel::H6,
        }
    }

    fn start<'a>(&mut self, tag: Tag<'a>) -> Tag<'a> {
        match tag {
            Tag::Heading { level, id, classes, attrs } => {
                Tag::Heading { level: self.open(level), id, classes, attrs }
            }
            other => other,
        }
    }

    fn end(&self, tag: TagEnd) -> TagEnd {
        match tag {
            TagEnd::Heading(_) => TagEnd::Heading(self.shown()),
            other => other,
        }
    }
}

fn is_block(tag: TagEnd) -> bool {
    use TagEnd::{CodeBlock, Heading, HtmlBlock, Item, Paragraph, TableCell, TableRow};
    matches!(tag, Paragraph | Heading(_) | Item | CodeBlock | HtmlBlock | TableCell | TableRow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_kept() {
        let shown = html("# Who we are\n\nNine *surgery* centers.\n\n- Epic\n- 3M 360");
        assert_eq!(
            shown,
            "<h3>Who we are</h3>\n<p>Nine <em>surgery</em> centers.</p>\n<ul>\n<li>Epic</li>\n<li>3M 360</li>\n</ul>\n"
        );
    }

    #[test]
    fn headings_follow_one_another() {
        let shown = html("### Us\n\n##### You\n\n### Pay\n\n# More\n\n###### Last");
        assert_eq!(
            shown,
            "<h3>Us</h3>\n<h4>You</h4>\n<h3>Pay</h3>\n<h3>More</h3>\n<h4>Last</h4>\n"
        );
    }

    #[test]
    fn links_lead_out_and_say_so() {
        let shown = html("[us](https://riverbend.example/a?b=1&c=2)");
        assert!(shown.contains("rel=\"nofollow noopener noreferrer\""), "{shown}");
        assert!(shown.contains("href=\"https://riverbend.example/a?b=1&amp;c=2\""), "{shown}");
        for link in
            ["javascript:alert(1)", "data:text/html,x", "/admin", "//evil.example", "vbscript:x"]
        {
            let shown = html(&format!("[x]({link})"));
            assert!(!shown.contains("href"), "{shown}");
        }
    }

    #[test]
    fn nothing_runs_or_loads() {
        for text in [
            "<script>alert(1)</script>",
            "hi <img src=x onerror=alert(1)>",
            "![tracker](https://evil.example/x.png)",
            "<style>body{display:none}</style>",
            "<svg/onload=alert(1)>",
            "[a](<javascript:x> \"\\\" onclick=x\")",
        ] {
            let shown = html(text);
            for bad in
                ["<script", "<img", "<style", "<svg", "javascript:x\"", "onclick=\"", "style="]
            {
                assert!(!shown.contains(bad), "{text}: {shown}");
            }
        }
        assert!(html("<b>bold</b>").contains("&lt;b&gt;"));
    }

    #[test]
    fn depth_and_length_are_bounded() {
        let deep = html(&">".repeat(50_000));
        assert!(deep.matches("<blockquote").count() <= DEEPEST);
        let nested = html(&format!("{}x", "- ".repeat(20_000)));
        assert!(nested.matches("<li").count() <= DEEPEST);
        assert!(html(&"é".repeat(200_000)).len() <= MOST + 100);
    }

    #[test]
    fn the_words_alone() {
        assert_eq!(
            text("# Who\n\nNine *surgery*\ncenters.\n\n- Epic\n- `3M`"),
            "Who\nNine surgery centers.\nEpic\n3M"
        );
    }
}
