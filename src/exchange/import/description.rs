//! A description as Markdown, whatever it came as.

/// No posting needs more; what is beyond is cut at a line.
const LONGEST: usize = 100_000;

/// HTML becomes Markdown; text stays as it is. Entities that were escaped once too often
/// ("&lt;p&gt;") are resolved first.
pub(super) fn markdown(text: &str) -> String {
    let text = cut(text);
    let escaped = text.contains("&lt;") && !text.contains('<');
    let unescaped = if escaped { unescape(text) } else { text.to_owned() };
    if !is_html(&unescaped) {
        return tidy(&unescaped);
    }
    // A safe tree first: it bounds what the converter sees to plain, well-formed elements.
    let clean = ammonia::clean(&unescaped);
    tidy(&htmd::convert(&clean).unwrap_or(unescaped))
}

fn cut(text: &str) -> &str {
    if text.len() <= LONGEST {
        return text;
    }
    let end = (0..=LONGEST).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    let kept = &text[..end];
    kept.rfind('\n').filter(|line| *line > LONGEST / 2).map_or(kept, |line| &kept[..line])
}

fn is_html(text: &str) -> bool {
    const TAGS: [&str; 10] =
        ["<p", "<br", "<ul", "<li", "<div", "<h1", "<h2", "<h3", "<strong", "<span"];
    let lower = text.to_ascii_lowercase();
    TAGS.iter().any(|tag| lower.contains(tag))
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// No control characters, no spaces at line ends, at most one blank line in a row.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut blank = 0;
    for line in text.lines() {
        let line: String = line.chars().filter(|c| !c.is_control() || *c == '\t').collect();
        let line = line.trim_end();
        blank = if line.is_empty() { blank + 1 } else { 0 };
        if blank <= 1 {
            tidy.push_str(line);
            tidy.push('\n');
        }
    }
    tidy.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::markdown;

    #[test]
    fn html_becomes_markdown_and_scripts_are_gone() {
        let text = markdown(
            "<p>Code <strong>charts</strong></p><ul><li>CPC</li></ul><script>alert(1)</script>",
        );
        assert!(text.contains("Code **charts**") && text.contains("CPC"), "{text}");
        assert!(!text.contains("alert") && !text.contains('<'), "{text}");
    }

    #[test]
    fn text_escaped_twice_is_read() {
        assert_eq!(markdown("&lt;p&gt;Coder wanted&lt;/p&gt;"), "Coder wanted");
    }

    #[test]
    fn plain_text_stays_and_is_tidied() {
        assert_eq!(markdown("a  \n\n\n\nb\u{0}\u{7}"), "a\n\nb");
    }

    #[test]
    fn a_huge_text_is_cut_between_characters() {
        assert!(markdown(&"é".repeat(200_000)).len() <= 100_000);
    }
}
