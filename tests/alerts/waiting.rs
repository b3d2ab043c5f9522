//! What an alert has found and is not sent yet, when the alert rests, changes or ends, or its owner
//! moves.

use careercenter::alerts::{self, AlertId, Change, Frequency};
use careercenter::clock::Moment;
use careercenter::queue::{self, Share};
use careercenter::schema::account;
use careercenter::site::Stop;
use chrono::TimeDelta;
use diesel::prelude::*;

use super::{Board, CLEO, search};
use crate::support::World;

impl Board {
    /// Letters are put down, and lie there.
    fn put_down(&self) {
        let now = self.world.now();
        alerts::tick(&self.world.site, now, &Stop::default()).expect("they are put down");
    }

    fn change(&self, id: AlertId, to: impl Fn(Change) -> Change) {
        let (alert, now) = (self.alert(id, CLEO), self.world.now());
        let to = to(Change::of(&alert));
        self.write(|conn| alerts::change(conn, now, &alert, &to));
    }

    fn pause(&self, id: AlertId, until: Option<Moment>) {
        self.change(id, |to| Change { paused_until: until, ..to });
    }

    fn in_hours(&self, hours: i64) -> Option<Moment> {
        Some(self.world.now().plus(TimeDelta::hours(hours)))
    }
}

on_both! {
    fn what_appeared_before_a_pause_is_sent_after_it(world: World) {
        let board = Board::of(world);
        let id = board.subscribe(board.cleo, "", Frequency::Instant);
        let before = board.publish("Surgery Coder");
        board.world.advance(TimeDelta::minutes(1));
        board.pause(id, board.in_hours(3));
        board.publish("Another Coder");
        board.work();
        assert_eq!((board.letters().len(), board.waiting()), (0, 1), "found, and it rests");
        board.after(TimeDelta::hours(2));
        assert_eq!(board.letters().len(), 0);
        board.pause(id, board.in_hours(2));
        board.after(TimeDelta::hours(3));
        assert_eq!(board.told(CLEO), [[before]]);
    }

    fn a_letter_that_lies_in_the_outbox_waits_for_the_end_of_a_pause(world: World) {
        let board = Board::of(world);
        let id = board.subscribe(board.cleo, "", Frequency::Daily);
        let other = board.subscribe(board.cleo, "q=cardiology", Frequency::Daily);
        let found = board.publish("Surgery Coder");
        board.work();
        board.world.advance(TimeDelta::hours(2));
        board.put_down();
        assert_eq!((board.told(CLEO), board.waiting()), (vec![vec![found]], 0));
        board.pause(id, board.in_hours(30));
        assert_eq!(board.waiting(), 1);
        assert!(board.mailing().is_none());
        board.work();
        assert_eq!(board.world.mails().len(), 0, "there was nothing left to say");
        board.after(TimeDelta::hours(48));
        assert_eq!(board.world.mails().len(), 1);
        assert_eq!(board.told(CLEO), [[found]]);
        assert!(board.alert(other, CLEO).paused_until.is_none());
    }

    fn a_letter_that_is_being_handed_over_is_left_alone(world: World) {
        let board = Board::of(world);
        let id = board.subscribe(board.cleo, "", Frequency::Daily);
        let found = board.publish("Surgery Coder");
        board.work();
        board.world.advance(TimeDelta::hours(2));
        board.put_down();
        let now = board.world.now();
        board.write(|conn| queue::claim(conn, "somebody", now, Share::Letters)).expect("a letter");
        board.pause(id, board.in_hours(30));
        assert_eq!((board.told(CLEO), board.waiting()), (vec![vec![found]], 0), "never twice");
        assert!(board.mailing().is_none(), "an alert that rests is in no letter");
    }

    fn other_words_keep_what_they_find_themselves(world: World) {
        let board = Board::of(world);
        let id = board.subscribe(board.cleo, "", Frequency::Daily);
        let kept = board.publish("Surgery Coder");
        board.publish("Cardiology Coder");
        board.work();
        assert_eq!(board.waiting(), 2);
        board.change(id, |to| Change { criteria: search("q=surgery&posted=1"), ..to });
        assert_eq!(board.waiting(), 1);
        board.world.advance(TimeDelta::hours(2));
        board.put_down();
        assert_eq!(board.told(CLEO), [[kept]]);
        board.change(id, |to| Change { criteria: search("q=oncology"), ..to });
        assert!(board.mailing().is_none(), "nor in a letter that is not sent yet");
    }

    fn an_end_that_is_taken_back_loses_nothing(world: World) {
        let board = Board::of(world);
        let id = board.subscribe(board.cleo, "", Frequency::Daily);
        let found = board.publish("Surgery Coder");
        board.work();
        let (whose, now) = (board.subscriber(CLEO), board.world.now());
        board.write(|conn| alerts::end(conn, now, whose, &[id]));
        assert_eq!(board.write(|conn| alerts::go_on(conn, now, whose, &[id])), 1);
        board.after(TimeDelta::hours(2));
        assert_eq!(board.told(CLEO), [[found]]);
    }

    fn a_letter_that_lies_in_the_outbox_follows_to_another_address(world: World) {
        let board = Board::of(world);
        board.subscribe(board.cleo, "", Frequency::Daily);
        let found = board.publish("Surgery Coder");
        board.work();
        board.world.advance(TimeDelta::hours(2));
        board.put_down();
        assert_eq!(board.told(CLEO), [[found]]);
        let new = "cleo@new.example";
        board.write(|conn| {
            let moved = diesel::update(account::table.find(board.cleo));
            Ok(moved.set(account::email.eq(new)).execute(conn)?)
        });
        board.work();
        assert_eq!(board.world.mails().iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(), [new]);
        assert_eq!(board.letters(), [(new.to_owned(), vec![found])]);
    }

    fn nothing_is_begun_while_work_stops(world: World) {
        let board = Board::of(world);
        board.subscribe(board.cleo, "", Frequency::Daily);
        board.publish("Surgery Coder");
        board.work();
        board.world.advance(TimeDelta::hours(2));
        let (stop, now) = (Stop::default(), board.world.now());
        stop.ask();
        alerts::tick(&board.world.site, now, &stop).expect("it stops");
        assert_eq!((board.letters().len(), board.waiting()), (0, 1));
        board.put_down();
        assert_eq!(board.letters().len(), 1);
    }
}
