//! One job that several advertise is told once, by whichever of them is there when the letter goes.

use careercenter::alerts::Frequency;
use careercenter::clock::Moment;
use careercenter::db::Conn;
use careercenter::mail::outbox::{Kind, Stage};
use careercenter::postings::PostingId;
use careercenter::schema::outbox;
use chrono::TimeDelta;
use diesel::prelude::*;

use super::{Board, CLEO, GUS};
use crate::around::ad;
use crate::support::World;
use crate::support::advert;

const NOTHING: [[PostingId; 1]; 0] = [];

on_both! {
    fn a_job_through_agencies_is_told_once(world: World) {
        let board = Board::of(world);
        let codewell = advert::employer(&board.world.site, "Codewell Staffing");
        let through = |number| advert::publish(&board.world.site, &codewell, &ad(number));
        board.subscribe(board.cleo, "", Frequency::Instant);
        let first = through(1);
        board.work();
        assert_eq!(board.told(CLEO), [[first]]);
        // The employer's own comes later and stands for the agency's from now on.
        board.publish_with(&ad(1));
        board.after(TimeDelta::hours(2));
        assert_eq!(board.told(CLEO), [[first]]);
        // Both at once, and an agency's after its client's.
        let agencys = through(2);
        let second = board.publish_with(&ad(2));
        board.after(TimeDelta::hours(2));
        let mailing = board.mailing().expect("a letter");
        assert_eq!((mailing.postings[0].0, mailing.total), (second, 1));
        let third = board.publish_with(&ad(3));
        board.after(TimeDelta::hours(2));
        through(3);
        board.after(TimeDelta::hours(2));
        assert_eq!(board.told(CLEO), [vec![first], vec![agencys, second], vec![third]]);
        // Whoever takes a place that is left is no news.
        board.close(second);
        board.after(TimeDelta::hours(2));
        assert_eq!(board.told(CLEO).len(), 3);
    }

    fn a_copy_tells_where_the_other_could_not(world: World) {
        let board = Board::of(world);
        let site = &board.world.site;
        board.subscribe(board.cleo, "", Frequency::Instant);
        board.guest(GUS, "pay_floor=30&pay=sure", None, Frequency::Instant);
        // An imported one is for digests alone; the employer's own is told.
        advert::import_of(site, "Riverbend Health", "copy", &ad(1));
        board.work();
        let own = board.publish_with(&ad(1));
        board.after(TimeDelta::hours(2));
        assert_eq!(board.told(CLEO), [[own]]);
        // One pays too little for Gus, the other does not.
        let codewell = advert::employer(site, "Codewell Staffing");
        let low = board.publish_with(&ad(2));
        board.after(TimeDelta::hours(2));
        assert_eq!(board.told(GUS), NOTHING);
        let mut better = ad(2);
        better.pay.as_mut().expect("pay").lowest = 320_000;
        let better = advert::publish(site, &codewell, &better);
        board.after(TimeDelta::hours(2));
        assert_eq!(board.told(GUS), [[better]]);
        assert_eq!(board.told(CLEO), [[own], [low]]);
    }

    fn a_copy_goes_along_with_a_letter_that_waits(world: World) {
        let board = Board::of(world);
        let codewell = advert::employer(&board.world.site, "Codewell Staffing");
        board.subscribe(board.cleo, "", Frequency::Instant);
        let first = board.publish_with(&ad(1));
        board.work();
        let letter = outbox::table.filter(outbox::kind.eq(Kind::Alert));
        let put_back = |conn: &mut Conn| {
            let row = (outbox::stage.eq(Stage::Waiting), outbox::finished_at.eq(None::<Moment>));
            Ok(diesel::update(letter).set(row).execute(conn)?)
        };
        assert_eq!(board.write(put_back), 1);
        let copy = advert::publish(&board.world.site, &codewell, &ad(1));
        board.after(TimeDelta::hours(2));
        assert_eq!(board.told(CLEO), [[first, copy]]);
        let shown = || board.mailing().expect("a letter").postings[0].0;
        assert_eq!(shown(), first);
        // Before it goes the first one ends.
        board.close(first);
        board.work();
        assert_eq!(shown(), copy);
    }

    fn what_waits_has_told_nobody(world: World) {
        let board = Board::of(world);
        board.subscribe(board.cleo, "", Frequency::Weekly);
        let codewell = advert::employer(&board.world.site, "Codewell Staffing");
        let (gone, kept) = (board.publish_with(&ad(1)), board.publish_with(&ad(2)));
        let copy = advert::publish(&board.world.site, &codewell, &ad(1));
        board.work();
        board.close(gone);
        board.after(TimeDelta::days(8));
        assert_eq!(board.told(CLEO), [[kept, copy]]);
        // Once it was told it is told, whoever advertises it.
        advert::publish(&board.world.site, &codewell, &ad(2));
        board.after(TimeDelta::days(8));
        assert_eq!(board.told(CLEO).len(), 1);
    }
}
