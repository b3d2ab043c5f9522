//! How an answer's bytes are packed, as far as whoever asks can unpack them.

use std::io::{Read, Write};

use actix_web::http::header::{ACCEPT_ENCODING, HeaderMap};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

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

/// Whether whoever asks takes an encoding by its name.
pub(super) fn takes(headers: &HeaderMap, encoding: &str) -> bool {
    let offers = headers.get_all(ACCEPT_ENCODING).filter_map(|value| value.to_str().ok());
    offers.flat_map(|value| value.split(',')).any(|offer| {
        let (name, quality) = offer.split_once(';').unwrap_or((offer, ""));
        let refused = quality
            .trim()
            .strip_prefix("q=")
            .is_some_and(|q| q.trim().parse::<f32>().is_ok_and(|q| q <= 0.0));
        name.trim().eq_ignore_ascii_case(encoding) && !refused
    })
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
        let takes_gzip = |value: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(value));
            takes(&headers, "gzip")
        };
        for offer in ["gzip", "deflate, GZIP ;q=0.5, br", "br,gzip;q=1"] {
            assert!(takes_gzip(offer), "{offer}");
        }
        for offer in ["", "br", "identity", "gzip;q=0", "gzip; q=0.0, br", "xgzip"] {
            assert!(!takes_gzip(offer), "{offer}");
        }
        assert!(!takes(&HeaderMap::new(), "gzip"));
    }
}
