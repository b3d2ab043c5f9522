//! The program is killed while files are sent: what it acknowledged is there, and what it did not
//! leaves nothing that stays.

use std::fs;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use careercenter::accounts::AccountId;
use careercenter::applicants::Resume;
use careercenter::clock::Moment;
use careercenter::schema::{profile, stored_file};
use chrono::TimeDelta;
use diesel::prelude::*;

use super::profile_with;
use crate::support::document::docx;
use crate::support::{Client, Kind, OnBoth, PASSWORD, Program, World, kills};

const SENDERS: usize = 3;

/// Somebody who sends one file after the other.
struct Sender {
    account: AccountId,
    email: String,
    /// The number of the last file the board said it had.
    acknowledged: Mutex<usize>,
}

impl Sender {
    fn new(world: &World, number: usize) -> Sender {
        let email = format!("coder{number}@coder.example");
        let account = world.account(&email);
        profile_with(world, account, None);
        Sender { account, email, acknowledged: Mutex::new(0) }
    }

    fn client(&self, program: &Program) -> Client {
        let client = Client::new(&program.base);
        let credentials = [("email", self.email.as_str()), ("password", PASSWORD)];
        client.get("/sign-in").expect(200).fill("main form", &credentials).expect(303);
        client
    }

    fn send(&self, client: &Client, is_over: &AtomicBool) {
        let first = *self.acknowledged.lock().expect("nobody panics") + 1;
        for number in first.. {
            let bytes = docx(&self.words(number));
            let file = ("resume".to_owned(), format!("{number}.docx"), bytes);
            let fields: &[(&str, &str)] = &[];
            while !is_over.load(Ordering::Relaxed) {
                match client.try_upload("/profile/resume", fields, std::slice::from_ref(&file)) {
                    Ok(page) if matches!(page.status, 422 | 429 | 503) => {}
                    Ok(page) => {
                        page.expect(303);
                        *self.acknowledged.lock().expect("nobody panics") = number;
                        break;
                    }
                    Err(_) => std::thread::sleep(Duration::from_millis(5)),
                }
            }
            if is_over.load(Ordering::Relaxed) {
                return;
            }
        }
    }

    fn words(&self, number: usize) -> String {
        format!("{} sends file {number}", self.email)
    }

    /// The last file acknowledged, or the one after it, is in the profile, whole.
    fn check(&self, world: &World) {
        let acknowledged = *self.acknowledged.lock().expect("nobody panics");
        let key = world.site.db.read_now(|conn| {
            let row = profile::table.find(self.account.0).select(profile::resume_key);
            Ok(row.first::<Option<String>>(conn)?)
        });
        let Some(key) = key.expect("it is read") else {
            assert_eq!(acknowledged, 0, "acknowledged, and lost");
            return;
        };
        let held = world.site.db.read_now(|conn| Resume::held(conn, &key));
        let held = held.expect("it is read").expect("a row refers to it");
        let number: usize = held.name.trim_end_matches(".docx").parse().expect("a number");
        assert!((acknowledged..=acknowledged + 1).contains(&number), "{number}, {acknowledged}");
        let bytes = held.contents(&world.site).expect("the file is there");
        assert_eq!(bytes, docx(&self.words(number)), "it is whole");
    }
}

fn tell(kind: Kind, port: u16) {
    let world = World::on(kind);
    let senders: Vec<Sender> = (0..SENDERS).map(|number| Sender::new(&world, number)).collect();
    let program = Program::of(&world, port);
    let kills = kills();
    for kill in 0..kills {
        let running = program.start(kill);
        let is_over = AtomicBool::new(false);
        let clients: Vec<Client> = senders.iter().map(|sender| sender.client(&program)).collect();
        std::thread::scope(|threads| {
            for (sender, client) in senders.iter().zip(&clients) {
                let is_over = &is_over;
                threads.spawn(move || sender.send(client, is_over));
            }
            std::thread::sleep(Duration::from_millis(700 + (kill as u64 * 173) % 400));
            drop(running);
            is_over.store(true, Ordering::Relaxed);
        });
        senders.iter().for_each(|sender| sender.check(&world));
    }
    let (rows, files) = (rows(&world), files(&world));
    assert!(rows.iter().all(|key| files.contains(key)), "a row without its file");
    let acknowledged: usize =
        senders.iter().map(|sender| *sender.acknowledged.lock().expect("nobody panics")).sum();
    println!(
        "{kind:?}: {kills} kills, {acknowledged} files acknowledged, {} rows, {} files, {} of them without a row",
        rows.len(),
        files.len(),
        files.iter().filter(|file| !rows.contains(file)).count(),
    );
    assert!(acknowledged > kills, "too little was sent to tell");
    // As if killed while a file was written, whenever that did not happen by itself.
    let folder = world.site.config.data.join("files").join("00");
    fs::create_dir_all(&folder).expect("a folder can be made");
    fs::write(folder.join("unfinished.part"), b"%PDF-").expect("a file can be made");

    world.advance(real_now().since(world.now()).max(TimeDelta::zero()) + TimeDelta::hours(25));
    world.work();
    senders.iter().for_each(|sender| sender.check(&world));
    let mut left = self::files(&world);
    let mut kept = self::rows(&world);
    left.sort();
    kept.sort();
    assert_eq!(left, kept, "something stays that nothing refers to");
    assert!(kept.len() <= SENDERS);
}

/// The program's clock is the machine's.
fn real_now() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
    Moment::from_micros(i64::try_from(since.as_micros()).expect("not too far"))
}

fn rows(world: &World) -> Vec<String> {
    let rows = stored_file::table.select(stored_file::key);
    world.site.db.read_now(|conn| Ok(rows.load(conn)?)).expect("they are read")
}

fn files(world: &World) -> Vec<String> {
    super::kept::files(world)
}

#[test]
fn what_was_acknowledged_is_there_and_the_rest_is_swept_on_sqlite() {
    tell(Kind::Sqlite, 8091);
}

#[test]
fn what_was_acknowledged_is_there_and_the_rest_is_swept_on_postgres() {
    tell(Kind::Postgres, 8092);
}
