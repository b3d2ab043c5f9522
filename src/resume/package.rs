//! The archive a DOCX or ODT is. Every entry is unpacked once and counted while it is: what the
//! archive says of its own sizes is never believed.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::{Kind, Refusal, docx, odt, sniff};

const MOST_ENTRIES: usize = 200;
/// Bytes of all entries together.
const MOST_UNPACKED: u64 = 50 * 1024 * 1024;
/// How much larger than what is packed the unpacked may be.
const MOST_TIMES: u64 = 100;
/// Small parts may repeat themselves: up to this nobody counts how often.
const SMALL: u64 = 256 * 1024;

/// The parts of a document by name: those that hold XML.
pub(super) struct Package {
    parts: BTreeMap<String, Vec<u8>>,
}

impl Package {
    pub(super) fn part(&self, name: &str) -> Option<&[u8]> {
        self.parts.get(name).map(Vec::as_slice)
    }

    /// Parts whose names begin so, in order.
    pub(super) fn parts<'a>(&'a self, start: &'a str) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        let those = self.parts.iter().filter(move |(name, _)| name.starts_with(start));
        those.map(|(name, part)| (name.as_str(), part.as_slice()))
    }
}

/// The kind of a document, and its text.
pub(super) fn text(bytes: &[u8]) -> Result<(Kind, String), Refusal> {
    let package = open(bytes)?;
    for (_, part) in package.parts.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("mimetype"))
    {
        refuse_doctype(part)?;
    }
    if package.part("[Content_Types].xml").is_some() {
        return Ok((Kind::Docx, docx::text(&package)?));
    }
    if package.part("mimetype").is_some() {
        return Ok((Kind::Odt, odt::text(&package)?));
    }
    Err(Refusal::Other)
}

/// A document has no use for one: it names files and addresses to be read, and text that grows.
/// It can stand only before the first element.
fn refuse_doctype(part: &[u8]) -> Result<(), Refusal> {
    let text = String::from_utf8_lossy(part);
    // UTF-16 is XML too; every program that writes these documents writes UTF-8.
    let hidden = part.starts_with(b"\xFF\xFE") || part.starts_with(b"\xFE\xFF");
    let declared = text.to_ascii_uppercase().contains("<!DOCTYPE");
    let entity = text.to_ascii_uppercase().contains("<!ENTITY");
    if hidden || declared || entity { Err(Refusal::Outside) } else { Ok(()) }
}

fn open(bytes: &[u8]) -> Result<Package, Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(refusal)?;
    if archive.len() > MOST_ENTRIES || headers(bytes) > MOST_ENTRIES {
        return Err(Refusal::Bomb);
    }
    let (mut parts, mut unpacked, mut packed) = (BTreeMap::new(), 0, 0);
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(refusal)?;
        let name = entry.name().map_err(refusal)?.into_owned();
        if entry.encrypted() {
            return Err(Refusal::Locked);
        }
        refuse_name(&name)?;
        packed += entry.compressed_size();
        let size = entry.compressed_size();
        let (part, length) = unpack(entry, MOST_UNPACKED - unpacked, is_xml(&name))?;
        unpacked += length;
        if length > SMALL && length / MOST_TIMES > size {
            return Err(Refusal::Bomb);
        }
        if let Some(part) = part {
            parts.insert(name, part);
        }
    }
    let whole = bytes.len() as u64;
    // Entries that lie on one another unpack the same bytes again and again.
    if packed > whole || (unpacked > SMALL && unpacked / MOST_TIMES > whole) {
        return Err(Refusal::Bomb);
    }
    Ok(Package { parts })
}

/// Unpacks one entry: its length, and what it holds if that is `wanted`.
fn unpack(
    mut entry: impl Read,
    most: u64,
    wanted: bool,
) -> Result<(Option<Vec<u8>>, u64), Refusal> {
    let (mut kept, mut length, mut chunk) = (Vec::new(), 0, [0; 16 * 1024]);
    loop {
        let read = entry.read(&mut chunk).map_err(|_| Refusal::Damaged)?;
        if read == 0 {
            return Ok((wanted.then_some(kept), length));
        }
        if length == 0 && sniff::is_program(&chunk[..read]) {
            return Err(Refusal::Smuggled);
        }
        length += read as u64;
        if length > most {
            return Err(Refusal::Bomb);
        }
        if wanted {
            kept.extend_from_slice(&chunk[..read]);
        }
    }
}

fn is_xml(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with(".xml") || name.ends_with(".rels") || name == "mimetype"
}

/// Macros and scripts are known by where they lie; so are files inside the file that are anything.
fn refuse_name(name: &str) -> Result<(), Refusal> {
    let name = name.to_ascii_lowercase();
    let active = ["vbaproject", "vbadata", "/activex/", "macrosheets/"];
    let scripts = ["basic/", "scripts/"];
    let ends = [".docm", ".xlsm", ".pptm", ".dotm", ".js", ".vbs", ".ps1", ".bat", ".cmd", ".jar"];
    if active.iter().any(|part| name.contains(part))
        || scripts.iter().any(|start| name.starts_with(start))
        || ends.iter().any(|end| name.ends_with(end))
    {
        return Err(Refusal::Active);
    }
    let hidden = [".exe", ".dll", ".scr", ".msi", ".lnk", ".hta", ".com"];
    let package = name.contains("embeddings/") && name.ends_with(".bin");
    if package || hidden.iter().any(|end| name.ends_with(end)) {
        return Err(Refusal::Smuggled);
    }
    Ok(())
}

/// Entries as the archive's list has them: equal names count each.
fn headers(bytes: &[u8]) -> usize {
    bytes.windows(4).filter(|window| window == b"PK\x01\x02").count()
}

fn refusal(error: ZipError) -> Refusal {
    match error {
        ZipError::UnsupportedArchive(why) if why == ZipError::PASSWORD_REQUIRED => Refusal::Locked,
        _ => Refusal::Damaged,
    }
}
