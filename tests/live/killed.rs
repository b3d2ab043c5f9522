//! A board that is written to all the time by people of whom nobody waits, while its server is killed without warning
//! again and again: whatever the file it left behind, the index is what the database says.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use careercenter::postings::PostingId;
use careercenter::site::Site;

use super::{close, retitle};
use crate::support::advert::{Hiring, content, employer, import, publish};
use crate::support::{Kind, OnBoth, Program, World};

const WRITERS: u64 = 3;
const WORDS: [&str; 6] = ["Surgery", "Inpatient", "Emergency", "Oncology", "Pathology", "Risk"];

/// How long it is done: a few seconds, or as `CAREERCENTER_STRESS_SECONDS` says.
fn lasts() -> Duration {
    let asked = std::env::var("CAREERCENTER_STRESS_SECONDS");
    let seconds = asked.map_or(6, |asked| asked.parse().expect("a number of seconds"));
    Duration::from_secs(seconds)
}

/// Numbers without an order anybody would find.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % end
    }
}

/// Ends the writers whatever happens: their threads are waited for.
struct EndAtEnd<'a>(&'a AtomicBool);

impl Drop for EndAtEnd<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Somebody who publishes, changes, closes and imports as it comes.
struct Writer<'a> {
    site: &'a Site,
    hiring: &'a Hiring,
    dice: Dice,
    open: Vec<PostingId>,
    number: u64,
}

impl Writer<'_> {
    fn write(&mut self) {
        self.number += 1;
        let word = WORDS[self.dice.below(WORDS.len() as u64) as usize];
        let title = format!("{word} Coder {}", self.number);
        let pick = self.dice.below(self.open.len().max(1) as u64) as usize;
        match self.dice.below(10) {
            0..=3 => self.open.push(publish(self.site, self.hiring, &content(&title))),
            4 => drop(import(
                self.site,
                &format!("{:p}-{}", self, self.number % 20),
                &content(&title),
            )),
            5..=7 if !self.open.is_empty() => {
                retitle(self.site, self.hiring, self.open[pick], &title)
            }
            _ if !self.open.is_empty() => {
                close(self.site, self.hiring, self.open.swap_remove(pick))
            }
            _ => {}
        }
        std::thread::sleep(Duration::from_millis(self.dice.below(20)));
    }
}

/// Kills a server again and again; returns how often, and how often it left a file behind that could be used.
fn kill(program: &Program) -> (usize, usize) {
    let (start, mut dice, mut kills, mut kept) = (Instant::now(), Dice(0xC0DE), 0, 0);
    while start.elapsed() < lasts() {
        let running = program.start(kills);
        std::thread::sleep(Duration::from_millis(200 + dice.below(2_000)));
        drop(running);
        kills += 1;
        kept += usize::from(verify(program).contains("read from its file"));
    }
    (kills, kept)
}

/// What `index verify` says; it has to be satisfied.
fn verify(program: &Program) -> String {
    let verified = program.run(&["index", "verify"]);
    assert!(verified.status.success(), "{verified:?}");
    String::from_utf8_lossy(&verified.stdout).trim().replace('\n', "; ")
}

fn tell(kind: Kind, port: u16) {
    let world = World::on(kind);
    let hiring = employer(&world.site, "Riverbend Health");
    let program = Program::of(&world, port);
    let (is_over, writes) = (AtomicBool::new(false), AtomicU64::new(0));
    let (kills, kept) = std::thread::scope(|threads| {
        let _end = EndAtEnd(&is_over);
        for n in 1..=WRITERS {
            let (is_over, writes) = (&is_over, &writes);
            let dice = Dice(0x9E37_79B9_7F4A_7C15 >> n);
            let (site, hiring) = (&world.site, &hiring);
            let mut writer = Writer { site, hiring, dice, open: Vec::new(), number: n * 1_000_000 };
            threads.spawn(move || {
                while !is_over.load(Ordering::Relaxed) {
                    writer.write();
                    writes.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        kill(&program)
    });
    let writes = writes.load(Ordering::Relaxed);
    println!("{kind:?}: {kills} kills, {kept} files, {writes} writes; {}", verify(&program));
    assert!(kept > 0, "the index was built each time: no file was compared");
}

#[test]
fn the_index_is_what_the_database_says_on_sqlite() {
    tell(Kind::Sqlite, 8086);
}

#[test]
fn the_index_is_what_the_database_says_on_postgres() {
    tell(Kind::Postgres, 8087);
}
