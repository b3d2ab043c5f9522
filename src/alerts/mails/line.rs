//! What people have written, where a letter has room for one line.

use crate::vocabulary::is_unseen;

/// On one line, and without what nobody sees.
pub fn on_one_line(text: &str) -> String {
    let seen: String = text.chars().map(|c| if is_unseen(c) { ' ' } else { c }).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same, no longer than `most` characters.
pub fn shortened(text: &str, most: usize) -> String {
    let line = on_one_line(text);
    match line.chars().count() > most {
        true => line.chars().take(most - 1).chain(['…']).collect(),
        false => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_one_honest_line() {
        let text = "5 new jobs: “a\r\nBcc: x\u{202e}\u{0}b”";
        assert_eq!(shortened(text, 100), "5 new jobs: “a Bcc: x b”");
        assert_eq!(shortened(&"é".repeat(200), 10).chars().count(), 10);
    }
}
