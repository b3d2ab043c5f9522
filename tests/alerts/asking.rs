//! Who may have an alert, and how a guest says that it was them.

use careercenter::accounts::Account;
use careercenter::alerts::{self, Frequency, MOST};
use careercenter::error::Error;
use careercenter::mail::outbox::Kind;
use careercenter::schema::{account, alert, outbox, subscriber};
use chrono::TimeDelta;
use diesel::prelude::*;

use super::{Board, CLEO, GUS, new};
use crate::support::World;

impl Board {
    /// Letters that ask an address whether it was them.
    fn asked(&self, email: &str) -> i64 {
        self.read(|conn| {
            let letters = outbox::table.filter(outbox::kind.eq(Kind::ConfirmAlert));
            Ok(letters.filter(outbox::recipient.eq(email)).count().get_result(conn)?)
        })
    }

    fn refused(&self, query: &str) -> String {
        let (account, now) = (self.account(self.cleo), self.world.now());
        let new = new(query, Frequency::Instant);
        let tried =
            self.world.site.db.write_now(|conn| alerts::subscribe(conn, now, &account, &new));
        match tried {
            Err(Error::Conflict(said)) => said,
            other => panic!("{other:?}"),
        }
    }

    fn rows(&self) -> (i64, i64) {
        self.read(|conn| {
            let people = subscriber::table.count().get_result(conn)?;
            Ok((people, alert::table.count().get_result(conn)?))
        })
    }
}

on_both! {
    fn a_guest_is_asked_once_a_day_and_hears_nothing_before_the_answer(world: World) {
        let board = Board::of(world);
        for query in ["credential=cpc", "hires_in=OH", "credential=cpc"] {
            board.ask(GUS, &new(query, Frequency::Instant));
        }
        assert_eq!(board.asked(GUS), 1, "however often somebody asks");
        let whose = board.subscriber(GUS);
        let waiting = board.read(|conn| alerts::waiting(conn, whose));
        assert_eq!(waiting.len(), 2);
        board.publish("Surgery Coder");
        board.work();
        assert_eq!(board.letters(), []);

        let now = board.world.now();
        board.write(|conn| alerts::confirm(conn, now, whose, &[waiting[0].id]));
        let found = board.publish("Surgery Coder");
        board.work();
        assert_eq!(board.told(GUS), [[found]]);
        // A day later the other search is asked for again.
        board.world.advance(TimeDelta::days(1));
        board.ask(GUS, &new("hires_in=OH", Frequency::Weekly));
        assert_eq!(board.asked(GUS), 2);
        let waiting = board.read(|conn| alerts::waiting(conn, whose));
        assert_eq!(waiting[0].frequency, Frequency::Weekly, "as it was asked for last");
    }

    fn what_nobody_confirms_is_forgotten_after_a_week(world: World) {
        let board = Board::of(world);
        board.ask(GUS, &new("credential=cpc", Frequency::Daily));
        board.after(TimeDelta::hours(7 * 24 - 1));
        assert_eq!(board.rows(), (1, 1));
        board.after(TimeDelta::hours(2));
        assert_eq!(board.rows(), (0, 0));
    }

    fn the_same_search_is_one_alert(world: World) {
        let board = Board::of(world);
        let first = board.subscribe(board.cleo, "credential=cpc&sort=pay&page=3", Frequency::Instant);
        let again = board.subscribe(board.cleo, "credential=cpc", Frequency::Weekly);
        assert_eq!(first, again);
        // Asked for by letter as well, and by anybody: there is nothing to confirm.
        board.ask(CLEO, &new("credential=cpc", Frequency::Daily));
        assert_eq!((board.asked(CLEO), board.rows()), (0, (1, 1)));
        let known = board.alert(first, CLEO);
        assert_eq!(known.criteria.query_string(), "credential=cpc");
        assert_eq!(known.frequency, Frequency::Instant, "the one that is there");
    }

    fn nobody_has_more_than_twenty(world: World) {
        let board = Board::of(world);
        for number in 0..MOST {
            board.subscribe(board.cleo, &format!("q=word{number}"), Frequency::Daily);
        }
        assert!(board.refused("q=another").contains("20 alerts"));
        board.ask(CLEO, &new("q=another", Frequency::Daily));
        assert_eq!(board.rows(), (1, MOST as i64), "nor by letter, and nobody is told");

        // Whoever floods a stranger keeps nobody from asking, and what was asked first stays.
        for number in 0..=MOST {
            board.ask(GUS, &new(&format!("q=word{number}"), Frequency::Daily));
        }
        let whose = board.subscriber(GUS);
        let waiting = board.read(|conn| alerts::waiting(conn, whose));
        let words: Vec<_> = waiting.iter().map(|one| one.criteria.q().to_owned()).collect();
        assert_eq!((words.len(), words[0].as_str(), words[MOST - 1].as_str()), (MOST, "word0", "word20"));
        assert!(!words.contains(&"word8".to_owned()), "{words:?}");
        assert_eq!(board.asked(GUS), 1);
    }

    fn an_address_that_was_never_proved_gets_none(world: World) {
        let board = Board::of(world);
        let unproved = account::table.find(board.cleo);
        board.write(|conn| {
            let none = account::verified_at.eq(None::<careercenter::clock::Moment>);
            Ok(diesel::update(unproved).set(none).execute(conn)?)
        });
        assert_eq!(board.refused("q=cpc"), "Confirm your email address first.");
    }

    fn a_guest_who_registers_is_one_person(world: World) {
        let board = Board::of(world);
        let as_guest = board.guest(GUS, "credential=cpc", None, Frequency::Instant);
        let before = board.subscriber(GUS);
        let gus = board.world.account(GUS);
        let second = board.subscribe(gus, "hires_in=OH", Frequency::Instant);
        assert_eq!(board.subscriber(GUS), before, "the row is the account's now");
        let both = board.read(|conn| alerts::of(conn, before));
        assert_eq!(both.iter().map(|one| one.id).collect::<Vec<_>>(), [as_guest, second]);
        let found = board.publish("Surgery Coder");
        board.work();
        assert_eq!(board.told(GUS), [[found]], "one letter for both");
    }

    fn two_rows_of_one_person_become_one_and_old_links_still_work(world: World) {
        let board = Board::of(world);
        // Somebody with alerts moves to an address that has alerts as a guest's.
        let guests = board.guest(GUS, "credential=cpc", None, Frequency::Instant);
        let old_row = board.subscriber(GUS);
        let own = board.subscribe(board.cleo, "hires_in=OH", Frequency::Instant);
        board.write(|conn| {
            let moved = diesel::update(account::table.find(board.cleo));
            Ok(moved.set(account::email.eq(GUS)).execute(conn)?)
        });
        let found = board.publish("Surgery Coder");
        board.work();
        assert_eq!(board.told(GUS), [[found]], "one letter, to the address of today");
        assert_eq!(board.told(CLEO).len(), 0);
        let of_old_link = board.read(|conn| alerts::of(conn, old_row));
        assert_eq!(of_old_link.iter().map(|one| one.id).collect::<Vec<_>>(), [guests, own]);
        let now = board.world.now();
        assert_eq!(board.write(|conn| alerts::end(conn, now, old_row, &[guests])), 1);
        let who = board.read(|conn| Account::by_id(conn, board.cleo));
        let row = board.read(|conn| alerts::Subscriber::of_account(conn, &who)).expect("a row");
        assert_eq!(board.read(|conn| alerts::of(conn, row.id)).len(), 1);
    }
}
