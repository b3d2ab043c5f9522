//! Gives the program a number of what it was built from. The index's file holds postings as this code understands
//! them, so a file that another build wrote is not used.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{fs, io};

const SOURCES: [&str; 3] = ["src", "reference", "Cargo.lock"];

fn main() -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
        read(Path::new(source), &mut hasher)?;
    }
    println!("cargo::rustc-env=CAREERCENTER_BUILD={}", hasher.finish());
    Ok(())
}

/// Every file of a folder by its name, each folder in order.
fn read(path: &Path, into: &mut impl Hasher) -> io::Result<()> {
    if !path.is_dir() {
        path.hash(into);
        fs::read(path)?.hash(into);
        return Ok(());
    }
    let entries = fs::read_dir(path)?.map(|entry| Ok(entry?.path()));
    let mut paths = entries.collect::<io::Result<Vec<PathBuf>>>()?;
    paths.sort();
    paths.iter().try_for_each(|path| read(path, into))
}
