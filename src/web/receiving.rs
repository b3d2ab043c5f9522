//! Memory for the files that are being received and looked at: bounded for all together, and for
//! each network to a few files at a time.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::lane::{Turn, Turns};

/// Files of one network at a time.
const FILES: usize = 3;
/// Memory is counted in pieces of 64 KB; there is 64 MB of it.
const PIECE: usize = 64 * 1024;
const PIECES: usize = 1024;

#[derive(Clone, Debug)]
pub struct Receiving {
    memory: Arc<Semaphore>,
    files: Turns,
}

impl Default for Receiving {
    fn default() -> Receiving {
        Receiving { memory: Arc::new(Semaphore::new(PIECES)), files: Turns::new(FILES) }
    }
}

impl Receiving {
    /// Room for one more file of a network, if it has not too many.
    pub(super) fn place(&self, network: &str) -> Option<Room> {
        let place = self.files.take(&[network.to_owned()])?;
        Some(Room { memory: Vec::new(), _place: place })
    }
}

/// What one file holds for as long as it lives.
#[derive(Debug)]
pub(super) struct Room {
    memory: Vec<OwnedSemaphorePermit>,
    _place: Turn,
}

impl Room {
    /// The same with memory for so many bytes; nothing if there is no more.
    pub(super) fn hold(mut self, receiving: &Receiving, bytes: usize) -> Option<Room> {
        while self.memory.len() * PIECE < bytes {
            self.memory.push(receiving.memory.clone().try_acquire_owned().ok()?);
        }
        Some(self)
    }
}
