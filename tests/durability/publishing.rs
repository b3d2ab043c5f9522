//! Postings published as fast as three people can.

use std::sync::atomic::Ordering;

use careercenter::employers::{EmployerId, Standing};
use careercenter::paths;
use careercenter::postings::{Content, Loaded, Pay, PostingId, Stage, load_contents};
use careercenter::schema::{posting, posting_change, posting_pay, posting_requirements};
use careercenter::schema::{posting_term, posting_version};
use diesel::dsl::count_star;
use diesel::prelude::*;

use super::{Shared, kill_while, kills};
use crate::postings::FILLED;
use crate::support::{Client, Kind, OnBoth, PASSWORD, Page, Program, World, advert};

const DANA: &str = "dana@riverbend.example";
const PUBLISHERS: usize = 3;

/// A posting and its title.
type Published = (PostingId, String);

/// Somebody who writes one posting after the other, and begins again where the line broke.
struct Publisher<'a> {
    number: usize,
    client: Client,
    drafts: String,
    /// The form as the browser would send it.
    fields: Vec<(String, String)>,
    shared: &'a Shared<Published>,
}

impl<'a> Publisher<'a> {
    fn new(
        program: &Program,
        employer: EmployerId,
        number: usize,
        shared: &'a Shared<Published>,
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
            self.shared.done((id, title));
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

    /// Sends a form until there is an answer.
    fn insist(&self, path: &str, fields: &[(String, String)]) -> Option<Page> {
        self.shared.insist(|| self.client.try_post(path, fields))
    }
}

/// Everything acknowledged is in the database, whole.
fn check_rows(world: &World, acknowledged: &[Published]) {
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
fn check_pages(client: &Client, acknowledged: &[Published]) {
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
    let shared = Shared::new();
    let first = program.start(0);
    let publishers: Vec<Publisher> =
        (0..PUBLISHERS).map(|n| Publisher::new(&program, employer, n, &shared)).collect();
    let work = publishers.iter().map(|one| Box::new(|| one.work()) as Box<dyn Fn() + Send + Sync>);
    let rows = |acknowledged: &[Published]| check_rows(&world, acknowledged);
    let _running = kill_while(&program, first, &shared, work.collect(), rows, check_pages);
    let verified = program.run(&["index", "verify"]);
    assert!(verified.status.success(), "{verified:?}");

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
