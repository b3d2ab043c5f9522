//! One form for the inflections of a word: "coders" is a coder, "audited" and "audits" are about an audit.
//!
//! The stem is always the beginning of its word, so that everything with one stem stands together in a sorted list.

/// Words that only look like another word's inflection.
const WHOLE: [&str; 8] =
    ["building", "during", "evening", "meeting", "morning", "nursing", "wedding", "pricing"];
/// Letters a word needs before anything is taken off, and letters that have to be left.
const SHORTEST: usize = 4;
const LEFT: usize = 3;

/// The stem of a folded token. Words under four letters, and all that have more in them than plain letters, are
/// their own: numbers, codes and other alphabets are never touched.
pub(in crate::jobindex) fn stem(token: &str) -> &str {
    if token.len() < SHORTEST || !token.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return token;
    }
    let one = singular(token);
    if one.len() < SHORTEST || WHOLE.contains(&one) { one } else { root(one) }
}

fn singular(word: &str) -> &str {
    if let Some(rest) = word.strip_suffix("ies").filter(|rest| rest.len() >= LEFT) {
        return rest;
    }
    for ending in ["sses", "shes", "ches", "xes", "zes"] {
        if word.ends_with(ending) {
            return &word[..word.len() - 2];
        }
    }
    if word.len() > 6 && word.ends_with("sis") {
        return &word[..word.len() - 2];
    }
    match word.strip_suffix('s') {
        Some(rest) if !rest.ends_with(['s', 'u', 'i']) => rest,
        _ => word,
    }
}

fn root(word: &str) -> &str {
    let inflected = ["ing", "ed"].into_iter().find_map(|ending| word.strip_suffix(ending));
    if let Some(rest) = inflected
        && rest.len() >= LEFT
        && rest.contains(['a', 'e', 'i', 'o', 'u'])
        && !rest.ends_with('e')
    {
        return rest;
    }
    if let Some(rest) = word.strip_suffix('e') {
        return rest;
    }
    match word.strip_suffix('y') {
        Some(rest) if !rest.ends_with(['a', 'e', 'i', 'o', 'u']) => rest,
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn inflections_have_one_stem() {
        for same in [
            &["coder", "coders"][..],
            &["code", "codes", "coding", "coded"],
            &["audit", "audits", "audited", "auditing"],
            &["specialty", "specialties"],
            &["process", "processes", "processing"],
            &["diagnosis", "diagnoses"],
            &["nurse", "nurses"],
            &["box", "boxes"],
        ] {
            assert!(same.iter().all(|word| stem(word) == stem(same[0])), "{same:?}");
        }
    }

    #[test]
    fn what_is_another_word_keeps_its_own() {
        for (a, b) in
            [("coder", "coding"), ("evening", "even"), ("nurse", "nursing"), ("status", "stat")]
        {
            assert_ne!(stem(a), stem(b));
        }
        for whole in ["cpc", "ccs", "icd10", "drgs1", "need", "access", "kinésis"] {
            assert_eq!(stem(whole), whole);
        }
    }

    proptest! {
        #[test]
        fn a_stem_begins_its_word(word in "\\PC{0,12}|[a-z]{0,12}(s|es|ies|ing|ed|y|e)") {
            prop_assert!(word.starts_with(stem(&word)));
            prop_assert_eq!(stem(&word).is_empty(), word.is_empty());
        }
    }
}
