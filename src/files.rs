//! Files people gave us, by random key, in a folder only we may look into. What a file is called
//! and whose it is stands in the database; here are bytes that are written whole or not at all.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::clock::Moment;
use crate::config::private_folder;
use crate::error::{Error, Result};
use crate::token;

/// "1 KB", "84 KB", "1.2 MB": how large a file is for people.
pub fn size(bytes: i64) -> String {
    match bytes {
        ..999_500 => format!("{} KB", ((bytes + 500) / 1_000).max(1)),
        _ => {
            let tenths = (bytes + 50_000) / 100_000;
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}

/// A file being written ends so; one that stays was never acknowledged.
const UNFINISHED: &str = "part";

/// The folder, cut into 256 by the first two digits of the key.
#[derive(Clone, Debug)]
pub struct Files(Arc<PathBuf>);

impl Files {
    /// Makes the folder if it is not there yet.
    pub fn open(folder: PathBuf) -> Result<Files> {
        private_folder(&folder).map_err(Error::internal)?;
        Ok(Files(Arc::new(folder)))
    }

    /// Keeps bytes, and answers the key once they are on the disk for good.
    pub fn put(&self, bytes: &[u8], now: Moment) -> Result<String> {
        let key = token::fresh();
        self.write(&key, bytes, now).map_err(Error::internal)?;
        Ok(key)
    }

    fn write(&self, key: &str, bytes: &[u8], now: Moment) -> std::io::Result<()> {
        let folder = self.0.join(&key[..2]);
        private_folder(&folder)?;
        let unfinished = folder.join(key).with_extension(UNFINISHED);
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&unfinished)?;
        file.write_all(bytes)?;
        file.set_modified(time(now))?;
        file.sync_all()?;
        fs::rename(&unfinished, folder.join(key))?;
        // A name is on the disk when its folder is; and the folder when the one above it is.
        File::open(&folder)?.sync_all()?;
        File::open(self.0.as_path())?.sync_all()
    }

    /// The bytes of a key; nothing if there are none.
    pub fn get(&self, key: &str) -> Result<Option<Vec<u8>>> {
        let Some(path) = self.path(key) else { return Ok(None) };
        match fs::read(path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::internal(error)),
        }
    }

    /// Erases the bytes of a key; erasing what is not there is no error.
    pub fn erase(&self, key: &str) -> Result<()> {
        match self.path(key) {
            Some(path) => remove(&path),
            None => Ok(()),
        }
    }

    /// Keys of files written before `moment`. Those never finished are erased on the way.
    pub fn older_than(&self, moment: Moment) -> Result<Vec<String>> {
        let mut keys = Vec::new();
        for folder in fs::read_dir(self.0.as_path()).map_err(Error::internal)? {
            let folder = folder.map_err(Error::internal)?.path();
            for file in fs::read_dir(&folder).map_err(Error::internal)? {
                let path = file.map_err(Error::internal)?.path();
                let written = fs::metadata(&path).and_then(|about| about.modified());
                if written.map_err(Error::internal)? >= time(moment) {
                    continue;
                }
                let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
                if self.path(name).is_some() {
                    keys.push(name.to_owned());
                } else if path.extension().is_some_and(|end| end == UNFINISHED) {
                    remove(&path)?;
                }
            }
        }
        Ok(keys)
    }

    /// Where a key lies. What is no key of ours lies nowhere.
    fn path(&self, key: &str) -> Option<PathBuf> {
        let own = key.len() == 64
            && key.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        own.then(|| self.0.join(&key[..2]).join(key))
    }
}

fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::internal(error)),
        _ => Ok(()),
    }
}

fn time(moment: Moment) -> SystemTime {
    UNIX_EPOCH + Duration::from_micros(u64::try_from(moment.micros()).unwrap_or(0))
}
