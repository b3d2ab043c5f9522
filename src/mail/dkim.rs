//! DKIM (RFC 6376, RFC 8463): our domain vouches for a letter's headers and text. Relaxed both
//! ways, because servers on the way refold lines.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256};

use crate::clock::Moment;
use crate::config::Dkim;

/// What is signed, if it is there. Each is named once more than it occurs, so that nobody can add
/// another one on the way.
const SIGNED: [&str; 12] = [
    "from",
    "to",
    "reply-to",
    "subject",
    "date",
    "message-id",
    "mime-version",
    "content-type",
    "auto-submitted",
    "list-unsubscribe",
    "list-unsubscribe-post",
    "list-id",
];

/// Characters of base64 a line.
const LINE: usize = 72;

/// The message with its signature on top. It is given back as it was if it has no headers.
pub(super) fn signed(message: Vec<u8>, dkim: &Dkim, now: Moment) -> Vec<u8> {
    let Some(end) = message.windows(4).position(|four| four == b"\r\n\r\n") else { return message };
    let head = String::from_utf8_lossy(&message[..end + 2]).into_owned();
    let fields = fields(&head);
    let present: Vec<&str> =
        SIGNED.into_iter().filter(|name| fields.iter().any(|(n, _)| n == name)).collect();
    let names: Vec<&str> = present.iter().flat_map(|name| [*name, *name]).collect();
    let names: Vec<String> = names.chunks(5).map(|some| some.join(":")).collect();
    let unsigned = format!(
        "DKIM-Signature: v=1; a={}; c=relaxed/relaxed; d={}; s={};\r\n t={}; h={};\r\n bh={};\r\n b=",
        dkim.key.algorithm(),
        dkim.domain,
        dkim.selector,
        now.utc().timestamp(),
        names.join(":\r\n  "),
        BASE64.encode(Sha256::digest(body(&message[end + 4..]))),
    );
    let mut data = String::new();
    for name in present {
        // Each occurs once; the second name stands for none.
        let value = fields.iter().rfind(|(n, _)| n == name).map_or("", |(_, value)| value);
        data.push_str(&format!("{name}:{value}\r\n"));
    }
    let (_, own) = unsigned.split_once(':').unwrap_or_default();
    data.push_str(&format!("dkim-signature:{}", relaxed(own)));
    let signature = BASE64.encode(dkim.key.sign(data.as_bytes()));
    let mut whole = unsigned.into_bytes();
    for line in signature.as_bytes().chunks(LINE) {
        whole.extend_from_slice(b"\r\n  ");
        whole.extend_from_slice(line);
    }
    whole.extend_from_slice(b"\r\n");
    whole.extend(message);
    whole
}

/// The headers: names in lower case, values unfolded and relaxed.
fn fields(head: &str) -> Vec<(String, String)> {
    let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
    let lines = unfolded.split("\r\n").filter_map(|line| line.split_once(':'));
    lines.map(|(name, value)| (name.trim().to_lowercase(), relaxed(value))).collect()
}

/// One space for any white space, none at the ends.
fn relaxed(value: &str) -> String {
    let words = value.split([' ', '\t', '\r', '\n']).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The text with one space for any white space within a line, none at its end, and no empty lines
/// behind it.
fn body(text: &[u8]) -> Vec<u8> {
    let mut whole = Vec::with_capacity(text.len());
    let mut end = 0;
    for line in text.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let (start, mut pending) = (whole.len(), false);
        for byte in line {
            if matches!(byte, b' ' | b'\t') {
                pending = true;
                continue;
            }
            if std::mem::take(&mut pending) {
                whole.push(b' ');
            }
            whole.push(*byte);
        }
        let empty = whole.len() == start;
        whole.extend_from_slice(b"\r\n");
        if !empty {
            end = whole.len();
        }
    }
    whole.truncate(end);
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_relaxed_as_the_standard_shows() {
        // RFC 6376, section 3.4.5.
        assert_eq!(body(b" C \r\nD \t E\r\n\r\n\r\n"), b" C\r\nD E\r\n");
        assert_eq!(body(b""), b"");
        assert_eq!(body(b"\r\n\r\n"), b"");
        assert_eq!(body(b"a\r\n\r\nb"), b"a\r\n\r\nb\r\n");
        let head = fields("A: X\r\nB : Y\t\r\n\tZ  \r\n");
        assert_eq!(head, [("a".into(), "X".into()), ("b".into(), "Y Z".into())]);
    }
}
