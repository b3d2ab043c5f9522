//! How an answer's bytes are packed, as far as whoever asks can unpack them.

use std::io::{Read, Write};

use actix_web::HttpResponseBuilder;
use actix_web::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, HeaderMap};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

/// Not packed.
const IDENTITY: &str = "identity";

/// How hard to try.
#[derive(Clone, Copy, Debug)]
pub(super) enum Effort {
    /// While somebody waits: a tenth larger at a third of the time.
    Quick,
    /// For what is packed once for good.
    Best,
}

/// Bytes packed by gzip: the same bytes for the same content.
pub(super) fn gzip(plain: &[u8], effort: Effort) -> std::io::Result<Vec<u8>> {
    let level = match effort {
        Effort::Quick => Compression::new(2),
        Effort::Best => Compression::best(),
    };
    let mut encoder = GzEncoder::new(Vec::with_capacity(plain.len() / 4), level);
    encoder.write_all(plain)?;
    encoder.finish()
}

/// The other way.
pub(super) fn unzip(packed: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut plain = Vec::new();
    GzDecoder::new(packed).read_to_end(&mut plain)?;
    Ok(plain)
}

/// Whether whoever asks takes an encoding: what they say of it, else what they say of any. Without a word of either
/// only what is not packed is taken.
pub(super) fn takes(headers: &HeaderMap, encoding: &str) -> bool {
    let offers = headers.get_all(ACCEPT_ENCODING).filter_map(|value| value.to_str().ok());
    let mut any = None;
    for (name, takes) in offers.flat_map(|value| value.split(',')).map(offer) {
        if name.eq_ignore_ascii_case(encoding) {
            return takes;
        }
        if name == "*" {
            any = Some(takes);
        }
    }
    any.unwrap_or(encoding == IDENTITY)
}

/// `gzip;q=0.5`: a name, and whether it is taken at all.
fn offer(offer: &str) -> (&str, bool) {
    let (name, parameters) = offer.split_once(';').unwrap_or((offer, ""));
    let refuses = |(name, value): (&str, &str)| {
        let quality = name.trim().eq_ignore_ascii_case("q").then(|| value.trim().parse::<f32>());
        quality.is_some_and(|quality| quality.is_ok_and(|quality| quality <= 0.0))
    };
    (name.trim(), !parameters.split(';').filter_map(|one| one.split_once('=')).any(refuses))
}

/// Says of plain bytes that they are to be sent as they are, which keeps the compressing middleware from packing them
/// for each who asks, unless that is refused.
pub(super) fn as_it_is(headers: &HeaderMap, response: &mut HttpResponseBuilder) {
    if headers.contains_key(ACCEPT_ENCODING) && takes(headers, IDENTITY) {
        response.insert_header((CONTENT_ENCODING, IDENTITY));
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    #[test]
    fn what_is_packed_comes_out_the_same() {
        let page = "<li>A posting</li>".repeat(500);
        let packed = gzip(page.as_bytes(), Effort::Quick).expect("memory takes it");
        assert!(packed.len() < 500);
        assert_eq!(unzip(&packed).expect("sound"), page.as_bytes());
        assert!(unzip(b"no gzip").is_err());
    }

    #[test]
    fn an_encoding_is_taken_unless_it_is_refused() {
        let takes = |value: &'static str, encoding: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(value));
            takes(&headers, encoding)
        };
        for offer in [
            "gzip",
            "deflate, GZIP ;q=0.5, br",
            "br,gzip;q=1",
            "*",
            "br, *;q=0.1",
            "identity;q=0, *",
            "gzip;q=x",
            "gzip;level=0",
        ] {
            assert!(takes(offer, "gzip"), "{offer}");
        }
        for offer in [
            "",
            "br",
            "identity",
            "gzip;q=0",
            "gzip; q=0.0, br",
            "gzip ; Q = 0, *",
            "xgzip",
            "*;q=0",
            "identity;q=0",
            "gzip;x=1;q=0",
        ] {
            assert!(!takes(offer, "gzip"), "{offer}");
        }
        for offer in ["", "br", "gzip", "gzip;q=0", "*", "*;q=0, identity;q=0.1"] {
            assert!(takes(offer, IDENTITY), "{offer}");
        }
        for offer in ["identity;q=0", "br, *;q=0", "identity;q=0, *", "gzip, Identity;q=0.000"] {
            assert!(!takes(offer, IDENTITY), "{offer}");
        }
        let nothing = HeaderMap::new();
        assert!(!super::takes(&nothing, "gzip") && super::takes(&nothing, IDENTITY));
    }
}
