//! Text of a document as plain lines: nothing unseen, single spaces, bounded.

use crate::vocabulary::is_unseen;

/// Bytes of text that are kept.
pub(super) const MOST: usize = 200 * 1024;

pub(super) fn clean(text: &str) -> String {
    let mut kept = String::new();
    for line in text.lines() {
        let seen: String = line.chars().filter(|c| c.is_whitespace() || !is_unseen(*c)).collect();
        for (number, word) in seen.split_whitespace().enumerate() {
            if kept.len() + word.len() + 1 > MOST {
                return kept.trim_end().to_owned();
            }
            if number > 0 {
                kept.push(' ');
            }
            kept.push_str(word);
        }
        // One empty line parts paragraphs; more say nothing.
        if !kept.is_empty() && !kept.ends_with("\n\n") {
            kept.push('\n');
        }
    }
    kept.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_plain_and_bounded() {
        assert_eq!(
            clean("  Jane\u{200B}\u{0}  Doe\t CPC \r\n\n\n\nCoder\u{FEFF}\n"),
            "Jane Doe CPC\n\nCoder"
        );
        assert_eq!(clean("\u{0}\u{200B}\n \n"), "");
        let long = clean(&"é ".repeat(MOST));
        assert!(long.len() <= MOST && long.len() > MOST - 10);
        assert!(clean(&"é".repeat(MOST)).is_empty());
    }
}
