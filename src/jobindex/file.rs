//! The index in a file, so that a start takes seconds. The one place of this room that knows files.
//!
//! A file is used whole or not at all: its last bytes are a checksum of all others, its first say which build of the
//! program wrote it, for what postings are found by is decided all over the program: by the vocabulary, the map, the
//! rules of who may apply. Whatever is wrong with it, the database is still there.

use super::JobIndex;
use super::hits::Hits;
use super::parts::{Part, Parts};
use super::segment::Segment;
use super::snapshot::Snapshot;
use super::stored::Stored;
use crc32fast::Hasher as Checksum;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, ErrorKind, Read, Seek, Write};
use std::path::Path;

/// What every file starts with.
const MAGIC: u64 = u64::from_le_bytes(*b"ccindex\n");
/// A number of the sources this program was built from.
const BUILD: &str = env!("CAREERCENTER_BUILD");
/// Bytes of the checksum.
const SUM: u64 = 4;

/// Why a file is not used.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    #[error("there is no index file")]
    Missing,
    #[error("the index file is damaged")]
    Damaged,
    #[error("the index file was written by another build of the program")]
    OtherBuild,
    #[error("the index file cannot be read: {0}")]
    Io(io::Error),
}

impl Snapshot {
    /// Writes what the index holds, with a mark of the caller's, in the place of what the file was. It is whole
    /// or not there, whenever the machine stops. Programs that write the same file wait for each other.
    pub fn save(&self, path: &Path, mark: &[u8]) -> io::Result<()> {
        // A file of its own, for the others are renamed.
        let turn = File::create(path.with_extension("lock"))?;
        turn.lock()?;
        let beside = path.with_extension("new");
        let mut out =
            Summed { inner: BufWriter::new(File::create(&beside)?), sum: Checksum::new() };
        for number in [MAGIC, build()] {
            number.write(&mut out)?;
        }
        mark.to_vec().write(&mut out)?;
        let parts = self.parts().as_slice();
        (parts.len() as u64).write(&mut out)?;
        for part in parts {
            part.segment.write(&mut out)?;
            part.dead.bits().to_vec().write(&mut out)?;
        }
        let sum = out.sum.finalize();
        sum.write(&mut out.inner)?;
        out.inner.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        fs::rename(&beside, path)?;
        match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            Some(folder) => File::open(folder)?.sync_all(),
            None => Ok(()),
        }
    }
}

impl JobIndex {
    /// Holds what a file holds, and gives the mark it was saved with. If the file is of no use the index stays as it
    /// was.
    pub fn open(&self, path: &Path) -> Result<Vec<u8>, Unusable> {
        // Read twice from one handle: another file may take its name in between.
        let mut file = File::open(path)?;
        check(&mut file)?;
        file.rewind()?;
        let mut from = BufReader::new(file);
        if [u64::read(&mut from)?, u64::read(&mut from)?] != [MAGIC, build()] {
            return Err(Unusable::OtherBuild);
        }
        let mark = Vec::read(&mut from)?;
        let mut parts = Vec::new();
        for _ in 0..u64::read(&mut from)? {
            let segment = Segment::read(&mut from)?;
            let dead = Hits::of(Vec::read(&mut from)?);
            let dead: Vec<u32> = dead.iter().collect();
            parts.push(Part::new(segment).without(&dead));
        }
        let _writing = self.writing();
        self.publish(Parts::of_parts(parts));
        Ok(mark)
    }
}

/// Reads the file once to see whether it is what was written.
fn check(file: &mut File) -> Result<(), Unusable> {
    let len = file.metadata()?.len().checked_sub(SUM).ok_or(Unusable::Damaged)?;
    let mut sum = Checksum::new();
    let mut chunk = vec![0; 1 << 16];
    let mut rest = (&mut *file).take(len);
    loop {
        match rest.read(&mut chunk)? {
            0 => break,
            count => sum.update(&chunk[..count]),
        }
    }
    match u32::read(file)? == sum.finalize() {
        true => Ok(()),
        false => Err(Unusable::Damaged),
    }
}

/// The number of the build, as it is written.
fn build() -> u64 {
    BUILD.parse().expect("the build script writes a number")
}

impl From<io::Error> for Unusable {
    fn from(error: io::Error) -> Unusable {
        match error.kind() {
            ErrorKind::NotFound => Unusable::Missing,
            ErrorKind::UnexpectedEof | ErrorKind::InvalidData => Unusable::Damaged,
            _ => Unusable::Io(error),
        }
    }
}

/// Sums up what it writes.
struct Summed {
    inner: BufWriter<File>,
    sum: Checksum,
}

impl Write for Summed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.inner.write(bytes)?;
        self.sum.update(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
