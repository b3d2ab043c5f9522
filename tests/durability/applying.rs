//! Applications sent with their résumés, as fast as three people can.

use std::sync::atomic::Ordering;

use careercenter::applications::{Application, PublicId, Stage};
use careercenter::db::Conn;
use careercenter::eligibility::Verdict;
use careercenter::error::Result;
use careercenter::paths;
use careercenter::postings::{Content, PostingId};
use careercenter::schema::{application, application_event, outbox, stored_file};
use diesel::prelude::*;

use super::{Shared, kill_while, kills};
use crate::support::{Client, Kind, OnBoth, PASSWORD, Program, World, advert, document};

const APPLICANTS: usize = 3;

/// What the board has said yes to.
#[derive(Clone, Debug)]
struct Sent {
    posting: PostingId,
    by: usize,
    public_id: String,
}

/// Somebody who applies to one posting after the other.
struct Applicant<'a> {
    number: usize,
    client: Client,
    postings: &'a [PostingId],
    /// The form as the browser would send it.
    fields: Vec<(String, String)>,
    shared: &'a Shared<Sent>,
}

fn email(number: usize) -> String {
    format!("coder{number}@home.example")
}

/// Different for every application, so that a file cannot stand in for another.
fn resume(number: usize, posting: PostingId) -> Vec<u8> {
    document::docx(&format!("Coder {number}\nWould like posting {posting}\nCPC, two years"))
}

impl<'a> Applicant<'a> {
    fn new(
        program: &Program,
        number: usize,
        postings: &'a [PostingId],
        shared: &'a Shared<Sent>,
    ) -> Applicant<'a> {
        let client = Client::new(&program.base);
        let email = email(number);
        let credentials = [("email", email.as_str()), ("password", PASSWORD)];
        client.get("/sign-in").expect(200).fill("main form", &credentials).expect(303);
        let page = client.get(&paths::apply(postings[0])).expect(200);
        let fields = page.form("main form[enctype]").fields;
        Applicant { number, client, postings, fields, shared }
    }

    fn work(&self) {
        for posting in self.postings {
            let Some(public_id) = self.apply(*posting) else { return };
            self.shared.done(Sent { posting: *posting, by: self.number, public_id });
        }
    }

    /// The public id; none if time is up before the board has said yes.
    fn apply(&self, posting: PostingId) -> Option<String> {
        let path = paths::posting_deed(posting, "application");
        let file = ("resume".to_owned(), "me.docx".to_owned(), resume(self.number, posting));
        let ask = || self.client.try_upload(&path, &self.fields, std::slice::from_ref(&file));
        let sent = self.shared.insist(ask)?.expect(303).location();
        let id = sent.strip_prefix("/applications/").expect("it leads to the application");
        Some(id.split('?').next().expect("a text has a start").to_owned())
    }
}

/// Every acknowledged application is in the database, whole, and its file on the disk.
fn check_rows(world: &World, acknowledged: &[Sent]) {
    for sent in acknowledged {
        let (application, verdict, events, named) = world
            .site
            .db
            .read_now(|conn| whole(conn, sent))
            .unwrap_or_else(|error| panic!("acknowledged, and lost: {sent:?}, {error}"));
        let there = (application.posting_id, application.stage, events, named);
        assert_eq!(there, (sent.posting, Stage::New, 1, 1), "{sent:?}");
        serde_json::from_str::<Verdict>(&verdict).expect("a verdict as it stood");
        let key = application.resume_key.expect("it was sent with a file");
        let bytes = world.site.files.get(&key).expect("the disk answers");
        assert_eq!(bytes, Some(resume(sent.by, sent.posting)), "its file is lost: {sent:?}");
    }
}

/// An application, its verdict, how often something happened to it, and how many rows name its
/// file.
fn whole(conn: &mut Conn, sent: &Sent) -> Result<(Application, String, i64, i64)> {
    let id = PublicId::parse(&sent.public_id).expect("a public id");
    let found = Application::by_public_id(conn, &id)?;
    let row = application::table.filter(application::public_id.eq(&sent.public_id));
    let verdict: String = row.select(application::verdict).first(conn)?;
    let events = application_event::table.filter(application_event::application_id.eq(found.id));
    let named = stored_file::table.filter(stored_file::key.nullable().eq(&found.resume_key));
    Ok((found.clone(), verdict, events.count().get_result(conn)?, named.count().get_result(conn)?))
}

/// The server that has just started shows each to whoever sent it.
fn check_pages(applicants: &[Applicant], acknowledged: &[Sent]) {
    for sent in acknowledged {
        let page = applicants[sent.by].client.get(&paths::application(&sent.public_id));
        assert!(page.expect(200).says("Surgery Coder"), "{sent:?}");
    }
}

fn tell(kind: Kind, port: u16) {
    let world = World::on(kind);
    let hiring = advert::employer(&world.site, "Riverbend Health");
    let content =
        Content { apply_here: true, apply_url: String::new(), ..advert::content("Surgery Coder") };
    let postings: Vec<PostingId> =
        (0..40 + kills() * 20).map(|_| advert::publish(&world.site, &hiring, &content)).collect();
    for number in 0..APPLICANTS {
        world.account(&email(number));
    }
    let program = Program::of(&world, port);
    let shared = Shared::new();
    let first = program.start(0);
    let applicants: Vec<Applicant> =
        (0..APPLICANTS).map(|n| Applicant::new(&program, n, &postings, &shared)).collect();
    let work = applicants.iter().map(|one| Box::new(|| one.work()) as Box<dyn Fn() + Send + Sync>);
    let rows = |acknowledged: &[Sent]| check_rows(&world, acknowledged);
    let pages = |_: &Client, latest: &[Sent]| check_pages(&applicants, latest);
    let _running = kill_while(&program, first, &shared, work.collect(), rows, pages);

    let acknowledged = shared.since(0);
    check_rows(&world, &acknowledged);
    let counted = world.site.db.read_now(|conn| {
        let receipts = outbox::table.filter(outbox::kind.eq("application_receipt"));
        Ok([
            application::table.count().get_result::<i64>(conn)?,
            application_event::table.count().get_result(conn)?,
            receipts.count().get_result(conn)?,
        ])
    });
    let [sent, events, receipts] = counted.expect("they are counted");
    assert_eq!([events, receipts], [sent; 2], "an application is there by half");
    // Each person's last may have been sent without its answer.
    let unanswered = sent - acknowledged.len() as i64;
    assert!((0..=APPLICANTS as i64).contains(&unanswered), "{sent} sent, {unanswered} unasked");
    check_pages(&applicants, &acknowledged);
    println!(
        "{kind:?}: {} kills, {} requests cut off, {} acknowledged with their files, none missing",
        kills(),
        shared.cut_off.load(Ordering::Relaxed),
        acknowledged.len(),
    );
    assert!(acknowledged.len() > kills(), "too little was sent to tell");
}

#[test]
fn no_application_is_lost_on_sqlite() {
    tell(Kind::Sqlite, 8083);
}

#[test]
fn no_application_is_lost_on_postgres() {
    tell(Kind::Postgres, 8084);
}
