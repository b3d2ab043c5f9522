//! A posting that cannot be understood keeps no other off the board, nor on it.

use careercenter::postings::PostingId;
use careercenter::schema::posting_requirements;
use careercenter::search;
use diesel::prelude::*;

use super::{another, close, retitle};
use crate::support::World;
use crate::support::advert::{content, employer, publish};

fn break_off(world: &World, id: PostingId) {
    let broken = |conn: &mut careercenter::db::Conn| {
        let row = diesel::update(posting_requirements::table.find(id));
        Ok(row.set(posting_requirements::demand.eq("{")).execute(conn)?)
    };
    assert_eq!(world.site.db.write_now(broken).expect("it is written"), 1);
}

on_both! {
    fn what_cannot_be_read_stops_neither_a_start_nor_the_follower(world: World) {
        let hiring = employer(&world.site, "Riverbend Health");
        let titles = ["Surgery Coder", "Inpatient Coder", "Emergency Coder", "Oncology Coder"];
        let [first, second, third, _] =
            titles.map(|title| publish(&world.site, &hiring, &content(title)));
        break_off(&world, first);
        search::refresh(&world.site).expect("the index is filled");
        assert_eq!(world.site.index.load().len(), 3);
        // Both in one chunk of the log.
        retitle(&world.site, &hiring, second, "Pathology Coder");
        break_off(&world, second);
        close(&world.site, &hiring, third);
        search::refresh(&world.site).expect("the index follows");
        assert_eq!(world.site.index.load().len(), 1);
        let started = another(&world);
        search::refresh(&started).expect("the index is filled");
        assert_eq!(started.index.load().len(), 1);
    }
}
