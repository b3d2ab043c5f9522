//! What stands between strangers and people: the hold on new employers, what an administrator
//! decides, and what readers report.

mod decisions;
mod hold;
mod reports;
mod suspension;

use careercenter::accounts::Account;
use careercenter::audit;
use careercenter::employers::{EmployerId, Standing};
use careercenter::postings::{Posting, PostingId, Stage, load_one};

use crate::support::{Client, Page, World, advert};

const DANA: &str = "dana@riverbend.example";
const ROOT: &str = "root@board.example";
/// Of things that are not there, and of things that cannot be.
const ODD_IDS: [&str; 5] = ["999999", "0", "-1", "99999999999999999999", "moon"];

/// Somebody who hires, and the employer they own.
struct Hiring {
    client: Client,
    owner: advert::Hiring,
}

impl Hiring {
    /// An employer nobody has looked at.
    fn new(world: &World) -> Hiring {
        let id = world.account(DANA);
        let employer = world.employer(id, "Riverbend Health");
        let account = world.site.db.read_now(|conn| Account::by_id(conn, id)).expect("an account");
        Hiring { client: world.sign_in(DANA), owner: advert::Hiring { account, employer } }
    }

    /// An employer the board knows.
    fn known(world: &World) -> Hiring {
        let hiring = Hiring::new(world);
        let approve = |conn: &mut _| advert::stand(conn, hiring.employer(), Standing::Approved);
        world.site.db.write_now(approve).expect("the employer is known");
        hiring
    }

    fn employer(&self) -> EmployerId {
        self.owner.employer
    }

    fn desk(&self) -> Page {
        self.client.get(&format!("/hire/employers/{}", self.employer())).expect(200)
    }

    /// A draft that can be published.
    fn draft(&self, world: &World, title: &str) -> PostingId {
        advert::draft(&world.site, &self.owner, &advert::content(title))
    }

    /// Written, published by the button, and followed by the index.
    fn publish(&self, world: &World, title: &str) -> PostingId {
        let id = self.draft(world, title);
        self.act(id, "publication").expect(303);
        world.work();
        id
    }

    fn act(&self, id: PostingId, part: &str) -> Page {
        self.client.post(&format!("/hire/postings/{id}/{part}"), &[("", ""); 0])
    }
}

fn stage(world: &World, id: PostingId) -> Stage {
    let loaded = world.site.db.read_now(|conn| load_one(conn, id));
    loaded.expect("the posting is there").posting.stage
}

/// The postings a stranger finds, newest first.
fn listed(world: &World) -> Vec<String> {
    let page = world.client().get("/jobs").expect(200);
    page.attrs("article[data-posting]", "data-posting")
}

/// What the record says of a thing, newest first.
fn deeds(world: &World, subject: &str, id: i64) -> Vec<String> {
    let entries = world.site.db.read_now(|conn| audit::of(conn, subject, id, 50));
    entries.expect("the record").into_iter().map(|entry| entry.deed).collect()
}

fn admin_page(id: PostingId) -> String {
    format!("/admin/postings/{id}")
}

/// Two people press at the same time; what each got.
fn at_once(one: impl FnOnce() -> Page + Send, other: impl FnOnce() -> u16 + Send) -> [u16; 2] {
    std::thread::scope(|threads| {
        let other = threads.spawn(other);
        [one().status, other.join().expect("the other gets an answer")]
    })
}

/// Reads a held posting and approves it.
fn approve(root: &Client, id: PostingId) -> Page {
    root.get(&admin_page(id)).expect(200).fill("form[action$=approval]", &[("", ""); 0])
}

/// The row of a posting.
fn loaded(world: &World, id: PostingId) -> Posting {
    world.site.db.read_now(|conn| load_one(conn, id)).expect("a posting").posting
}
