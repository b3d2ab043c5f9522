//! What the board has acknowledged is never lost, and nothing is ever there by half: the program
//! is killed without warning, again and again, while postings are published as fast as it can.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use careercenter::employers::{EmployerId, Standing};
use careercenter::paths;
use careercenter::postings::{Content, Loaded, Pay, PostingId, Stage, load_contents};
use careercenter::schema::{posting, posting_change, posting_pay, posting_requirements};
use careercenter::schema::{posting_term, posting_version};
use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::postings::FILLED;
use crate::support::{Client, Kind, OnBoth, PASSWORD, Page, Program, Running, World, advert};

const DANA: &str = "dana@riverbend.example";
const PUBLISHERS: usize = 3;

/// How many pages are looked at after each start; all of them are at the end.
const LATEST: usize = 20;

/// How often the program is killed: 5 times, or as `CAREERCENTER_KILLS` says.
fn kills() -> usize {
    let asked = std::env::var("CAREERCENTER_KILLS");
    asked.map_or(5, |asked| asked.parse().expect("CAREERCENTER_KILLS is a number"))
}

/// What publishers share with the one who kills.
#[derive(Default)]
struct Shared {
    /// What the board said is published.
    acknowledged: Mutex<Vec<(PostingId, String)>>,
    /// Requests that got no answer.
    cut_off: AtomicUsize,
    stop: AtomicBool,
}

impl Shared {
    fn is_over(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Acknowledged so far, but for the first `seen`.
    fn since(&self, seen: usize) -> Vec<(PostingId, String)> {
        self.acknowledged.lock().expect("no publisher panics")[seen..].to_vec()
    }
}

/// Ends the publishers whatever happens: their threads are waited for.
struct StopAtEnd<'a>(&'a Shared);

impl Drop for StopAtEnd<'_> {
    fn drop(&mut self) {
        self.0.stop.store(true, Ordering::Relaxed);
    }
}

/// Somebody who writes one posting after the other, and begins again where the line broke.
struct Publisher<'a> {
    number: usize,
    client: Client,
    drafts: String,
    /// The form as the browser would send it.
    fields: Vec<(String, String)>,
    shared: &'a Shared,
}

