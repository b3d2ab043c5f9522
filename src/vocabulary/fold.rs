//! The one folding of text: search columns, index terms and matching all compare folded text.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Lower case, without accents, with typographic punctuation made plain and invisible characters dropped.
///
/// Folding works character by character, so a caller may fold with [`fold_char`] and keep track of where each
/// folded byte came from. Folding folded text changes nothing.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        fold_char(c, |f| folded.push(f));
    }
    folded
}

/// Folds one character, which may become none, one or several.
pub fn fold_char(c: char, mut emit: impl FnMut(char)) {
    if c.is_ascii() {
        return emit(c.to_ascii_lowercase());
    }
    if let Some(plain) = plain(c) {
        return plain.chars().for_each(emit);
    }
    decompose_compatible(c, |part| {
        for low in part.to_lowercase() {
            match plain(low) {
                Some(text) => text.chars().for_each(&mut emit),
                None if is_combining_mark(low) => {}
                None => emit(low.to_ascii_lowercase()),
            }
        }
    });
}

/// The plain spelling of letters and marks that decomposition leaves alone.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{2032}' | '\u{02BC}' => "'",
        '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{2033}' => "\"",
        '\u{2010}'..='\u{2015}' | '\u{2212}' => "-",
        'ß' | 'ẞ' => "ss",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' => "d",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ı' => "i",
        '\u{00AD}' | '\u{FEFF}' | '\u{061C}' => "",
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn accents_case_and_typography_go() {
        assert_eq!(fold("Médical CODER"), "medical coder");
        assert_eq!(fold("Master’s – “ICD‑10”"), "master's - \"icd-10\"");
        assert_eq!(fold("Ｃoder\u{202E}\u{200B}"), "coder");
        assert_eq!(fold("Łódź Straße İstanbul"), "lodz strasse istanbul");
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
