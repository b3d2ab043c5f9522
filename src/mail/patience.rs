//! How long a letter is tried: a mail server that is away for three days loses nothing of ours.

use chrono::TimeDelta;

use crate::queue;

/// The last try comes no earlier than this after the first.
const LASTING: TimeDelta = TimeDelta::days(3);

/// Longest pause between two tries of a letter somebody waits for at a screen.
const URGENT_PAUSE: TimeDelta = TimeDelta::minutes(15);

/// Longest pause between two tries of another.
const PAUSE: TimeDelta = TimeDelta::hours(1);

/// Pauses are drawn out by up to a quarter, so that what failed together does not come back
/// together.
const SPREAD: i32 = 4;

/// The pause after a try, counted from 1, or nothing if that was the last.
pub(super) fn pause(attempt: i32, urgent: bool) -> Option<TimeDelta> {
    let longest = if urgent { URGENT_PAUSE } else { PAUSE };
    let rested = (1..attempt).map(|tried| queue::back_off(tried, longest));
    // Counted in pauses, not by the clock: time in which nobody tried is not held against it.
    if rested.sum::<TimeDelta>() > LASTING {
        return None;
    }
    let pause = queue::back_off(attempt, longest);
    Some(pause + (pause / SPREAD * i32::from(chance())) / i32::from(u8::MAX))
}

fn chance() -> u8 {
    let mut byte = [0u8];
    getrandom::fill(&mut byte).expect("the operating system gives random bytes");
    byte[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_outlives_three_days_without_a_server() {
        for (urgent, ceiling, most) in [(false, PAUSE, 100), (true, URGENT_PAUSE, 400)] {
            let pauses: Vec<_> = (1..).map_while(|attempt| pause(attempt, urgent)).collect();
            assert!(pauses.iter().sum::<TimeDelta>() > LASTING);
            assert!(pauses.iter().all(|pause| *pause <= ceiling * 5 / 4), "{pauses:?}");
            assert!(pauses[0] >= TimeDelta::seconds(10) && pauses.len() < most, "{}", pauses.len());
        }
    }
}
