//! What requests cost: CPU time of all threads of the process but this one, which are the server's.

use std::time::Duration;

use rustix::time::ClockId;
use serde::Serialize;

use super::cpu::clock;
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
            settled().saturating_sub(before)
        };
        Cost::new(paths.iter().map(ask).collect())
    }
}

/// What the server's threads have used, once they rest: after an answer they still clear up.
fn settled() -> Duration {
    let mut before = others();
    loop {
        std::thread::sleep(Duration::from_micros(60));
        let now = others();
        // The two clocks are not read at the same time.
        if now < before + Duration::from_micros(1) {
            return now;
        }
        before = now;
    }
}

/// CPU time of every thread but this one.
fn others() -> Duration {
    let own = clock(ClockId::ThreadCPUTime);
    clock(ClockId::ProcessCPUTime).saturating_sub(own)
}
