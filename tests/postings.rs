//! Postings from the first draft to the last page: who may do what, what the board refuses, and
//! that nothing typed is ever lost.

mod applying;
mod desk;
mod refusals;
mod stages;
mod text;

use careercenter::employers::{EmployerId, MemberRole, Standing};
use careercenter::postings::{self, PostingId, Stage};
use careercenter::schema::{employer, posting};
use diesel::prelude::*;

use crate::support::{Client, Page, World};

const DANA: &str = "dana@riverbend.example";

/// A complete form but for the credential rows.
pub const FILLED: &[(&str, &str)] = &[
    ("title", "Outpatient Surgery Coder"),
    ("arrangement", "remote-states"),
    ("states", "OH"),
    ("states", "TX"),
    ("pay_min", "28"),
    ("pay_max", "34.50"),
    ("pay_unit", "hour"),
    ("employment_type", "full-time"),
    ("classification", "w2"),
    ("months", "24"),
    ("benefits", "medical"),
    ("benefits", "pto"),
    ("other_compensation", "none"),
    ("ongoing", "yes"),
    (
        "description",
        "We code for **nine** surgery centers.\n\n- Read operative reports\n- Query surgeons about what is unclear in them",
    ),
    ("apply_at", "elsewhere"),
    ("apply_url", "https://careers.riverbend.example/7"),
    ("attestation", "yes"),
];

/// Somebody who hires, and the employer they own.
struct Hiring {
    client: Client,
    employer: EmployerId,
}

impl Hiring {
    /// An employer the board knows.
    fn known(world: &World) -> Hiring {
        let hiring = Hiring::new(world);
        stand(world, hiring.employer, Standing::Approved);
        hiring
    }

    /// An employer nobody has looked at.
    fn new(world: &World) -> Hiring {
        let owner = world.account(DANA);
        Hiring { employer: world.employer(owner, "Riverbend Health"), client: world.sign_in(DANA) }
    }

    fn desk(&self) -> String {
        format!("/hire/employers/{}", self.employer)
    }

    fn blank(&self) -> Page {
        self.client.get(&format!("{}/postings/blank", self.desk())).expect(200)
    }

    /// A draft that can be published.
    fn complete(&self) -> PostingId {
        let sent = self.blank().form("main form").set_all(FILLED).press("Preview").expect(303);
        id_in(&sent.location())
    }

    fn publish(&self, id: PostingId) -> Page {
        self.act(id, "publication")
    }

    fn act(&self, id: PostingId, part: &str) -> Page {
        self.client.post(&part_of(id, part), &[("", ""); 0])
    }

    fn edit(&self, id: PostingId) -> Page {
        self.client.get(&format!("/hire/postings/{id}")).expect(200)
    }

    /// A live posting.
    fn live(&self, world: &World) -> PostingId {
        let id = self.complete();
        self.publish(id).expect(303);
        assert_eq!(stage(world, id), Stage::Live);
        id
    }
}

fn part_of(id: PostingId, part: &str) -> String {
    format!("/hire/postings/{id}/{part}")
}

/// The number in `/hire/postings/7/preview`.
fn id_in(path: &str) -> PostingId {
    let number = path.split('/').nth(3).and_then(|part| part.split('?').next());
    PostingId(number.and_then(|part| part.parse().ok()).unwrap_or_else(|| panic!("{path}")))
}

fn stand(world: &World, id: EmployerId, standing: Standing) {
    let row = diesel::update(employer::table.find(id)).set(employer::standing.eq(standing));
    let changed = world.site.db.write_now(|conn| Ok(row.execute(conn)?));
    assert_eq!(changed.expect("the employer stands"), 1);
}

fn loaded(world: &World, id: PostingId) -> postings::Loaded {
    world.site.db.read_now(|conn| postings::load_one(conn, id)).expect("the posting is there")
}

fn stage(world: &World, id: PostingId) -> Stage {
    loaded(world, id).posting.stage
}

fn count(world: &World) -> i64 {
    world.site.db.read_now(|conn| Ok(posting::table.count().get_result(conn)?)).expect("a count")
}
