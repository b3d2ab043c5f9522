//! How what was found becomes a letter: gathered, bounded, and without what is gone by then.

use careercenter::alerts::{self, Frequency, SHOWN};
use careercenter::employers::{Employer, Standing};
use careercenter::postings::{self, PostingId};
use chrono::TimeDelta;

use super::{Board, CLEO, GUS};
use crate::support::World;
use crate::support::advert;

on_both! {
    fn at_once_means_one_letter_an_hour(world: World) {
        let board = Board::of(world);
        board.subscribe(board.cleo, "q=coder", Frequency::Instant);
        board.subscribe(board.cleo, "credential=cpc", Frequency::Instant);
        let first = board.publish("Surgery Coder");
        board.work();
        assert_eq!(board.told(CLEO), [vec![first]]);
        let mut gathered = Vec::new();
        for minutes in [1, 20, 38] {
            gathered.push(board.publish("Another Coder"));
            board.after(TimeDelta::minutes(minutes));
        }
        assert_eq!(board.told(CLEO).len(), 1, "59 minutes later");
        board.after(TimeDelta::minutes(1));
        assert_eq!(board.told(CLEO), [vec![first], gathered], "an hour later");
        assert_eq!(board.waiting(), 0);
    }

    fn what_is_gone_before_the_letter_is_not_in_it(world: World) {
        let board = Board::of(world);
        board.subscribe(board.cleo, "", Frequency::Daily);
        board.subscribe(board.cleo, "q=coder", Frequency::Daily);
        let all = board.publish_many(5);
        let [kept, closed, taken_down, expired, again] = all[..] else { panic!("five") };
        board.work();
        assert_eq!(board.waiting(), 10);
        board.close(closed);
        board.posting(taken_down, |conn, now, posting, by| {
            postings::take_down(conn, now, posting.id, "It asks for money.", by)
        });
        board.posting(expired, |conn, now, posting, _| {
            use careercenter::schema::posting as table;
            use diesel::prelude::*;
            let over = table::expires_at.eq(now.plus(TimeDelta::minutes(1)));
            Ok(diesel::update(table::table.find(posting.id)).set(over).execute(conn)?)
        });
        board.close(again);
        board.work();
        board.reopen(again);
        board.work();
        board.after(TimeDelta::hours(2));
        // 08:00 in New York: the second opening of the last one was found by itself.
        assert_eq!(board.told(CLEO), [[kept, again]]);
        let mailing = board.mailing().expect("a letter");
        assert_eq!(mailing.postings.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [again, kept]);
        assert_eq!(board.waiting(), 0);
    }

    fn nothing_of_a_suspended_employer_is_sent(world: World) {
        let board = Board::of(world);
        board.subscribe(board.cleo, "", Frequency::Daily);
        board.publish_many(3);
        board.work();
        let (by, now, id) = (board.hiring.account.clone(), board.world.now(), board.hiring.employer);
        board.write(|conn| {
            Employer::suspend(conn, now, &by, id, "Fraud.")?;
            postings::hold_all(conn, now, id)
        });
        board.after(TimeDelta::hours(2));
        assert_eq!((board.letters().len(), board.waiting()), (0, 0));
        board.write(|conn| advert::stand(conn, id, Standing::Approved));
    }

    fn a_letter_is_about_what_is_there_when_it_is_rendered(world: World) {
        let board = Board::of(world);
        let alert = board.guest(GUS, "", None, Frequency::Instant);
        let all = board.publish_many(SHOWN + 3);
        board.work();
        let mailing = board.mailing().expect("a letter");
        let newest: Vec<PostingId> = all.iter().rev().take(SHOWN).copied().collect();
        let shown: Vec<PostingId> = mailing.postings.iter().map(|(id, _)| *id).collect();
        assert_eq!((shown, mailing.total), (newest, SHOWN + 3));
        board.close(all[SHOWN + 2]);
        let mailing = board.mailing().expect("a letter");
        assert_eq!((mailing.postings[0].0, mailing.total), (all[SHOWN + 1], SHOWN + 2));
        let (whose, now) = (board.subscriber(GUS), board.world.now());
        board.write(|conn| alerts::end(conn, now, whose, &[alert]));
        assert!(board.mailing().is_none(), "the alert has ended");
    }

    fn an_idle_board_commits_nothing(world: World) {
        let board = Board::of(world);
        board.subscribe(board.cleo, "", Frequency::Daily);
        board.publish("Surgery Coder");
        board.work();
        let committed = |board: &Board| board.world.site.db.committed().wait(u64::MAX, std::time::Duration::ZERO);
        let before = committed(&board);
        for _ in 0..5 {
            board.work();
        }
        assert_eq!(committed(&board), before);
    }

    fn old_deliveries_are_forgotten_and_openings_are_not(world: World) {
        use careercenter::schema::{alert_batch, alert_batch_posting, alert_delivery};
        use diesel::prelude::*;
        let board = Board::of(world);
        board.subscribe(board.cleo, "", Frequency::Instant);
        board.publish("Surgery Coder");
        board.work();
        board.after(TimeDelta::days(89));
        let rows = || board.read(|conn| {
            let sent: i64 = alert_delivery::table.count().get_result(conn)?;
            let batches: i64 = alert_batch::table.count().get_result(conn)?;
            let openings: i64 = alert_batch_posting::table.count().get_result(conn)?;
            Ok((sent, batches, openings))
        });
        assert_eq!(rows(), (1, 1, 1));
        board.after(TimeDelta::days(2));
        assert_eq!(rows(), (0, 0, 1));
    }
}
