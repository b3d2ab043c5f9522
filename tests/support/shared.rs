//! Real inputs kept outside the project: nothing of their text is repeated in it.

use std::path::PathBuf;

/// A file of the shared data. `CAREERCENTER_SHARED` names the folder (default `../shared`); without
/// it the test says that it was left out.
pub fn shared(file: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("CAREERCENTER_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let path = folder.join("data").join(file);
    if !path.exists() {
        println!("LEFT OUT: {} is not on this machine", path.display());
        return None;
    }
    Some(path)
}
