//! What a file is by its first bytes; what it is called says nothing.

use super::Refusal;

/// What we look into further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    Pdf,
    /// DOCX and ODT are zip archives.
    Zip,
}

/// PDFs may have something before their header, but not much.
const HEADER_WITHIN: usize = 1024;

/// Refuses what is none of the kinds we take, and says what it is where that helps.
pub fn sniff(bytes: &[u8]) -> Result<Container, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if bytes.len() > super::LARGEST {
        return Err(Refusal::TooLarge);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Ok(Container::Zip);
    }
    if is_program(bytes) {
        return Err(Refusal::Program);
    }
    let head = &bytes[..bytes.len().min(HEADER_WITHIN)];
    if head.starts_with(b"%PDF-") {
        return Ok(Container::Pdf);
    }
    if head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Err(if holds(bytes, &wide("EncryptedPackage")) {
            // A DOCX with a password is wrapped in the older kind of file.
            Refusal::Locked
        } else {
            Refusal::Doc
        });
    }
    if head.starts_with(b"{\\rt") {
        return Err(Refusal::Rtf);
    }
    match infer::get(bytes).map(|kind| kind.matcher_type()) {
        Some(infer::MatcherType::Image) => Err(Refusal::Picture),
        Some(infer::MatcherType::App) => Err(Refusal::Program),
        _ if holds(head, b"%PDF-") => Ok(Container::Pdf),
        _ => Err(Refusal::Other),
    }
}

/// True for what Windows, Linux or a Mac would run.
pub(super) fn is_program(bytes: &[u8]) -> bool {
    const MAGIC: [&[u8]; 8] = [
        b"MZ",
        b"\x7FELF",
        b"#!",
        b"\xFE\xED\xFA\xCE",
        b"\xFE\xED\xFA\xCF",
        b"\xCE\xFA\xED\xFE",
        b"\xCF\xFA\xED\xFE",
        b"\xCA\xFE\xBA\xBE",
    ];
    MAGIC.iter().any(|magic| bytes.starts_with(magic))
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// As names stand in compound files.
fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_what_their_bytes_say() {
        for (bytes, expected) in [
            (&b""[..], Err(Refusal::Empty)),
            (b"%PDF-1.7\n", Ok(Container::Pdf)),
            (b"\n\n%PDF-1.7\n", Ok(Container::Pdf)),
            (b"PK\x03\x04....", Ok(Container::Zip)),
            (b"\x7FELF\x02\x01\x01%PDF-1.7", Err(Refusal::Program)),
            (b"MZ\x90\x00", Err(Refusal::Program)),
            (b"#!/bin/sh\n", Err(Refusal::Program)),
            (b"\x89PNG\r\n\x1A\n........", Err(Refusal::Picture)),
            (b"\xFF\xD8\xFF\xE0....", Err(Refusal::Picture)),
            (b"{\\rtf1\\ansi", Err(Refusal::Rtf)),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....", Err(Refusal::Doc)),
            (b"Jane Doe, CPC", Err(Refusal::Other)),
            (b"<!DOCTYPE html><html>", Err(Refusal::Other)),
            (b"PK\x05\x06", Err(Refusal::Other)),
        ] {
            assert_eq!(sniff(bytes), expected, "{bytes:?}");
        }
        let locked = [&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], &wide("EncryptedPackage")].concat();
        assert_eq!(sniff(&locked), Err(Refusal::Locked));
        assert_eq!(sniff(&vec![b'%'; super::super::LARGEST + 1]), Err(Refusal::TooLarge));
    }
}