impl<'a> Publisher<'a> {
    fn new(
        program: &Program,
        employer: EmployerId,
        number: usize,
        shared: &'a Shared,
    ) -> Publisher<'a> {
        let client = Client::new(&program.base);
        let credentials = [("email", DANA), ("password", PASSWORD)];
        client.get("/sign-in").expect(200).fill("main form", &credentials).expect(303);
        let drafts = format!("/hire/employers/{employer}/postings");
        let blank = client.get(&format!("{drafts}/blank")).expect(200);
        let form = blank.form("main form").set_all(FILLED);
        let form = form.set_all(&[("credential", "cpc"), ("credential", "")]);
        let mut fields = form.fields;
        fields.retain(|(name, _)| name != "title" && name != "draft_key");
        fields.push(("action".to_owned(), "preview".to_owned()));
        Publisher { number, client, drafts, fields, shared }
    }

    fn work(&self) {
        for number in 0.. {
            if self.shared.is_over() {
                return;
            }
            let title = format!("Surgery Coder {}-{number}", self.number);
            let Some(id) = self.publish(&title) else { return };
            self.shared.acknowledged.lock().expect("no publisher panics").push((id, title));
        }
    }

    /// None if time is up before the board has said yes.
    fn publish(&self, title: &str) -> Option<PostingId> {
        let mut fields = self.fields.clone();
        fields.extend(
            [("title", title), ("draft_key", title)]
                .map(|(name, value)| (name.to_owned(), value.to_owned())),
        );
        let draft = self.insist(&self.drafts, &fields)?;
        let path = match draft.status {
            303 => draft.location(),
            // It was written, but the answer was lost: the page shows what is there.
            409 => draft.attr("main form", "action"),
            _ => panic!("{}", draft.shown()),
        };
        let id: i64 = path.split('/').nth(3)?.parse().expect("the number of a posting");
        let done = self.insist(&format!("/hire/postings/{id}/publication"), &[])?.expect(303);
        assert!(done.location().ends_with("?done=published"), "{}", done.location());
        Some(PostingId(id))
    }

    /// Sends a form until there is an answer. No answer is no acknowledgement.
    fn insist(&self, path: &str, fields: &[(String, String)]) -> Option<Page> {
        while !self.shared.is_over() {
            match self.client.try_post(path, fields) {
                Ok(page) if !matches!(page.status, 429 | 503) => return Some(page),
                Ok(_) => {}
                Err(error) if error.is_connect() => {}
                Err(_) => {
                    self.shared.cut_off.fetch_add(1, Ordering::Relaxed);
                }
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        None
    }
}

/// Kills the program again and again; looks after each start for what was acknowledged before.
fn kill_while_publishing(
    world: &World,
    program: &Program,
    employer: EmployerId,
    shared: &Shared,
) -> Running {
    let first = program.start(0);
    let publishers: Vec<Publisher> =
        (0..PUBLISHERS).map(|n| Publisher::new(program, employer, n, shared)).collect();
    std::thread::scope(|threads| {
        let stop = StopAtEnd(shared);
        for publisher in &publishers {
            threads.spawn(|| publisher.work());
        }
        let (mut running, mut seen) = (first, 0);
        for kill in 1..=kills() {
            // Different moments of what is being done.
            std::thread::sleep(Duration::from_millis(100 + (kill as u64 * 73) % 250));
            drop(running);
            let acknowledged = shared.since(seen);
            seen += acknowledged.len();
            check_rows(world, &acknowledged);
            running = program.start(kill);
            let last = acknowledged.len().saturating_sub(LATEST);
            check_pages(&Client::new(&program.base), &acknowledged[last..]);
        }
        drop(stop);
        running
    })
}

/// Everything acknowledged is in the database, whole.
fn check_rows(world: &World, acknowledged: &[(PostingId, String)]) {
    let ids: Vec<PostingId> = acknowledged.iter().map(|(id, _)| *id).collect();
    let read = world.site.db.read_now(|conn| load_contents(conn, &ids)).expect("they are read");
    let found: Vec<_> =
        read.iter().map(|one| (one.posting.id, one.content.title.clone())).collect();
    assert_eq!(found, acknowledged, "acknowledged, and lost");
    for loaded in &read {
        check_posting(world, loaded);
    }
}

fn check_posting(world: &World, loaded: &Loaded) {
    let (id, content) = (loaded.posting.id, &loaded.content);
    assert_eq!(loaded.posting.stage, Stage::Live, "{id}");
    let pay = |pay: &Pay| (pay.unit.clone(), pay.lowest, pay.highest);
    assert_eq!(content.pay.as_ref().map(pay), Some(("hour".to_owned(), 280_000, 345_000)), "{id}");
    assert_eq!(content.requirements.named_credentials(), ["cpc"], "{id}");
    assert_eq!(content.requirements.months_required(), Some(24), "{id}");
    assert_eq!(content.benefits, ["medical", "pto"], "{id}");
    let rows = world.site.db.read_now(|conn| {
        let versions = posting_version::table.filter(posting_version::posting_id.eq(id));
        let changes = posting_change::table.filter(posting_change::posting_id.eq(id.0));
        let versions: Vec<(i32, String)> =
            versions.select((posting_version::number, posting_version::content)).load(conn)?;
        let changes: i64 = changes.count().get_result(conn)?;
        Ok((versions, changes))
    });
    let (versions, changes) = rows.expect("they are read");
    let [(1, version)] = &versions[..] else { panic!("{id} has the versions {versions:?}") };
    let version: Content = serde_json::from_str(version).expect("a version is content");
    assert_eq!(&version, content, "{id}");
    assert!(changes > 0, "the index never learns of {id}");
}

/// The server that has just started shows what was published before the last one was killed.
fn check_pages(client: &Client, acknowledged: &[(PostingId, String)]) {
    for (id, title) in acknowledged {
        let page = client.get(&paths::posting(id, title)).expect(200);
        assert_eq!(page.text("h1"), *title);
        assert!(page.says("$28") && page.says("CPC"), "{}", page.shown());
    }
}

/// Rows there are: postings, live ones, pay, requirements, terms, versions, live ones in the log.
fn count_rows(world: &World) -> [i64; 7] {
    let counted = world.site.db.read_now(|conn| {
        let live = posting::table.filter(posting::stage.eq(Stage::Live));
        let logged = posting_change::table.select(posting_change::posting_id);
        let told = logged.distinct().load::<i64>(conn)?;
        Ok([
            posting::table.count().get_result(conn)?,
            live.select(count_star()).first(conn)?,
            posting_pay::table.count().get_result(conn)?,
            posting_requirements::table.count().get_result(conn)?,
            posting_term::table.count().get_result(conn)?,
            posting_version::table.count().get_result(conn)?,
            told.len() as i64,
        ])
    });
    counted.expect("they are counted")
}

fn tell(kind: Kind, port: u16) {
    let world = World::on(kind);
    let employer = world.employer(world.account(DANA), "Riverbend Health");
    let known = |conn: &mut _| advert::stand(conn, employer, Standing::Approved);
    world.site.db.write_now(known).expect("the board knows it");
    let program = Program::of(&world, port);
    let shared = Shared::default();
    let _running = kill_while_publishing(&world, &program, employer, &shared);

    let acknowledged = shared.since(0);
    check_rows(&world, &acknowledged);
    let [postings, live, pay, requirements, terms, versions, told] = count_rows(&world);
    assert_eq!([pay, requirements], [postings; 2], "a posting is there by half");
    assert_eq!(terms, 2 * postings, "a posting is there by half");
    assert_eq!([versions, told], [live; 2], "a publication is there by half");
    // Each publisher's last may have been published without its answer.
    let unanswered = live - acknowledged.len() as i64;
    assert!((0..=PUBLISHERS as i64).contains(&unanswered), "{live} live, {unanswered} unasked");
    let client = Client::new(&program.base);
    check_pages(&client, &acknowledged);
    let listing = client.get("/jobs").expect(200);
    assert_eq!(listing.attr("h1", "data-total"), live.to_string());
    println!(
        "{kind:?}: {} kills, {} requests cut off, {} acknowledged, none missing, {live} live of {postings}",
        kills(),
        shared.cut_off.load(Ordering::Relaxed),
        acknowledged.len(),
    );
    assert!(acknowledged.len() > kills(), "too little was published to tell");
}

#[test]
fn nothing_acknowledged_is_lost_on_sqlite() {
    tell(Kind::Sqlite, 8081);
}

#[test]
fn nothing_acknowledged_is_lost_on_postgres() {
    tell(Kind::Postgres, 8082);
}
