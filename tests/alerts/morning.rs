//! Digests come at eight in the morning, once, whatever clocks and calendars do.

use careercenter::alerts::{self, Change, Frequency};
use chrono::{DateTime, TimeDelta};

use super::{Board, CLEO, GUS};
use crate::support::World;

impl Board {
    /// Moves the clock, back if need be, and works.
    fn at(&self, text: &str) {
        let at = DateTime::parse_from_rfc3339(text).expect("a time").timestamp_micros();
        self.after(TimeDelta::microseconds(at - self.world.now().micros()));
    }

    /// A posting each time, and how many letters there are then.
    fn letters_at(&self, times: &[&str]) -> Vec<usize> {
        let each = |time: &&str| {
            self.at(time);
            let letters = self.letters().len();
            self.publish("Surgery Coder");
            self.work();
            letters
        };
        times.iter().map(each).collect()
    }
}

on_both! {
    fn digests_come_at_eight_where_the_subscriber_is(world: World) {
        let board = Board::of(world);
        // Cleo lives by the clock of New York, Gus by that of Chicago.
        board.subscribe(board.cleo, "", Frequency::Daily);
        board.guest(GUS, "", None, Frequency::Daily);
        let first = board.publish("Surgery Coder");
        board.at("2026-11-23T12:59:58Z");
        assert_eq!(board.letters().len(), 0);
        board.at("2026-11-23T13:00:00Z");
        assert_eq!(board.letters(), [(CLEO.to_owned(), vec![first])]);
        board.at("2026-11-23T13:59:58Z");
        assert_eq!(board.told(GUS).len(), 0);
        board.at("2026-11-23T14:00:01Z");
        assert_eq!(board.told(GUS), [[first]]);
        let second = board.publish("Another Coder");
        board.at("2026-11-24T12:59:00Z");
        assert_eq!(board.letters().len(), 2);
        board.at("2026-11-24T15:00:00Z");
        assert_eq!(board.told(CLEO), [[first], [second]]);
        assert_eq!(board.told(GUS), [[first], [second]]);
    }

    fn weekly_means_monday(world: World) {
        let board = Board::of(world);
        board.subscribe(board.cleo, "", Frequency::Weekly);
        board.subscribe(board.cleo, "q=coder", Frequency::Daily);
        board.at("2026-11-23T13:00:00Z");
        board.publish("Surgery Coder");
        board.work();
        let days = ["2026-11-24T13:00:02Z", "2026-11-25T13:00:02Z", "2026-11-29T13:00:02Z"];
        assert_eq!(board.letters_at(&days), [1, 2, 3]);
        assert_eq!(board.waiting(), 5, "four for Monday and one for the morning");
        board.at("2026-11-30T13:00:02Z");
        assert_eq!(board.letters().len(), 4, "one letter for both");
        assert_eq!((board.told(CLEO)[3].len(), board.waiting()), (4, 0));
    }

    fn the_nights_clocks_change_bring_one_digest(world: World) {
        let board = Board::of(world);
        board.guest(GUS, "", None, Frequency::Daily);
        board.at("2027-03-13T15:00:00Z");
        board.publish("Surgery Coder");
        // Chicago puts its clocks forward on 2027-03-14 and back on 2027-11-07.
        let spring = ["2027-03-14T12:59:59Z", "2027-03-14T13:00:00Z", "2027-03-14T14:30:00Z", "2027-03-15T13:00:00Z"];
        assert_eq!(board.letters_at(&spring), [0, 1, 1, 2]);
        board.at("2027-11-06T15:00:00Z");
        let before = board.letters().len();
        board.publish("Surgery Coder");
        let fall = ["2027-11-07T13:00:00Z", "2027-11-07T13:59:59Z", "2027-11-07T14:00:00Z", "2027-11-08T14:00:00Z"];
        let since: Vec<usize> = board.letters_at(&fall).iter().map(|now| now - before).collect();
        assert_eq!(since, [0, 0, 1, 2]);
    }

    fn a_leap_day_has_its_digest(world: World) {
        let board = Board::of(world);
        board.guest(GUS, "", None, Frequency::Daily);
        board.at("2028-02-28T15:00:00Z");
        board.publish("Surgery Coder");
        let days = ["2028-02-29T13:59:59Z", "2028-02-29T14:00:00Z", "2028-03-01T13:59:59Z", "2028-03-01T14:00:00Z"];
        assert_eq!(board.letters_at(&days), [0, 1, 1, 2]);
    }

    fn a_clock_put_back_an_hour_brings_no_second_digest(world: World) {
        let board = Board::of(world);
        board.subscribe(board.cleo, "", Frequency::Daily);
        board.publish("Surgery Coder");
        board.work();
        let times = ["2026-11-23T13:00:02Z", "2026-11-23T12:00:02Z", "2026-11-23T13:00:02Z", "2026-11-23T14:00:02Z"];
        assert_eq!(board.letters_at(&times), [1, 1, 1, 1]);
        board.at("2026-11-24T13:00:00Z");
        assert_eq!(board.letters().len(), 2);
        assert_eq!(board.told(CLEO)[1].len(), 4, "the next morning brings what came meanwhile");
    }

    fn a_digest_that_is_late_still_comes_and_only_once_that_day(world: World) {
        let board = Board::of(world);
        board.subscribe(board.cleo, "", Frequency::Daily);
        board.publish("Surgery Coder");
        board.work();
        // Nobody worked until the afternoon.
        let times = ["2026-11-23T20:00:00Z", "2026-11-23T21:00:00Z", "2026-11-24T12:59:00Z", "2026-11-24T13:00:00Z"];
        assert_eq!(board.letters_at(&times), [1, 1, 1, 2]);
    }

    fn another_frequency_moves_what_waits(world: World) {
        let board = Board::of(world);
        let id = board.subscribe(board.cleo, "", Frequency::Weekly);
        board.at("2026-11-24T15:00:00Z");
        let found = board.publish("Surgery Coder");
        advert_import(&board);
        board.work();
        let change = |frequency, until| {
            let (alert, now) = (board.alert(id, CLEO), board.world.now());
            let change = Change { frequency, paused_until: until, ..Change::of(&alert) };
            board.write(|conn| alerts::change(conn, now, &alert, &change));
        };
        // A pause holds back what was found before it.
        change(Frequency::Daily, Some(board.world.now().plus(TimeDelta::hours(48))));
        board.at("2026-11-25T15:00:00Z");
        assert_eq!((board.letters().len(), board.waiting()), (0, 2));
        change(Frequency::Instant, None);
        board.work();
        assert_eq!(board.told(CLEO), [[found]], "what is imported is never sent at once");
        board.at("2026-11-27T15:00:00Z");
        assert_eq!(board.told(CLEO).len(), 2, "it comes when it was to come");
    }
}

fn advert_import(board: &Board) {
    use crate::support::advert;
    advert::import(&board.world.site, "one", &advert::content("Federal Coder"));
}
