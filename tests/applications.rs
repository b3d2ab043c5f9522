//! Coders apply: signed in, as guests, on employers' own sites; and follow what they sent.

mod applying;
mod confirming;
mod elsewhere;
mod erasing;
pub mod following;

use careercenter::applications::{Application, PublicId, Said};
use careercenter::postings::{Content, PostingId, Question, QuestionKind};
use careercenter::schema::{application, guest_application};
use diesel::prelude::*;

use crate::applicants::{LEAST, save};
use crate::support::advert::{self, Hiring};
use crate::support::{Client, Page, World, document};

pub const CLEO: &str = "cleo@home.example";

pub const FORM: &str = "main form.form";

/// A posting that takes applications on the board, with two questions.
pub fn here(title: &str) -> Content {
    let question = |text: &str, kind, required| Question { text: text.to_owned(), kind, required };
    Content {
        apply_here: true,
        apply_url: String::new(),
        questions: vec![
            question("Do you code from home?", QuestionKind::YesNo, true),
            question("Which encoders do you know?", QuestionKind::Text, false),
        ],
        ..advert::content(title)
    }
}

/// An employer with one such posting, live.
pub fn opening(world: &World) -> (Hiring, PostingId) {
    let hiring = advert::employer(&world.site, "Riverbend Health");
    let posting = advert::publish(&world.site, &hiring, &here("Outpatient Coder"));
    (hiring, posting)
}

/// A coder with a profile, signed in.
pub fn coder(world: &World, email: &str) -> Client {
    let client = world.person(email);
    save(&client, &LEAST).expect(303);
    client
}

pub fn resume() -> Vec<u8> {
    document::docx("Cleo Marsh\nCPC, outpatient surgery since 2019")
}

/// Opens the page and sends what is asked for, with a file.
pub fn send(client: &Client, posting: PostingId) -> Page {
    let page = client.get(&format!("/jobs/{posting}/apply")).expect(200);
    let form = page.form(FORM).set("answer_0", "yes").set("note", "I know Epic.");
    form.attach("resume", "cleo.docx", resume()).submit()
}

/// The same without an account.
pub fn send_as_guest(client: &Client, posting: PostingId, email: &str) -> Page {
    let page = client.get(&format!("/jobs/{posting}/apply")).expect(200);
    let fields = [("name", "Cleo Marsh"), ("email", email), ("answer_0", "no")];
    let form = page.form(FORM).set_all(&fields).set("note", "I know Epic.");
    form.attach("resume", "cleo.docx", resume()).submit()
}

/// The application an address of one names.
pub fn named(world: &World, path: &str) -> Application {
    let id = path.split(['/', '?']).nth(2).and_then(PublicId::parse);
    let id = id.unwrap_or_else(|| panic!("{path} names no application"));
    world.site.db.read_now(|conn| Application::by_public_id(conn, &id)).expect("read")
}

pub fn said(world: &World, application: &Application) -> Said {
    world.site.db.read_now(|conn| application.said(conn)).expect("read")
}

/// How many applications there are.
pub fn sent(world: &World) -> i64 {
    let count = |conn: &mut _| Ok(application::table.count().get_result(conn)?);
    world.site.db.read_now(count).expect("counted")
}

/// How many guests' applications hold anything.
pub fn waiting(world: &World) -> i64 {
    let kept = guest_application::table.filter(guest_application::email.ne(""));
    let count = |conn: &mut _| Ok(kept.count().get_result(conn)?);
    world.site.db.read_now(count).expect("counted")
}
