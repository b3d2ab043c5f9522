//! What becomes of a letter, for everything a mail server may do.

use careercenter::mail::outbox::{self, Kind, Stage};
use careercenter::mail::suppression;
use careercenter::schema::outbox as table;
use chrono::TimeDelta;
use diesel::prelude::*;

use super::{post, row, through};
use crate::support::{Answer, At, PostOffice, World};

/// Time passes, and the work is done as it comes due.
fn pass(world: &World, span: TimeDelta) {
    let step =
        if span > TimeDelta::hours(12) { TimeDelta::hours(1) } else { TimeDelta::minutes(10) };
    let end = world.now().plus(span);
    while world.now() < end {
        world.advance(step);
        world.work();
    }
}

fn is_suppressed(world: &World, email: &str) -> bool {
    let found = world.site.db.read_now(|conn| suppression::find(conn, email));
    found.expect("the database answers").is_some()
}

/// Stage, tries, copies the server has, whether the address is suppressed.
fn ending(world: &World, office: &PostOffice, name: &str, id: i64) -> String {
    let (row, email) = (row(world, id), format!("{name}@home.example"));
    let taken = office.taken_for(&email);
    let mut ids: Vec<_> = taken.iter().map(|letter| letter.header("message-id")).collect();
    ids.dedup();
    assert!(ids.len() <= 1, "{name}: a doubled letter is recognised by its id: {ids:?}");
    let nobody = if is_suppressed(world, &email) { ", suppressed" } else { "" };
    format!("{}, tried {}, copies {}{nobody}: {}", row.stage, row.attempts, taken.len(), row.reply)
}

