//! CPU time: of this thread, and of all others of the process, which are the server's.

use std::time::Duration;

use rustix::thread::gettid;
use rustix::time::{ClockId, clock_gettime};
use serde::Serialize;

use super::visitor::Visitor;

/// What one kind of request costs.
#[derive(Serialize)]
pub struct Cost {
    pub mean_ms: f64,
    pub p99_ms: f64,
}

impl Cost {
    pub fn new(mut times: Vec<Duration>) -> Cost {
        times.sort();
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        let mean = times.iter().sum::<Duration>() / times.len() as u32;
        Cost { mean_ms: ms(mean), p99_ms: ms(times[times.len() * 99 / 100]) }
    }

    /// Asks for these paths one after the other.
    pub fn of(
        visitor: &mut Visitor,
        paths: &[String],
        headers: &[(&str, &str)],
        status: u16,
    ) -> Cost {
        let ask = |path: &String| {
            let before = settled();
            let answer = visitor.get(path, headers);
            assert_eq!(answer.status, status, "{path}");
            settled() - before
        };
        Cost::new(paths.iter().map(ask).collect())
    }
}

/// CPU time of this thread while something is done.
pub fn thread_time(work: impl FnOnce()) -> Duration {
    let now = || {
        let time = clock_gettime(ClockId::ThreadCPUTime);
        Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
    };
    let before = now();
    work();
    now() - before
}

/// What the server's threads have used, once they rest: after an answer they still clear up.
fn settled() -> Duration {
    let mut before = others();
    loop {
        std::thread::sleep(Duration::from_micros(60));
        let now = others();
        if now == before {
            return now;
        }
        before = now;
    }
}

/// CPU time of every thread but this one.
fn others() -> Duration {
    let own = gettid().as_raw_nonzero().get().to_string();
    let threads = std::fs::read_dir("/proc/self/task").expect("Linux tells of threads");
    let times = threads.filter_map(|thread| {
        let thread = thread.ok()?;
        if thread.file_name() == own.as_str() {
            return None;
        }
        let text = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
        text.split(' ').next()?.parse().ok().map(Duration::from_nanos)
    });
    times.sum()
}
