//! Employers in a search: by the slug of their name, so that a link stays readable and any employer can be named.

use crate::vocabulary::fold;

/// Bytes of a slug.
const LONGEST: usize = 80;

/// The slug of an employer's name: folded letters and digits with single hyphens between them, at most 80 bytes.
/// Of a slug, itself; empty where the name has no letter or digit.
pub fn employer_slug(name: &str) -> String {
    let mut slug = String::new();
    for c in fold(name).chars() {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if c != '\'' && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() > LONGEST {
            slug.truncate(slug.floor_char_boundary(LONGEST));
            break;
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// A slug as people read it, where the name itself is not at hand: "Acme Health".
pub(super) fn readable(slug: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(|letter| letter.to_uppercase().to_string());
        first.unwrap_or_default() + letters.as_str()
    };
    slug.split('-').map(capital).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_becomes_letters_digits_and_hyphens() {
        for (name, slug) in [
            ("Acme Health, Inc.", "acme-health-inc"),
            ("  St. Mary's — Médical 3M ", "st-marys-medical-3m"),
            ("'!?", ""),
            ("医院", "医院"),
        ] {
            assert_eq!(employer_slug(name), slug);
        }
        assert_eq!(readable("acme-health"), "Acme Health");
    }

    proptest! {
        #[test]
        fn the_slug_of_a_slug_is_itself(name in any::<String>()) {
            let slug = employer_slug(&name);
            prop_assert!(slug.len() <= LONGEST);
            prop_assert_eq!(employer_slug(&slug), slug);
        }
    }
}
