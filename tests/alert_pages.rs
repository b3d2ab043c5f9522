//! Alerts as people meet them: asking on a listing, the letters, and every way to change or end
//! one.

mod asking;
mod keeping;
mod leaving;
mod letters;

use careercenter::alerts::Stage;
use careercenter::mail::Letter;
use careercenter::postings::{Content, PostingId};
use careercenter::schema::{alert, subscriber};
use careercenter::search;
use chrono::TimeDelta;
use diesel::prelude::*;

use crate::support::advert::{Hiring, employer, publish};
use crate::support::{Client, Page, World};

pub const CLEO: &str = "cleo@home.example";
pub const ASK: &str = ".alert-form";

/// Somebody who hires.
pub fn hiring(world: &World) -> Hiring {
    employer(&world.site, "Riverbend Health")
}

/// A live posting that searches find.
pub fn publish_on(world: &World, hiring: &Hiring, content: &Content) -> PostingId {
    let id = publish(&world.site, hiring, content);
    search::refresh(&world.site).expect("the index follows");
    id
}

/// A guest asks on a listing.
#[track_caller]
pub fn ask(client: &Client, listing: &str, email: &str, frequency: &str) -> Page {
    let page = client.get(listing).expect(200);
    page.fill(ASK, &[("email", email), ("frequency", frequency)])
}

/// The link of the last letter that asks an address.
#[track_caller]
pub fn confirmation(world: &World, email: &str) -> String {
    world.work();
    let all = world.mails();
    let asks = |mail: &&Letter| mail.to == email && mail.subject.starts_with("Shall we");
    let last = all.iter().rfind(asks);
    world.link_in(last.unwrap_or_else(|| panic!("no letter asks {email}")))
}

/// A guest asks and answers; gives the list it leads to.
#[track_caller]
pub fn confirmed(world: &World, listing: &str, email: &str, frequency: &str) -> Page {
    ask(&world.client(), listing, email, frequency).expect(200);
    let page = world.client().get(&confirmation(world, email)).expect(200);
    page.form("main form").submit().expect(303).follow().expect(200)
}

/// Letters of alerts to an address, after the next tick.
pub fn told(world: &World, email: &str) -> Vec<Letter> {
    world.advance(TimeDelta::seconds(3));
    world.work();
    let about = |mail: &Letter| mail.to == email && mail.list.is_some();
    world.mails().into_iter().filter(about).collect()
}

/// How many alerts there are at a stage.
pub fn count(world: &World, stage: Stage) -> i64 {
    let rows = alert::table.filter(alert::stage.eq(stage)).count();
    world.site.db.read_now(|conn| Ok(rows.get_result(conn)?)).expect("counted")
}

/// Criteria of all alerts that have not ended, oldest first.
pub fn searches(world: &World) -> Vec<String> {
    let rows = alert::table.filter(alert::stage.ne(Stage::Ended)).order(alert::id);
    let rows = rows.select(alert::criteria);
    world.site.db.read_now(|conn| Ok(rows.load(conn)?)).expect("read")
}

/// The zone of the only subscriber.
pub fn zone(world: &World) -> String {
    let row = subscriber::table.select(subscriber::zone);
    world.site.db.read_now(|conn| Ok(row.first(conn)?)).expect("there is one")
}
