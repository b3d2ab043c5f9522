//! Small secrets we have to be able to read again: sealed before they reach the database, so that
//! a copy of it alone tells nothing. What is sealed for one purpose and one owner opens for no
//! other, so that a value moved to another row is found out.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};

use crate::config::Secret;
use crate::token;

/// Bytes in front of what was sealed: chosen at random, and never secret.
const NONCE: usize = 24;

/// The seal is broken: another key, another purpose or owner, or text that was tampered with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a sealed value cannot be opened with this key, for this purpose and owner")]
pub struct Unreadable;

/// Seals `text`; what comes out is hexadecimal and differs every time.
pub fn seal(secret: &Secret, purpose: &str, owner: &str, text: &str) -> String {
    let mut nonce = [0u8; NONCE];
    getrandom::fill(&mut nonce).expect("the operating system gives random bytes");
    let payload = Payload { msg: text.as_bytes(), aad: owner.as_bytes() };
    let sealed = cipher(secret, purpose)
        .encrypt(&XNonce::from(nonce), payload)
        .expect("a text that fits in memory can be sealed");
    token::hex(&[&nonce[..], &sealed].concat())
}

/// What was sealed for this purpose and owner.
pub fn open(
    secret: &Secret,
    purpose: &str,
    owner: &str,
    sealed: &str,
) -> Result<String, Unreadable> {
    let bytes = token::unhex(sealed).ok_or(Unreadable)?;
    let (nonce, sealed) = bytes.split_first_chunk::<NONCE>().ok_or(Unreadable)?;
    let payload = Payload { msg: sealed, aad: owner.as_bytes() };
    let opened = cipher(secret, purpose).decrypt(&XNonce::from(*nonce), payload);
    String::from_utf8(opened.map_err(|_| Unreadable)?).map_err(|_| Unreadable)
}

/// A key of its own for each purpose.
fn cipher(secret: &Secret, purpose: &str) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&token::key(secret, "seal", purpose).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret() -> Secret {
        Secret::new("a secret of at least thirty-two letters")
    }

    #[test]
    fn what_was_sealed_comes_out_again() {
        for text in ["", "0123456", "Zoë", &"9".repeat(500)] {
            let sealed = seal(&secret(), "number", "7", text);
            assert_eq!(open(&secret(), "number", "7", &sealed).as_deref(), Ok(text));
            assert_ne!(sealed, seal(&secret(), "number", "7", text), "the same every time");
            assert!(!sealed.contains(&token::hex(b"0123456")), "{sealed}");
        }
    }

    #[test]
    fn another_key_purpose_or_owner_opens_nothing() {
        let sealed = seal(&secret(), "number", "7", "0123456");
        let other = Secret::new("another secret of thirty-two letters!");
        assert_eq!(open(&other, "number", "7", &sealed), Err(Unreadable));
        assert_eq!(open(&secret(), "name", "7", &sealed), Err(Unreadable));
        assert_eq!(open(&secret(), "number", "8", &sealed), Err(Unreadable));
        assert_eq!(open(&secret(), "number", "", &sealed), Err(Unreadable));
    }

    #[test]
    fn tampering_is_found_out() {
        let sealed = seal(&secret(), "number", "7", "0123456");
        for at in 0..sealed.len() {
            let mut forged = sealed.clone().into_bytes();
            forged[at] = if forged[at] == b'0' { b'1' } else { b'0' };
            let forged = String::from_utf8(forged).expect("digits");
            assert_eq!(open(&secret(), "number", "7", &forged), Err(Unreadable), "{at}");
        }
        for forged in ["", "0", "zz", "é", &sealed[..40], &sealed[2..], &sealed[..48]] {
            assert_eq!(open(&secret(), "number", "7", forged), Err(Unreadable), "{forged}");
        }
        assert_eq!(open(&secret(), "number", "7", &format!("{sealed}00")), Err(Unreadable));
    }
}
