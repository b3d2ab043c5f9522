//! The other side: what `careercenter extract` does.

use std::io::{Read, Write};

use super::{Answer, confine::confine};
use crate::resume::{LARGEST, Refusal, read};

/// Gives up everything it does not need, reads one file from its input, and writes one answer as
/// JSON to its output.
pub fn run() -> std::io::Result<()> {
    confine()?;
    let mut bytes = Vec::new();
    std::io::stdin().lock().take(LARGEST as u64 + 1).read_to_end(&mut bytes)?;
    let answer: Answer =
        std::panic::catch_unwind(|| read(&bytes)).unwrap_or(Err(Refusal::Unreadable));
    let written = serde_json::to_vec(&answer)?;
    let mut out = std::io::stdout().lock();
    out.write_all(&written)?;
    out.flush()
}
