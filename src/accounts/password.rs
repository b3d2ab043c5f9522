//! Passwords: how they are kept, checked, and judged. All of it is slow on purpose or by
//! nature, so handlers do it on the hashing lane and never on a web thread.

use std::sync::LazyLock;

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use unicode_normalization::UnicodeNormalization;
use zxcvbn::Score;

use crate::error::{Error, Result};

/// In characters.
pub(super) const LEAST: usize = 10;
pub(super) const MOST: usize = 200;
/// The estimator's work grows faster than the password; more than this adds nothing.
const JUDGED: usize = 100;

/// argon2id with 19 MiB, two passes, one lane: about 15 ms of a core.
fn argon2() -> Argon2<'static> {
    let params = Params::new(19_456, 2, 1, None).expect("these parameters are within bounds");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// Different keyboards write the same letter in different bytes.
fn canonical(password: &str) -> String {
    password.nfc().collect()
}

/// What we keep of a password. Takes 15 ms and 19 MiB: never on a web thread.
pub fn hash(password: &str) -> Result<String> {
    let hash = argon2().hash_password(canonical(password).as_bytes()).map_err(Error::internal)?;
    Ok(hash.to_string())
}

/// True if the password is the one that was kept. Without a kept hash, or with an empty one that
/// no password opens, the same work is done for nothing, so that each takes as long as the other.
pub(super) fn is_right(password: &str, kept: Option<&str>) -> bool {
    let kept = kept.filter(|hash| !hash.is_empty());
    let against = kept.unwrap_or(nobodys());
    let right = argon2().verify_password(canonical(password).as_bytes(), against).is_ok();
    right && kept.is_some()
}

/// The hash of a password nobody knows.
fn nobodys() -> &'static str {
    static HASH: LazyLock<String> =
        LazyLock::new(|| hash(&crate::token::fresh()).expect("hashing needs only memory"));
    &HASH
}

/// What is wrong with a new password, in words for the person choosing it. `about` is what an
/// attacker would try first: the person's own name and address.
pub(super) fn weakness(password: &str, about: &[&str]) -> Option<String> {
    let length = password.chars().count();
    if length == 0 {
        return Some("Choose a password.".into());
    }
    if length < LEAST {
        return Some(format!("Use at least {LEAST} characters; this has {length}."));
    }
    if length > MOST {
        return Some(format!("Use at most {MOST} characters; this has {length}."));
    }
    let judged: String = canonical(password).chars().take(JUDGED).collect();
    let estimate = zxcvbn::zxcvbn(&judged, about);
    if estimate.score() >= Score::Three {
        return None;
    }
    let said = estimate.feedback().map(|feedback| {
        let warning = feedback.warning().map(|warning| warning.to_string());
        let advice = feedback.suggestions().iter().map(ToString::to_string);
        warning.into_iter().chain(advice).collect::<Vec<_>>().join(" ")
    });
    let said = said.filter(|said| !said.is_empty());
    Some(format!(
        "This password is too easy to guess. {}",
        said.as_deref().unwrap_or("Add another word or two. Uncommon words are better.")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_opens_what_it_closed() {
        let kept = hash("teal ledger harbor 9").expect("hashed");
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(is_right("teal ledger harbor 9", Some(&kept)));
        assert!(!is_right("teal ledger harbor 8", Some(&kept)));
        assert!(!is_right("teal ledger harbor 9", None));
        assert!(!is_right("anything", Some("no hash at all")));
        assert!(!is_right("", Some("")) && !is_right("anything", Some("")));
    }

    #[test]
    fn what_opens_to_none_costs_as_much() {
        let cost = |hash: &str| hash.split('$').take(4).collect::<Vec<_>>().join("$");
        assert_eq!(cost(nobodys()), cost(&hash("teal ledger harbor 9").expect("hashed")));
        assert!(!is_right("", None) && !is_right("", Some("")));
    }

    #[test]
    fn one_letter_typed_two_ways_is_one_password() {
        let kept = hash("caf\u{e9} harbor ledger").expect("hashed");
        assert!(is_right("cafe\u{301} harbor ledger", Some(&kept)));
    }

    #[test]
    fn easy_passwords_are_refused_in_words() {
        let about = ["Dana Reyes", "dana.reyes@riverbend.example"];
        for easy in ["", "short", "password123", "dana.reyes@riverbend.example", "qwertyuiop"] {
            let said = weakness(easy, &about).expect(easy);
            assert!(said.ends_with('.'), "{said}");
        }
        assert!(weakness(&"ab".repeat(101), &about).is_some());
        assert_eq!(weakness("teal ledger harbor quince", &about), None);
        assert_eq!(weakness(&format!("teal ledger harbor {}", "x".repeat(150)), &about), None);
    }
}
