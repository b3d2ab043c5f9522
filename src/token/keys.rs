//! Links in old letters outlive a change of the secret: what they carry names the key it was
//! signed with, and keys of former days are still believed for them, and for nothing else.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use hmac::Mac;

use super::{mac, sign};
use crate::config::Secret;

/// The key of today, which signs, and those of former days, which only verify.
#[derive(Clone, Debug)]
pub struct Keys {
    current: Key,
    former: Vec<Key>,
}

#[derive(Clone, Debug)]
struct Key {
    /// Tells keys apart and tells nothing about them.
    id: String,
    secret: Secret,
}

impl Key {
    fn new(secret: Secret) -> Key {
        Key { id: sign(&secret, "key id", "")[..8].to_owned(), secret }
    }
}

impl Keys {
    pub fn new(current: Secret, former: Vec<Secret>) -> Keys {
        Keys { current: Key::new(current), former: former.into_iter().map(Key::new).collect() }
    }

    fn named(&self, id: &str) -> Option<&Key> {
        std::iter::once(&self.current).chain(&self.former).find(|key| key.id == id)
    }
}

/// What a link in a letter carries: `text` and its signature for one `purpose`, fit for an
/// address as it is: `TEXT.KEY.SIGNATURE`. The text can be read by whoever has the link.
pub fn carry_text(keys: &Keys, purpose: &str, text: &str) -> String {
    let Key { id, secret } = &keys.current;
    let signature = BASE64.encode(mac(secret, purpose, text).finalize().into_bytes());
    format!("{}.{id}.{signature}", BASE64.encode(text))
}

/// The text in what a link carried; nothing if no key of ours signed it for this purpose.
pub fn carried_text(keys: &Keys, purpose: &str, carried: &str) -> Option<String> {
    let mut parts = carried.split('.');
    let (text, id, signature) = (parts.next()?, parts.next()?, parts.next()?);
    let key = keys.named(id).filter(|_| parts.next().is_none())?;
    let text = String::from_utf8(BASE64.decode(text).ok()?).ok()?;
    let signature = BASE64.decode(signature).ok()?;
    mac(&key.secret, purpose, &text).verify_slice(&signature).ok()?;
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(letter: &str) -> Secret {
        Secret::new(letter.repeat(40))
    }

    #[test]
    fn what_was_carried_comes_out_again() {
        let keys = Keys::new(secret("a"), vec![]);
        for text in ["", "7", "alerts 1 2 3", "Zoë"] {
            let carried = carry_text(&keys, "alerts", text);
            assert_eq!(carried_text(&keys, "alerts", &carried).as_deref(), Some(text));
            assert!(carried.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b)));
        }
    }

    #[test]
    fn a_link_holds_after_the_secret_was_changed_as_long_as_the_old_one_is_named() {
        let carried = carry_text(&Keys::new(secret("a"), vec![]), "alerts", "7");
        let rotated = Keys::new(secret("b"), vec![secret("c"), secret("a")]);
        assert_eq!(carried_text(&rotated, "alerts", &carried).as_deref(), Some("7"));
        let forgotten = Keys::new(secret("b"), vec![secret("c")]);
        assert_eq!(carried_text(&forgotten, "alerts", &carried), None);
    }

    #[test]
    fn forged_cut_and_foreign_tokens_carry_nothing() {
        let keys = Keys::new(secret("a"), vec![]);
        let carried = carry_text(&keys, "alerts", "7");
        assert_eq!(carried_text(&keys, "manage", &carried), None, "another purpose");
        for at in 0..carried.len() {
            assert_eq!(carried_text(&keys, "alerts", &carried[..at]), None, "cut at {at}");
            let mut forged = carried.clone().into_bytes();
            forged[at] = if forged[at] == b'A' { b'B' } else { b'A' };
            let forged = String::from_utf8(forged).expect("ASCII");
            assert_eq!(carried_text(&keys, "alerts", &forged), None, "forged at {at}");
        }
        for other in ["", "..", "é.é.é", &format!("{carried}.x"), &format!("{carried}=")] {
            assert_eq!(carried_text(&keys, "alerts", other), None, "{other}");
        }
    }
}
