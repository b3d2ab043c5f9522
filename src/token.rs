//! Secrets handed to people: random tokens, how they are kept (hashed), and signatures.

mod keys;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::config::Secret;
pub use keys::{Keys, carried_text, carry_text};

/// 256 random bits in hexadecimal.
pub fn fresh() -> String {
    let mut bytes = [0u8; 32];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    hex(&bytes)
}

/// What we keep of a token: a copy of the database lets nobody in.
pub fn hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// Signs `text` for one `purpose`, so that a signature made for one thing opens no other.
pub fn sign(secret: &Secret, purpose: &str, text: &str) -> String {
    hex(&mac(secret, purpose, text).finalize().into_bytes())
}

/// Checks a signature in constant time.
pub fn is_signed(secret: &Secret, purpose: &str, text: &str, signature: &str) -> bool {
    unhex(signature).is_some_and(|bytes| mac(secret, purpose, text).verify_slice(&bytes).is_ok())
}

/// A key of 256 bits for one purpose, derived from the secret: whoever holds it can tell neither the
/// secret nor another key.
pub fn key(secret: &Secret, purpose: &str, text: &str) -> [u8; 32] {
    mac(secret, purpose, text).finalize().into_bytes().into()
}

/// What a link carries to name a row: its id, signed for one `purpose`.
pub fn carry(secret: &Secret, purpose: &str, id: i64) -> String {
    format!("{id}.{}", sign(secret, purpose, &id.to_string()))
}

/// The id in what a link carried; nothing if we did not sign it for this purpose.
pub fn carried(secret: &Secret, purpose: &str, text: &str) -> Option<i64> {
    let (id, signature) = text.split_once('.')?;
    is_signed(secret, purpose, id, signature).then(|| id.parse().ok()).flatten()
}

fn mac(secret: &Secret, purpose: &str, text: &str) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose().as_bytes())
        .expect("HMAC takes a key of any length");
    mac.update(purpose.as_bytes());
    mac.update(&[0]);
    mac.update(text.as_bytes());
    mac
}

/// Bytes as lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]])
        .map(char::from)
        .collect()
}

/// Bytes out of hexadecimal; nothing if it is something else.
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u32>> = text.chars().map(|c| c.to_digit(16)).collect();
    let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
    digits.chunks(2).map(|pair| u8::try_from(pair[0] * 16 + pair[1]).ok()).collect()
}
