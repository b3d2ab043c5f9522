//! The key our domain vouches for letters with.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use ring::rand::SystemRandom;
use ring::signature::{Ed25519KeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use sha2::{Digest, Sha256};

/// Who signs: the key's other half stands in the DNS under `SELECTOR._domainkey.DOMAIN`.
#[derive(Clone, Debug)]
pub struct Dkim {
    pub domain: String,
    pub selector: String,
    pub key: DkimKey,
}

/// A private key. It is never printed.
#[derive(Clone)]
pub struct DkimKey(Arc<Pair>);

enum Pair {
    Rsa(RsaKeyPair),
    Ed25519(Ed25519KeyPair),
}

impl fmt::Debug for DkimKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "({} key)", self.algorithm())
    }
}

impl DkimKey {
    /// The name DKIM has for it.
    pub fn algorithm(&self) -> &'static str {
        match *self.0 {
            Pair::Rsa(_) => "rsa-sha256",
            Pair::Ed25519(_) => "ed25519-sha256",
        }
    }

    pub fn sign(&self, data: &[u8]) -> Vec<u8> {
        match &*self.0 {
            Pair::Rsa(pair) => {
                let mut signature = vec![0; pair.public().modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), data, &mut signature)
                    .expect("the signature is as long as the key, and there is randomness");
                signature
            }
            // RFC 8463: what is signed is the hash.
            Pair::Ed25519(pair) => pair.sign(&Sha256::digest(data)).as_ref().to_vec(),
        }
    }

    /// Reads PEM as `openssl genpkey` and `openssl genrsa` write it.
    pub(super) fn read(path: &Path) -> Result<DkimKey, String> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| format!("cannot be read: {}: {error}", path.display()))?;
        let none = || "must hold an RSA key of 2048 bits or more, or an Ed25519 key, in PEM";
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let inside: String = lines.filter(|line| !line.starts_with("-----")).collect();
        let der = BASE64.decode(inside).map_err(|_| none())?;
        let rsa = RsaKeyPair::from_pkcs8(&der).or_else(|_| RsaKeyPair::from_der(&der));
        let pair = rsa
            .map(Pair::Rsa)
            .or_else(|_| Ed25519KeyPair::from_pkcs8_maybe_unchecked(&der).map(Pair::Ed25519));
        Ok(DkimKey(Arc::new(pair.map_err(|_| none())?)))
    }
}

/// A name of the DNS: labels of letters, digits, hyphens and, in selectors, underscores.
pub(super) fn dns_name(text: &str) -> Result<String, String> {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    };
    match text.len() <= 253 && text.split('.').all(label) {
        true => Ok(text.to_lowercase()),
        false => Err(format!("must be a name of the DNS, not {text:?}")),
    }
}
