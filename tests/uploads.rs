//! Files of strangers: what is taken, what is refused and in which words, and that nothing anybody
//! sends costs more than a little time of a process that can do nothing.

mod confinement;
mod forms;
mod kept;
mod killed;
mod made;
mod outside;
mod real;

use std::path::Path;
use std::time::{Duration, Instant};

use careercenter::accounts::AccountId;
use careercenter::extraction::{Answer, extract};
use careercenter::schema::profile;
use chrono::TimeDelta;
use diesel::prelude::*;

use crate::support::World;

/// No file may take longer, whatever it is: ten seconds, and some to start and end.
const LONGEST: Duration = Duration::from_secs(13);

const PROGRAM: &str = env!("CARGO_BIN_EXE_careercenter");

/// What becomes of a file, and how long it took.
fn outcome(bytes: &[u8]) -> (Answer, Duration) {
    let begun = Instant::now();
    let answer = extract(Path::new(PROGRAM), bytes).expect("the process starts");
    let took = begun.elapsed();
    assert!(took < LONGEST, "{took:?}");
    (answer, took)
}

/// In a word, for lists.
fn word(answer: &Answer) -> String {
    match answer {
        Ok(reading) if reading.text.is_empty() => {
            format!("taken as {}, without text", reading.kind.extension())
        }
        Ok(reading) => {
            format!("taken as {}, {} bytes of text", reading.kind.extension(), reading.text.len())
        }
        Err(refusal) => format!("refused: {refusal}"),
    }
}

/// Somebody's profile, with a file or without one.
fn profile_with(world: &World, account: AccountId, resume: Option<&str>) {
    let now = world.now();
    let row = (
        profile::account_id.eq(account.0),
        profile::zip.eq("43215"),
        profile::contact.eq("email"),
        profile::resume_key.eq(resume),
        profile::consented_at.eq(now),
        profile::keep_until.eq(now.plus(TimeDelta::days(700)).date()),
        profile::created_at.eq(now),
        profile::updated_at.eq(now),
    );
    let written = world
        .site
        .db
        .write_now(|conn| Ok(diesel::insert_into(profile::table).values(row).execute(conn)?));
    assert_eq!(written.expect("a profile is written"), 1);
}
