//! Characters nobody sees: text is shown without them, and an address has none.

/// True for control characters, line breaks and tabs among them, for characters that turn the
/// direction of text, and for those that take no ink: of no width, fillers, tags.
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_stays() {
        let seen = |text: &str| text.chars().filter(|c| !is_unseen(*c)).collect::<String>();
        let hidden = "a\u{200B}b\u{202E}\u{2066}c\u{FEFF}\u{AD}\u{0}\u{E0041}\u{E007F}\u{3164}d";
        assert_eq!(seen(hidden), "abcd");
        for plain in ["Zoë Müller – “I/II”", "编码员", "кодер", "★ 25 €", "e\u{301}"]
        {
            assert_eq!(seen(plain), plain);
        }
    }
}
