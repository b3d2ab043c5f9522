//! Changing alerts: nobody overwrites what they have not seen.

use careercenter::alerts::{self, Change, Frequency};
use careercenter::error::Error;
use chrono::TimeDelta;

use super::{Board, CLEO, search};
use crate::support::World;

on_both! {
    fn a_change_of_something_that_changed_is_refused(world: World) {
        let board = Board::of(world);
        let id = board.subscribe(board.cleo, "q=surgery", Frequency::Daily);
        let other = board.subscribe(board.cleo, "q=cardiology", Frequency::Daily);
        let (seen, now) = (board.alert(id, CLEO), board.world.now());
        let tried = |to: &Change| {
            board.world.site.db.write_now(|conn| alerts::change(conn, now, &seen, to))
        };
        let other_words = Change { criteria: search("q=cardiology"), ..Change::of(&seen) };
        assert!(matches!(tried(&other_words), Err(Error::Conflict(said)) if said.contains("already")));
        let faster = Change { frequency: Frequency::Instant, ..Change::of(&seen) };
        assert!(tried(&faster).is_ok());
        assert!(matches!(tried(&faster), Err(Error::Conflict(said)) if said.contains("Look again")));
        let whose = board.subscriber(CLEO);
        board.write(|conn| alerts::end(conn, now, whose, &[other]));
        let ended = board.read(|conn| alerts::of(conn, whose));
        assert_eq!(ended.len(), 1);
    }

    fn other_words_find_other_postings(world: World) {
        let board = Board::of(world);
        let id = board.subscribe(board.cleo, "q=cardiology", Frequency::Instant);
        let (alert, now) = (board.alert(id, CLEO), board.world.now());
        let to = Change { criteria: search("q=surgery&sort=pay&page=2"), ..Change::of(&alert) };
        board.write(|conn| alerts::change(conn, now, &alert, &to));
        assert_eq!(board.alert(id, CLEO).criteria.query_string(), "q=surgery");
        let found = board.publish("Surgery Coder");
        board.work();
        assert_eq!(board.told(CLEO), [[found]]);
    }

    fn a_pause_is_bounded_and_can_be_broken_off(world: World) {
        let board = Board::of(world);
        let id = board.subscribe(board.cleo, "", Frequency::Daily);
        let (alert, now) = (board.alert(id, CLEO), board.world.now());
        let far = now.plus(TimeDelta::days(10_000));
        let to = Change { paused_until: Some(far), ..Change::of(&alert) };
        board.write(|conn| alerts::change(conn, now, &alert, &to));
        let alert = board.alert(id, CLEO);
        assert!(alert.is_paused(now.plus(TimeDelta::days(366 - 1))));
        assert!(!alert.is_paused(now.plus(TimeDelta::days(366))));
        board.write(|conn| alerts::resume(conn, now, &alert));
        assert!(!board.alert(id, CLEO).is_paused(now));
    }

    fn another_account_finds_no_alert_of_somebody(world: World) {
        let board = Board::of(world);
        let id = board.subscribe(board.cleo, "", Frequency::Daily);
        let mara = board.world.account("mara@home.example");
        board.subscribe(mara, "q=surgery", Frequency::Daily);
        let (theirs, now) = (board.subscriber("mara@home.example"), board.world.now());
        let found = board.world.site.db.read_now(|conn| alerts::one(conn, theirs, id));
        assert!(matches!(found, Err(Error::NotFound)));
        assert_eq!(board.write(|conn| alerts::end(conn, now, theirs, &[id])), 0);
        board.write(|conn| alerts::confirm(conn, now, theirs, &[id]));
        assert_eq!(board.alert(id, CLEO).version, 0);
    }

    fn a_preview_counts_what_is_live_and_recent(world: World) {
        let board = Board::of(world);
        board.publish("Surgery Coder");
        board.world.advance(TimeDelta::days(29));
        board.publish("Surgery Coder");
        board.work();
        let count = |query: &str| {
            let index = board.world.site.index.load();
            alerts::last_30_days(&index, &search(query), None, board.world.now())
        };
        assert_eq!(["", "q=surgery", "q=cardiology", "posted=7", "meets=yes"].map(count), [2, 2, 0, 1, 0]);
    }
}
