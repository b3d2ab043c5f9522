//! A board on either database shows the same, to the letter.

use careercenter::{sample, search};

use super::board;
use crate::support::{Kind, OnBoth, World};

/// Every kind of page and answer that is made from the index.
const ADDRESSES: [&str; 44] = [
    "/",
    "/jobs",
    "/jobs?page=2",
    "/jobs?page=3&sort=pay",
    "/jobs?page=900",
    "/jobs?q=coder",
    "/jobs?q=surgery",
    "/jobs?q=remote",
    "/jobs?q=VA",
    "/jobs?q=remote+MD",
    "/jobs?q=CPC-A",
    "/jobs?q=profee",
    "/jobs?q=inpateint+coder",
    "/jobs?q=inpatient+coder&sort=newest",
    "/jobs?q=audit*",
    "/jobs?q=co*",
    "/jobs?q=coder+-surgery",
    "/jobs?q=%22risk+adjustment%22",
    "/jobs?q=auditor,+surgery",
    "/jobs?q=zzyzx+coder+qqq",
    "/jobs?hires_in=OH",
    "/jobs?hires_in=OH,TX&credential=cpc",
    "/jobs?credential=!ccs",
    "/jobs?software=epic",
    "/jobs?arrangement=remote-us,remote-states",
    "/jobs?near=43215",
    "/jobs?near=Columbus,+OH&within=200&sort=closest",
    "/jobs?near=springfield",
    "/jobs?pay_floor=26",
    "/jobs?pay_floor=26&pay=sure&no_pay=yes",
    "/jobs?sort=pay",
    "/jobs?posted=7",
    "/jobs?role=nonsense&color=red&page=x",
    "/jobs?apprentice=yes",
    "/jobs?agency=!yes&q=surgery",
    "/jobs/values/credential",
    "/jobs/values/hires_in?q=coder",
    "/jobs/employers",
    "/jobs/employers?q=coder",
    "/jobs/feed.rss",
    "/jobs/feed.atom?q=coder",
    "/jobs/feed.json?hires_in=TX",
    "/employers",
    "/jobs/suggest?q=sur",
];

/// What an address shows, whatever port the board is at.
fn shown(world: &World, path: &str) -> (u16, String) {
    let page = world.client().get(path);
    let base = world.site.config.base_url.as_str();
    let text = String::from_utf8(page.body.clone()).expect("text");
    (page.status, text.replace(base, "/"))
}

#[test]
fn both_databases_show_the_same() {
    let [sqlite, postgres] = [Kind::Sqlite, Kind::Postgres].map(|kind| {
        let world = World::on(kind);
        board(&world);
        sample::top_up(&world.site, 150).expect("there are postings");
        search::refresh(&world.site).expect("the index follows");
        world
    });
    let listing = sqlite.client().get("/jobs").expect(200);
    let postings = listing.attrs("article h2 a", "href");
    let employers = listing.attrs("article .by a", "href");
    assert!(postings.len() == 20 && !employers.is_empty());
    let found = ADDRESSES.into_iter().map(str::to_owned).chain(postings).chain(employers);
    for path in found {
        let (one, other) = (shown(&sqlite, &path), shown(&postgres, &path));
        assert!([200, 301, 302].contains(&one.0), "{path}: {}", one.1);
        assert_eq!(one, other, "{path}");
    }
}
