//! Letters as a folder of `.eml` files: for the demo and for development.

use std::path::Path;

use super::{Letter, Outcome};

/// Written beside and renamed, so that a reader never sees half a file; the same letter sent
/// again replaces itself.
pub(super) fn keep(folder: &Path, letter: &Letter, message: &[u8]) -> Outcome {
    let name = letter.message_id.trim_matches(['<', '>']).split('@').next().unwrap_or("letter");
    let path = folder.join(format!("{name}.eml"));
    let half = folder.join(format!("{name}.half"));
    let written = std::fs::write(&half, message).and_then(|()| std::fs::rename(&half, &path));
    match written {
        Ok(()) => Outcome::Sent(format!("written to {}", path.display())),
        Err(error) => Outcome::Later(error.to_string()),
    }
}
