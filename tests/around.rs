//! Around a posting: other advertisements of the same job, the same posted again, and what somebody
//! has looked at.

mod again;
mod plans;
mod real;
mod twins;
mod viewed;

use careercenter::db::Conn;
use careercenter::postings::{Content, Posting, PostingId, Saving};
use careercenter::sample::Generator;
use careercenter::search;

use crate::support::World;
use crate::support::advert::{self, Hiring, content, publish};

/// A posting with a text of some length, one of many.
pub fn ad(number: u64) -> Content {
    Content {
        description: Generator::new(7).posting(number).description,
        ..content("Outpatient Surgery Coder")
    }
}

/// The same with a few words changed, and a line of one's own.
pub fn reworded(ad: &Content, line: &str) -> Content {
    let description = ad.description.replacen(" the ", " this ", 2);
    Content { description: format!("{description}\n\n{line}"), ..ad.clone() }
}

/// Live, and found.
pub fn post(world: &World, hiring: &Hiring, content: &Content) -> PostingId {
    let id = publish(&world.site, hiring, content);
    search::refresh(&world.site).expect("the index follows");
    id
}

pub fn close(world: &World, hiring: &Hiring, id: PostingId) {
    advert::close(&world.site, hiring, id);
    search::refresh(&world.site).expect("the index follows");
}

fn edit(world: &World, hiring: &Hiring, id: PostingId, content: &Content) {
    let now = world.now();
    let edited = |conn: &mut Conn| {
        let posting = Posting::by_id(conn, id)?;
        let saving = Saving { attested: true, ..Saving::default() };
        posting.edit(conn, now, posting.version, content, &saving, &hiring.account)
    };
    world.site.db.write_now(edited).expect("it is edited");
    search::refresh(&world.site).expect("the index follows");
}

/// The postings on the listing, newest first.
fn listed(world: &World) -> Vec<PostingId> {
    let ids = world.client().get("/jobs").expect(200).attrs("[data-posting]", "data-posting");
    ids.iter().map(|id| PostingId(id.parse().expect("an id"))).collect()
}
