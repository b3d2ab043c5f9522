//! The clock of every measurement.

use rustix::time::{ClockId, clock_gettime};
use std::time::Duration;

/// CPU time of this thread while something is done.
pub fn cpu(work: impl FnOnce()) -> Duration {
    let before = clock(ClockId::ThreadCPUTime);
    work();
    clock(ClockId::ThreadCPUTime) - before
}

pub fn clock(of: ClockId) -> Duration {
    let time = clock_gettime(of);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}