on_both! {
    fn every_letter_ends_as_the_server_wants(world: World) {
        use Answer::{HangUp, Say, Silence};
        let (mut world, office) = (world, PostOffice::new());
        through(&mut world, &office);
        #[rustfmt::skip]
        let table: &[(&str, &[Answer], &str)] = &[
            ("taken", &[], "sent, tried 1, copies 1: 250 2.0.0 taken as 4711"),
            ("busy", &[Say(At::Recipient, "421 too busy"), Say(At::Recipient, "421 too busy")], "sent, tried 3, copies 1: 250 2.0.0 taken as 4711"),
            ("gray", &[Say(At::Recipient, "450 4.2.1 come back"), Say(At::Text, "451 4.3.0 not now"), Say(At::Data, "450 later")], "sent, tried 4, copies 1: 250 2.0.0 taken as 4711"),
            ("blocked", &[Say(At::Recipient, "550 5.7.1 we do not like you")], "failed, tried 1, copies 0: 550 5.7.1 we do not like you"),
            ("full", &[Say(At::Recipient, "552 5.2.2 mailbox full")], "failed, tried 1, copies 0: 552 5.2.2 mailbox full"),
            ("spam", &[Say(At::Text, "554 5.6.0 this is spam")], "failed, tried 1, copies 0: 554 5.6.0 this is spam"),
            ("gone", &[Say(At::Recipient, "550 5.1.1 no mailbox here")], "failed, tried 1, copies 0, suppressed: 550 5.1.1 no mailbox here"),
            ("unknown", &[Say(At::Recipient, "550 User unknown")], "failed, tried 1, copies 0, suppressed: 550 User unknown"),
            ("silent", &[Silence(At::Recipient)], "sent, tried 2, copies 1: 250 2.0.0 taken as 4711"),
            ("torn", &[HangUp(At::Data)], "sent, tried 2, copies 1: 250 2.0.0 taken as 4711"),
            // Only here the answer alone is lost, and the letter comes twice.
            ("answerless", &[Silence(At::Text)], "sent, tried 2, copies 2: 250 2.0.0 taken as 4711"),
            ("cut", &[HangUp(At::Text)], "sent, tried 2, copies 2: 250 2.0.0 taken as 4711"),
        ];
        let mut posted = Vec::new();
        for (name, answers, _) in table {
            let email = format!("{name}@home.example");
            office.answers(&email, answers);
            posted.push(post(&world, &email, Kind::PasswordChanged));
        }
        office.always("never@home.example", Say(At::Recipient, "452 4.2.2 mailbox full"));
        let never = post(&world, "never@home.example", Kind::PasswordChanged);
        world.work();
        pass(&world, TimeDelta::hours(2));
        for ((name, _, expected), id) in table.iter().zip(&posted) {
            assert_eq!(ending(&world, &office, name, *id), *expected, "{name}");
        }
        pass(&world, TimeDelta::hours(69));
        let waiting = row(&world, never);
        assert_eq!(waiting.stage, Stage::Waiting, "three days are not over: {waiting:?}");
        assert!(waiting.next_at.is_some_and(|at| at > world.now()), "{waiting:?}");
        pass(&world, TimeDelta::days(4));
        let dead = row(&world, never);
        assert_eq!((dead.stage, dead.reply.as_str()), (Stage::Failed, "452 4.2.2 mailbox full"));
        assert!(office.taken_for("never@home.example").is_empty());
        assert!(!is_suppressed(&world, "never@home.example"));
    }

    fn a_server_that_is_away_for_three_days_loses_nothing(world: World) {
        let (mut world, mut office) = (world, PostOffice::new());
        through(&mut world, &office);
        office.leave();
        let ids: Vec<i64> = (0..12)
            .map(|n| post(&world, &format!("a{n}@home.example"), Kind::PasswordChanged))
            .collect();
        world.work();
        let first = row(&world, ids[0]);
        assert_eq!((first.stage, first.attempts), (Stage::Waiting, 1));
        assert!(first.reply.to_lowercase().contains("connect"), "{first:?}");
        pass(&world, TimeDelta::days(3));
        assert!(ids.iter().all(|id| row(&world, *id).stage == Stage::Waiting));
        assert_eq!(office.taken().len(), 0);
        office.come_back();
        pass(&world, TimeDelta::hours(2));
        for (n, id) in ids.iter().enumerate() {
            assert_eq!(row(&world, *id).stage, Stage::Sent);
            assert_eq!(office.taken_for(&format!("a{n}@home.example")).len(), 1);
        }
    }

    fn a_letter_given_up_can_be_sent_again(world: World) {
        let (mut world, mut office) = (world, PostOffice::new());
        through(&mut world, &office);
        office.leave();
        let id = post(&world, "ada@home.example", Kind::PasswordChanged);
        world.work();
        pass(&world, TimeDelta::days(7));
        assert_eq!(row(&world, id).stage, Stage::Failed);
        office.come_back();
        pass(&world, TimeDelta::days(1));
        assert_eq!(office.taken().len(), 0, "what was given up is not tried");
        let now = world.now();
        let again = || world.site.db.write_now(|conn| outbox::try_again(conn, now, id));
        again().expect("it is on its way");
        again().expect("twice is once");
        world.work();
        assert_eq!((row(&world, id).stage, office.taken().len()), (Stage::Sent, 1));
        again().expect("and once more");
        world.work();
        let both = office.taken();
        assert_eq!(both.len(), 2);
        assert_eq!(both[0].header("message-id"), both[1].header("message-id"));
    }

    fn nothing_subscribed_is_sent_to_somebody_unknown_until_a_letter_is_taken(world: World) {
        let (mut world, office) = (world, PostOffice::new());
        through(&mut world, &office);
        let ada = "ada@home.example";
        office.answers(ada, &[Answer::Say(At::Recipient, "550 5.1.1 no such user")]);
        post(&world, ada, Kind::PasswordChanged);
        world.work();
        assert!(is_suppressed(&world, ada));
        let alert = post(&world, ada, Kind::Alert);
        world.work();
        let dropped = row(&world, alert);
        assert_eq!(dropped.stage, Stage::Dropped);
        assert_eq!(dropped.reply, "The address is suppressed: 550 5.1.1 no such user");
        assert_eq!(dropped.recipient, "", "nobody is kept in mind for what was not sent");
        assert_eq!(office.taken().len(), 0);
        let asked_for = post(&world, ada, Kind::PasswordChanged);
        world.work();
        assert_eq!(row(&world, asked_for).stage, Stage::Sent);
        assert!(!is_suppressed(&world, ada), "there is somebody after all");
    }

    fn whom_we_wrote_to_is_forgotten_in_time(world: World) {
        let (mut world, office) = (world, PostOffice::new());
        through(&mut world, &office);
        let (ada, bo) = ("ada@home.example", "bo@home.example");
        office.answers(bo, &[Answer::Say(At::Recipient, "550 5.1.1 no such user")]);
        let told = post(&world, ada, Kind::PasswordChanged);
        post(&world, bo, Kind::PasswordChanged);
        let asked = post(&world, ada, Kind::PasswordChanged);
        world.work();
        let asks = diesel::update(table::table.find(asked)).set(table::kind.eq(Kind::ConfirmAlert));
        world.site.db.write_now(|conn| Ok(asks.execute(conn)?)).expect("it is written");
        world.advance(TimeDelta::days(8));
        world.work();
        assert_eq!((&*row(&world, asked).recipient, &*row(&world, told).recipient), ("", ada));
        world.advance(TimeDelta::days(23));
        world.work();
        let left = world.site.db.read_now(|conn| Ok(table::table.count().get_result::<i64>(conn)?));
        assert_eq!(left.expect("counted"), 0);
        assert!(is_suppressed(&world, bo));
        world.advance(TimeDelta::days(150));
        world.work();
        assert!(!is_suppressed(&world, bo));
    }
}
