//! Letters side by side: none waits for another's slow server, and what was begun is finished.

use std::time::{Duration, Instant};

use careercenter::mail::outbox::{Kind, Stage};
use careercenter::site::Stop;
use careercenter::worker;

use super::{post, row, through};
use crate::support::{Answer, PostOffice, World};

/// Waits until something is true, and says for how long.
#[track_caller]
fn until(what: impl Fn() -> bool) -> Duration {
    let started = Instant::now();
    while !what() {
        assert!(started.elapsed() < Duration::from_secs(20), "it does not come true");
        std::thread::sleep(Duration::from_millis(5));
    }
    started.elapsed()
}

on_both! {
    fn a_link_somebody_waits_for_overtakes_slow_conversations(world: World) {
        let (mut world, office) = (world, PostOffice::new());
        through(&mut world, &office);
        for n in 0..6 {
            let slow = format!("slow{n}@home.example");
            office.always(&slow, Answer::Slowly(900));
            post(&world, &slow, Kind::PasswordChanged);
        }
        let stop = Stop::default();
        std::thread::scope(|threads| {
            threads.spawn(|| worker::run(&world.site, &stop));
            until(|| office.conversations() >= 3);
            let form = world.client().get("/register").expect(200);
            let fields = [("name", "Ada"), ("email", "ada@home.example"), ("password", crate::support::PASSWORD)];
            form.fill("main form", &fields);
            until(|| !office.taken_for("ada@home.example").is_empty());
            let slow = office.taken().len() - 1;
            assert!(slow < 6, "the slow ones were waited for");
            until(|| office.taken().len() == 7);
            stop.ask();
        });
    }

    fn one_connection_serves_many_letters(world: World) {
        let (mut world, office) = (world, PostOffice::new());
        through(&mut world, &office);
        for n in 0..20 {
            post(&world, &format!("a{n}@home.example"), Kind::PasswordChanged);
        }
        world.work();
        assert_eq!((office.taken().len(), office.conversations()), (20, 1));
    }

    fn a_connection_that_was_closed_meanwhile_costs_no_try(world: World) {
        let (mut world, mut office) = (world, PostOffice::new());
        through(&mut world, &office);
        post(&world, "ada@home.example", Kind::PasswordChanged);
        world.work();
        office.leave();
        office.come_back();
        let id = post(&world, "bea@home.example", Kind::PasswordChanged);
        world.work();
        let row = row(&world, id);
        assert_eq!((row.stage, row.attempts, office.conversations()), (Stage::Sent, 1, 2));
    }

    fn whoever_is_told_to_end_finishes_what_is_being_handed_over(world: World) {
        let (mut world, office) = (world, PostOffice::new());
        through(&mut world, &office);
        let ids: Vec<i64> = (0..8)
            .map(|n| {
                let email = format!("a{n}@home.example");
                office.always(&email, Answer::Slowly(600));
                post(&world, &email, Kind::PasswordChanged)
            })
            .collect();
        let stop = Stop::default();
        std::thread::scope(|threads| {
            threads.spawn(|| worker::run(&world.site, &stop));
            until(|| office.taken().len() == 3);
            stop.ask();
        });
        let sent = ids.iter().filter(|id| row(&world, **id).stage == Stage::Sent).count();
        assert_eq!((sent, office.taken().len()), (3, 3), "begun is finished, the rest waits");
        assert!(ids.iter().all(|id| matches!(row(&world, *id).stage, Stage::Sent | Stage::Waiting)));
    }
}
