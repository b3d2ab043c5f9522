//! The index follows the database, whatever happens: what is written shows soon, on every server; its file saves time
//! and is never trusted; and whoever doubts it can have it compared.

mod file;
mod following;
mod killed;
mod unreadable;

use careercenter::postings::{Posting, PostingId, Saving};
use careercenter::site::Site;
use careercenter::{db::Conn, search};

use crate::support::World;
use crate::support::advert::{Hiring, close, content};

/// A second server on the same board that has not begun to follow it.
fn another(world: &World) -> Site {
    Site::open((*world.site.config).clone(), world.site.clock.clone()).expect("it opens once more")
}

fn retitle(site: &Site, hiring: &Hiring, id: PostingId, title: &str) {
    let now = site.clock.now();
    let edited = |conn: &mut Conn| {
        let posting = Posting::by_id(conn, id)?;
        let saving = Saving { attested: true, ..Saving::default() };
        posting.edit(conn, now, posting.version, &content(title), &saving, &hiring.account)
    };
    site.db.write_now(edited).expect("it is edited");
}

/// Fails unless the index of a server that has caught up is what one built anew is.
#[track_caller]
fn is_true(world: &World, site: &Site) {
    search::refresh(site).expect("it follows");
    let fresh = another(world);
    std::fs::remove_file(fresh.config.data.join("index.snapshot")).unwrap_or_default();
    search::refresh(&fresh).expect("it is filled");
    assert_eq!(site.index.load().differences(&fresh.index.load()), Vec::<i64>::new());
}
