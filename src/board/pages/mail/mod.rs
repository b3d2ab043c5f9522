//! The outbox as administrators see it: what waits, what failed and why, letter by letter.

mod letter;
mod list;
mod preview;
mod suppressed;

use crate::mail::outbox::{Kind, Stage};
use crate::moderation::Badge;

pub use letter::{body, letter, try_again};
pub use list::list;
pub use suppressed::{lift, suppressed};

/// "Reset password": what a kind is called here.
fn kind_label(kind: Kind) -> String {
    let words = kind.as_str().replace('_', " ");
    let mut letters = words.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}", letters.as_str())
}

fn badge(stage: Stage) -> Badge {
    let (label, tone) = match stage {
        Stage::Waiting => ("Waiting", "warn"),
        Stage::Sent => ("Sent", "good"),
        Stage::Failed => ("Failed", "bad"),
        Stage::Dropped => ("Not sent", "quiet"),
    };
    Badge { label, tone }
}

/// "once", "3 times".
fn times(count: i32) -> String {
    match count {
        1 => "once".into(),
        count => format!("{count} times"),
    }
}
